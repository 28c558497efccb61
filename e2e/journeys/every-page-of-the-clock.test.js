// The pages that few see and that must be right all the more: what moves a date, what
// is asked of others, and what is done to a whole list. Looked at like every page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openEyes } from "../kit/eyes.js";
import { setStage } from "../kit/stage.js";
import { DESKS, HER_FORM, MARITAL_STATUS, PROVINCE_LEADER, WARD } from "../kit/story.js";

const eyes = openEyes();
const stage = setStage({ eyes });
const MARRIAGE = "1.000894";
const OTHER_WARD = { agency: "H57.102", leader: "lanhdao.kimlong", name: "Kim Long" };

/// Answers of a list go by the names of the form; a date is one cell.
function sheet(names) {
  const form = { ...HER_FORM, "nguoi.ngay_sinh": "1990-09-23", "Nơi cư trú của người có hồ sơ": WARD.fullName };
  const columns = Object.keys(form).filter((name) => !/ngay_sinh\.|so_dinh_danh/.test(name));
  const cells = columns.map((column) => form[column]);
  const lines = names.map((name) => [name, "0905123456", ...cells].join("\t"));
  return [["Họ và tên", "Điện thoại", ...columns].join("\t"), ...lines].join("\n");
}

test("a list of people, and lists of acts, have no fault", async () => {
  const agent = await stage.citizen();
  await agent.goes(`/procedures/${MARITAL_STATUS.id}/batch`);
  await agent.sees("batch");
  await agent.saysWhere();
  await agent.answers({ receiving: WARD.agency, helper: "agent_point", helper_name: "Điểm đại lý số 3" });
  await agent.goesOn();
  await agent.sees("batch refused");
  assert.equal(agent.status, 422);
  await agent.answers({ list: sheet(["Lê Thị Na", "", "Võ Cúc", "Trần Bình"]), consent: true });
  await agent.goesOn();
  const told = await agent.sees("batch done", "3 / 4", "Dòng 3");
  const codes = [...new Set(told.match(/H57\.101-250801-\d{4}/g))];
  assert.equal(codes.length, 3);

  const lan = await stage.officer(DESKS.reception);
  await lan.goes("/officer/batch/accept");
  await lan.sees("batch accept", ...codes);
  // Meanwhile somebody has accepted one of them.
  const other = await stage.officer(DESKS.reception);
  await other.accepts(codes[0]);
  await lan.sends();
  await lan.sees("batch accepted in part", "2 / 3", "Không thực hiện được");
  await lan.goes("/officer/batch/forward");
  await lan.sees("batch forward");
  await lan.sends();
  await lan.sees("batch forwarded", "3 / 3");

  const minh = await stage.officer(DESKS.case);
  await minh.goes("/officer/batch/forward");
  await minh.sends();
  const binh = await stage.officer(DESKS.leader);
  await binh.goes("/officer/batch/decide");
  await binh.sees("batch decide");
  await binh.sends({ outcome: "approved" });
  await binh.sees("batch decided", "3 / 3");
  faultless();
});

test("opinions, another case, another date and outages have no fault", async () => {
  const lan = await stage.officer(DESKS.reception);
  await lan.goes(`/officer/receive?procedure=${MARRIAGE}`);
  await lan.answers({ "place.here": true, name: "Lê Văn Bình", phone: "0905 123 456" });
  await lan.presses(/^Tiếp nhận/);
  const code = (await lan.sees("dossier received", "Lê Văn Bình")).match(/H57\.101-\d{6}-\d{4}/)[0];
  await lan.forwards(code);

  const minh = await stage.officer(DESKS.case);
  await minh.opens("ask_opinion", code);
  await minh.sends({ many: "x" });
  await minh.sees("act ask opinion refused");
  await minh.sends({ of: OTHER_WARD.agency, many: "2", question: "Ông Bình đã đăng ký kết hôn ở phường chưa?" });
  await minh.sees("dossier waiting for an opinion", OTHER_WARD.name);
  await minh.does("find_case", code, { case: "verification", reason: "Phải xác minh ở nơi cư trú trước" });
  await minh.sees("dossier of another case", "Cần xác minh");

  const asked = await stage.officer(OTHER_WARD.leader);
  await asked.goes("/officer/work");
  await asked.sees("work list with an opinion", "Cơ quan khác hỏi ý kiến", code);
  await asked.follows(code);
  await asked.sees("dossier at the asked agency");
  await asked.does("give_opinion", code, { answer: "Chưa đăng ký kết hôn tại phường" });

  const binh = await stage.officer(DESKS.leader);
  await binh.does("extend", code, { reason: "Chờ xác minh lâu hơn dự kiến", told: "phone" });
  await binh.sees("dossier extended", "xin lỗi");
  await binh.goes("/officer/outages");
  await binh.sees("outages none");
  await binh.follows("Ghi sự cố");
  await binh.sees("outage new");
  await binh.sends({ "from.day": "31" });
  await binh.sees("outage refused");
  await binh.sends({
    cause: "outage",
    ...moment("from", 4, "07:30"),
    ...moment("until", 4, "16:00"),
    reason: "Mất điện toàn phường",
  });
  await binh.sees("outage", "Mất điện toàn phường", code, "17:00 thứ Ba, 12/08/2025");
  await binh.presses("Dời ngày hẹn");
  await binh.sees("outage carried", "Không còn hồ sơ nào phải dời ngày hẹn");
  await binh.goes(`/officer/dossiers/${code}`);
  await binh.sees("dossier moved by an outage", "Mất điện toàn phường", "12/08/2025");
  await binh.goes("/officer/outages");
  await binh.follows("Mất điện toàn phường");
  await binh.follows("Ghi nhầm? Hủy bản ghi này");
  await binh.sees("void outage");
  await binh.sends({ reason: "" });
  await binh.sees("void outage refused");
  await binh.sends({ reason: "Chỉ mất điện ở phường bên" });
  await binh.sees("outage voided", "Chỉ mất điện ở phường bên", code, "sớm hơn");
  await binh.presses("Dời ngày hẹn");
  await binh.sees("outage voided and carried", "Không còn hồ sơ nào phải dời ngày hẹn");
  await binh.goes(`/officer/dossiers/${code}`);
  await binh.sees("dossier moved back", "Bản ghi sự cố bị hủy");

  const hue = await stage.officer(PROVINCE_LEADER);
  await hue.goes("/officer/calendar");
  await hue.sees("calendar as promised", "khớp với lịch đang dùng");
  await hue.goes("/officer/outages/new");
  await hue.sends({
    cause: "force_majeure",
    agency: "all:H57",
    ...moment("from", 5, "07:30"),
    ...moment("until", 5, "17:00"),
    reason: "Bão số 5",
  });
  await hue.sees("outage of the province", "Bão số 5");
  faultless();
});

/// A day of August 2025, in the four boxes of a moment.
function moment(name, day, time) {
  return { [`${name}.day`]: `${day}`, [`${name}.month`]: "8", [`${name}.year`]: "2025", [`${name}.time`]: time };
}

/// Says all that was found since the last time.
function faultless() {
  const faults = eyes.faults.splice(0);
  assert.equal(faults.length, 0, `${faults.length} faults:\n${faults.join("\n")}`);
}
