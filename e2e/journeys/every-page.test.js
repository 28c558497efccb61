// Every page in the states it can be in, looked at on a telephone and on a desk.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openEyes } from "../kit/eyes.js";
import { program } from "../kit/papers.js";
import { setStage } from "../kit/stage.js";
import {
  BIRTH, DESKS, HER_HAND_IN, HOA, MARITAL_FORM, MARITAL_STATUS, PROOF, WARD, withAQuestion,
} from "../kit/story.js";

const eyes = openEyes();
const stage = setStage({ eyes });
const DAY = "from=2025-08-01&to=2025-08-01";

test("pages with nothing on them yet have no fault", async () => {
  const reader = await stage.citizen();
  const looks = async (name, path) => {
    await reader.goes(path);
    await reader.sees(name);
  };
  await looks("home", "/");
  await looks("procedures", "/procedures");
  await looks("procedures none found", "/procedures?q=xyzxyz");
  await looks("centres", "/agencies");
  await looks("centres none found", "/agencies?q=xyzxyz");
  await looks("one agency", "/agencies/H57.101");
  await looks("tracking form", "/track");
  await looks("tracking of no code", "/track?code=abc");
  await looks("no such page", "/nothing-here");
  await looks("help", "/help");
  await looks("accessibility", "/accessibility");
  await looks("personal data", "/privacy");
  await looks("sources", "/sources");
  await looks("scoreboard empty", `/scoreboard?unit=${WARD.code}&${DAY}`);
  await looks("scoreboard of the province empty", `/scoreboard?${DAY}`);
  await looks("scoreboard of no such day", `/scoreboard?unit=${WARD.code}&from=2025-02-30&to=2025-08-01`);
  await looks("dossiers behind a number none", `/scoreboard/${WARD.code}/dossiers?of=received&${DAY}`);

  const lan = await stage.officer(DESKS.reception);
  await lan.goes("/officer/work?part=to_accept");
  await lan.sees("work list empty");
  await lan.goes("/officer/search");
  await lan.sees("search");
  await lan.goes("/officer/search?q=xyzxyz");
  await lan.sees("search none found");
  await lan.goes("/officer/receive?q=xyzxyz");
  await lan.sees("counter none found");
  await lan.goes("/officer/dossiers/H57.101-250801-9999");
  await lan.sees("no such dossier");
  faultless();
});

test("pages of a dossier on its way have no fault", async () => {
  const hoa = await stage.citizen();
  await hoa.finds("xac nhan tinh trang hon nhan", MARITAL_STATUS.name);
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.answersFromCase(HER_HAND_IN);
  const { code, key } = await hoa.handsIn();
  await hoa.tracks(code);
  await hoa.sees("tracking before acceptance");
  await hoa.goes(`/dossiers/${code}?key=${key}`);
  await hoa.sees("own dossier before acceptance");
  await hoa.goes(`/dossiers/${code}/withdraw?key=${key}`);
  await hoa.sees("withdraw");

  const lan = await stage.officer(DESKS.reception);
  await lan.findsOnDesk(code, "to_accept");
  await lan.opens("reject_at_intake", code);
  await lan.accepts(code);
  await lan.forwards(code, "Hồ sơ đủ trang");
  await lan.goes("/officer/search?q=ngoc+hoa");
  await lan.sees("search found", code);
  await hoa.goes(`/receipt/${code}?key=${key}`);
  await hoa.sees("receipt");

  const minh = await stage.officer(DESKS.case);
  for (const verb of ["hand_back", "stop", "ask_payment"]) await minh.opens(verb, code);
  await minh.opens("ask_supplement", code);
  await minh.page.locator('[id="mark.person:phone"]').check();
  await minh.sends({ items: "Thiếu quyết định ly hôn", "why.person:phone": "Gọi không được" });
  await minh.sees("dossier after ask_supplement");
  await minh.follows(/^In mẫu 02/);
  await minh.sees("form 02 at the desk", "Phiếu yêu cầu bổ sung", "Gọi không được");
  await hoa.goes(`/dossiers/${code}?key=${key}`);
  await hoa.sees("own dossier waiting for a supplement");
  await hoa.follows(/^In mẫu 02/);
  await hoa.sees("form 02 at home", "Thiếu quyết định ly hôn");
  await hoa.follows(/Quay lại hồ sơ/);
  await hoa.supplements({ "paper.giay-to-chung-minh-neu-da-tung-ket-hon": PROOF, "person.phone": "0905 123 457" });
  await minh.does("ask_payment", code, { amount_vnd: "15000", reason: "Lệ phí cấp giấy" });
  await minh.does("settle_payment", code, { proof: "biên lai 0012345" });
  await minh.forwards(code);
  const binh = await stage.officer(DESKS.leader);
  await binh.findsOnDesk(code);
  await binh.approves(code);
  const thu = await stage.officer(DESKS.registry);
  await thu.goes("/officer/batch/issue");
  await thu.sees("issue a list", code);
  await thu.findsOnDesk(code);
  await thu.issues(code);
  await lan.findsOnDesk(code, "to_return");
  await lan.returnsResult(code);
  await hoa.goes(`/dossiers/${code}?key=${key}`);
  await hoa.sees("own dossier returned");
  await hoa.tracks(code);
  await hoa.sees("tracking returned");
  await hoa.goes(`/scoreboard?unit=${WARD.code}&${DAY}`);
  await hoa.sees("scoreboard");
  await hoa.goes(`/scoreboard?${DAY}`);
  await hoa.sees("scoreboard of the province");
  await hoa.followsFigure("received");
  await hoa.sees("communes behind a number");
  await hoa.goes(`/scoreboard/${WARD.code}/dossiers?of=received&${DAY}`);
  await hoa.sees("dossiers behind a number");
  faultless();
});

test("papers of an earlier dossier that are used again have no fault", async () => {
  const hoa = await stage.citizen();
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.answersFromCase(HER_HAND_IN);
  const { code, key } = await hoa.handsIn();
  const lan = await stage.officer(DESKS.reception);
  await lan.findsOnDesk(code, "to_accept");
  await lan.accepts(code);

  await hoa.begins(MARITAL_STATUS.id);
  await hoa.answersFromCase({ ...HER_HAND_IN, papers: {} });
  await hoa.follows("Thay đổi giấy tờ");
  await hoa.opensEarlier(code, "AAAA-BBBB-CCCC-DDDD");
  await hoa.isRefused("submit papers with a wrong secret", 404, ["code"]);
  await hoa.opensEarlier(code, key);
  await hoa.sees("submit papers with an earlier dossier", "Dùng lại: Thẻ căn cước", "căn cước mặt trước.png");
  await hoa.page.getByRole("checkbox", { name: "Dùng lại: Thẻ căn cước" }).check();
  await hoa.goesOn();
  await hoa.sees("submit check with a paper used again", `Dùng lại từ hồ sơ ${code}`);
  await hoa.handsIn();
  await hoa.sees("receipt of a paper used again", "căn cước mặt trước.png", `Dùng lại từ hồ sơ ${code}`);
  faultless();
});

test("forms that were refused have no fault", async () => {
  const hoa = await stage.citizen();
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.goesOn();
  await hoa.sees("submit case refused");
  await hoa.saysWhere();
  await hoa.answers({ receiving: HER_HAND_IN.centre, helper: "nobody" });
  await hoa.goesOn();
  await hoa.answers({ ...HOA, name: "", "born.day": "30", "born.month": "2", phone: "12", email: "a@", identity: "1" });
  await hoa.goesOn();
  await hoa.sees("submit person refused");
  await hoa.answers(HOA);
  await hoa.goesOn();
  await hoa.answersForm(HER_HAND_IN.form);
  await hoa.answers({ "paper.the-can-cuoc": program("can-cuoc.exe") });
  await hoa.page.getByText("can-cuoc.exe").first().waitFor();
  await hoa.sees("submit papers with a program");
  // The form is not sent past what was refused.
  await hoa.mainButton().click();
  assert.match(hoa.where(), /\/papers$/);
  await hoa.answers(HER_HAND_IN.papers);
  await hoa.goesOn();
  const { code, key } = await hoa.handsIn();
  await hoa.opensWithSecret(code, "AAAA-BBBB-CCCC-DDDD");
  await hoa.sees("tracking with a wrong secret");
  await hoa.goes(`/dossiers/${code}/withdraw?key=${key}`);
  await hoa.goesOn();
  await hoa.sees("withdraw refused");

  const visitor = await stage.citizen();
  await visitor.goes("/officer/work");
  await visitor.page.locator("input#password").fill("mot cua");
  await visitor.pressesEnter();
  await visitor.sees("sign in refused");

  const lan = await stage.officer(DESKS.reception);
  await lan.goes(`/officer/receive?procedure=${MARITAL_STATUS.id}`);
  await lan.sees("counter");
  await lan.answers({ identity: "1", "born.day": "30", "born.month": "2", "born.year": "1990" });
  await lan.presses(/^Tiếp nhận/);
  await lan.sees("counter refused");
  await lan.presses(/^Nhập tờ khai/);
  await lan.sees("counter declaration");
  await lan.presses(/^Tiếp nhận và hẹn trả/);
  await lan.sees("counter declaration refused");
  await lan.opens("reject_at_intake", code);
  await lan.sends({ reason: "" });
  await lan.sees("act refused");
  await lan.opens("accept", code);
  const other = await stage.officer(DESKS.reception);
  await other.accepts(code);
  await lan.sends();
  await lan.sees("act overtaken");
  faultless();
});

test("pages of the catalogue have no fault", async () => {
  const keeper = await stage.officer(DESKS.keeper);
  const looks = async (name, path) => {
    await keeper.goes(path);
    await keeper.sees(name);
  };
  await looks("catalogue", "/manage/catalogue");
  await looks("catalogue none found", "/manage/catalogue?q=xyzxyz");
  await looks("forms", "/manage/forms");
  await looks("forms none found", "/manage/forms?q=xyzxyz");
  await looks("form", `/manage/forms/${MARITAL_FORM}`);
  await looks("form long", "/manage/forms/giay-phep-xay-dung.1");
  await looks("history of the catalogue empty", "/manage/changes");
  await looks("change of the catalogue new", "/manage/put_into_force");
  await looks("change of the catalogue next version", `/manage/put_into_force?next=${MARITAL_STATUS.id}`);
  const fields = `/manage/procedures/${BIRTH}/edit`;
  await looks("procedure in fields", fields);
  await keeper.opensRows();
  await keeper.sees("procedure in fields open");
  await keeper.presses("Thêm cách nộp nữa");
  await keeper.sees("procedure in fields one way more");
  await keeper.opensRows();
  await keeper.answers({ "way.0.many": "ba", "paper.0.name": "", "paper.1.in.on-time": false, "paper.1.in.late": false });
  await keeper.presses(/^Xem những gì thay đổi/);
  await keeper.sees("procedure in fields refused");
  await looks("procedure in fields of the portal", "/manage/procedures/1.001662/edit");
  await looks("procedure in fields linked", "/manage/procedures/2.000986/edit");
  await looks("procedure in fields long", "/manage/procedures/1.013229/edit");
  // A form that no open dossier rests on.
  const file = "forms/khai-tu.1.json";
  await looks("change of the catalogue", `/manage/put_into_force?file=${file}`);
  await keeper.edits(file, (text) => text);
  await keeper.sees("change of the catalogue nothing changed");
  await keeper.edits(file, (text) => text.replace('"title"', '"titel"'));
  await keeper.sees("change of the catalogue with a mistake");
  await keeper.edits(file, (text) => withAQuestion(text.replace('"titel"', '"title"')));
  await keeper.sees("change of the catalogue checked");
  await keeper.putsIntoForce("");
  await keeper.sees("change of the catalogue without a reason");
  await keeper.putsIntoForce("Quyết định 12/QĐ-UBND");
  await keeper.sees("change of the catalogue in force");
  await looks("history of the catalogue", "/manage/changes");
  faultless();
});

test("pages of agencies, hours and days off have no fault", async () => {
  const keeper = await stage.officer(DESKS.keeper);
  const looks = async (name, path) => {
    await keeper.goes(path);
    await keeper.sees(name);
  };
  const checks = async (name, answers) => {
    await keeper.answers(answers);
    await keeper.presses(/^Xem thay đổi/);
    await keeper.sees(name);
  };
  await looks("agencies", "/manage/agencies");
  await looks("agencies none found", "/manage/agencies?q=xyzxyz");
  await looks("agency", "/manage/agencies/H57.101");
  await looks("agency edited", "/manage/agencies/H57.101/edit");
  await checks("agency with mistakes", { name: "", point: "x", from: "x" });
  await looks("agency ended", "/manage/agencies/H57.101/end");
  await checks("agency ended with mistakes", { last: "x" });
  await looks("agency new", "/manage/agencies/new");
  await checks("agency new with mistakes", { code: "x" });
  const branch = { kind: "tax", code: "H57.901", covers: "Phường Thuận Hóa", name: "Thuế cơ sở 1", name_en: "Tax 1" };
  await checks("agency new checked", branch);
  await looks("centres imported", "/manage/agencies/import");
  await looks("hours", "/manage/hours");
  await looks("hours of an agency", "/manage/agencies/H57.101/hours");
  await checks("hours with mistakes", { from: "x" });
  await looks("days off", "/manage/calendar?year=2026");
  await checks("days off with mistakes", { date: "x" });
  await looks("days off of a year that nobody knows", "/manage/calendar?year=2045");
  faultless();
});

/// Says all that was found since the last time.
function faultless() {
  const faults = eyes.faults.splice(0);
  assert.equal(faults.length, 0, `${faults.length} faults:\n${faults.join("\n")}`);
}
