// Somebody who reads no Vietnamese hands in a dossier.

import assert from "node:assert/strict";
import { test } from "node:test";
import { vietnameseLeft } from "../kit/eyes.js";
import { setStage } from "../kit/stage.js";
import { CARD, FORM, HER_PAPERS, MARITAL_STATUS, WARD } from "../kit/story.js";

const stage = setStage();

const ANNA = { name: "Anna Müller", "born.year": "1984", phone: "0905 123 456" };
const HER_FORM = {
  "nguoi.ho_ten": ANNA.name,
  "nguoi.ngay_sinh.y": "1984",
  "nguoi.gioi_tinh": "nu",
  "nguoi.dan_toc": "German",
  "nguoi.quoc_tich": "Germany",
  "nguoi.noi_cu_tru.tinh": "46",
  "nguoi.noi_cu_tru.xa": "Phuong Phu Xuan",
  quan_he_nguoi_yeu_cau: "ban_than",
  tinh_trang: "chua_ket_hon",
  da_chuyen_noi_o: "khong",
  muc_dich: "vay_von",
};
/// Names, the signs of decrees and of the currency, and what she wrote or named herself.
const NAMES = ["Một Cửa", "NĐ-CP", "Phường Phú Xuân", "Thành phố Huế", "Huế", " đ ", ANNA.name, FORM.name, CARD.name];

test("after the switch to English a citizen's whole way is in English", async () => {
  const anna = await stage.citizen();
  const left = [];
  const read = async (name, ...words) => {
    await anna.sees(name, ...words);
    assert.equal(await anna.page.locator("html").getAttribute("lang"), "en", `${name}: lang`);
    left.push(...(await vietnameseLeft(anna.page, NAMES)).map((words) => `${name}: ${words}`));
  };
  await anna.goes("/procedures?q=marital");
  await anna.arrives(() => anna.page.getByRole("link", { name: "English" }).click());
  assert.equal(new URL(anna.page.url()).search, "?q=marital", "the switch stays on the page");
  await read("procedures found in English", "Certificate of marital status");
  await anna.goes("/");
  await read("home in English");
  await anna.page.getByRole("searchbox").fill("certificate of marital status");
  await anna.presses("Find");
  await anna.follows("Certificate of marital status");
  await read("procedure in English", "3 working days", "Nobody has compared");
  await anna.presses("Hand in online");
  await read("submit case in English");
  await anna.goesOn();
  await read("submit case refused in English");
  assert.match(await anna.page.title(), /^Error: /);
  await anna.saysWhere();
  await anna.answers({ receiving: WARD.agency, helper: "nobody" });
  await anna.goesOn();
  await read("submit person in English");
  await anna.answers({ ...ANNA, phone: "12" });
  await anna.goesOn();
  await read("submit person refused in English");
  await anna.answers(ANNA);
  await anna.goesOn();
  await anna.answersForm(HER_FORM);
  await read("submit papers in English");
  await anna.answers(HER_PAPERS);
  await anna.goesOn();
  await read("submit check in English", ANNA.name, FORM.name);
  await anna.goesOn();
  await read("receipt in English", ANNA.name, "3 working days", "Wednesday, 06/08/2025");
  const { pathname, search } = new URL(anna.page.url());
  const code = pathname.split("/").pop();
  await anna.goes(`/dossiers/${code}${search}`);
  await read("own dossier in English", ANNA.name);
  await anna.goes(`/dossiers/${code}/withdraw${search}`);
  await read("withdraw in English");
  await anna.goes(`/track?code=${code}`);
  await read("tracking in English", "Certificate of marital status");
  await anna.goes("/track?code=abc");
  await read("tracking of no code in English");
  await anna.goes(`/scoreboard?unit=${WARD.code}`);
  await read("scoreboard in English");
  await anna.goes("/nothing-here");
  await read("no such page in English");

  await anna.arrives(() => anna.page.getByRole("link", { name: "Tiếng Việt" }).click());
  await anna.goes(`/procedures/${MARITAL_STATUS.id}`);
  assert.equal(await anna.page.locator("html").getAttribute("lang"), "vi");
  assert.deepEqual(left, [], "Vietnamese words on English pages");
});
