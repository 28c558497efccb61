// A walk-in received by an officer whose hands stay on the keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "../kit/stage.js";
import { DESKS, MARITAL_STATUS } from "../kit/story.js";

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
  assert.equal(await lan.focus(), "name", "the first question has the focus");
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
  const text = await lan.sees("dossier received at the counter", "Lê Văn Bình", "Đã tiếp nhận");
  const code = text.match(/H57\.101-250801-\d{4}/)[0];

  await lan.pressesKey("p", "/receipt/");
  await lan.sees("receipt", code, "Lê Văn Bình", "06/08/2025");
  await lan.page.emulateMedia({ media: "print" });
  assert.equal(await lan.page.locator(".mainnav").isVisible(), false, "the navigation is not printed");
  assert.equal(await lan.page.locator("footer").isVisible(), false, "the footer is not printed");
  assert.ok((await lan.reads()).includes(code), "the code is printed");
  const pages = (await lan.page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.equal(pages, 1, "a receipt is one sheet of A4");
});
