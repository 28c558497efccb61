// A long form that is begun on a telephone and ended on another device, with lists
// of people and parcels that grow and shrink.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "../kit/stage.js";
import { HOA, WARD } from "../kit/story.js";

const stage = setStage();

const MEDIATION = "1.012812";
const DISPUTE = {
  loai: "ranh_gioi",
  "ben_kia.0.ho_ten": "Nguyễn Hữu Bình",
  "ben_kia.0.dia_chi": "Thôn Trường Lưu, xã Phú Vang",
  "tu_khi.y": "2023",
  dien_bien: "Ông Bình xây hàng rào lấn sang nửa mét.",
  mong_muon: "Xác định lại ranh giới.",
};
const parcel = (number, area) => ({
  [`thua.${number}.to_ban_do`]: "18",
  [`thua.${number}.so_thua`]: String(245 + number),
  [`thua.${number}.dien_tich`]: area,
  [`thua.${number}.dia_chi.tinh`]: WARD.province,
  [`thua.${number}.dia_chi.xa`]: WARD.fullName,
  [`thua.${number}.dia_chi.chi_tiet`]: "thôn Trường Lưu",
});

/// Up to the first page of the form, on the way of whoever comes.
async function toTheForm(options) {
  const hoa = await stage.citizen(options);
  await hoa.begins(MEDIATION);
  await hoa.saysWhere();
  await hoa.answers({ receiving: WARD.agency, helper: "nobody" });
  await hoa.goesOn();
  await hoa.answers(HOA);
  await hoa.goesOn();
  assert.match(hoa.where(), /\/form\/tranh-chap$/);
  return hoa;
}

/// Presses a button that changes the number of items.
async function presses(person, name, value) {
  await person.arrives(() => person.page.locator(`main button[name="${name}"][value="${value}"]`).click());
}

test("half a page is saved on a telephone and gone on with on another device by the short code", async () => {
  const phone = await toTheForm({ width: 320 });
  await phone.answers({ loai: "ranh_gioi", dien_bien: "Ông Bình xây hàng rào" });
  await phone.presses("Lưu nháp, làm tiếp sau");
  await phone.sees("resume how", "Đã lưu lúc", "Bằng mã ngắn");
  await phone.presses("Lấy mã ngắn");
  await phone.sees("resume code");
  const code = (await phone.page.locator(".dossier-code").innerText()).trim();

  const desk = await stage.citizen();
  await desk.goes("/track");
  await desk.follows("Làm tiếp hồ sơ đang dở");
  await desk.answers({ code: "AAAAA-AAAAA" });
  await desk.presses("Làm tiếp");
  await desk.isRefused("resume with a wrong code", 422, ["code"]);
  // As people copy it: small letters, spaces.
  await desk.answers({ code: code.toLowerCase().replaceAll("-", " ") });
  await desk.presses("Làm tiếp");
  assert.match(desk.where(), /\/form\/tranh-chap$/, "it opens where it was left");
  assert.deepEqual(await desk.typed("dien_bien"), { dien_bien: "Ông Bình xây hàng rào" });
  await desk.answers(DISPUTE);
  await desk.goesOn();
  assert.match(desk.where(), /\/form\/dat$/);

  // The telephone, opened again, is where the other device is; its old page does
  // not undo what came after.
  await phone.goes(phone.where());
  await phone.follows("Làm tiếp trên máy này");
  assert.match(phone.where(), /\/form\/dat$/);
});

test("whoever types in an old page is told what another device has written", async () => {
  const phone = await toTheForm({ width: 320 });
  await phone.answers(DISPUTE);
  const page = phone.where();
  const desk = await stage.citizen();
  await desk.goes(page);
  await desk.answers({ ...DISPUTE, mong_muon: "Dỡ hàng rào." });
  await desk.goesOn();
  assert.match(desk.where(), /\/form\/dat$/);
  await phone.goesOn();
  assert.equal(phone.where(), page, "it stays on the page");
  await phone.sees("meanwhile", "Dỡ hàng rào.");
  assert.deepEqual(await phone.typed("mong_muon"), { mong_muon: DISPUTE.mong_muon }, "nothing typed is lost");
});

test("lists grow and shrink without a script, keep what is typed, and are summed up", async () => {
  const hoa = await toTheForm({ width: 320 });
  await hoa.answers(DISPUTE);
  await presses(hoa, "add", "ben_kia");
  assert.deepEqual(await hoa.typed("ben_kia.0.ho_ten"), { "ben_kia.0.ho_ten": "Nguyễn Hữu Bình" });
  await hoa.answers({ "ben_kia.1.ho_ten": "Lê Thị Na", "ben_kia.1.dia_chi": "Xã Phú Vang" });
  await presses(hoa, "remove", "ben_kia.0");
  const left = await hoa.typed("ben_kia.0.ho_ten");
  assert.deepEqual(left, { "ben_kia.0.ho_ten": "Lê Thị Na" }, "the one behind moves up");
  await hoa.goesOn();

  await hoa.answers(parcel(0, "312,5"));
  await presses(hoa, "add", "thua");
  await hoa.answers(parcel(1, "1.000"));
  await presses(hoa, "add", "thua");
  await hoa.answers({ da_co_giay: "khong" });
  await hoa.goesOn();
  // The third was opened and never filled in: each of its questions says so.
  await hoa.sees("form with an empty parcel");
  assert.equal(hoa.status, 422);
  const wrong = await hoa.page.locator(".error-summary a").evaluateAll((all) => all.map((each) => each.hash));
  assert.ok(wrong.length > 0 && wrong.every((hash) => decodeURIComponent(hash).startsWith("#thua.2")), `${wrong}`);
  await presses(hoa, "remove", "thua.2");
  await hoa.goesOn();
  await hoa.answers({ da_hoa_giai: "chua" });
  await hoa.goesOn();
  await hoa.sees("submit papers");
  await hoa.goesOn();
  await hoa.sees("submit check", "Lê Thị Na", "Thửa 1", "Thửa 2", /Số thửa đất 2 thửa/, /1\.312,5 m²/);
  const { code, text } = await hoa.handsIn();
  assert.ok(text.includes("1.312,5 m²"), "the receipt says it too");
  assert.ok(!text.includes("Nguyễn Hữu Bình"), "who was taken out is out");
  assert.match(code, /^H57\.101-/);
});
