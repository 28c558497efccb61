//! The messages of the platform, edition 1.0.6, as public connectors write them: JSON with Vietnamese field names, and a
//! code (`MaXacThuc`) that is the SHA-256 of some of the fields and the shared secret, in this order and no other. What
//! no public text says (marked assumed) stands in docs/payments.md.

use super::{NoticeWrong, PlatformNotice, PlatformSays};
use motcua_core::money::OnlineEnd;
use motcua_core::{Day, Moment};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The edition that every message names.
pub const PLATFORM_EDITION: &str = "1.0.6";

/// The fields of a message in the order in which they are signed.
pub const INIT: [&str; 14] = [
    "LoaiBanTin",
    "PhienBan",
    "MaDoiTac",
    "MaThamChieu",
    "SoTien",
    "LoaiHinhThanhToan",
    "MaKenhThanhToan",
    "MaThietBi",
    "NgonNgu",
    "MaTienTe",
    "MaNganHang",
    "ThongTinGiaoDich",
    "ThoiGianGD",
    "Ip",
];
/// See [`INIT`]; of questions about a try.
pub const QUERY: [&str; 5] = ["LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD"];
/// See [`INIT`]; of what the platform says of a try.
pub const NOTICE: [&str; 10] = [
    "LoaiBanTin",
    "MaLoi",
    "MaDoiTac",
    "MaThamChieu",
    "SoTien",
    "MaTienTe",
    "MaGiaoDich",
    "MaNganHang",
    "ThoiGianGD",
    "ThongTinGiaoDich",
];
/// See [`INIT`]; of a refund (assumed).
pub const REFUND: [&str; 7] =
    ["LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien", "MaGiaoDich", "ThongTinGiaoDich"];
/// See [`INIT`]; of the list of a day (assumed).
pub const DAY: [&str; 4] = ["LoaiBanTin", "PhienBan", "MaDoiTac", "ThoiGianGD"];

/// What the code of an answer or a notice says: only the first is public, the others are assumed.
pub const PAID: &str = "00";
/// The person can still pay.
pub const STILL_OPEN: &str = "01";
/// Nobody paid in time.
pub const RAN_OUT: &str = "02";
/// The platform does not know the reference.
pub const NOT_KNOWN: &str = "03";
/// Broken off.
pub const BROKEN_OFF: &str = "09";

/// The code under a message: lower-case hex of the SHA-256 of these fields and the secret, joined by bars.
pub fn signed(fields: &[&str], message: &Map<String, Value>, secret: &str) -> String {
    let mut text = String::new();
    for field in fields {
        text.push_str(&said(message, field));
        text.push('|');
    }
    hex::encode(Sha256::digest(text + secret))
}

/// The message with its code.
pub fn sealed(fields: &[&str], values: &[String], secret: &str) -> Map<String, Value> {
    let pairs = fields.iter().zip(values);
    let mut message: Map<String, Value> =
        pairs.map(|(field, value)| (field.to_string(), Value::String(value.clone()))).collect();
    let code = signed(fields, &message, secret);
    message.insert("MaXacThuc".into(), Value::String(code));
    message
}

/// Whether it bears the code that the secret makes. How long that takes says nothing of where they differ.
pub fn is_sealed(fields: &[&str], message: &Map<String, Value>, secret: &str) -> bool {
    let (want, have) = (signed(fields, message, secret), said(message, "MaXacThuc"));
    let differs = want.bytes().zip(have.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b));
    want.len() == have.len() && differs == 0
}

/// What a field says; a number as it is written.
pub fn said(message: &Map<String, Value>, field: &str) -> String {
    match message.get(field) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => String::new(),
    }
}

/// `20251103143000`: 24 hours, in Việt Nam. Public connectors wrote the hour of half past two as 02.
pub fn stamp(at: Moment) -> String {
    at.iso().chars().take(19).filter(char::is_ascii_digit).collect()
}

/// The moment of such a stamp.
pub fn unstamp(text: &str) -> Option<Moment> {
    let whole = text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit());
    let part = |from: usize, to: usize| whole.then(|| &text[from..to]);
    let day = [part(0, 4)?, part(4, 6)?, part(6, 8)?].join("-");
    let clock = [part(8, 10)?, part(10, 12)?, part(12, 14)?].join(":");
    Moment::parse(&format!("{day}T{clock}"))
}

/// `20251103`.
pub fn day_stamp(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// What a notice says, or the answer to a question, which has the same fields.
pub fn read_notice(message: &Map<String, Value>) -> Result<PlatformNotice, NoticeWrong> {
    let field = |name: &'static str| Some(said(message, name)).filter(|text| !text.is_empty());
    let must = |name: &'static str| field(name).ok_or(NoticeWrong::Shape(name));
    let reference = must("MaThamChieu")?;
    let says = match must("MaLoi")?.as_str() {
        PAID => {
            let currency = must("MaTienTe")?;
            if currency != "VND" {
                return Err(NoticeWrong::Shape("MaTienTe"));
            }
            PlatformSays::Paid {
                transaction: must("MaGiaoDich")?,
                amount_vnd: must("SoTien")?.parse().map_err(|_| NoticeWrong::Shape("SoTien"))?,
                at: unstamp(&must("ThoiGianGD")?).ok_or(NoticeWrong::Shape("ThoiGianGD"))?,
                bank: field("MaNganHang").unwrap_or_default(),
            }
        }
        STILL_OPEN => PlatformSays::Open { url: field("UrlThanhToan") },
        RAN_OUT => PlatformSays::Ended(OnlineEnd::Expired),
        NOT_KNOWN => PlatformSays::Ended(OnlineEnd::NotTaken),
        _ => PlatformSays::Ended(OnlineEnd::Failed),
    };
    Ok(PlatformNotice { reference, says })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        text.split('|').map(str::to_string).collect()
    }

    #[test]
    fn codes_are_those_of_the_public_examples() {
        let init = "INIT|1.0.6|DT01|dvcH571012511030042|20000|PAY|1|1|vi-VN|VND|PAYMENT|\
            THANH TOAN HO SO H57.101-251103-0042|20251103143000|10.0.0.5";
        let cases: [(&[&str], &str, &str); 3] = [
            (&INIT, init, "eb44efbbe76152d84a991b1fe1620db6062d122df124138c15248ee35240e7dd"),
            (
                &QUERY,
                "QUERY|1.0.6|DT01|dvcH571012511030042|20251103143000",
                "af12eeec3a75bb206a7a9b5dd8c37d2592a6980d518b114013f5a3f7265d36f8",
            ),
            (
                &QUERY,
                "GET_BILL|1.0.6|DT01|dvcH571012511030042|20251103143000",
                "c8b06c50dde3d80b295a555743e5a13b5decd4eacbd38ce82d2ae75fa7d524e1",
            ),
        ];
        for (fields, text, code) in cases {
            let message = sealed(fields, &values(text), "secret");
            assert_eq!(said(&message, "MaXacThuc"), code, "{text}");
            assert!(is_sealed(fields, &message, "secret"));
            assert!(!is_sealed(fields, &message, "secret2"));
            for field in fields {
                let mut other = message.clone();
                other.insert(field.to_string(), Value::String("x".into()));
                assert!(!is_sealed(fields, &other, "secret"), "{field}");
            }
        }
        let mut bare = sealed(&QUERY, &values("QUERY|1.0.6|DT01|x|y"), "secret");
        bare.remove("MaXacThuc");
        assert!(!is_sealed(&QUERY, &bare, "secret"));
    }

    #[test]
    fn the_clock_has_twenty_four_hours() {
        let at = Moment::parse("2025-11-03T14:30:00").unwrap();
        assert_eq!(stamp(at), "20251103143000");
        assert_eq!(unstamp("20251103143000"), Some(at));
        let midnight = Moment::parse("2026-12-31T23:59:59").unwrap();
        assert_eq!(unstamp(&stamp(midnight)), Some(midnight));
        for wrong in
            ["", "2025110314300", "20251303143000", "20251103243000", "2025-11-03T143", "２0251103143000"]
        {
            assert_eq!(unstamp(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_what_is_whole_is_money() {
        let good = "NOTICE|00|DT01|MCX01|20000|VND|FT1|VCB|20251103143000|x";
        let read = |text: &str| read_notice(&sealed(&NOTICE, &values(text), ""));
        let at = Moment::parse("2025-11-03T14:30:00").unwrap();
        let paid =
            PlatformSays::Paid { transaction: "FT1".into(), amount_vnd: 20_000, at, bank: "VCB".into() };
        assert_eq!(read(good), Ok(PlatformNotice { reference: "MCX01".into(), says: paid }));
        for (from, to, field) in [
            ("|20000|", "||", "SoTien"),
            ("|20000|", "|20000.5|", "SoTien"),
            ("|20000|", "|-1|", "SoTien"),
            ("|VND|", "|USD|", "MaTienTe"),
            ("|FT1|", "||", "MaGiaoDich"),
            ("|20251103143000|", "|03/11/2025 02:30|", "ThoiGianGD"),
            ("|MCX01|", "||", "MaThamChieu"),
            ("|00|", "||", "MaLoi"),
        ] {
            assert_eq!(read(&good.replace(from, to)), Err(NoticeWrong::Shape(field)), "{from} {to}");
        }
        for (code, end) in [
            ("02", OnlineEnd::Expired),
            ("03", OnlineEnd::NotTaken),
            ("09", OnlineEnd::Failed),
            ("24", OnlineEnd::Failed),
        ] {
            let says = read(&good.replace("|00|", &format!("|{code}|"))).unwrap().says;
            assert_eq!(says, PlatformSays::Ended(end), "{code}");
        }
    }
}
