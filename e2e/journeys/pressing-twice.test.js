// Impatient fingers and the Back button.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "../kit/stage.js";
import { DESKS, HER_HAND_IN, HOA, MARITAL_STATUS } from "../kit/story.js";

const stage = setStage();

test("pressing the last button twice, going back and pressing again hands in one dossier", async () => {
  const hoa = await stage.citizen();
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.answersFromCase(HER_HAND_IN);
  const check = hoa.page.url();
  leadToOne(await hoa.pressesTwice(hoa.mainButton()), /^\/receipt\//);
  const receipt = hoa.page.url();

  await hoa.goesBack();
  if (!hoa.where().startsWith("/receipt/")) await hoa.goesOn();
  assert.equal(hoa.page.url(), receipt);
  await hoa.goes(check);
  assert.equal(hoa.page.url(), receipt, "the old address leads to the same receipt");

  const lan = await stage.officer(DESKS.reception);
  await lan.goes("/officer/work?part=to_accept");
  assert.equal(await lan.page.locator("main tbody tr").count(), 1, "one dossier waits");
});

test("with the Back button every page shows what was answered", async () => {
  const hoa = await stage.citizen();
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.answersFromCase(HER_HAND_IN);
  for (const [page, name, value] of [
    ["papers", null, null],
    // The last page of the form came back with one more question.
    ["muc-dich", "muc_dich_khac", HER_HAND_IN.form.muc_dich_khac],
    ["muc-dich", null, null],
    ["cu-tru", null, null],
    ["tinh-trang", null, null],
    ["nguoi", "nguoi.ho_ten", HOA.name],
    ["person", "name", HOA.name],
    ["case", "receiving", HER_HAND_IN.centre],
  ]) {
    await hoa.goesBack();
    assert.equal(hoa.where().split("/").pop(), page);
    assert.equal(hoa.status, 200);
    if (name) assert.deepEqual(await hoa.typed(name), { [name]: value });
  }
  for (let page = 0; page < 7; page += 1) await hoa.goesOn();
  await hoa.sees("submit check", HOA.name);
});

test("an officer who presses twice at the counter receives one dossier", async () => {
  const lan = await stage.officer(DESKS.reception);
  await lan.goes(`/officer/receive?procedure=${MARITAL_STATUS.id}`);
  await lan.answers({ "place.here": true, name: "Lê Văn Bình" });
  leadToOne(await lan.pressesTwice(lan.page.locator("main button[accesskey=s]")), /^\/officer\/dossiers\//);
  await lan.goes("/officer/search?q=le+van+binh");
  assert.equal(await lan.page.locator("main tbody tr").count(), 1);
});

/// Every sending of a form led to the same page.
function leadToOne(paths, page) {
  assert.ok(paths.length >= 2, "the form was sent at least twice");
  assert.equal(new Set(paths).size, 1, paths.join(", "));
  assert.match(paths[0], page);
}
