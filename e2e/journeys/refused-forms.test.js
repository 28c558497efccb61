// Forms that are refused: what was typed stays, what is wrong is said at its place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { heavyPdf, program } from "../kit/papers.js";
import { setStage } from "../kit/stage.js";
import { CARD, DESKS, FORM, HER_HAND_IN, HOA, MARITAL_STATUS } from "../kit/story.js";

const stage = setStage();

test("a citizen who forgets the centre is told so before the next page", async () => {
  const hoa = await stage.citizen();
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.goesOn();
  await hoa.isRefused("submit case refused", 422, ["receiving", "helper"]);
});

test("a citizen without a name, born on 30 February, keeps every other answer", async () => {
  const hoa = await stage.citizen();
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.saysWhere();
  await hoa.answers({ receiving: HER_HAND_IN.centre, helper: "nobody" });
  await hoa.goesOn();
  const typed = { ...HOA, name: "", "born.day": "30", "born.month": "2" };
  await hoa.answers(typed);
  await hoa.goesOn();
  await hoa.isRefused("submit person refused", 422, ["name", "born"]);
  assert.deepEqual(await hoa.typed(...Object.keys(typed)), typed);

  // By keyboard from the summary straight to the field.
  await hoa.page.locator(".error-summary a").nth(1).focus();
  await hoa.page.keyboard.press("Enter");
  await hoa.page.keyboard.press("Tab");
  assert.equal(await hoa.focus(), "born-month", "the summary leads to the date, and Tab goes on from there");

  await hoa.answers({ name: HOA.name, "born.day": "28" });
  await hoa.goesOn();
  await hoa.answersForm({ ...HER_HAND_IN.form, "nguoi.ngay_sinh.m": "2" });
  await hoa.sees("submit papers");
});

test("with scripts Back leads over a refused page to what was typed", async () => {
  const hoa = await stage.citizen({ scripts: true });
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.saysWhere();
  await hoa.answers({ receiving: HER_HAND_IN.centre, helper: "nobody" });
  await hoa.goesOn();
  await hoa.answers({ ...HOA, name: "" });
  await hoa.goesOn();
  await hoa.isRefused("submit person refused", 422, ["name"]);
  await hoa.answers({ name: HOA.name });
  await hoa.goesOn();
  await hoa.goesBack();
  await hoa.sees("submit person");
  assert.deepEqual(await hoa.typed("name", "born.day"), { name: HOA.name, "born.day": HOA["born.day"] });
});

test("a program and a file of 25 MB are refused by name and the good file stays", async () => {
  const hoa = await stage.citizen();
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.saysWhere();
  await hoa.answers({ receiving: HER_HAND_IN.centre, helper: "nobody" });
  await hoa.goesOn();
  await hoa.answers(HOA);
  await hoa.goesOn();
  await hoa.answersForm(HER_HAND_IN.form);

  await hoa.answers({ "paper.other": FORM });
  await hoa.goesOn();
  await hoa.goesBack();
  await hoa.answers({ "paper.the-can-cuoc": program("can-cuoc.exe") });
  await hoa.goesOn();
  await hoa.isRefused("submit papers with a program", 422, ["paper.the-can-cuoc"]);
  await hoa.sees("submit papers with a program", "can-cuoc.exe", FORM.name);

  await hoa.answers({ "paper.the-can-cuoc": heavyPdf("quet-qua-lon.pdf", 25) });
  await hoa.goesOn();
  await hoa.isRefused("submit papers too large", 413, ["paper.the-can-cuoc"]);
  await hoa.sees("submit papers too large", "quet-qua-lon.pdf", "20 MB", FORM.name);

  await hoa.answers({ "paper.the-can-cuoc": CARD });
  await hoa.goesOn();
  await hoa.sees("submit check", FORM.name, CARD.name, HOA.name);
});

test("whoever tracks with a wrong code or secret learns nothing about anybody", async () => {
  const hoa = await stage.citizen();
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.answersFromCase(HER_HAND_IN);
  const { code, key } = await hoa.handsIn();

  const stranger = await stage.citizen();
  await stranger.tracks("abc");
  await stranger.isRefused("tracking of no code", 422, ["code"]);
  assert.deepEqual(await stranger.typed("code"), { code: "abc" });
  await stranger.tracks("H57.101-250801-9999");
  await stranger.isRefused("tracking of an unknown code", 404, ["code"]);

  await stranger.tracks(code);
  await stranger.sees("tracking with the code alone", code, "Mới đăng ký", "17:00 thứ Tư, 06/08/2025");
  await stranger.seesNothingOf(HOA.name, "0905123456", HOA.email, FORM.name, key);

  await stranger.opensWithSecret(code, "AAAA-BBBB-CCCC-DDDD");
  await stranger.isRefused("tracking with a wrong secret", 422, ["key"]);
  await stranger.seesNothingOf(HOA.name, FORM.name, key);
  await stranger.goes(`/receipt/${code}?key=AAAA-BBBB-CCCC-DDDD`);
  assert.equal(stranger.status, 404);
  await stranger.seesNothingOf(HOA.name, FORM.name);

  // The secret as one reads it from paper: small letters, no dashes.
  await hoa.opensWithSecret(code, key.toLowerCase().replaceAll("-", " "));
  await hoa.sees("own dossier before acceptance", HOA.name, FORM.name);
});

test("an officer who mistypes the password keeps the name and is told how to go on", async () => {
  const visitor = await stage.citizen();
  await visitor.goes("/officer/work");
  await visitor.page.locator("input#id").fill(DESKS.reception);
  await visitor.page.locator("input#password").fill("mot cua");
  await visitor.pressesEnter();
  await visitor.isRefused("sign in refused", 401, ["password"]);
  assert.deepEqual(await visitor.typed("id"), { id: DESKS.reception });
});
