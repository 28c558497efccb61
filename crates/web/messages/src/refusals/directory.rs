//! `directory.…`: units and agencies.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "directory.agency-code-shape",
        422,
        "Mã cơ quan “{value}” không đúng dạng, ví dụ H57 hoặc H57.12.",
        "The agency code “{value}” is not of the form H57 or H57.12.",
    ),
    row(
        "directory.agency-code-twice",
        422,
        "Mã cơ quan {code} đã dùng ở {other_file}, dòng {other_line}.",
        "The agency code {code} is already used in {other_file}, line {other_line}.",
    ),
    row(
        "directory.cells-miscounted",
        422,
        "Dòng này phải có {want} ô, đang có {got}.",
        "This line must have {want} cells; it has {got}.",
    ),
    row(
        "directory.code-not-of-level",
        422,
        "Mã {code} không đúng cấp: tỉnh 2 chữ số, xã 5 chữ số.",
        "The code {code} is of the wrong level: provinces have 2 digits, communes 5.",
    ),
    row(
        "directory.columns-differ",
        422,
        "Dòng tiêu đề phải là: {want}; đang là: {got}.",
        "The header must be: {want}; it is: {got}.",
    ),
    row(
        "directory.date-unknown",
        422,
        "Không có ngày “{value}”; viết như 2025-07-01.",
        "There is no date “{value}”; write 2025-07-01.",
    ),
    row(
        "directory.department-without-field",
        422,
        "Cơ quan loại “department” phải ghi lĩnh vực (field).",
        "An agency of the kind “department” must say its field.",
    ),
    row("directory.field-empty", 422, "Không được để trống.", "Must not be empty."),
    row(
        "directory.field-of-no-department",
        422,
        "Chỉ cơ quan loại “department” có lĩnh vực (field); loại “{kind}” thì không.",
        "Only an agency of the kind “department” has a field; “{kind}” has none.",
    ),
    row("directory.file-missing", 422, "Thiếu tệp dữ liệu này.", "This data file is missing."),
    row(
        "directory.file-unknown",
        422,
        "Không biết tệp này chứa gì; xem lại tên tệp.",
        "What this file holds is not known; look at its name.",
    ),
    row(
        "directory.kind-not-of-level",
        422,
        "Đơn vị {code}: loại “{kind}” không thuộc cấp này.",
        "Unit {code}: the kind “{kind}” does not belong to this level.",
    ),
    row(
        "directory.name-differs",
        422,
        "Mã {unit} là “{want}”, không phải “{got}”.",
        "The code {unit} is “{want}”, not “{got}”.",
    ),
    row(
        "directory.parent-not-of-level",
        422,
        "Đơn vị {code}: cấp xã phải ghi tỉnh, cấp tỉnh không ghi đơn vị cấp trên.",
        "Unit {code}: a commune must name its province, a province must not name a parent.",
    ),
    row(
        "directory.parent-unknown",
        422,
        "Đơn vị {code}: không có tỉnh {parent} trong suốt thời gian hiệu lực.",
        "Unit {code}: the province {parent} does not exist throughout its validity.",
    ),
    row(
        "directory.province-twice",
        422,
        "Tỉnh {unit} đã có ở dòng {other_line}.",
        "The province {unit} is already on line {other_line}.",
    ),
    row(
        "directory.succession-twice",
        422,
        "{old_name} → {new_code} đã có ở dòng {other_line}.",
        "{old_name} → {new_code} is already on line {other_line}.",
    ),
    row(
        "directory.unit-code-shape",
        422,
        "Mã đơn vị hành chính “{value}” không đúng: phải có 2 hoặc 5 chữ số.",
        "The unit code “{value}” must have 2 or 5 digits.",
    ),
    row(
        "directory.unit-elsewhere",
        422,
        "Đơn vị {unit} không thuộc tỉnh {province} của tệp này.",
        "Unit {unit} is not in province {province} of this file.",
    ),
    row(
        "directory.unit-unknown",
        422,
        "Không có đơn vị hành chính mã {unit}.",
        "No unit has the code {unit}.",
    ),
    row(
        "directory.unknown-unit",
        404,
        "Không có đơn vị hành chính này.",
        "There is no such administrative unit.",
    ),
    row(
        "directory.validity-backwards",
        422,
        "Ngày hết hiệu lực {valid_to} trước ngày bắt đầu {valid_from}.",
        "Valid until {valid_to}, before its start {valid_from}.",
    ),
    row(
        "directory.validity-overlap",
        422,
        "Đơn vị {code}: bản ghi từ {valid_from} chồng lên bản ghi ở dòng {other_line}.",
        "Unit {code}: the record from {valid_from} overlaps the one on line {other_line}.",
    ),
    row(
        "directory.word-unknown",
        422,
        "“{value}” không hợp lệ; chọn một trong: {allowed}.",
        "“{value}” is not one of: {allowed}.",
    ),
];
