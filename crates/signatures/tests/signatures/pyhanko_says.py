"""What pyHanko thinks of each signature of a file: file, trusted root (PEM), moment in milliseconds."""

import sys
from datetime import datetime, timezone

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

file, root, moment_ms = sys.argv[1:4]
moment = datetime.fromtimestamp(int(moment_ms) / 1000, timezone.utc)
with open(file, "rb") as opened:
    reader = PdfFileReader(opened)
    for signature in reader.embedded_signatures:
        trust = ValidationContext(
            trust_roots=[load_cert_from_pemder(root)], moment=moment, best_signature_time=moment, allow_fetching=False
        )
        try:
            stamp = signature.sig_object["/SubFilter"] == "/ETSI.RFC3161"
            status = (
                validate_pdf_timestamp(signature, trust)
                if stamp
                else validate_pdf_signature(signature, trust, ts_validation_context=trust)
            )
            print("signature", signature.field_name, "good" if status.bottom_line else "bad")
            print(" ", status.summary())
        except Exception as error:  # what it thinks of a broken one
            print("signature", signature.field_name, "bad")
            print(" ", type(error).__name__, error)
