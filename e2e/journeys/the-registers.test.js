// A register of civil status: an entry of an old book is typed, found again, put right by a decision; what
// the search showed is said to have been looked at. Looked at like every page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openEyes } from "../kit/eyes.js";
import { setStage } from "../kit/stage.js";
import { DESKS } from "../kit/story.js";

const eyes = openEyes();
const stage = setStage({ eyes });

test("an old book is typed and taken in, somebody is found in it, and a decision is noted", async () => {
  const minh = await stage.officer(DESKS.case);
  await minh.goes("/officer/registers");
  await minh.sees("registers", "Sổ đăng ký khai sinh", "Tìm trong sổ");
  await minh.goes("/officer/registers/khai-sinh/enter");
  await minh.sees("enter from an old book", "Ghi vào Sổ đăng ký khai sinh", "Quyển số");
  await minh.presses("Ghi vào sổ");
  await minh.sees("enter with what is missing", "Hãy ghi số", "Hãy ghi quyển số", "Không đọc được ngày đăng ký");
  await minh.answers({
    number: "45/1998",
    volume: "02",
    page: "17",
    day: "01/04/1998",
    "say.name": "Võ Thị Xuân",
    "say.born_partly": "04/03/1998",
    "say.sex": "Nữ",
    "say.nationality": "Việt Nam",
    "say.birthplace": "Trạm y tế phường Phú Xuân",
    "say.mother": "Lê Thị Tư",
  });
  await minh.presses("Ghi vào sổ");
  await minh.sees("an entry", "Võ Thị Xuân", "45/1998", "Đã mở xem");

  await minh.goes("/officer/registers/khai-sinh/import");
  await minh.sees("take in an old book", "Tải bảng mẫu");
  const headings = await minh.page.evaluate(async () => (await fetch("/officer/registers/khai-sinh/import/sheet.csv")).text());
  const columns = headings.trim().split(";").length;
  const line = ["46", "02", "17", "02/04/1998", "Võ Văn Hạ"].join(";");
  const list = `${headings.trim()}\n${line}${";".repeat(columns - 5)}\n`;
  await minh.answers({ file: { name: "so.csv", mimeType: "text/csv", buffer: Buffer.from(list) } });
  await minh.presses("Xem trước");
  await minh.sees("an old book with mistakes", "Chưa ghi được", "Dòng 2");

  await minh.goes("/officer/registers");
  await minh.answers({ name: "vo thi xuan" });
  await minh.presses("Tìm");
  await minh.sees("found in the registers", "45/1998", "Võ Thị Xuân");
  await minh.follows("45/1998");
  await minh.follows("Ghi chú thay đổi, cải chính");
  await minh.sees("note in the register", "Theo quyết định, văn bản");
  await minh.answers({ decision: "Quyết định 12/QĐ-UBND", reason: "cải chính họ tên người mẹ", "say.mother": "Lê Thị Năm" });
  await minh.presses("Ghi chú");
  await minh.sees("an entry with a note", "Lê Thị Năm", "Lê Thị Tư", "Quyết định 12/QĐ-UBND");
  await minh.goes("/officer/registers/khai-sinh/1998");
  await minh.sees("a book of a register", "Võ Thị Xuân", "45/1998");
  const faults = eyes.faults.splice(0);
  assert.equal(faults.length, 0, `${faults.length} faults:\n${faults.join("\n")}`);
});
