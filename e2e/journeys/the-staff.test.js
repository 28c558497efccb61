// The province's keeper takes a list of new people in; one of them signs in with the slip and has
// to choose a password; the head of the ward lets a colleague stand in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openEyes } from "../kit/eyes.js";
import { Officer } from "../kit/officer.js";
import { setStage } from "../kit/stage.js";
import { DESKS, WARD } from "../kit/story.js";

const eyes = openEyes();
const stage = setStage({ eyes });
const OWN = "con gà trống gáy ò ó o";
const LIST = `DANH SÁCH CÁN BỘ MỚI;;;;
STT;Họ và tên;Đơn vị;Số CCCD;Nhiệm vụ
1;Nguyễn Thị Mai;${WARD.agency};46190001234;Tiếp nhận, thụ lý
2;Lê Văn Bình;UBND ${WARD.fullName};046090001235;Văn thư
* Danh sách có 2 người
`;

async function brings(keeper, text) {
  await keeper.page.locator("input#list").setInputFiles({
    name: "ds.csv", mimeType: "text/csv", buffer: Buffer.from(text, "utf8"),
  });
  await keeper.presses("Xem trước");
}

/// Who is signed in, and for whom they stand in.
function masthead(officer) {
  return officer.page.locator("header.masthead").innerText();
}

test("a list is taken in, and a new officer begins with a slip", async () => {
  const keeper = await stage.officer(DESKS.staff);
  await keeper.sees("staff", "tài khoản đang mở");
  await keeper.follows("Nhập danh sách");
  await keeper.sees("import");
  await brings(keeper, LIST.replace("Văn thư", "PCT"));
  assert.equal(keeper.status, 422);
  await keeper.sees("import refused", "chưa tạo tài khoản nào", "Không có nhiệm vụ “PCT”");
  await brings(keeper, LIST);
  assert.equal(keeper.status, 200);
  await keeper.sees("import sound", "Danh sách đọc được", "maint", "binhlv", "046190001234", "chú thích");
  await keeper.presses(/^Tạo 2/);
  await keeper.sees("slips", "Phiếu cấp tài khoản (2)", "Nguyễn Thị Mai", "08/08/2025");
  const card = keeper.page.locator(".account-card", { hasText: "maint" });
  const secret = await card.locator("dd.code").nth(1).innerText();

  const mai = new Officer(await stage.window(), eyes);
  await mai.goes("/officer/sign_in");
  await mai.page.locator("input#id").fill("maint");
  await mai.page.locator("input#password").fill(secret.toUpperCase());
  await mai.pressesEnter();
  assert.equal(mai.where(), "/officer/password");
  await mai.sees("first password", "dùng một lần");
  await mai.goes("/officer/receive");
  assert.equal(mai.where(), "/officer/password", "nothing is open before that");
  await mai.answers({ password: OWN, again: "khác" });
  await mai.pressesEnter();
  assert.equal(mai.status, 422);
  await mai.sees("first password refused", "không giống nhau");
  await mai.answers({ password: OWN, again: OWN });
  await mai.pressesEnter();
  assert.equal(mai.where(), "/officer/work");
  await mai.sees("work of somebody new", "Việc của tôi");
  assert.match(await masthead(mai), /Nguyễn Thị Mai/);

  await keeper.goes("/manage/staff?q=mai");
  await keeper.follows("Nguyễn Thị Mai");
  await keeper.sees("person", "Tự đổi mật khẩu", "đang mở");
  for (const verb of ["edit_account", "give_duties", "transfer", "disable_account"]) {
    await keeper.goes(`/manage/staff/people/maint/${verb}`);
    await keeper.sees(`staff ${verb}`);
  }
  await keeper.goes("/manage/staff/new");
  await keeper.sees("new account");

  const head = await stage.officer(DESKS.leader);
  await head.goes("/manage/staff/people/thuly1.phuxuan/let_stand_in");
  await head.sees("let stand in");
  await head.page.locator("select#officer").selectOption("maint");
  await head.answers({ to: "15/08/2025" });
  await head.presses(/^Giao/);
  await head.sees("person with a stand-in", "Có người làm thay", "Nguyễn Thị Mai");
  await mai.goes("/officer/work");
  await mai.sees("work of a stand-in", "Việc của tôi");
  assert.match(await masthead(mai), /Làm thay:/);

  const faults = eyes.faults.splice(0);
  assert.equal(faults.length, 0, faults.join("\n"));
});
