//! Words of the portal, and what the catalogue makes of them.

use super::beside::forwarded;
use super::words::*;

#[test]
fn a_limit_needs_a_number_and_a_unit() {
    let table = [
        ((Some(3), Some("working_day")), "3 working_days"),
        ((Some(1), Some("hour")), "1 working_hour"),
        ((Some(45), Some("day")), "45 days"),
        ((Some(5), None), ""),
        ((Some(0), Some("day")), ""),
        ((None, Some("day")), ""),
        ((Some(1), Some("month")), ""),
    ];
    for ((number, unit), want) in table {
        assert_eq!(limit(number, unit), want, "{number:?} {unit:?}");
    }
}

#[test]
fn a_text_is_a_limit_only_when_it_begins_with_one() {
    let table = [
        ("5 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ", "5 working_days"),
        ("02 Giờ", "2 working_hours"),
        ("40 Ngày", "40 days"),
        ("Tối đa 10 ngày làm việc kể từ ngày nhận được hồ sơ", "10 working_days"),
        ("Khác: 02 tháng và 15 ngày làm việc", ""),
        ("Trường hợp cấp giấy xác nhận", ""),
        ("1 Khác", ""),
        ("5 ngày làm việc lấy ý kiến; sau 15 ngày làm việc thì ra quyết định", ""),
        ("Không quy định", ""),
    ];
    for (text, want) in table {
        assert_eq!(limit_in(text), want, "{text}");
    }
}

#[test]
fn a_zero_beside_the_text_that_sets_the_fee_is_not_free() {
    let table = [
        ("free", None, "", "free"),
        ("free", None, "(Không quy định.)", "free"),
        ("free", None, "(Theo quy định của Hội đồng nhân dân cấp tỉnh)", "province"),
        ("free", None, "(Thông tư số 60/2023/TT-BTC quy định mức thu)- Cách thức", "see_text"),
        ("free", None, "(Không thu lệ phí theo Thông tư số 1)", "free"),
        ("province_sets", None, "", "province"),
        ("none_given", None, "", "not_given"),
        ("amount", Some(2_000), "(/trang)Tại xã", "amount"),
        ("amount", Some(10_000), "(10.000 đồng/trường hợp)", "amount"),
        ("amount", Some(5_000), "(thu 7.000 đồng/lần đăng ký)", "see_text"),
        ("amount", Some(25), "(25.000đ/giấy)", "see_text"),
        ("amount", Some(150_000), "(do Hội đồng nhân dân tỉnh quyết định)", "province"),
    ];
    for (kind, amount, note, want) in table {
        assert_eq!(fee(kind, amount, Some("VND"), note).kind, want, "{kind} {note}");
    }
    assert_eq!(fee("amount", Some(10), Some("USD"), "(/bản)").kind, "abroad");
    assert_eq!(fee("amount", Some(2_000), Some("VND"), "(/trang)").unit, "page");
}

#[test]
fn remarks_and_torn_headings_are_no_papers() {
    assert_eq!(paper("Trường hợp gửi qua bưu chính thì kèm bản sao", "Giấy tờ phải xuất trình", 0, 0), None);
    assert_eq!(paper("Giấy tờ này đã có trong dữ liệu", "Lưu ý", 1, 0), None);
    let named = |heading: &str| paper("- tờ khai theo mẫu;", heading, 1, 20251).unwrap();
    let plain = named("Giấy tờ phải nộp");
    assert_eq!((plain.name.as_str(), plain.when.as_str(), plain.copies), ("Tờ khai theo mẫu", "", 0));
    assert_eq!(named("Trường hợp tách thửa").when, "Trường hợp tách thửa");
    assert_eq!(named("ia đình đăng ký thay đổi chủ hộ").when, "");
}

#[test]
fn long_names_are_cut_at_a_word() {
    assert_eq!(short("một hai ba", 20), "một hai ba");
    assert_eq!(short("một hai ba", 8), "một hai…");
    assert_eq!(tidy("  - giấy   tờ ; "), "Giấy tờ");
}

#[test]
fn a_name_is_not_shouted() {
    assert_eq!(name("THỦ TỤC ĐĂNG KÝ (CẤP XÃ)"), "Thủ tục đăng ký (cấp xã)");
    assert_eq!(name("Tham vấn (cấp xã) (1.010736)"), "Tham vấn (cấp xã)");
    assert_eq!(name("Đăng ký xe."), "Đăng ký xe");
}

#[test]
fn what_is_no_number_of_a_law_is_left_out() {
    assert_eq!(law(" 131/2025/NĐ-CP ").as_deref(), Some("131/2025/NĐ-CP"));
    assert_eq!(law("104"), None);
    assert_eq!(law("Luật Cư trú 2020"), None);
}

#[test]
fn where_a_commune_sends_what_it_took_in_says_whether_it_can_be_taken() {
    let table = [
        (" Sở Nội vụ", "department"),
        (" Bộ Tư lệnh Thủ đô Hà Nội, Bộ Tư lệnh Quân khu", "forwarded"),
        (" Thủ tướng Chính phủ", "forwarded"),
        (" Cấp đại đội, tiểu đoàn hoặc tương đương", "army_unit"),
        (" Cơ quan, đơn vị từ cấp trung đoàn trở lên", "army_unit"),
    ];
    for (to, want) in table {
        assert_eq!(forwarded(to), want, "{to}");
    }
}
