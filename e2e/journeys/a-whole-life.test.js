// One dossier from the first search to the public figures, by five people whose
// browsers run no scripts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "../kit/stage.js";
import { CARD, DESKS, FORM, HER_HAND_IN, HOA, MARITAL_STATUS, PROOF, WARD, printed } from "../kit/story.js";

const stage = setStage();

test("a citizen gets a certificate through four desks and the public figures show it", async () => {
  const hoa = await stage.citizen();
  await hoa.finds("xac nhan tinh trang hon nhan", MARITAL_STATUS.name);
  await hoa.sees("procedure", "Giấy tờ cần có", "3 ngày làm việc", "Chưa ai đối chiếu", "Luật Hộ tịch");
  await hoa.presses("Nộp hồ sơ trực tuyến");
  await hoa.sees("submit case");
  await hoa.answersFromCase(HER_HAND_IN);

  await hoa.sees("submit check", HOA.name, "0905123456", FORM.name, CARD.name);
  await hoa.changes("phone", { phone: "0914 000 111" });
  await hoa.sees("submit check", "0914000111");

  const { code, key, text } = await hoa.handsIn();
  assert.match(code, /^H57\.101-250801-\d{4}$/);
  for (const file of [FORM, CARD]) {
    assert.ok(text.includes(file.name), `the receipt names ${file.name}`);
    // A picture is kept upright and without its camera's notes: other bytes.
    const isAsSent = file.mimeType === "application/pdf";
    if (isAsSent) assert.ok(text.includes(printed(file.sha256)), `the receipt seals ${file.name}`);
  }
  assert.match(text, /\d+ (kB|B)/, "the receipt says how large the files are");
  const dueDate = ["Ngày dự kiến được tính thế nào", "3 ngày làm việc", "Bộ luật Dân sự 2015", "thứ Tư, 06/08/2025"];
  await hoa.sees("receipt before acceptance", key, ...dueDate);

  const lan = await stage.officer(DESKS.reception);
  await lan.findsOnDesk(code, "to_accept");
  await lan.sees("dossier", HOA.name, "Để đăng ký kết hôn", FORM.name, CARD.name);
  await lan.accepts(code);
  await lan.forwards(code, "Hồ sơ đủ trang");

  const minh = await stage.officer(DESKS.case);
  await minh.findsOnDesk(code);
  await minh.asksSupplement(code, "Thiếu quyết định ly hôn có hiệu lực pháp luật");

  await hoa.goes(`/dossiers/${code}?key=${key}`);
  await hoa.sees("own dossier waiting for a supplement", "Thiếu quyết định ly hôn có hiệu lực pháp luật");
  await hoa.supplements({ "paper.giay-to-chung-minh-neu-da-tung-ket-hon": PROOF });
  await hoa.sees("own dossier supplemented", PROOF.name);

  await minh.findsOnDesk(code);
  await minh.sees("dossier", PROOF.name);
  await minh.forwards(code);

  const binh = await stage.officer(DESKS.leader);
  await binh.findsOnDesk(code);
  await binh.approves(code);

  // Signed is not issued: the person sees that the registry has it, and no result yet.
  await hoa.goes(`/dossiers/${code}?key=${key}`);
  await hoa.sees("own dossier at the registry", "Đang xử lý", "Văn thư");
  const thu = await stage.officer(DESKS.registry);
  await thu.findsOnDesk(code);
  await thu.issues(code);
  await thu.sees("dossier issued", "125/QĐ-UBND");

  await lan.findsOnDesk(code, "to_return");
  await lan.returnsResult(code);

  await hoa.tracks(code);
  await hoa.sees("tracking", code, "Đã trả kết quả");
  await hoa.goes(`/dossiers/${code}?key=${key}`);
  await hoa.sees("own dossier returned", "Đã trả kết quả", "Xong đúng hẹn");

  // A stranger, the same day: everything counted is this one dossier.
  const reader = await stage.citizen();
  await reader.goes(`/scoreboard?unit=${WARD.code}&from=2025-08-01&to=2025-08-01`);
  await reader.sees("scoreboard", WARD.name);
  assert.deepEqual(await reader.figures(), {
    received: ["1"],
    online: ["1", "1"],
    resolved: ["1", "1"],
    online_resolved: ["1", "1"],
    on_time: ["1", "1"],
    digitised: ["1", "1"],
  });
  await reader.followsFigure("on_time");
  await reader.sees("dossiers behind a number", MARITAL_STATUS.name);
  assert.equal(await reader.page.locator("main tbody tr").count(), 1);
  await reader.seesNothingOf(code, "Ngọc Hòa", "0914000111");
});
