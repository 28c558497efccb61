//! Looks at the signatures of files that came in, for as long as the server runs. It only ever adds
//! knowledge: nobody waits for it, no file is changed for it, and one that cannot be judged says so.

use motcua_core::document::{
    FileDigest, SignatureFound, SignatureWord, SignaturesFound, Unread, clean_certificate_name,
};
use motcua_core::{Fault, FaultKind, Moment};
use motcua_signatures::{SignatureKind, SignatureReport, SignatureState, TrustAnchors, Unreadable, check};
use motcua_store::Store;
use motcua_store::files::Files;
use motcua_store::signed_file;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How many files are looked at in a round.
const ROUND_FILES: u32 = 16;
/// How long until a file that could not be read is tried again; it doubles with each try.
const WAIT_MS: i64 = 60_000;
const WAIT_MS_MAX: i64 = 3_600_000;
/// A file at which somebody began to look so often, and never came to an end, is looked at no more.
const TRIES_MAX: u32 = 5;

/// One round: every file that is due, once. Returns how many there were.
pub fn round(
    store: &Store,
    files: &Files,
    trust: &TrustAnchors,
    named: &str,
    now: Moment,
) -> Result<usize, Fault> {
    let waiting = store.read(|rows| signed_file::waiting(rows, now, ROUND_FILES))?;
    for file in &waiting {
        let later = now.plus_ms(WAIT_MS.saturating_mul(1 << file.tries.min(16)).min(WAIT_MS_MAX));
        // Written before anybody looks: a file that ends the program would be the first of all again after
        // each start, with all others behind it.
        store.keep(signed_file::in_vain(&file.digest, later)).wait()?;
        let Some(bytes) = read(files, &file.digest)? else { continue };
        let looked = match file.tries {
            TRIES_MAX.. => Some(only(file.came, Unread::TooMuch)),
            _ => match catch_unwind(AssertUnwindSafe(|| found(&bytes, trust, file.came))) {
                Ok(found) => Some(found),
                Err(_) => {
                    tracing::error!(
                        digest = file.digest.0,
                        "the signatures of a file could not be looked at"
                    );
                    None
                }
            },
        };
        if let Some(found) = looked {
            store.keep(signed_file::answered(&file.digest, found.as_ref(), named)?).wait()?;
        }
    }
    Ok(waiting.len())
}

fn read(files: &Files, digest: &FileDigest) -> Result<Option<Vec<u8>>, Fault> {
    match files.get(digest) {
        // Where no file can be read, the round is over.
        Err(fault) if fault.kind == FaultKind::ShelfUnavailable => Err(fault),
        // Whoever opens it will see the same; the others still have their turn.
        Err(_) => Ok(None),
        Ok(bytes) => Ok(bytes),
    }
}

fn only(came: Moment, unread: Unread) -> Option<SignaturesFound> {
    Some(SignaturesFound { at: came, signatures: Vec::new(), unread: Some(unread) })
}

/// What is to be said of a file's signatures, as of the moment at which it came in. None when it has none.
fn found(bytes: &[u8], trust: &TrustAnchors, came: Moment) -> Option<SignaturesFound> {
    let has = |word: &[u8]| bytes.windows(word.len()).any(|here| here == word);
    if !bytes.starts_with(b"%PDF-") {
        // Names of files in a ZIP are never packed.
        return if has(b"_xmlsignatures/") { only(came, Unread::OtherKind) } else { None };
    }
    let report = check(bytes, trust, came.0);
    let unread = report.unreadable.map(|why| match why {
        Unreadable::Broken | Unreadable::Encrypted => Unread::Broken,
        Unreadable::TooMuch => Unread::TooMuch,
    });
    if let Some(unread) = unread {
        // A value is always in the clear: it was written after all else.
        return if has(b"/ByteRange") { only(came, unread) } else { None };
    }
    if report.signatures.is_empty() {
        return None;
    }
    let signatures = report.signatures.iter().map(one).collect();
    Some(SignaturesFound { at: came, signatures, unread: None })
}

fn one(report: &SignatureReport) -> SignatureFound {
    let signer = report.signer.as_ref();
    let name = |of: Option<&String>| of.map(|name| clean_certificate_name(name)).unwrap_or_default();
    SignatureFound {
        word: match report.state {
            SignatureState::Valid => SignatureWord::Valid,
            SignatureState::Changed => SignatureWord::Changed,
            SignatureState::UnknownIssuer => SignatureWord::UnknownIssuer,
            SignatureState::Expired => SignatureWord::Expired,
            SignatureState::Revoked => SignatureWord::Revoked,
            SignatureState::Unconcluded => SignatureWord::Unconcluded,
        },
        by: name(signer.map(|signer| &signer.common_name)),
        organisation: name(signer.map(|signer| &signer.organisation)),
        issuer: name(signer.map(|signer| &signer.issuer)),
        claimed: report.claimed_ms.map(Moment),
        stamped: report.stamped_ms.map(Moment),
        is_time_stamp: report.kind == SignatureKind::DocumentTimeStamp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_core::document::{FileRef, SignaturesKnown};
    use motcua_core::{DAY_MS, deed::Deeds};
    use motcua_signatures::pretend::{PretendAuthority, PretendSubject};
    use motcua_signatures::{Appearance, FileKey, Signer, complete, prepare};
    use motcua_store::{DatabasePlace, signed_file};
    use motcua_typeset::{Print, typeset};

    const TEMPLATE: &str = include_str!("../../../catalogue/deeds/xac-nhan-hon-nhan.1.toml");

    fn came() -> Moment {
        Moment::parse("2025-07-14T09:00").unwrap()
    }

    fn days(from: i64, to: i64) -> (i64, i64) {
        (came().plus_ms(from * DAY_MS).0, came().plus_ms(to * DAY_MS).0)
    }

    fn paper() -> Vec<u8> {
        let deeds = Deeds::read(&[("xac-nhan-hon-nhan.1.toml", TEMPLATE)]).unwrap();
        let print = Print { made: came(), id: "motcua:thu".into(), across: None, foot: None };
        typeset(&deeds.all().next().unwrap().sample(), &print).unwrap().pdf
    }

    fn signed(pdf: &[u8], key: &FileKey) -> Vec<u8> {
        let signer = Signer {
            certificate: key.certificate().clone(),
            chain: key.chain().to_vec(),
            name: String::new(),
            reason: String::new(),
            place: String::new(),
            certifies: false,
        };
        let prepared = prepare(pdf, &signer, &Appearance::Invisible, came().0).unwrap();
        complete(&prepared, &key.sign(prepared.to_sign()).unwrap(), key.chain(), None).unwrap()
    }

    struct World {
        known: PretendAuthority,
        trust: TrustAnchors,
    }

    fn world() -> World {
        let known = PretendAuthority::root("Nơi cấp quen", days(-900, 900)).unwrap();
        let trust = TrustAnchors::new(vec![known.certificate().clone()]);
        World { known, trust }
    }

    impl World {
        fn key(&self, from: i64, to: i64) -> FileKey {
            let subject = PretendSubject::signer("Nguyễn Văn An", "Công ty Hương Giang", days(from, to));
            self.known.signer(&subject).unwrap()
        }

        fn words(&self, pdf: &[u8]) -> Vec<SignatureWord> {
            let found = found(pdf, &self.trust, came());
            found.map_or(Vec::new(), |found| found.signatures.iter().map(|one| one.word).collect())
        }
    }

    #[test]
    fn each_signature_has_its_word_as_of_the_day_on_which_the_file_came() {
        let world = world();
        let stranger = PretendAuthority::root("Nơi cấp lạ", days(-900, 900)).unwrap();
        let subject = PretendSubject::signer("Nguyễn Văn An", "", days(-1, 9));
        let mut changed = signed(&paper(), &world.key(-1, 9));
        changed[2_000] ^= 1;
        let twice = signed(&signed(&paper(), &world.key(-1, 9)), &world.key(-9, -1));
        for (what, pdf, want) in [
            ("good", signed(&paper(), &world.key(-1, 9)), vec![SignatureWord::Valid]),
            ("ends the day after", signed(&paper(), &world.key(-9, 1)), vec![SignatureWord::Valid]),
            ("had ended", signed(&paper(), &world.key(-9, -1)), vec![SignatureWord::Expired]),
            ("begins later", signed(&paper(), &world.key(1, 9)), vec![SignatureWord::Expired]),
            (
                "of a stranger",
                signed(&paper(), &stranger.signer(&subject).unwrap()),
                vec![SignatureWord::UnknownIssuer],
            ),
            ("two", twice, vec![SignatureWord::Valid, SignatureWord::Expired]),
            ("none", paper(), vec![]),
        ] {
            assert_eq!(world.words(&pdf), want, "{what}");
        }
        // A changed byte may also make the file unreadable; it is never good, and never silent.
        let found = found(&changed, &world.trust, came()).expect("something is said");
        let is_open_or_wrong =
            found.unread.is_some() || found.signatures.iter().all(|one| one.word == SignatureWord::Changed);
        assert!(is_open_or_wrong, "{found:?}");
    }

    #[test]
    fn what_cannot_be_read_is_open_and_never_wrong() {
        let trust = TrustAnchors::default();
        let broken = [&signed(&paper(), &world().key(-1, 9))[..], b"\nstartxref\n7\n%%EOF\n"].concat();
        for (bytes, want) in [
            (&broken[..], Some(Unread::Broken)),
            (&b"%PDF-1.7\nnothing at all"[..], None),
            (&b"PK\x03\x04 ... _xmlsignatures/sig1.xml ..."[..], Some(Unread::OtherKind)),
            (&b"PK\x03\x04 ... word/document.xml ..."[..], None),
        ] {
            assert_eq!(found(bytes, &trust, came()).and_then(|found| found.unread), want);
        }
    }

    #[test]
    fn a_signed_file_is_kept_as_it_came_and_looked_at_once_for_each_list_of_issuers() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&DatabasePlace::Sqlite(folder.path().join("a.db"))).unwrap();
        let files = Files::open(&folder.path().join("files")).unwrap();
        let world = world();
        let pdf = signed(&paper(), &world.key(-1, 9));
        let taken = motcua_papers::take("đã ký.pdf", &pdf).unwrap();
        assert!(taken.bytes[..] == pdf[..], "another byte would break the signature");
        let file: FileRef = taken.file(files.put(&taken.bytes).unwrap());
        let gone = FileDigest("0".repeat(64));
        for digest in [&file.digest, &gone] {
            store.keep(signed_file::ask(digest, came())).wait().unwrap();
        }
        let of = |digest: &FileDigest| store.read(|rows| signed_file::of(rows, digest)).unwrap();
        let word = || match of(&file.digest) {
            SignaturesKnown::Found(found) => found.signatures[0].word,
            other => panic!("{other:?}"),
        };
        let nobody = TrustAnchors::default();
        let round = |trust: &TrustAnchors, minute: i64| {
            round(&store, &files, trust, &trust.name(), came().plus_ms(minute * 60_000)).unwrap()
        };
        assert_eq!(round(&nobody, 0), 2);
        assert_eq!((word(), of(&gone)), (SignatureWord::UnknownIssuer, SignaturesKnown::Pending));
        assert_eq!(round(&nobody, 0), 0, "the missing one waits");

        // The operator comes to know the issuer. Years later the file is judged for the day on which it came.
        store.keep(signed_file::ask_again(&world.trust.name())).wait().unwrap();
        assert_eq!(word(), SignatureWord::UnknownIssuer, "until there is a new answer");
        assert_eq!(round(&world.trust, 3 * 366 * 24 * 60), 2);
        assert_eq!(word(), SignatureWord::Valid);
    }
}
