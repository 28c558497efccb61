// The leader of the province's office changes a form without a programmer, and a
// citizen is asked the new question.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "../kit/stage.js";
import { BIRTH, DESKS, HER_FORM, HER_HAND_IN, MARITAL_FORM, MARITAL_STATUS, withAQuestion } from "../kit/story.js";

const stage = setStage();
const QUESTION = "Cần giấy trước ngày nào?";
const FILE = `forms/${MARITAL_FORM}.json`;

test("an official adds a question to a form, and it is asked", async () => {
  const keeper = await stage.officer(DESKS.keeper);
  await keeper.arrives(() => keeper.page.getByRole("navigation").getByRole("link", { name: "Danh mục" }).click());
  await keeper.page.getByRole("searchbox").fill("xac nhan tinh trang hon nhan");
  await keeper.presses("Tìm");
  await keeper.sees("catalogue", MARITAL_STATUS.name, "Phiên bản 1", "đang áp dụng", "0 hồ sơ đang mở");
  await keeper.follows(`Tờ khai ${MARITAL_FORM}`);
  await keeper.sees("form", "chưa kiểm chứng", "Chỉ hỏi khi", "Người dân thấy thế này");
  await keeper.follows("Sửa tờ khai này");

  // A mistake is named with its file, line and place, and the text stays.
  await keeper.edits(FILE, (text) => withAQuestion(text).replace('"maxLength"', '"maxLenght"'));
  assert.equal(keeper.status, 422);
  await keeper.sees("form refused", `${FILE}:`, "/properties/can_truoc_ngay/maxLenght", "Chưa có gì thay đổi");
  await keeper.edits(FILE, (text) => text.replace('"maxLenght"', '"maxLength"'));
  assert.equal(keeper.status, 200);
  await keeper.sees("form checked", "không có lỗi", QUESTION, "Câu hỏi", "Tờ khai mới", "Không có hồ sơ nào đang mở");
  await keeper.putsIntoForce("Quyết định 12/QĐ-UBND");
  assert.equal(keeper.where(), "/manage/changes/1");
  await keeper.sees("change", "Quyết định 12/QĐ-UBND", FILE);

  // The citizen who comes next is asked.
  const hoa = await stage.citizen();
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.answersFromCase({ ...HER_HAND_IN, form: { ...HER_FORM, can_truoc_ngay: "15 tháng 8" } });
  await hoa.sees("check", QUESTION, "15 tháng 8");
  const { code } = await hoa.handsIn();

  // Now an open dossier rests on it: the form is left alone, a new version is written.
  await keeper.goes(`/manage/put_into_force?file=${FILE}`);
  await keeper.edits(FILE, (text) => text.replace(QUESTION, "Cần giấy ngày nào?"));
  assert.equal(keeper.status, 422);
  await keeper.sees("form with an open dossier", "1 hồ sơ đang mở theo phiên bản 1", code, "soạn phiên bản mới");
  await keeper.goes(`/manage/catalogue?q=${MARITAL_STATUS.id}`);
  await keeper.follows(/^Sửa bằng văn bản/);
  const next = FILE.replace(".1.json", ".2.json");
  await keeper.edits(next, (text) => text.replace(QUESTION, "Cần giấy ngày nào?"));
  await keeper.sees("new version checked", "phiên bản 1 → 2", "1 hồ sơ đang mở giữ phiên bản 1", "Cần giấy ngày nào?");
  await keeper.putsIntoForce("Quyết định 13/QĐ-UBND");
  await keeper.goes(`/manage/catalogue?q=${MARITAL_STATUS.id}`);
  await keeper.sees("two versions", "Phiên bản 2", "sắp áp dụng", "từ 02/08/2025", "Phiên bản 1", "1 hồ sơ đang mở");
});

test("an official changes a limit and a fee in fields, and adds a paper", async () => {
  const keeper = await stage.officer(DESKS.keeper);
  await keeper.goes(`/manage/catalogue?q=${BIRTH}`);
  await keeper.follows(/^Soạn phiên bản mới/);
  await keeper.sees("procedure in fields", "phiên bản 1", "Trong ngày làm việc; Miễn lệ phí khi đăng ký đúng hạn");
  await keeper.answers({ decision: "45/QĐ-UBND" });
  await keeper.opensRow("way.0.many");
  await keeper.answers({ "way.0.many": "ba", "way.0.unit": "working_days" });
  await keeper.presses(/^Xem những gì thay đổi/);
  assert.equal(keeper.status, 422);
  await keeper.sees("procedure in fields refused", "Không đọc được thời hạn “ba”");
  await keeper.answers({ "way.0.many": "3" });
  await keeper.opensRow("way.3.many");
  await keeper.answers({ "way.3.fee_vnd": "8.000", "way.3.fee_text": "8.000 đồng", "way.3.fee_text_en": "8,000 VND" });
  await keeper.presses("Thêm giấy tờ nữa");
  await keeper.answers({ "paper.6.name": "Sổ tiêm chủng", "paper.6.name_en": "Vaccination book" });
  await keeper.presses(/^Xem những gì thay đổi/);
  assert.equal(keeper.status, 200);
  await keeper.sees("fields checked", "phiên bản 1 → 2", "3 ngày làm việc", "8.000 đồng", "Sổ tiêm chủng");
  await keeper.putsIntoForce("Nghị quyết 7/NQ-HĐND");
  await keeper.sees("change by fields", "Nghị quyết 7/NQ-HĐND", `procedures/${BIRTH}.toml`);
  await keeper.goes(`/manage/catalogue?q=${BIRTH}`);
  await keeper.sees("catalogue with a version to come", "Phiên bản 2", "sắp áp dụng", "từ 02/08/2025");
});
