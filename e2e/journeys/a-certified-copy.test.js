// Electronic copies of two papers: compared with their originals by two people, certified, issued as one file that
// was signed elsewhere, and shown to an employer by a link that ends. Looked at like every page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openEyes } from "../kit/eyes.js";
import { pdf } from "../kit/papers.js";
import { setStage } from "../kit/stage.js";
import { DESKS } from "../kit/story.js";

const eyes = openEyes();
const stage = setStage({ eyes });
const COPIES = "2.000815";

test("copies are compared by two people, certified, and shown to an employer for a week", async () => {
  const lan = await stage.officer(DESKS.reception);
  await lan.goes(`/officer/receive?procedure=${COPIES}`);
  await lan.answers({ case: "electronic", name: "Trần Văn Hưng", phone: "0905 123 456" });
  await lan.answers({ "paper.ban-chinh-giay-to-van-ban": pdf("bằng đại học.pdf", "Bang dai hoc") });
  await lan.presses(/^Tiếp nhận/);
  const code = (await lan.sees("dossier received", "Trần Văn Hưng")).match(/H57\.101-\d{6}-\d{4}/)[0];
  await lan.forwards(code);

  const minh = await stage.officer(DESKS.case);
  await minh.goes(`/officer/dossiers/${code}`);
  await minh.follows("Đối chiếu bản chính");
  await minh.sees("compare with the originals", "Cầm bản chính", "Bản chính 1");
  await minh.sends({ "name.0": "Bằng đại học" });
  await minh.isRefused("compare without pages", 422, ["pages.0"]);
  const scan = await minh.page.locator('[name="scan.0"] option').last().getAttribute("value");
  await minh.answers({ "pages.0": "1", "copies.0": "2", "issued_by.0": "Đại học Huế", "scan.0": scan, wants_second: true });
  await minh.sends();
  await minh.sees("dossier compared once", "Đã ghi việc đối chiếu", "Bằng đại học (Đại học Huế): 1 trang, 2 bản");
  await minh.follows("Dự thảo kết quả");
  await minh.sends({});
  await minh.sees("draft before the second person", "cần người thứ hai");

  await lan.goes(`/officer/dossiers/${code}/compare_originals`);
  await lan.sees("compare as the second person", "Đã đối chiếu:", "4.000");
  await lan.sends();
  await minh.goes(`/officer/dossiers/${code}/draft_result`);
  await minh.sends({});
  await minh.sees("certification drafted", "CHỨNG THỰC BẢN SAO ĐIỆN TỬ", "Bằng đại học");
  await minh.forwards(code);

  const binh = await stage.officer(DESKS.leader);
  await binh.does("decide", code, { outcome: "approved", capacity: "head" });
  const vanthu = await stage.officer(DESKS.registry);
  await vanthu.opens("issue", code);
  await vanthu.sends();
  await vanthu.sees("issue a copy without its file", "Bản sao điện tử phải là một tệp đã ký số");
  await vanthu.sends({ "paper.result": pdf("ban sao da ky.pdf", "Ban sao da ky") });
  assert.equal(vanthu.where(), `/officer/dossiers/${code}`, await vanthu.reads());

  // The receipt's secret is on the slip that reception printed.
  await lan.goes(`/officer/dossiers/${code}/receipt`);
  const key = (await lan.page.content()).match(/\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/)?.[0];
  assert.ok(key, await lan.reads());
  const hung = await stage.citizen({ width: 360 });
  await hung.goes(`/dossiers/${code}?key=${key}`);
  await hung.sees("own dossier with its result", "Kết quả của quý vị", "Có giá trị", "ban sao da ky.pdf");
  const said = await hung.page.locator("#code-text").textContent();
  await hung.follows("Chia sẻ kết quả");
  await hung.sees("share the result", "Cho xem trong");
  await hung.presses("Tạo liên kết");
  const link = (await hung.sees("a link to the result", "Liên kết mở đến hết ngày")).match(/\/shared\/[0-9A-Z]{48}/)[0];

  const employer = await stage.citizen();
  await employer.goes(link);
  await employer.sees("a result that was shared", "Lời chứng chứng thực bản sao điện tử", "ban sao da ky.pdf", "Có giá trị");
  await employer.seesNothingOf(key, "0905");
  await employer.goes(link.slice(0, -1) + (link.endsWith("7") ? "8" : "7"));
  await employer.sees("a link with a slip", "không mở được gì");

  // A checkpoint in the hills: the page was saved while there was a network.
  const soldier = await stage.citizen({ scripts: true });
  await soldier.goes("/verify/offline");
  await soldier.sees("check without a network", "Tải trang kiểm tra");
  const [saved] = await Promise.all([
    soldier.page.waitForEvent("download"),
    soldier.page.getByRole("link", { name: "Tải trang kiểm tra" }).click(),
  ]);
  const page = await soldier.page.context().newPage();
  await page.context().setOffline(true);
  const kept = `${await saved.path()}.html`;
  await saved.saveAs(kept);
  await page.goto(`file://${kept}`);
  const checks = async (text, name) => {
    await page.locator("#text").fill(text);
    await page.locator("#name").fill(name);
    await page.locator("#out").evaluate((out) => out.replaceChildren());
    await page.getByRole("button").click();
    await page.locator("#out p").first().waitFor();
    return (await page.locator("#out").innerText()).replaceAll(/\s+/g, " ");
  };
  const good = await checks(said, "trần văn hưng");
  assert.match(good, /do cơ quan ở đây cấp.*Ủy ban nhân dân phường Phú Xuân/);
  assert.match(await checks(said, "Trần Văn Hùng Anh"), /không phải của người có tên này/);
  assert.match(await checks(said, ""), /Hãy gõ họ tên/);
  assert.match(await checks(said.slice(0, -9) + "000000000", "Trần Văn Hưng"), /không do cơ quan ở đây cấp/);
  assert.match(await checks("xin chào", "Trần Văn Hưng"), /không phải dòng chữ/);

  const faults = eyes.faults.splice(0);
  assert.equal(faults.length, 0, `${faults.length} faults:\n${faults.join("\n")}`);
});
