// A dossier of several agencies: received at the counter, examined at the commune, checked at the
// land registry, taxed, paid for, signed and returned. Looked at like every page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openEyes } from "../kit/eyes.js";
import { setStage } from "../kit/stage.js";
import { DESKS } from "../kit/story.js";

const eyes = openEyes();
const stage = setStage({ eyes });
const LAND = "1.013949";
const REGISTRY = "thuly1.hue.datdai";
const TAX = "thuly1.hue.thue";

test("land goes through three agencies, each with its share, and comes back to the desk", async () => {
  const lan = await stage.officer(DESKS.reception);
  await lan.goes(`/officer/receive?procedure=${LAND}`);
  await lan.answers({ "place.here": true, name: "Lê Văn Đất", phone: "0905 123 456" });
  await lan.presses(/^Tiếp nhận/);
  const code = (await lan.sees("dossier received", "Lê Văn Đất")).match(/H57\.101-\d{6}-\d{4}/)[0];
  await lan.forwards(code);

  const minh = await stage.officer(DESKS.case);
  await minh.opens("forward", code);
  await minh.sees("act forward to another agency", "Đăng ký đất đai");
  await minh.sends({ note: "Đề nghị trích lục" });
  await minh.goes("/officer/work");
  await minh.sees("work list with what is at another agency", "Đang ở cơ quan khác", code, "phần việc đến");

  const registry = await stage.officer(REGISTRY);
  await registry.findsOnDesk(code);
  await registry.forwards(code, "Đã trích lục thửa số 12, tờ bản đồ 7");
  const tax = await stage.officer(TAX);
  await tax.findsOnDesk(code);
  await tax.does("ask_payment", code, { amount_vnd: "12.500.000", reason: "Tiền sử dụng đất, thông báo số 45/TB" });
  await lan.does("settle_payment", code, { proof: "BL-00045" });
  await tax.forwards(code);

  const binh = await stage.officer(DESKS.leader);
  await binh.approves(code);
  const vanthu = await stage.officer(DESKS.registry);
  await vanthu.issues(code);
  await lan.returnsResult(code);
  await lan.sees("dossier returned after several agencies", "Đã trả kết quả", "thửa số 12");
  await lan.follows("Phiếu kiểm soát quá trình giải quyết hồ sơ");
  const slip = await lan.sees("slip of hand-overs", "Mẫu số 06", "Cơ quan phối hợp", "Sớm hạn");
  assert.ok(slip.indexOf("Đăng ký đất đai") < slip.indexOf("Thuế"), "in the order in which they had it");
  const faults = eyes.faults.splice(0);
  assert.equal(faults.length, 0, `${faults.length} faults:\n${faults.join("\n")}`);
});
