// Files on their way to the server, where the network is what it is.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { largePdf, program } from "../kit/papers.js";
import { setStage } from "../kit/stage.js";
import { FORM, HER_HAND_IN, MARITAL_STATUS, printed } from "../kit/story.js";

const stage = setStage();
const INPUT = 'input[name="paper.the-can-cuoc"]';
const LINE = `${INPUT} + .upload-line, ${INPUT} ~ .upload-line`;

async function toThePapers(options) {
  const hoa = await stage.citizen(options);
  await hoa.begins(MARITAL_STATUS.id);
  await hoa.saysWhere();
  await hoa.answers({ receiving: HER_HAND_IN.centre, helper: "nobody" });
  await hoa.goesOn();
  await hoa.answers(HER_HAND_IN.person);
  await hoa.goesOn();
  await hoa.answersForm(HER_HAND_IN.form);
  await hoa.sees("submit papers");
  return hoa;
}

test("the network is cut in the middle of a file, on a telephone, and nothing is sent twice", async () => {
  const hoa = await toThePapers({ scripts: true, width: 320 });
  const heavy = largePdf("quyết định.pdf", 3_000_000);
  let pieces = 0;
  await hoa.page.route("**/uploads/**", async (route) => {
    const request = route.request();
    if (request.method() === "PATCH") {
      pieces += 1;
      // Behind the fourth piece the network is gone.
      if (pieces === 5) {
        await hoa.page.context().setOffline(true);
        return route.abort("internetdisconnected");
      }
    }
    return route.continue();
  });
  await hoa.page.locator(INPUT).setInputFiles(heavy);
  const line = hoa.page.locator(LINE);
  await line.getByText("Mất mạng").waitFor();
  assert.equal(await line.getAttribute("aria-live"), "polite", "it is read aloud");
  await hoa.page.context().setOffline(false);
  await line.getByText("Đã nhận quyết định.pdf").waitFor({ timeout: 60_000 });
  await hoa.sees("papers with an upload", "quyết định.pdf", "1 trang");
  const least = Math.ceil(heavy.buffer.length / (256 * 1024));
  assert.ok(pieces <= least + 2, `${pieces} pieces where ${least} are enough`);
  const wide = await hoa.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${wide} px wide`);

  await hoa.page.unrouteAll();
  await hoa.goesOn();
  const { text } = await hoa.handsIn();
  assert.ok(text.includes(printed(heavy.sha256)), "the receipt seals what was on the telephone");
});

test("a page that is opened again in the middle of a file goes on where it was", async (t) => {
  const hoa = await toThePapers({ scripts: true });
  // A file on a disk: the browser knows it again by its name, size and time.
  const folder = mkdtempSync(join(tmpdir(), "motcua-e2e-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const heavy = join(folder, "quyết định.pdf");
  writeFileSync(heavy, largePdf("quyết định.pdf", 2_000_000).buffer);
  let block = true;
  let offsets = [];
  await hoa.page.route("**/uploads/**", (route) => {
    const request = route.request();
    if (request.method() !== "PATCH") return route.continue();
    offsets.push(Number(request.headers()["upload-offset"]));
    return block && offsets.length > 3 ? undefined : route.continue();
  });
  await hoa.page.locator(INPUT).setInputFiles(heavy);
  await hoa.page.waitForRequest((request) => Number(request.headers()["upload-offset"]) === 3 * 256 * 1024);
  hoa.page.once("dialog", (dialog) => dialog.accept());
  block = false;
  await hoa.page.reload();
  offsets = [];
  await hoa.page.locator(INPUT).setInputFiles(heavy);
  await hoa.page.locator(LINE).getByText("Đã nhận").waitFor({ timeout: 60_000 });
  assert.ok(offsets[0] >= 3 * 256 * 1024, `what was acknowledged is not sent again: ${offsets[0]}`);
  await hoa.sees("papers with an upload", "quyết định.pdf");
});

test("a file that may not be handed in says why beside its input, and going on waits for what is under way", async () => {
  const hoa = await toThePapers({ scripts: true });
  await hoa.page.locator(INPUT).setInputFiles(program("virus.exe"));
  await hoa.page.locator(LINE).getByText("virus.exe").waitFor();
  assert.equal(await hoa.page.locator(INPUT).inputValue(), "", "the form would not send it either");
  await hoa.page.locator(INPUT).setInputFiles(largePdf("giấy.pdf", 1_000_000));
  await hoa.goesOn();
  await hoa.sees("submit check", "giấy.pdf");
});

test("without scripts, and with the keyboard alone, the same page sends whole files", async () => {
  const hoa = await toThePapers({ scripts: false, width: 320 });
  await hoa.tabsTo((element, name) => element.name === name, "paper.the-can-cuoc");
  await hoa.seesTheFocus();
  await hoa.page.locator(INPUT).setInputFiles(FORM);
  await hoa.tabsTo((element) => element.name === "stay");
  await hoa.pressesEnter();
  await hoa.sees("papers with a file", FORM.name, "1 trang");
});
