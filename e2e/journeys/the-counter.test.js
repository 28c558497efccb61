// A walk-in received by an officer whose hands stay on the keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "../kit/stage.js";
import { pdf } from "../kit/papers.js";
import { DESKS, FORM, HER_FORM, HOA, MARITAL_STATUS } from "../kit/story.js";

const stage = setStage();

test("an officer receives a walk-in without touching the mouse and prints the receipt", async () => {
  const lan = await stage.officer(DESKS.reception);
  const { keyboard } = lan.page;

  await lan.pressesKey("n", "/officer/receive");
  await lan.sees("counter choose");
  assert.equal(await lan.focus(), "q", "the search field waits for the first word");
  await keyboard.type("xac nhan hon nhan");
  await lan.pressesEnter();
  await lan.sees("counter found", MARITAL_STATUS.name);
  await lan.tabsTo((element) => element.localName === "a" && element.href.includes("procedure=1.004873"));
  await lan.seesTheFocus();
  await lan.pressesEnter();

  await lan.sees("counter", MARITAL_STATUS.name, "Hẹn trả");
  assert.equal(await lan.focus(), "card", "the field of the scanner has the focus");
  await lan.holdsAltAnd("p");
  const typing = [
    ["name", "Lê Văn Bình"],
    ["identity", "046090012345"],
    ["born.day", "1"],
    ["born.month", "2"],
    ["born.year", "1990"],
    ["phone", "0905123456"],
  ];
  for (const [name, text] of typing) {
    await lan.tabsTo((element, wanted) => element.name === wanted, name);
    await lan.seesTheFocus();
    await keyboard.type(text);
  }
  await lan.tabsTo((element) => element.name === "handed.to-khai");
  await keyboard.press("Space");
  await lan.tabsTo((element) => element.localName === "button" && element.accessKey === "s");
  await lan.pressesEnter();
  assert.match(lan.where(), /^\/officer\/dossiers\//);
  assert.equal(await focusedText(lan), "Tiếp nhận hồ sơ tiếp theo Alt N", "the next one is one key away");
  const text = await lan.sees("dossier received at the counter", "Lê Văn Bình", "Đã tiếp nhận");
  const code = text.match(/H57\.101-250801-\d{4}/)[0];

  await lan.pressesKey("p", `${lan.where()}/receipt`);
  await lan.sees("receipt printed by an officer", code, "Lê Văn Bình", "06/08/2025");
  await lan.page.emulateMedia({ media: "print" });
  assert.equal(await lan.page.locator(".mainnav").isVisible(), false, "the navigation is not printed");
  assert.equal(await lan.page.locator("footer").isVisible(), false, "the footer is not printed");
  assert.ok((await lan.reads()).includes(code), "the code is printed");
  const pages = (await lan.page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.equal(pages, 1, "a receipt is one sheet of A4");
});

const CARD = "046090012345||Lê Văn Bình|01021990|Nam|12 Lê Lợi, Phú Xuân, Huế|12072021";

function focusedText(person) {
  return person.page.evaluate(() => document.activeElement.innerText.replaceAll(/\s+/g, " ").trim());
}

test("a birth is registered at the counter with one scan and six keys, without scripts", async () => {
  const lan = await stage.officer(DESKS.reception);
  let keys = 0;
  const counted = async (act) => {
    keys += 1;
    await act();
  };
  await lan.goes("/officer/receive");
  const text = await lan.sees("counter choose often", "Hay tiếp nhận nhất");
  const sign = text.match(/Thủ tục đăng ký khai sinh Alt (\d)/)[1];
  await counted(() => lan.pressesKey(sign, "/officer/receive"));
  assert.equal(await lan.focus(), "card");
  // The scanner types, and presses Enter itself.
  await lan.page.keyboard.insertText(CARD);
  await lan.pressesEnter();
  await lan.sees("counter card", "Đã điền từ thẻ");
  assert.deepEqual(await lan.typed("name", "identity", "born.day", "address"), {
    name: "Lê Văn Bình",
    identity: "046090012345",
    "born.day": "1",
    address: "12 Lê Lợi, Phú Xuân, Huế",
  });
  assert.equal(await lan.focus(), "case", "what is left to say has the focus");
  await counted(() => lan.page.keyboard.press("Space"));
  await counted(() => lan.holdsAltAnd("p"));
  await counted(() => lan.holdsAltAnd("g"));
  await lan.page.waitForFunction(() => document.querySelector(".papers-in [accesskey=g]").checked);
  await counted(() => lan.pressesKey("s", "/officer/dossiers/"));
  await lan.sees("dossier received by card", "Lê Văn Bình", "Đã tiếp nhận");
  assert.equal(await focusedText(lan), "Tiếp nhận hồ sơ tiếp theo Alt N");
  await counted(() => lan.pressesKey("p", `${lan.where()}/receipt`));
  assert.ok(keys <= 6, `${keys} keys`);
});

test("a pile of scans is dropped, looked at, and received; the next dossier uses them again", async () => {
  const lan = await stage.officer(DESKS.reception, { scripts: true });
  await lan.goes("/officer/receive?procedure=1.001193");
  await lan.answers({ "place.here": true, name: "Lê Văn Bình" });
  await lan.page.locator("#case").check();
  await lan.page.locator('[name="name"]').press("Enter");
  assert.equal(await lan.focus(), "identity", "Enter goes on, it receives nothing");
  await lan.page.locator("#card").fill(CARD.replace("046090012345", "046090054321"));
  await lan.pressesEnter();
  await lan.sees("counter card again", "Đã điền từ thẻ");
  const kept = lan.page.locator('input[type="radio"][name="case"]:checked');
  assert.equal(await kept.inputValue(), "on-time", "the case that was chosen is still chosen");
  const pile = [pdf("giay chung sinh.pdf", "Chung sinh"), pdf("Scan_0002.pdf", "To khai")];
  await lan.arrives(() => lan.page.locator('[name="paper.scans"]').setInputFiles(pile));
  await lan.sees("counter scans", "Đã gắn các tệp vào giấy tờ", "Scan_0002.pdf");
  assert.equal((await lan.typed("scan_to.1"))["scan_to.1"], "giay-chung-sinh");
  await lan.presses("Tiếp nhận và hẹn trả");
  const first = (await lan.sees("dossier with scans", "Số hóa bởi")).match(/H57\.101-\d{6}-\d{4}/)[0];

  await lan.goes("/officer/receive?procedure=1.001193&case=on-time");
  await lan.page.locator("#card").fill("046090054321");
  await lan.pressesEnter();
  await lan.sees("counter store", `Lấy từ hồ sơ ${first}`, "Giấy tờ đã có trong kho");
  await lan.answers({ "place.here": true, "reuse.1": true, consent_reuse: true });
  await lan.presses("Tiếp nhận và hẹn trả");
  await lan.sees("dossier with a reused paper", `Dùng lại từ hồ sơ ${first}`);
});

test("a declaration is typed in at the counter, and questions come as the answers need them", async () => {
  const lan = await stage.officer(DESKS.reception, { scripts: true });
  await lan.goes(`/officer/receive?procedure=${MARITAL_STATUS.id}`);
  const { name, identity, address } = HOA;
  await lan.answers({ "place.here": true, name, identity, address, "paper.to-khai": FORM });
  await lan.pressesKey("k", "/officer/receive");
  await lan.sees("counter declaration", "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", "Lấy từ mục 2");
  assert.equal(await lan.focus(), "form.nguoi.ho_ten", "the first question has the focus");
  const known = await lan.typed("form.nguoi.ho_ten", "form.nguoi.so_dinh_danh");
  assert.deepEqual(Object.values(known), [name, "046190012345"]);

  // Questions come while the next field is typed in: its letters, and what is selected of them, stay.
  let letCome;
  const held = new Promise((come) => (letCome = come));
  await lan.page.route("**/officer/receive", async (route) => {
    await held;
    await route.continue();
  });
  await lan.answers({ "form.tinh_trang": "da_ly_hon" });
  const commune = lan.page.locator('[name="form.nguoi.noi_cu_tru.xa"]');
  await commune.fill("Phường Thuận Hóa");
  await commune.selectText();
  const there = await commune.elementHandle();
  letCome();
  await lan.page.waitForFunction((box) => !box.isConnected, there);
  await lan.page.unrouteAll({ behavior: "wait" });
  await lan.page.keyboard.type("Phường Vỹ Dạ");
  assert.equal(await commune.inputValue(), "Phường Vỹ Dạ");

  // The question that hangs on an answer comes without a press, and nothing typed is lost.
  const { muc_dich_khac: purpose, ...said } = HER_FORM;
  await lan.answers(Object.fromEntries(Object.entries(said).map(([key, value]) => [`form.${key}`, value])));
  await lan.page.locator('[name="form.muc_dich_khac"]').fill(purpose);
  await lan.presses("Tiếp nhận và hẹn trả");
  await lan.sees("dossier with a declaration", "Đã tiếp nhận hồ sơ", purpose, "Chưa đăng ký kết hôn với ai", FORM.name);
});

test("a helper beside the citizen hands in with consent and leaves nothing behind", async () => {
  const diem = await stage.officer(DESKS.helper, { scripts: true });
  await diem.goes("/officer/work");
  await diem.sees("helper home", "Hồ sơ đã nộp thay");
  await diem.goes(`/officer/receive?procedure=${MARITAL_STATUS.id}`);
  await diem.sees("helper screen", "Người có hồ sơ đồng ý cho nộp thay");
  await diem.page.locator("#card").fill(CARD);
  await diem.pressesEnter();
  await diem.presses("Nộp hồ sơ");
  await diem.isRefused("helper refused", 422, ["consent_way"]);
  // Two communes of today can be meant by the address on the old card.
  await diem.answers({ "place.applicant_home": "Phường Phú Xuân, Thành phố Huế" });
  await diem.answers({ consent_way: "spoken", consent_follow: true });
  await diem.answers({ "paper.to-khai": pdf("tờ khai.pdf", "To khai") });
  await diem.presses("Nộp hồ sơ");
  await diem.sees("helper done", "Đã nộp hồ sơ", "Lê Văn Bình");
  const kept = await diem.page.evaluate(() => localStorage.length + sessionStorage.length);
  assert.equal(kept, 0, "the browser keeps nothing");
});
