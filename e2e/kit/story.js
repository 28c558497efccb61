// The persons and places that the journeys share.

import { pdf, png } from "./papers.js";

/// The ward whose centre, officers and board the journeys are about.
export const WARD = {
  code: "19753",
  agency: "H57.101",
  name: "Phú Xuân",
  fullName: "Phường Phú Xuân",
  province: "46",
};

/// The log-ins of its officers.
export const DESKS = {
  reception: "tiepnhan.phuxuan",
  case: "thuly1.phuxuan",
  otherCase: "thuly2.phuxuan",
  leader: "lanhdao.phuxuan",
  registry: "vanthu.phuxuan",
  helper: "diem.phuxuan",
  keeper: "lanhdao.hue",
  staff: "quantri.hue",
};

/// The leader of the province's own office.
export const PROVINCE_LEADER = "lanhdao.hue";

/// A procedure that everybody needs once.
export const MARITAL_STATUS = { id: "1.004873", name: "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân" };

/// A birth: three cases, nine ways, six papers.
export const BIRTH = "1.001193";

/// The form of that procedure, with one more question before the last page's first.
export const MARITAL_FORM = "xac-nhan-hon-nhan.1";
export function withAQuestion(text) {
  const form = JSON.parse(text);
  const asked = { type: "string", maxLength: 60, title: "Cần giấy trước ngày nào?", "x-title-en": "By which day do you need it?" };
  form.properties = { can_truoc_ngay: asked, ...form.properties };
  form["x-pages"].at(-1).fields.unshift("can_truoc_ngay");
  return JSON.stringify(form, null, 2);
}

/// Somebody who wants to marry.
export const HOA = {
  name: "Trần Thị Ngọc Hòa",
  identity: "046 190 012 345",
  "born.day": "23",
  "born.month": "9",
  "born.year": "1990",
  phone: "0905 123 456",
  email: "ngoc.hoa@example.vn",
  address: "12 Lê Lợi, phường Phú Xuân",
};

/// What she answers in the form of the procedure.
export const HER_FORM = {
  "nguoi.ho_ten": HOA.name,
  "nguoi.ngay_sinh.d": "23",
  "nguoi.ngay_sinh.m": "9",
  "nguoi.ngay_sinh.y": "1990",
  "nguoi.gioi_tinh": "nu",
  "nguoi.so_dinh_danh": HOA.identity,
  "nguoi.dan_toc": "Kinh",
  "nguoi.quoc_tich": "Việt Nam",
  "nguoi.noi_cu_tru.tinh": WARD.province,
  "nguoi.noi_cu_tru.xa": WARD.fullName,
  "nguoi.noi_cu_tru.chi_tiet": "12 Lê Lợi",
  quan_he_nguoi_yeu_cau: "ban_than",
  tinh_trang: "chua_ket_hon",
  da_chuyen_noi_o: "khong",
  muc_dich: "khac",
  muc_dich_khac: "Để đăng ký kết hôn",
};

export const FORM = pdf("tờ khai.pdf", "To khai");
export const CARD = png("căn cước mặt trước.png");
export const PROOF = pdf("quyết định ly hôn.pdf", "Quyet dinh ly hon");

/// What she hands in, by the field of each paper.
export const HER_PAPERS = { "paper.the-can-cuoc": CARD, "paper.other": FORM };

/// A whole hand-in of the procedure by her, at the ward's centre.
export const HER_HAND_IN = { centre: WARD.agency, person: HOA, form: HER_FORM, papers: HER_PAPERS };

/// SHA-256 as pages print it: groups of eight digits.
export function printed(sha256) {
  return sha256.match(/.{8}/g).join(" ");
}
