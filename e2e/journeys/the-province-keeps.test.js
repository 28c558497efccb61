// The leader of the province's office gives an agency another name from a day on, sets an address
// right, changes the hours and the days off; nothing of before is another.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "../kit/stage.js";
import { DESKS } from "../kit/story.js";

const stage = setStage();
const AGENCY = "Ủy ban nhân dân phường Thuận Hóa";

test("agencies, hours and days off are changed in fields and put into force", async () => {
  const keeper = await stage.officer(DESKS.keeper);
  const { page } = keeper;
  const puts = async (reason) => {
    await keeper.putsIntoForce(reason);
    assert.match(keeper.where(), /^\/manage\/changes\/\d+$/);
  };

  await keeper.goes("/manage/agencies?q=thuan+hoa");
  await keeper.sees("agencies", AGENCY, "Chưa biết địa chỉ");
  await keeper.follows(AGENCY);
  await keeper.sees("agency", "Tên qua các thời kỳ");
  await keeper.follows("Sửa");
  await keeper.sees("agency edited");

  // An address is set right at once.
  await keeper.answers({ address: "01 Đống Đa" });
  await keeper.presses(/^Xem thay đổi/);
  await keeper.sees("agency checked", "01 Đống Đa", "Xem và sửa văn bản của tệp");
  await puts("Công văn 5/UBND");

  // A name begins on a day that is still to come.
  await keeper.goes("/manage/agencies?q=thuan+hoa");
  await keeper.follows(AGENCY);
  await keeper.follows("Sửa");
  await keeper.answers({ name: "Ủy ban nhân dân phường Sông Hương" });
  await keeper.answers({ from: "01/07/2025" });
  await keeper.presses(/^Xem thay đổi/);
  assert.equal(keeper.status, 422);
  await keeper.sees("agency of the past refused", "trong những ngày đã qua");
  await keeper.answers({ from: "01/10/2025" });
  await keeper.presses(/^Xem thay đổi/);
  await keeper.sees("agency renamed", "từ 01/10/2025: Ủy ban nhân dân phường Sông Hương", "đến 30/09/2025");
  await puts("Nghị quyết 9/NQ-HĐND");

  await keeper.goes("/manage/hours");
  await keeper.sees("hours", "Giờ làm việc");
  await keeper.goes("/manage/hours/standard");
  await keeper.answers({ from: "01/10/2025" });
  await page.locator("[id='opens.0']").fill("07:00");
  await keeper.answers({ article: "Quyết định 30/QĐ-UBND" });
  await keeper.sees("hours changed");
  await keeper.presses(/^Xem thay đổi/);
  await keeper.sees("hours checked", "từ 01/10/2025", "Ngày hẹn theo lịch mới");
  await puts("Quyết định 30/QĐ-UBND");

  await keeper.goes("/manage/calendar?year=2025");
  await keeper.sees("calendar", "Quốc khánh");
  await page.getByLabel("Nghỉ hoán đổi").check();
  await keeper.answers({ date: "03/10/2025" });
  await keeper.answers({ partner: "11/10/2025" });
  await keeper.answers({ name: "Nghỉ hoán đổi" });
  await keeper.answers({ name_en: "Swapped day off" });
  await keeper.presses(/^Xem thay đổi/);
  await keeper.sees("calendar checked", "làm bù", "nghỉ hoán đổi");
  await puts("Thông báo 7/TB-VP");
  await keeper.goes("/manage/calendar?year=2025");
  await keeper.sees("calendar changed", "03/10/2025", "11/10/2025");

  await keeper.goes("/manage/agencies/new");
  await keeper.sees("agency new");
  await keeper.goes("/manage/agencies/import");
  await keeper.sees("centres imported");

  // Whoever looks for it finds the address.
  const hoa = await stage.citizen();
  await hoa.goes("/agencies?q=thuan+hoa");
  await hoa.follows(/^Phường Thuận Hóa/);
  await hoa.sees("centre", "01 Đống Đa");
});
