// What the province and its departments see from above: late ones by commune, one of them, what is
// said in it for a reason, a question with a time to answer, and the commune that answers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openEyes } from "../kit/eyes.js";
import { Officer } from "../kit/officer.js";
import { setStage } from "../kit/stage.js";
import { DESKS, PROVINCE_LEADER, WARD } from "../kit/story.js";

const eyes = openEyes();
const stage = setStage({ eyes });
/// Registered on the day: late soon from the first minute.
const DEATH = "1.000656";
const PERSON = "Lê Văn Khai";
const PRIVATE = [PERSON, "0905 123 456", "0905123456"];
const JUSTICE = "lanhdao.hue.sotuphap";
const HOME_AFFAIRS = "lanhdao.hue.sonoivu";
const LIST = "/manage/oversight";

/// Somebody whose browser runs no scripts; axe needs them, so nobody looks at their pages.
async function withoutScripts(id) {
  const officer = new Officer(await stage.window({ scripts: false }));
  await officer.signsIn(id);
  return officer;
}

/// A dossier that a case officer of the ward has by name since this morning.
async function handedIn() {
  const lan = await withoutScripts(DESKS.reception);
  await lan.goes(`/officer/receive?procedure=${DEATH}`);
  await lan.page.locator('main input[type="radio"][name="case"][value="late"]').check();
  await lan.answers({ "place.here": true, name: PERSON, phone: "0905 123 456" });
  await lan.presses(/^Tiếp nhận/);
  const code = (await lan.sees("dossier received", PERSON)).match(/H57\.101-\d{6}-\d{4}/)[0];
  await lan.does("forward", code, { to_officer: DESKS.case });
  return code;
}

/// From the list of a ward to the dossier.
async function findsFromAbove(leader, code) {
  await leader.goes("/officer/work");
  await leader.arrives(() => leader.page.getByRole("link", { name: "Giám sát" }).first().click());
  assert.equal(leader.where(), LIST);
  await leader.sees("oversight", "Theo xã, phường", WARD.fullName);
  await leader.follows(WARD.fullName);
  await leader.sees("oversight of a ward", WARD.fullName);
  await leader.follows(/sắp đến hạn/);
  await leader.sees("oversight of a ward, late soon", code, "Thụ lý");
  await leader.seesNothingOf(...PRIVATE);
  await leader.follows(code);
  await leader.sees("dossier from above", code, "Ngày hẹn được tính thế nào", "Sổ thời gian");
  await leader.seesNothingOf(...PRIVATE);
}

test("the province finds a dossier, reads it for a reason, asks, and is answered", async () => {
  const code = await handedIn();
  const leader = await stage.officer(PROVINCE_LEADER);
  await findsFromAbove(leader, code);

  await leader.goes(`/officer/dossiers/${code}`);
  assert.equal(leader.status, 404, "not without a reason");
  await leader.goes(`${LIST}/${code}`);
  await leader.follows("Xem nội dung hồ sơ");
  await leader.sees("look into");
  await leader.presses(/^Ghi lý do/);
  await leader.isRefused("look into refused", 422, ["reason"]);
  await leader.answers({ reason: "Giải quyết kiến nghị số 12" });
  await leader.presses(/^Ghi lý do/);
  await leader.sees("dossier read from above", PERSON, "chỉ đọc, đến", "Giải quyết kiến nghị số 12");

  await leader.goes(`${LIST}/${code}`);
  await leader.sees("dossier from above, looked into", "Mở nội dung hồ sơ", "Giải quyết kiến nghị số 12");
  await leader.follows("Hỏi, chỉ đạo");
  await leader.sees("instruct", code, "Trả lời trong");
  await leader.presses(/^Gửi/);
  await leader.isRefused("instruct refused", 422, ["text"]);
  await leader.answers({ text: "Vì sao chưa trình ký?", many: "4", unit: "working_hours" });
  await leader.presses(/^Gửi/);
  await leader.sees("dossier from above, instructed", "Vì sao chưa trình ký?", "Trả lời trước");
  await leader.goes(LIST);
  await leader.sees("oversight with a question", "Câu hỏi, chỉ đạo chưa trả lời", code);

  const minh = await stage.officer(DESKS.case);
  await minh.sees("work with a question of the province", "Câu hỏi, chỉ đạo của tỉnh", "Vì sao chưa trình ký?");
  await minh.does("answer_instruction", code, { answer: "Đang chờ giấy báo tử bản gốc" });
  await leader.goes(`${LIST}/${code}`);
  await leader.sees("dossier from above, answered", "Đang chờ giấy báo tử bản gốc");
  await leader.goes(LIST);
  assert.ok(!(await leader.reads()).includes("chưa trả lời"), "nothing waits any more");

  // The case officer is ill: everything on their desk goes to a colleague.
  await leader.goes(`${LIST}?standing=soon&unit=${WARD.code}&agency=${WARD.agency}&officer=${DESKS.case}`);
  await leader.sees("oversight of an officer", code);
  await leader.follows(/^Giao lại mọi hồ sơ/);
  await leader.sees("reassign from above", code, "Giao cho");
  await leader.presses(/^Giao lại/);
  await leader.isRefused("reassign from above refused", 422, ["reason"]);
  await leader.answers({ to_officer: DESKS.otherCase, reason: "Cán bộ nghỉ ốm" });
  await leader.presses(/^Giao lại/);
  await leader.sees("reassigned from above", "1 / 1 đã giao lại", code);
  const other = await withoutScripts(DESKS.otherCase);
  await other.findsOnDesk(code);

  // What the ward gives up ends its share, in time.
  await other.does("stop", code, { reason: "Người nộp xin dừng" });
  await leader.goes(LIST);
  await leader.follows(/Cơ quan nào để quá/);
  await leader.sees("shares by agency", "phường Phú Xuân");
  await leader.arrives(() => leader.page.locator("main tbody td a").first().click());
  await leader.sees("dossiers of a share", code);
  await leader.seesNothingOf(...PRIVATE);

  const faults = eyes.faults.splice(0);
  assert.equal(faults.length, 0, `${faults.length} faults:\n${faults.join("\n")}`);
});

test("a department sees its own field and no other, without scripts", async () => {
  const code = await handedIn();
  const justice = await withoutScripts(JUSTICE);
  await findsFromAbove(justice, code);
  await justice.follows("Xem nội dung hồ sơ");
  await justice.answers({ reason: "Kiểm tra việc đăng ký khai tử tháng 8" });
  await justice.presses(/^Ghi lý do/);
  await justice.sees("dossier read by the department", PERSON);
  await justice.goes(`${LIST}/instruct?item=${code}`);
  await justice.answers({ text: "Báo cáo tiến độ", many: "1", unit: "working_days" });
  await justice.presses(/^Gửi/);
  await justice.sees("instructed by the department", "Báo cáo tiến độ");

  const minh = await withoutScripts(DESKS.case);
  await minh.does("answer_instruction", code, { answer: "Hôm nay trình ký" });
  await justice.goes(`${LIST}/${code}`);
  await justice.sees("answered to the department", "Hôm nay trình ký");

  const affairs = await withoutScripts(HOME_AFFAIRS);
  await affairs.goes(LIST);
  await affairs.sees("oversight of another department", "thuộc lĩnh vực của cơ quan bạn");
  await affairs.seesNothingOf(code, WARD.fullName);
  await affairs.goes(`${LIST}/${code}`);
  assert.equal(affairs.status, 404);
});
