// A dossier of which two agencies have shares at the same time: the lead gives them out and keeps it, the
// tax office has to be paid first, the land registry is overtaken and sends its form again, and the lead
// goes on. Looked at like every page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openEyes } from "../kit/eyes.js";
import { setStage } from "../kit/stage.js";
import { DESKS } from "../kit/story.js";

const eyes = openEyes();
const stage = setStage({ eyes });
/// The change of the form of allocation or lease (1.013950).
const LAND = "dat-dai-chuyen-hinh-thuc-giao-dat-cho-thue-dat";
const REGISTRY = "thuly1.hue.datdai";
const TAX = "thuly1.hue.thue";

test("two agencies have shares of one dossier at once, and one desk leads", async () => {
  const lan = await stage.officer(DESKS.reception);
  await lan.goes(`/officer/receive?procedure=${LAND}`);
  await lan.answers({ "place.here": true, name: "Lê Thị Đất", phone: "0905 123 456" });
  await lan.presses(/^Tiếp nhận/);
  const code = (await lan.sees("dossier received", "Lê Thị Đất")).match(/H57\.101-\d{6}-\d{4}/)[0];
  await lan.forwards(code);

  const minh = await stage.officer(DESKS.case);
  await minh.opens("forward", code);
  await minh.sees("act forward to several at once", "làm cùng lúc", "Đăng ký đất đai", "Thuế", "Hồ sơ vẫn ở");
  await minh.sends({ note: "Đề nghị trích lục, xác định nghĩa vụ tài chính" });
  await minh.sees("dossier with shares out", "Phần việc song song", "Chưa trả");
  await minh.goes("/officer/work");
  await minh.sees("work list of the lead", "Đang ở cơ quan khác", "phần việc đến");
  await minh.goes(`/officer/dossiers/${code}/forward`);
  assert.match(await minh.sees("forward refused while shares are out"), /Còn chờ phần việc song song của:.*Thuế/);

  const person = await stage.citizen();
  await person.goes(`/track?code=${code}`);
  await person.sees("track with shares out", "cùng lúc", "Thuế");

  const registry = await stage.officer(REGISTRY);
  await registry.goes("/officer/work");
  await registry.sees("work list with a share", "Phần việc song song", code, "Chủ trì:");
  await registry.opens("return_share", code);
  const tax = await stage.officer(TAX);
  await tax.opens("return_share", code);
  await tax.sends({ text: "CV 9" });
  await tax.sees("act return_share refused", "Hãy chọn cơ quan ấy trả lời thế nào");
  await tax.sends({ word: "needs_money", text: "Thông báo số 45/TB ngày 1/8: 12.500.000 đồng" });
  await tax.sees("dossier after its share", "Phần việc song song");

  await registry.sends({ word: "done", text: "Trích lục số 12/TL ngày 1/8" });
  const told = await registry.sees("act return_share overtaken", "Thông báo số 45/TB");
  assert.equal(registry.status, 409, told);
  await registry.sends();
  assert.equal(registry.where(), `/officer/dossiers/${code}`, "what was typed is sent with one press");

  await minh.does("ask_payment", code, { amount_vnd: "12.500.000", reason: "Tiền thuê đất, thông báo số 45/TB" });
  await lan.does("settle_payment", code, { proof: "BL-00045" });
  await minh.opens("forward", code);
  const again = await minh.sees("act forward of one share again", "Thuế");
  assert.doesNotMatch(again, /Đăng ký đất đai[^.]*phần việc đến/, "what is done stays done");
  await minh.sends();
  await minh.opens("take_back_share", code);
  await minh.sees("act take_back_share", "Thuế");
  await tax.does("return_share", code, { word: "done", text: "Xác nhận đã nộp đủ, CV 46" });
  await minh.goes(`/officer/dossiers/${code}`);
  await minh.sees("dossier with all shares back", "Cơ quan khác trả về", "Trích lục số 12/TL", "CV 46");
  await minh.forwards(code);

  const binh = await stage.officer(DESKS.leader);
  await binh.approves(code);
  const vanthu = await stage.officer(DESKS.registry);
  await vanthu.issues(code);
  await lan.returnsResult(code);
  await lan.follows("Phiếu kiểm soát quá trình giải quyết hồ sơ");
  const slip = await lan.sees("slip of shares", "Mẫu số 06", "Cơ quan phối hợp", "Sớm hạn");
  assert.equal(slip.match(/Thuế thành phố Huế/g).length >= 4, true, "out and back, twice");
  const faults = eyes.faults.splice(0);
  assert.equal(faults.length, 0, `${faults.length} faults:\n${faults.join("\n")}`);
});
