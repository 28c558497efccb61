// What people photograph and scan, made here so that no test needs a file.

import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

const MB = 1024 * 1024;

/// A PDF of one empty A4 page with this title.
export function pdf(name, title) {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    `<< /Title (${title}) >>`,
  ];
  let text = "%PDF-1.4\n";
  const starts = objects.map((object, nth) => {
    const start = text.length;
    text += `${nth + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  text += starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return file(name, "application/pdf", Buffer.from(text, "latin1"));
}

/// A grey picture.
export function png(name, side = 64) {
  const row = Buffer.alloc(1 + side, 0x99);
  row[0] = 0;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.concat(Array(side).fill(row)));
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  const bytes = Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
  return file(name, "image/png", bytes);
}

/// A program, which nobody may hand in.
export function program(name) {
  return file(name, "application/x-msdownload", Buffer.from("MZ\x90\x00 this is a program", "latin1"));
}

/// A readable PDF of so many bytes: one page of writing, and a picture that nobody
/// sees, of noise.
export function largePdf(name, bytes) {
  const words = "BT /F1 12 Tf 50 700 Td (Quyet dinh) Tj ET";
  const noise = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at += 1) noise[at] = (Math.imul(at, 2654435761) >>> 13) & 0xff;
  const parts = [
    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
    "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
    "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>\nendobj\n",
    `4 0 obj\n<< /Length ${words.length} >>\nstream\n${words}\nendstream\nendobj\n`,
    `5 0 obj\n<< /Length ${bytes} >>\nstream\n`,
    noise,
    "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n",
  ];
  return file(name, "application/pdf", Buffer.concat(parts.map((part) => Buffer.from(part, "latin1"))));
}

/// A PDF of so many megabytes.
export function heavyPdf(name, megabytes) {
  const bytes = Buffer.alloc(megabytes * MB, 0x20);
  bytes.write("%PDF-1.4\n");
  return file(name, "application/pdf", bytes);
}

function file(name, mimeType, buffer) {
  return { name, mimeType, buffer, sha256: createHash("sha256").update(buffer).digest("hex") };
}

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([length, body, sum]);
}
