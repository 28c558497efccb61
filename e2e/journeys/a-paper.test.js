// The paper with which a dossier ends: drafted from what is known, seen before it is signed, numbered by
// the decision, issued, and checked by somebody who holds it. Looked at like every page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openEyes } from "../kit/eyes.js";
import { setStage } from "../kit/stage.js";
import { DESKS, MARITAL_STATUS } from "../kit/story.js";

const eyes = openEyes();
const stage = setStage({ eyes });

test("a certificate is drafted, signed, issued, replaced, recalled, and checked by a bank", async () => {
  const lan = await stage.officer(DESKS.reception);
  await lan.goes(`/officer/receive?procedure=${MARITAL_STATUS.id}`);
  await lan.answers({ "place.here": true, name: "Trần Văn Hưng", phone: "0905 123 456" });
  await lan.presses(/^Tiếp nhận/);
  const code = (await lan.sees("dossier received", "Trần Văn Hưng")).match(/H57\.101-\d{6}-\d{4}/)[0];
  await lan.forwards(code);

  const minh = await stage.officer(DESKS.case);
  await minh.goes(`/officer/dossiers/${code}`);
  await minh.follows("Dự thảo kết quả");
  await minh.sees("draft the result", "Họ, chữ đệm, tên", "Mẫu theo");
  await minh.sends({ "say.name": "Trần Văn Hưng" });
  await minh.sees("draft with what is missing", "Hãy ghi “");
  await minh.sends({
    "say.name": "Trần Văn Hưng",
    "say.born": "05/01/1990",
    "say.sex": "Nam",
    "say.residence": "12 Nguyễn Huệ, phường Phú Xuân, thành phố Huế",
    "say.status": "Hiện tại chưa đăng ký kết hôn với ai",
    "say.purpose": "đăng ký kết hôn với bà Lê Thị Mai",
  });
  await minh.sees("draft kept", "DỰ THẢO", "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "Số: ……");
  await minh.forwards(code);

  const binh = await stage.officer(DESKS.leader);
  await binh.opens("decide", code);
  await binh.sees("decide with the draft in view", "TRẦN VĂN HƯNG", "Ký dự thảo ở trên");
  await binh.does("decide", code, { outcome: "approved", capacity: "deputy" });
  await binh.sees("dossier with its paper", "01-UBND-XNTTHN");

  const vanthu = await stage.officer(DESKS.registry);
  await vanthu.opens("issue", code);
  await vanthu.sees("issue what has its number", "01/UBND-XNTTHN");
  await vanthu.sends();
  await vanthu.goes("/officer/books");
  await vanthu.follows(/Giấy xác nhận tình trạng hôn nhân/);
  await vanthu.sees("book of papers", "01/UBND-XNTTHN", "đã phát hành", code);

  await lan.does("return_result", code, { how: "counter" });

  // Something in it is wrong: the leader signs another, and the registry issues that.
  await binh.goes(`/officer/dossiers/${code}`);
  await binh.follows("Thay thế giấy đã cấp");
  await binh.sees("replace the paper", "01-UBND-XNTTHN", "Bản cũ sai ở đâu");
  await binh.presses("Xem bản thay thế");
  await binh.sees("replace without a capacity", "ký với tư cách nào");
  await binh.answers({ "say.sex": "Nữ", reason: "ghi sai giới tính", capacity: "deputy" });
  await binh.presses("Xem bản thay thế");
  await binh.sees("replace as it will be", "Bản thay thế sẽ ghi", "KT. CHỦ TỊCH");
  await binh.presses("Ký bản thay thế");
  await binh.sees("dossier with a replacement", "02-UBND-XNTTHN", "Đã ký, chưa phát hành");
  await vanthu.goes("/officer/work");
  await vanthu.sees("work with a replacement", "Bản thay thế chờ phát hành", "02/UBND-XNTTHN");
  await vanthu.follows(code);
  await vanthu.sees("issue the replacement", "ghi sai giới tính");
  await vanthu.presses("Phát hành");
  // The applicant still holds the first one.
  await lan.goes("/officer/work?desk=reception");
  await lan.sees("work with an old paper", "Giấy phải đổi", "01/UBND-XNTTHN");
  await lan.goes(`/officer/dossiers/${code}`);
  await lan.follows("Thu lại bản cũ");
  await lan.sees("take the old paper back", "01-UBND-XNTTHN", "Trao bản thay thế");
  await lan.answers({ way: "gone" });
  await lan.presses("Ghi nhận");
  await lan.isRefused("taken back without a reason", 422, ["reason"]);
  await lan.answers({ way: "came" });
  await lan.presses("Ghi nhận");
  await lan.sees("dossier with the old paper taken back", "Đã thu lại bản cũ");
  await binh.goes(`/officer/dossiers/${code}`);
  await binh.sees("dossier with a former paper", "Đã được thay thế", "Có giá trị");
  const checks = await binh.page.locator('a[href*="deed.pdf?check="]').evaluateAll((all) => all.map((each) => each.search.slice(7)));
  await binh.follows("Thu hồi giấy đã cấp");
  await binh.presses("Thu hồi");
  await binh.sees("recall without a document", "Theo văn bản");
  await binh.answers({ decision: "Quyết định số 9/QĐ-UBND", reason: "cấp sai đối tượng" });
  await binh.presses("Thu hồi");
  await binh.sees("dossier with a recalled paper", "Đã bị thu hồi");

  const bank = await stage.citizen();
  const [recalled, replaced] = checks;
  await bank.goes(`/verify/${recalled}`);
  await bank.sees("a recalled paper", "Đã bị thu hồi", "Quyết định số 9/QĐ-UBND");
  await bank.goes(`/verify/${replaced}`);
  await bank.sees("a replaced paper", "Đã được thay thế", "02/UBND-XNTTHN");
  await bank.goes("/verify");
  await bank.sees("verify");
  await bank.answers({ code: "7K2M-9QXT-4B8N-HW3P-6" });
  await bank.presses("Kiểm tra");
  await bank.sees("a code with a slip", "17 chữ và số");
  const faults = eyes.faults.splice(0);
  assert.equal(faults.length, 0, `${faults.length} faults:\n${faults.join("\n")}`);
});
