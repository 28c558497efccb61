//! Which provinces an installation serves: by code or by name, one, several, or all of them.

use motcua_books::Books;
use motcua_core::directory::{self, Unit, UnitCode};
use motcua_core::law::Policy;
use motcua_core::text::fold;

/// The word for the whole country.
const ALL: &str = "all";

/// The provinces of a policy.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Served {
    /// Where it is one.
    pub province: Option<UnitCode>,
    /// Where they are several; empty beside no single one: all.
    pub provinces: Vec<UnitCode>,
}

/// Reads the setting (`46`, `Huế`, `46, 48`, `all`) against the provinces of the catalogue. A
/// word that names none is refused with all that is possible.
pub fn served(setting: &str, books: &Books) -> Result<Served, String> {
    let Some(text) = books.text(PROVINCES) else {
        // That the file is missing is told when the catalogue is read.
        return Ok(Served::default());
    };
    let known = directory::provinces(PROVINCES, text).unwrap_or_default();
    if known.is_empty() || setting.trim().eq_ignore_ascii_case(ALL) {
        return Ok(Served::default());
    }
    let mut codes: Vec<UnitCode> = Vec::new();
    for word in setting.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let code = named(word, &known).ok_or_else(|| refused(word, &known))?;
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    match codes.as_slice() {
        [] => Err(refused(setting, &known)),
        [one] => Ok(Served { province: Some(one.clone()), provinces: Vec::new() }),
        _ => Ok(Served { province: None, provinces: codes }),
    }
}

const PROVINCES: &str = "units/provinces.tsv";

/// The province with this code or name, with or without marks and kind.
fn named(word: &str, known: &[Unit]) -> Option<UnitCode> {
    let folded = fold(word);
    let is_it = |unit: &&Unit| {
        unit.code.as_str() == word || fold(&unit.name) == folded || fold(&unit.full_name) == folded
    };
    known.iter().find(is_it).map(|unit| unit.code.clone())
}

fn refused(word: &str, known: &[Unit]) -> String {
    let mut all: Vec<String> = known.iter().map(|unit| format!("{} {}", unit.code, unit.name)).collect();
    all.dedup();
    format!(
        "province (MOTCUA_PROVINCE): “{word}” không phải mã hay tên tỉnh, thành phố nào trong danh mục. Ghi một mã hoặc tên, \
         nhiều thì cách bằng dấu phẩy, hoặc “{ALL}” cho cả nước: {list}.\n\
         province (MOTCUA_PROVINCE): “{word}” is neither the code nor the name of a province of the catalogue. Write one code \
         or name, several with commas between them, or “{ALL}” for the whole country: {list}.",
        list = all.join(", ")
    )
}

/// The province that pages begin with: the one, or the first of several. Refused when the
/// catalogue has no agency of a province that is to be served: nobody could hand in anything.
pub fn home(law: &motcua_core::Law) -> Result<UnitCode, String> {
    let Policy { province, provinces, .. } = &law.policy;
    let directory = &law.directory;
    let has_agencies = |code: &UnitCode| {
        directory.agencies().iter().any(|agency| directory.province_of(&agency.unit) == Some(code))
    };
    let named: Vec<&UnitCode> = province.iter().chain(provinces).collect();
    if let Some(empty) = named.iter().find(|code| !has_agencies(code)) {
        return Err(format!(
            "Danh mục không có cơ quan nào của tỉnh {empty} (agencies/{empty}.tsv). / \
             The catalogue has no agency of province {empty} (agencies/{empty}.tsv)."
        ));
    }
    let first = || directory.agencies().iter().filter_map(|agency| directory.province_of(&agency.unit)).min();
    named
        .first()
        .copied()
        .or_else(first)
        .cloned()
        .ok_or_else(|| "Danh mục không có cơ quan nào. / The catalogue has no agency.".to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> UnitCode {
        UnitCode::parse(text).unwrap()
    }

    #[test]
    fn a_province_is_named_by_its_code_or_its_name() {
        let books = Books::embedded();
        let one = |text: &str| Served { province: Some(code(text)), provinces: Vec::new() };
        let several = |codes: &[&str]| Served {
            province: None,
            provinces: codes.iter().map(|text| code(text)).collect(),
        };
        for (setting, want) in [
            ("46", one("46")),
            ("01", one("01")),
            (" Huế ", one("46")),
            ("hue", one("46")),
            ("Thành phố Huế", one("46")),
            ("Phú Thọ", one("25")),
            ("tinh phu tho", one("25")),
            ("Hồ Chí Minh", one("79")),
            // A city since April 2026; both names are its own.
            ("Tỉnh Đồng Nai", one("75")),
            ("Thành phố Đồng Nai", one("75")),
            ("46, Đà Nẵng", several(&["46", "48"])),
            ("48,46,48", several(&["48", "46"])),
            ("all", Served::default()),
            ("ALL", Served::default()),
        ] {
            assert_eq!(served(setting, &books).as_ref(), Ok(&want), "{setting}");
        }
        for setting in ["99", "19753", "", ",", "Huế Nam", "46, 99", "H57"] {
            let why = served(setting, &books).unwrap_err();
            for part in ["MOTCUA_PROVINCE", "46 Huế", "25 Phú Thọ", "96 Cà Mau", "“all”"] {
                assert!(why.contains(part), "{setting}: {part} in {why}");
            }
            assert_eq!(why.matches("75 Đồng Nai").count(), 2, "each province once a language: {why}");
        }
    }

    #[test]
    fn pages_begin_with_the_first_province_that_is_served() {
        for (setting, want) in [("46", "46"), ("48, 46", "48"), ("all", "01")] {
            let books = Books::embedded();
            let Served { province, provinces } = served(setting, &books).unwrap();
            let law = books.law(Policy { province, provinces, ..Policy::default() }).unwrap();
            assert_eq!(home(&law), Ok(code(want)), "{setting}");
        }
    }
}
