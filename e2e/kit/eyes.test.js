// Eyes that overlook nothing: a bad page, and what they say about it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow, startBrowser } from "./browser.js";
import { openEyes, vietnameseLeft } from "./eyes.js";

const BAD = `<!doctype html><html lang="fr"><title>A page</title>
  <button style="width:20px;height:20px;padding:0">x</button>
  <p id="a" style="color:#ccc">Pale</p><p id="a">Twice</p>
  <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><input name="q">
  <div style="width:900px">Wide</div></html>`;

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser?.close());

test("every kind of fault of a page is seen", async () => {
  delete process.env.SHOTS;
  const page = await openWindow(browser, "http://localhost", { scripts: true });
  await page.setContent(BAD);
  const eyes = openEyes();
  await eyes.look(page, "bad");
  for (const fault of [
    "lang is “fr”",
    "the title is “A page”",
    "0 headings of the first order",
    "bad (320 px): scrolls sideways by",
    "no working skip link",
    "ids that stand twice: a",
    "a target of 20 × 20 px",
    "axe serious color-contrast",
    "axe critical image-alt",
    "axe critical label",
  ]) {
    assert.ok(eyes.faults.some((seen) => seen.includes(fault)), `${fault} in ${eyes.faults.join("\n")}`);
  }
  const narrowOnly = eyes.faults.filter((seen) => seen.includes("sideways"));
  assert.equal(narrowOnly.length, 1, "900 px fit on a desk");
});

test("Vietnamese words on an English page are seen unless they are marked", async () => {
  const page = await openWindow(browser, "http://localhost", { scripts: true });
  await page.setContent(`<html lang="en"><p>Luật Hộ tịch</p><p>Huế</p><p lang="vi">Thủ tục</p>
    <input aria-label="Tìm"></html>`);
  assert.deepEqual(await vietnameseLeft(page, ["Huế"]), ["Luật Hộ tịch", "aria-label: Tìm"]);
});
