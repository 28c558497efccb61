//! Addresses in the two tiers of today, and those of the three tiers of before July
//! 2025 mapped to them. One successor is taken, several are asked about, none is said;
//! what the person wrote always stays beside it (`cu`).

use crate::directory::{Directory, Tier, Unit, UnitCode, UnitFound};
use crate::text::fold;
use crate::{Day, Refusal};
use serde_json::{Map, Value};

/// More are not shown: nobody reads them.
const CANDIDATES_MAX: usize = 8;

/// The tiers, short and long, folded; the longer ones first.
const KINDS: [&str; 17] = [
    "thanh pho ",
    "thi tran ",
    "dac khu ",
    "phuong ",
    "thi xa ",
    "huyen ",
    "quan ",
    "tinh ",
    "tp ",
    "tx ",
    "tt ",
    "xa ",
    "p ",
    "q ",
    "h ",
    "t ",
    "x ",
];

/// Provinces as people call them, folded and without their kind, and as they are called here.
const ALSO_CALLED: [(&str, &str); 8] = [
    ("hn", "ha noi"),
    ("hb", "hoa binh"),
    // Until the end of 2024.
    ("thua thien hue", "hue"),
    ("hcm", "ho chi minh"),
    ("tphcm", "ho chi minh"),
    ("sai gon", "ho chi minh"),
    ("brvt", "ba ria vung tau"),
    ("br vt", "ba ria vung tau"),
];

/// What is no commune.
const HIGHER: [&str; 9] = ["thanh pho ", "thi xa ", "huyen ", "quan ", "tinh ", "tp ", "tx ", "q ", "h "];

/// What a commune is called by, short and long, folded.
const COMMUNE_KINDS: [&str; 7] = ["xa ", "phuong ", "dac khu ", "thi tran ", "p ", "x ", "tt "];

type Wrong = (&'static str, Refusal);

/// Fills `tinh` and `xa` from what was given: codes, names, or an old address. The
/// error says about which part it is.
pub(super) fn settle(place: &mut Map<String, Value>, today: Day, directory: &Directory) -> Result<(), Wrong> {
    let text = |key: &str| place.get(key).and_then(Value::as_str).map(str::to_string);
    let province = match text("tinh") {
        None => None,
        Some(written) => Some(
            province(&written, today, directory)
                .ok_or_else(|| {
                    ("tinh", Refusal::of("form.address-no-such-province").with("written", written))
                })?
                .code
                .clone(),
        ),
    };
    let commune = match (text("xa"), text("cu")) {
        (Some(written), _) => Some(commune(&written, province.as_ref(), today, directory)?),
        (None, Some(written)) => {
            let (code, detail) = from_old(&written, province.as_ref(), today, directory)?;
            if !detail.is_empty() && !place.contains_key("chi_tiet") {
                place.insert("chi_tiet".into(), detail.into());
            }
            Some(code)
        }
        (None, None) => None,
    };
    if let Some(code) = &commune {
        let above = directory.unit_on(code, today).and_then(|unit| unit.parent.clone());
        match (&province, above) {
            (Some(province), Some(above)) if *province != above => {
                return Err((
                    "xa",
                    Refusal::of("form.address-other-province").with("unit", named(code, today, directory)),
                ));
            }
            (_, Some(above)) => drop(place.insert("tinh".into(), above.as_str().into())),
            _ => {}
        }
        place.insert("xa".into(), code.as_str().into());
    } else if let Some(province) = province {
        place.insert("tinh".into(), province.as_str().into());
    }
    Ok(())
}

/// The place in words: `12 Lê Lợi, Phường Thuận Hóa, Thành phố Huế`.
pub(super) fn words(place: &Value, today: Day, directory: &Directory) -> Option<String> {
    let text = |key: &str| place.get(key).and_then(Value::as_str).unwrap_or_default();
    let name = |key: &str| {
        let code = UnitCode::parse(text(key)).ok()?;
        directory.unit_on(&code, today).map(|unit| unit.full_name.clone())
    };
    let parts = [Some(text("chi_tiet").to_string()), name("xa"), name("tinh")];
    let words: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn province<'d>(written: &str, today: Day, directory: &'d Directory) -> Option<&'d Unit> {
    let by_code = UnitCode::parse(written).ok().and_then(|code| directory.unit_on(&code, today));
    let is_named = |unit: &&Unit| same(&unit.full_name, written);
    let by_name = || directory.units_on(Tier::Province, today).find(is_named);
    by_code.filter(|unit| unit.level == Tier::Province).or_else(by_name)
}

fn commune(
    written: &str,
    province: Option<&UnitCode>,
    today: Day,
    directory: &Directory,
) -> Result<UnitCode, Wrong> {
    let unknown = || ("xa", Refusal::of("form.address-no-such-commune").with("written", written));
    if let Ok(code) = UnitCode::parse(written) {
        if directory.unit_on(&code, today).is_some_and(|unit| unit.level == Tier::Commune) {
            return Ok(code);
        }
        let now = directory.successors_of(&code).map(|row| row.new_code.clone()).collect();
        return one_of(now, "xa", unknown(), today, directory);
    }
    let found = called(written, today, directory);
    let in_province =
        |found: &&UnitFound<'_>| province.is_none_or(|code| found.unit.parent.as_ref() == Some(code));
    let mut now: Vec<&UnitFound<'_>> = found.iter().filter(in_province).collect();
    let formerly = formerly(written, today, directory);
    if now.is_empty() {
        now.extend(formerly.iter().filter(in_province));
    }
    let now = now.into_iter().map(|found| found.unit.code.clone()).collect();
    one_of(now, "xa", unknown(), today, directory)
}

/// The communes of today that a place in words can mean: a code, a name of today or of
/// before July 2025, with or without its district and province. Without a province the
/// one that is near counts first. A province alone is itself. None: nobody knows it.
pub fn places_written(
    written: &str,
    near: Option<&UnitCode>,
    today: Day,
    directory: &Directory,
) -> Vec<UnitCode> {
    let written = written.trim();
    if let Ok(code) = UnitCode::parse(written) {
        return match directory.unit_on(&code, today) {
            Some(unit) => vec![unit.code.clone()],
            None => once(directory.successors_of(&code).map(|row| row.new_code.clone()).collect()),
        };
    }
    let Some((codes, before)) = found_in(written, None, today, directory) else {
        return province(written, today, directory).map(|unit| unit.code.clone()).into_iter().collect();
    };
    // "Xã Phú Thuận sai, Phú Vang": the commune is what could not be read, not what is behind.
    if before.split(", ").any(is_commune_by_its_kind) {
        return Vec::new();
    }
    let codes = once(codes);
    // The whole name of today's with its province is that one, though an old one had the name too.
    let is_whole = |code: &&UnitCode| {
        let unit = directory.unit_on(code, today);
        let above = unit.and_then(|unit| directory.unit_on(unit.parent.as_ref()?, today));
        let whole = unit.zip(above).map(|(unit, above)| format!("{}, {}", unit.full_name, above.full_name));
        whole.is_some_and(|whole| fold(&whole) == fold(written))
    };
    if let Some(whole) = codes.iter().find(is_whole) {
        return vec![whole.clone()];
    }
    if written.contains(',') {
        return codes;
    }
    let is_near = |code: &&UnitCode| near.is_some() && directory.province_of(code) == near;
    let here: Vec<UnitCode> = codes.iter().filter(is_near).cloned().collect();
    if here.is_empty() { codes } else { here }
}

/// The commune of today of an address in words, and what stands in front of it.
fn from_old(
    written: &str,
    province: Option<&UnitCode>,
    today: Day,
    directory: &Directory,
) -> Result<(UnitCode, String), Wrong> {
    let unknown = || ("cu", Refusal::of("form.address-unknown").with("written", written));
    let (codes, detail) = found_in(written, province, today, directory).ok_or_else(unknown)?;
    Ok((one_of(codes, "cu", unknown(), today, directory)?, detail))
}

/// The communes that an address in words can lie in, and what stands in front of them.
fn found_in(
    written: &str,
    province: Option<&UnitCode>,
    today: Day,
    directory: &Directory,
) -> Option<(Vec<UnitCode>, String)> {
    // A dash may part an address, and stands in names as well (Bà Rịa - Vũng Tàu).
    let dashed = written.replace(" - ", ", ").replace(" – ", ", ");
    let found = from_parts(written, province, today, directory);
    let found =
        found.or_else(|| from_parts(&dashed, province, today, directory).filter(|_| dashed != written));
    let parted = parted_by_kinds(written);
    found.or_else(|| from_parts(&parted, province, today, directory).filter(|_| parted != written))
}

/// With a comma before the kind of every unit, where nobody wrote any: `phường 5, quận 3, TPHCM`.
fn parted_by_kinds(written: &str) -> String {
    if written.contains([',', ';', '\n']) {
        return written.to_string();
    }
    let words: Vec<&str> = written.split_whitespace().collect();
    // "Quan" and "Xa" stand in names too: marks tell them from kinds, where there are any.
    let (words_of_two, words_of_one): ([[&str; 2]; 4], [&str; 12]) = match written.is_ascii() {
        true => (
            [["thanh", "pho"], ["thi", "xa"], ["thi", "tran"], ["dac", "khu"]],
            ["phuong", "xa", "huyen", "quan", "tinh", "tphcm", "tp", "tp.", "p.", "q.", "hn", "hb"],
        ),
        false => (
            [["thành", "phố"], ["thị", "xã"], ["thị", "trấn"], ["đặc", "khu"]],
            ["phường", "xã", "huyện", "quận", "tỉnh", "tphcm", "tp", "tp.", "p.", "q.", "hn", "hb"],
        ),
    };
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let is_of_two = |at: usize| {
        let next = lower.get(at + 1).map(String::as_str);
        words_of_two.iter().any(|[one, two]| lower[at] == *one && next == Some(*two))
    };
    let mut parted = String::new();
    for (at, word) in words.iter().enumerate() {
        let begins =
            is_of_two(at) || (words_of_one.contains(&lower[at].as_str()) && (at == 0 || !is_of_two(at - 1)));
        if at > 0 {
            parted.push_str(if begins { ", " } else { " " });
        }
        parted.push_str(word);
    }
    parted
}

fn from_parts(
    written: &str,
    province: Option<&UnitCode>,
    today: Day,
    directory: &Directory,
) -> Option<(Vec<UnitCode>, String)> {
    let parts: Vec<&str> =
        written.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    // The commune stands before district and province, so at most two parts follow; the
    // more that fits, the better.
    let could_be = |at: &usize| !HIGHER.iter().any(|kind| fold(parts[*at]).starts_with(kind));
    for at in (parts.len().saturating_sub(3)..parts.len()).filter(could_be) {
        let behind = &parts[at + 1..];
        let found = called(parts[at], today, directory);
        let fits = |found: &&UnitFound<'_>| {
            let above = found.unit.parent.as_ref();
            let now =
                above.and_then(|code| directory.unit_on(code, today)).map(|unit| unit.full_name.as_str());
            let is_province = |part: &str| {
                now.is_some_and(|name| same(name, part))
                    || found.was.is_some_and(|was| same(&was.old_province, part))
            };
            // "Phường Đống Đa" is a ward of today, and not the district of that name.
            let is_district = |part: &str| {
                found.was.is_some_and(|was| same(&was.old_district, part)) && !is_commune_by_its_kind(part)
            };
            let is_there = match behind {
                [] => true,
                [one] => is_province(one) || is_district(one),
                // Of a city that is a province now: "thành phố Huế, tỉnh Thừa Thiên Huế".
                [district, last, ..] => (is_district(district) || is_province(district)) && is_province(last),
            };
            is_there && province.is_none_or(|code| above == Some(code))
        };
        let mut now: Vec<&UnitFound<'_>> = found.iter().filter(fits).collect();
        let formerly = if now.is_empty() { formerly(parts[at], today, directory) } else { Vec::new() };
        // Only letters are known of such a name: alone, without a place behind it, it says too little.
        now.extend(formerly.iter().filter(|_| !behind.is_empty() || province.is_some()).filter(fits));
        if now.is_empty() {
            continue;
        }
        // Whoever writes the kind or the marks means them.
        let name = |found: &UnitFound<'_>| {
            found.was.map_or(&found.unit.full_name, |was| &was.old_name).to_lowercase()
        };
        let exact = |found: &&&UnitFound<'_>| name(found) == parts[at].to_lowercase();
        if now.iter().any(|found| exact(&found)) {
            now.retain(|found| exact(&found));
        }
        let codes = now.iter().map(|found| found.unit.code.clone()).collect();
        return Some((codes, parts[..at].join(", ")));
    }
    None
}

/// Sorted, each once.
fn once(mut codes: Vec<UnitCode>) -> Vec<UnitCode> {
    codes.sort();
    codes.dedup();
    codes
}

/// The only one; or a refusal with all of them, for the person to choose.
fn one_of(
    codes: Vec<UnitCode>,
    part: &'static str,
    none: Wrong,
    today: Day,
    directory: &Directory,
) -> Result<UnitCode, Wrong> {
    let mut codes = once(codes);
    match codes.len() {
        0 => Err(none),
        1 => codes.pop().ok_or(none),
        _ => {
            let candidates: Vec<String> =
                codes.iter().take(CANDIDATES_MAX).map(|code| named(code, today, directory)).collect();
            Err((part, Refusal::of("form.address-several").with("candidates", candidates.join("; "))))
        }
    }
}

/// `Phường Thuận Hóa, Thành phố Huế (19789)`
fn named(code: &UnitCode, today: Day, directory: &Directory) -> String {
    let unit = directory.unit_on(code, today);
    let above = unit.and_then(|unit| unit.parent.as_ref()).and_then(|code| directory.unit_on(code, today));
    let names: Vec<&str> = [unit, above].into_iter().flatten().map(|unit| unit.full_name.as_str()).collect();
    format!("{} ({code})", names.join(", "))
}

/// The same unit, with or without its kind, marks or capitals.
fn same(full_name: &str, written: &str) -> bool {
    let (folded, bare_written) = (fold(written), bare(written));
    let also = ALSO_CALLED.iter().find(|(called, _)| *called == bare_written).map(|(_, name)| *name);
    [fold(full_name), bare(full_name)]
        .iter()
        .any(|name| *name == folded || *name == bare_written || also == Some(name.as_str()))
}

/// Written with the kind of a commune: `phường …`, `xã …`.
fn is_commune_by_its_kind(part: &str) -> bool {
    COMMUNE_KINDS.iter().any(|kind| fold(part).starts_with(kind))
}

/// The communes that this can be the name of, of today and of before.
fn called<'d>(written: &str, today: Day, directory: &'d Directory) -> Vec<UnitFound<'d>> {
    let mut found = directory.communes_named(&bare(written), today);
    // "Xà Bang" is a name, not a "xã" called "Bang".
    if bare(written) != fold(written) {
        found.extend(directory.communes_named(&fold(written), today));
    }
    found
}

/// The communes into which one went that had lost this name before July 2025.
fn formerly<'d>(written: &str, today: Day, directory: &'d Directory) -> Vec<UnitFound<'d>> {
    let mut found = directory.communes_formerly(&bare(written), today);
    // Some are on file with their kind: "xã Phong Thu".
    if bare(written) != fold(written) {
        found.extend(directory.communes_formerly(&fold(written), today));
    }
    found
}

/// Folded, without the kind: `Phường Vĩnh Ninh`, `P. vinh ninh` → `vinh ninh`.
fn bare(name: &str) -> String {
    let folded = fold(name);
    let rest = KINDS.iter().find_map(|kind| folded.strip_prefix(kind)).filter(|rest| !rest.is_empty());
    // `P9`, `Q1`: wards and districts that are numbers.
    let number = || {
        folded
            .strip_prefix(['p', 'q'])
            .filter(|rest| (1..=2).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    rest.or_else(number).map_or_else(|| folded.clone(), str::to_string)
}
