// Two officers with the same page open. One is quicker.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "../kit/stage.js";
import { DESKS, HER_HAND_IN, MARITAL_STATUS } from "../kit/story.js";

const stage = setStage();

test("the second of two officers who ask for a supplement sees what happened and loses no word", async () => {
  const hoa = await stage.citizen();
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.answersFromCase(HER_HAND_IN);
  const { code } = await hoa.handsIn();
  const lan = await stage.officer(DESKS.reception);
  await lan.accepts(code);
  await lan.forwards(code);

  const minh = await stage.officer(DESKS.case);
  const thu = await stage.officer(DESKS.otherCase);
  await minh.opens("ask_supplement", code);
  await thu.opens("ask_supplement", code);
  await minh.sends({ items: "Thiếu quyết định ly hôn" });
  await minh.sees("dossier after ask_supplement", "Thiếu quyết định ly hôn");

  const words = "Ảnh căn cước bị mờ, xin chụp lại";
  await thu.sends({ items: words });
  assert.equal(thu.status, 409);
  await thu.sees("act overtaken", /bổ sung/i);
  assert.ok((await thu.page.content()).includes(words), "what the second officer typed is still there");

  await thu.goes(`/officer/dossiers/${code}`);
  const text = await thu.sees("dossier after ask_supplement", "Thiếu quyết định ly hôn");
  assert.ok(!text.includes(words), "nothing of the second request was done");
});

test("two officers who accept the same dossier accept it once", async () => {
  const hoa = await stage.citizen();
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.answersFromCase(HER_HAND_IN);
  const { code } = await hoa.handsIn();
  const [one, other] = [await stage.officer(DESKS.reception), await stage.officer(DESKS.reception)];
  await one.opens("accept", code);
  await other.opens("accept", code);
  await one.sends();
  await one.sees("dossier after accept", code);
  await other.sends();
  assert.equal(other.status, 409);
  await other.sees("accept overtaken", code);
  await other.goes(`/officer/dossiers/${code}`);
  assert.equal(await other.page.locator(".timeline > li").count(), 2, "handed in and accepted, once each");
});
