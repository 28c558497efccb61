// A result that is not collected where the dossier was handed in: wanted at another centre, sent there with a list,
// taken over and returned; wanted by post, handed over, brought back. Every page is looked at.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openEyes } from "../kit/eyes.js";
import { setStage } from "../kit/stage.js";
import { BIRTH, DESKS, HER_HAND_IN, HOA, MARITAL_STATUS } from "../kit/story.js";

const eyes = openEyes();
const stage = setStage({ eyes });
const OTHER_DESK = "tiepnhan.kimlong";
const BY_POST = { wanted: "post", wanted_detail: "12 Lê Lợi", wanted_commune: "Phường Kim Long" };

async function received(lan, answers) {
  await lan.goes(`/officer/receive?procedure=${BIRTH}`);
  await lan.page.locator("main details:has(.wanted)").evaluate((details) => (details.open = true));
  await lan.answers({ case: "on-time", "place.here": true, name: HOA.name, phone: HOA.phone, ...answers });
  await lan.presses(/^Tiếp nhận/);
  return (await lan.sees("dossier received", HOA.name)).match(/H57\.101-\d{6}-\d{4}/)[0];
}

async function decided(code) {
  const lan = await stage.officer(DESKS.reception);
  await lan.forwards(code);
  await (await stage.officer(DESKS.case)).forwards(code);
  await (await stage.officer(DESKS.leader)).approves(code);
  await (await stage.officer(DESKS.registry)).issues(code);
}

test("a citizen says where the result goes, and changes it on the dossier's page", async () => {
  const hoa = await stage.citizen();
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.answersFromCase({ ...HER_HAND_IN, person: { ...HOA, wanted: "centre", wanted_centre: "Phường Kim Long" } });
  await hoa.sees("check with another centre", "Kim Long");
  await hoa.handsIn();
  await hoa.follows("Xem hồ sơ");
  await hoa.sees("own dossier with another centre", "Nhận kết quả", "Kim Long");
  await hoa.follows("Đổi nơi nhận kết quả");
  await hoa.sees("choose return");
  await hoa.answers({ wanted: "post" });
  await hoa.goesOn();
  await hoa.sees("choose return refused", "Hãy ghi số nhà");
  assert.equal(hoa.status, 422);
  await hoa.answers(BY_POST);
  await hoa.goesOn();
  await hoa.sees("own dossier by post", "Qua bưu chính", "12 Lê Lợi", HOA.phone.replaceAll(" ", ""));
  faultless();
});

test("a result goes with a list to another centre, which returns it", async () => {
  const lan = await stage.officer(DESKS.reception);
  const code = await received(lan, { wanted: "centre", wanted_centre: "Phường Kim Long" });
  await decided(code);
  await lan.goes("/officer/results");
  await lan.sees("results to send", code, "Lập phiếu bàn giao");
  await lan.presses("Lập phiếu bàn giao");
  await lan.sees("hand-over list given", "Phiếu bàn giao kết quả số 1/", code);
  const list = lan.where();
  const cuc = await stage.officer(OTHER_DESK);
  await cuc.goes("/officer/results");
  await cuc.sees("results coming", "chờ ký nhận");
  await cuc.goes(list);
  await cuc.sees("hand-over list to take over", code);
  await cuc.answers({ "came.1": false });
  await cuc.presses(/^Ký nhận bàn giao/);
  await cuc.sees("hand-over list refused", "Có kết quả bị thiếu");
  await cuc.answers({ "came.1": true });
  await cuc.presses(/^Ký nhận bàn giao/);
  await cuc.sees("hand-over list taken over", "Đã nhận đủ");
  await cuc.returnsResult(code);
  faultless();
});

test("a parcel that comes back is on the list of the reception, and is sent again", async () => {
  const lan = await stage.officer(DESKS.reception);
  const code = await received(lan, BY_POST);
  await decided(code);
  await lan.goes("/officer/results");
  await lan.sees("results to post", code, "Giao bưu chính");
  await lan.goes(`/officer/dossiers/${code}/post_result`);
  await lan.sees("post result", "12 Lê Lợi");
  await lan.sends({ order: "VN123" });
  await lan.sees("dossier posted", "VN123");
  await lan.goes(`/officer/dossiers/${code}/follow_parcel`);
  await lan.sees("follow parcel");
  await lan.sends();
  await lan.sees("follow parcel refused", "Hãy chọn tình trạng");
  await lan.sends({ state: "sent_back" });
  await lan.goes("/officer/results");
  await lan.sees("results in trouble", "Bưu gửi không đến nơi", code);
  await lan.goes(`/officer/dossiers/${code}/choose_return`);
  await lan.sees("officer chooses return");
  await lan.sends(BY_POST);
  await lan.goes(`/officer/dossiers/${code}/post_result`);
  await lan.sends({ order: "VN124" });
  await lan.goes(`/officer/dossiers/${code}/follow_parcel`);
  await lan.sends({ state: "delivered" });
  await lan.sees("dossier delivered", "Đã trả kết quả");
  faultless();
});

/// Says all that was found since the last time.
function faultless() {
  const faults = eyes.faults.splice(0);
  assert.equal(faults.length, 0, `${faults.length} faults:\n${faults.join("\n")}`);
}
