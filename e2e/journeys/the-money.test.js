// Charges and fees: what the province says beforehand, three copies paid in cash with a receipt, a fee paid by QR from a
// telephone while the bank tells it late and twice, a refund by two people, and a day's closing in which 5,000 đồng are
// missing. Looked at like every page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openEyes } from "../kit/eyes.js";
import { setStage } from "../kit/stage.js";
import { DESKS, PROVINCE_LEADER, WARD } from "../kit/story.js";

const eyes = openEyes();
const stage = setStage({ eyes });
const EXTRACT = "2.000635";
const ACCOUNT = "0071001234567";
const TODAY = { "from.day": "1", "from.month": "8", "from.year": "2025" };

const upload = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

async function receives(lan, name, phone) {
  await lan.goes(`/officer/receive?procedure=${EXTRACT}`);
  await lan.answers({ name, phone });
  await lan.presses(/^Tiếp nhận/);
  return (await lan.sees("dossier received", name)).match(/H57\.101-\d{6}-\d{4}/)[0];
}

test("money is taken, told by the bank, given back, and counted at the end of the day", async () => {
  const hue = await stage.officer(PROVINCE_LEADER);
  await hue.goes("/manage/money");
  await hue.sees("accounts, receipts, prices", "Chưa có");
  await hue.follows("Thêm tài khoản");
  await hue.sees("add an account", "Mã ngân hàng");
  await hue.sends({ agency: WARD.agency, bank: "Vietcombank", bin: "97043", number: ACCOUNT, holder: "UBND PHUONG PHU XUAN", ...TODAY, reason: "Công văn 12" });
  await hue.isRefused("an account with a wrong bank", 422, ["bin"]);
  await hue.sends({ bin: "970436" });
  await hue.follows("Thêm dải biên lai");
  await hue.sends({ agency: WARD.agency, form: "EBL01", sign: "25TAA", of: "", first: "1", last: "500", ...TODAY, reason: "Thông báo 3" });
  await hue.sees("accounts, receipts, prices with rows", ACCOUNT, "25TAA", "còn 500");

  const lan = await stage.officer(DESKS.reception);
  const code = await receives(lan, "Trần Văn Hưng", "0905 123 456");
  await lan.follows("Phí, lệ phí");
  await lan.sees("what is owed", "Phí", "Số lượng");
  await lan.sends({ units: "3", amount_vnd: "20.000" });
  await lan.isRefused("another amount", 409, ["amount_vnd"]);
  await lan.sees("another amount than is owed", "24.000");
  await lan.sends({ amount_vnd: "24.000" });
  await lan.sees("paid in cash", "Đã nộp", "25TAA 00000001");
  await lan.follows("25TAA 00000001");
  await lan.sees("a receipt", "BIÊN LAI THU PHÍ", "Hai mươi bốn nghìn đồng", "Trần Văn Hưng", "Liên 2");

  const second = await receives(lan, "Lê Thị Minh", "0905 765 432");
  await lan.goes(`/officer/dossiers/${second}/receipt`);
  const key = (await lan.page.content()).match(/\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/)[0];
  const minh = await stage.citizen({ width: 360 });
  await minh.goes(`/dossiers/${second}?key=${key}`);
  await minh.sees("own dossier that costs something", "Phí, lệ phí");
  await minh.follows("Xem và nộp");
  await minh.sees("pay", "Quý vị cần bao nhiêu bản?");
  await minh.answers({ units: "0" });
  await minh.presses("Lấy mã chuyển khoản");
  await minh.isRefused("no copies", 422, ["units"]);
  await minh.answers({ units: "2" });
  await minh.presses("Lấy mã chuyển khoản");
  const words = await minh.sees("pay by QR", "Còn phải nộp: 16.000 đồng", ACCOUNT, "Chưa nộp");
  const reference = words.match(/MC[0-9A-Z]{11}/)[0];

  const thu = await stage.officer(DESKS.registry);
  await thu.goes("/officer/statement");
  await thu.sees("take in a statement", "Tệp sao kê");
  const torn = `${reference.slice(0, 6)}\n${reference.slice(6)}`;
  const csv = (rows) => `Ngân hàng X\nNgày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Nội dung\n${rows.join("\n")}\n`;
  const paid = `01/08/2025,FT2521300001,,"16,000","MBVCB.4525.${torn}.CT tu 0351"`;
  await thu.sends({ file: upload("sao ke.csv", csv(["31/02/2025,FT1,,\"5,000\",abc"])) });
  await thu.isRefused("a torn statement", 422, ["file"]);
  await thu.sends({ file: upload("sao ke.csv", csv([paid, '01/08/2025,FT2521300002,,"50,000",khong co ma'])) });
  await thu.sees("a statement taken in", "Khớp khoản thu 1", "Chờ người xử lý 1");
  await thu.sends({ file: upload("sao ke lan 2.csv", csv([paid])) });
  await thu.sees("the same statement again", "Đã có từ trước 1", "Tiền vào mới 0");
  await minh.goes(`/dossiers/${second}/pay?key=${key}`);
  await minh.sees("paid by transfer", "Đã nộp", "Không còn khoản nào phải nộp");
  await minh.follows(/^Biên lai/);
  await minh.sees("own receipt", "Mười sáu nghìn đồng", "25TAA");

  // Paid online from a telephone: the pretend bank tells it late and twice.
  const third = await receives(lan, "Phan Văn Tâm", "0905 222 333");
  await lan.goes(`/officer/dossiers/${third}/receipt`);
  const thirdKey = (await lan.page.content()).match(/\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/)[0];
  const tam = await stage.citizen({ width: 360 });
  const pay = `/dossiers/${third}/pay?key=${thirdKey}`;
  await tam.goes(pay);
  await tam.answers({ units: "1" });
  await tam.presses("Thanh toán trực tuyến");
  await tam.sees("a payment page is offered", "Đang chờ kết quả", "Sang trang thanh toán: 8.000 đồng");
  await tam.follows(/^Sang trang thanh toán/);
  assert.match(await tam.page.locator("h1").innerText(), /Ngân hàng giả lập/);
  await tam.arrives(() => tam.page.getByRole("button", { name: /^Trả tiền/ }).click());
  await tam.goes(pay);
  await tam.sees("the bank is late", "Đang chờ kết quả");
  // What it says comes of its own accord; nobody asks.
  const isThere = async () => (await tam.goes(pay), (await tam.reads()).includes("Không còn khoản nào"));
  for (let looks = 0; looks < 300 && !(await isThere()); looks += 1);
  await tam.sees("paid online", "Không còn khoản nào phải nộp", "Đã nộp");
  await tam.follows(/^Biên lai/);
  await tam.sees("receipt of an online payment", "Tám nghìn đồng", "Thanh toán trực tuyến");

  await lan.goes("/officer/money");
  await lan.sees("money of the office", "Tiền vào chờ xử lý", "Nội dung không có mã thanh toán", "24.000");
  await lan.page.locator('section:has(h2:text("chờ xử lý")) tbody a').first().click();
  await lan.sees("money that waits", "khong co ma");
  await lan.answers({ amount_vnd: "50.000", to: "Lê Văn Tám, 0351000803936 VCB" });
  await lan.page.locator("#refund-reason").fill("Chuyển nhầm");
  await lan.presses("Đề nghị hoàn trả");
  await lan.sees("refund asked for", "Chờ duyệt hoàn");
  const payment = lan.where();
  const binh = await stage.officer(DESKS.leader);
  await binh.goes(payment);
  await binh.presses("Duyệt hoàn trả");
  await lan.goes(payment);
  await lan.answers({ way: "transfer", proof: "FT2521400009" });
  await lan.presses("Ghi đã hoàn trả");
  await lan.sees("refund sent", "Đã hoàn");

  await lan.goes("/officer/till");
  await lan.sees("close the till", "24.000");
  await lan.sends({ cash_vnd: "19.000", card_vnd: "0" });
  await lan.isRefused("a difference without a word", 422, ["explained"]);
  await lan.sends({ explained: "Thối nhầm tiền lẻ" });
  await lan.sees("a till that was closed", "−5.000", "Thối nhầm tiền lẻ");
  await binh.goes("/officer/money");
  await binh.follows(/tiepnhan|Lan|, thứ/i);
  await binh.sends({ note: "Đã nhận 19.000 đồng" });
  await binh.sees("a till taken over", "Đã nhận 19.000 đồng");

  const faults = eyes.faults.splice(0);
  assert.equal(faults.length, 0, `${faults.length} faults:\n${faults.join("\n")}`);
});
