//! A list of centres that an office keeps in a sheet: which agency, where, when it is open, how to
//! reach it. What a line leaves out stays as it is.

use crate::directory::{Agency, AgencyCode, Centre, MapPoint, UnitCode};
use crate::document::SheetLine;
use crate::text::{fold, is_line};
use crate::{Day, Law, Refusal, Trust};
use std::collections::{BTreeMap, HashMap};
use strum::{EnumCount, IntoStaticStr, VariantArray};

/// So many lines may stand above the heading.
const TITLES_MAX: usize = 40;
/// The longest cell that is an address, a name or opening hours.
pub const CENTRE_TEXT_MAX: usize = 300;

/// A column that is read.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray, EnumCount,
)]
#[strum(serialize_all = "snake_case")]
pub enum CentreColumn {
    /// Cơ quan: its code, its name, or the commune whose committee it is
    Agency,
    /// Địa chỉ
    Address,
    /// Điện thoại
    Telephone,
    /// Giờ mở cửa
    Opening,
    /// Tọa độ
    Point,
}

impl CentreColumn {
    /// All of them, in the order in which a list is written.
    pub const ALL: [CentreColumn; CentreColumn::COUNT] = *CentreColumn::VARIANTS.first_chunk().unwrap();

    /// The name of the field that a refusal is about.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    fn headed(heading: &str) -> Option<CentreColumn> {
        let said = fold(heading);
        CentreColumn::ALL.into_iter().find(|column| column.headings().contains(&said.as_str()))
    }

    fn headings(self) -> &'static [&'static str] {
        match self {
            CentreColumn::Agency => &[
                "co quan",
                "don vi",
                "ma co quan",
                "ma don vi",
                "xa",
                "phuong",
                "xa phuong",
                "agency",
                "code",
            ],
            CentreColumn::Address => &["dia chi", "dia chi tru so", "tru so", "address"],
            CentreColumn::Telephone => &["dien thoai", "so dien thoai", "telephone", "phone"],
            CentreColumn::Opening => {
                &["gio mo cua", "gio lam viec", "thoi gian mo cua", "opening", "opening hours"]
            }
            CentreColumn::Point => &["toa do", "vi tri", "point", "coordinates", "lat lon"],
        }
    }
}

/// What is wrong with a line; 0 is the list as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CentreWrong {
    /// The line as the sheet's own program counts.
    pub line: usize,
    /// Why, at its column.
    pub refusal: Refusal,
}

/// Whether a sheet has the heading of a list of centres: a workbook has other sheets too.
pub fn is_centre_list(lines: &[SheetLine]) -> bool {
    heading(lines).is_some()
}

/// The line that names the agency and at least one thing more.
fn heading(lines: &[SheetLine]) -> Option<usize> {
    let is_heading = |line: &SheetLine| {
        let known: Vec<CentreColumn> =
            line.cells.iter().filter_map(|cell| CentreColumn::headed(cell)).collect();
        known.contains(&CentreColumn::Agency) && known.len() > 1
    };
    lines.iter().take(TITLES_MAX).position(is_heading)
}

/// The centres of the list as they would be, each with its agency; or all that is wrong, line by
/// line. Only agencies of this
/// province are found, as they are today.
pub fn centres_listed<'l>(
    law: &'l Law,
    province: &UnitCode,
    today: Day,
    lines: &[SheetLine],
) -> Result<Vec<(&'l Agency, Centre)>, Vec<CentreWrong>> {
    let whole = |code| vec![CentreWrong { line: 0, refusal: Refusal::of(code).at("list") }];
    let at = heading(lines).ok_or_else(|| whole("directory.list-without-heading"))?;
    let columns: Vec<Option<CentreColumn>> =
        lines[at].cells.iter().map(|cell| CentreColumn::headed(cell)).collect();
    let is_twice = |column: &&CentreColumn| columns.iter().filter(|one| **one == Some(**column)).count() > 1;
    if let Some(column) = CentreColumn::ALL.iter().find(is_twice) {
        let refusal = Refusal::of("staff.column-twice").at("list").with("column", column.as_str());
        return Err(vec![CentreWrong { line: 0, refusal }]);
    }
    let names = Names::of(law, province, today);
    let (mut found, mut wrong): (Vec<(&Agency, Centre)>, Vec<CentreWrong>) = (Vec::new(), Vec::new());
    let mut known: HashMap<&AgencyCode, usize> = HashMap::new();
    for line in &lines[at + 1..] {
        let cells: BTreeMap<CentreColumn, &str> = (columns.iter().zip(&line.cells))
            .filter_map(|(column, cell)| Some(((*column)?, unguarded(cell.trim()))))
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        // A title between lines; the name of an agency of which nothing is said.
        if cells.is_empty() || (cells.len() == 1 && cells.contains_key(&CentreColumn::Agency)) {
            continue;
        }
        match read(&names, &cells) {
            Ok((agency, centre)) => match known.insert(&agency.code, line.number) {
                Some(other) => wrong.push(CentreWrong {
                    line: line.number,
                    refusal: Refusal::of("directory.centre-twice")
                        .at("agency")
                        .with("code", &agency.code)
                        .with("other_line", other),
                }),
                None => found.push((agency, centre)),
            },
            Err(refusals) => {
                wrong.extend(refusals.into_iter().map(|refusal| CentreWrong { line: line.number, refusal }));
            }
        }
    }
    if found.is_empty() && wrong.is_empty() {
        return Err(whole("directory.list-empty"));
    }
    if wrong.is_empty() { Ok(found) } else { Err(wrong) }
}

fn read<'l>(
    names: &Names<'l>,
    cells: &BTreeMap<CentreColumn, &str>,
) -> Result<(&'l Agency, Centre), Vec<Refusal>> {
    let mut wrong = Vec::new();
    let cell = |column| cells.get(&column).copied();
    let agency = names.named(cell(CentreColumn::Agency).unwrap_or_default());
    let agency = agency.map_err(|refusal| wrong.push(refusal)).ok();
    let point = match cell(CentreColumn::Point) {
        None => None,
        Some(text) => {
            let point = MapPoint::parse(text);
            if point.is_none() {
                wrong.push(Refusal::of("directory.point-unknown").at("point").with("value", text));
            }
            point
        }
    };
    if let Some(typed) = cell(CentreColumn::Telephone).filter(|typed| lost_its_zero(typed)) {
        wrong.push(Refusal::of("directory.telephone-zero").at("telephone").with("value", typed));
    }
    for (column, text) in cells {
        if !is_line(text, CENTRE_TEXT_MAX) {
            wrong.push(Refusal::of("directory.too-long").at(column.as_str()).with("limit", CENTRE_TEXT_MAX));
        }
    }
    let Some(agency) = agency.filter(|_| wrong.is_empty()) else { return Err(wrong) };
    let Some(was) = agency.centre.as_deref() else {
        return Err(vec![Refusal::of("directory.no-centre").at("agency").with("name", &agency.name)]);
    };
    let text = |column, was: &Option<String>| cell(column).map(str::to_string).or_else(|| was.clone());
    let mut centre = Centre {
        name: was.name.clone(),
        address: text(CentreColumn::Address, &was.address),
        telephone: text(CentreColumn::Telephone, &was.telephone),
        opening: text(CentreColumn::Opening, &was.opening),
        point: point.or(was.point),
        trust: was.trust,
    };
    // What a list brings nobody has compared with a text.
    if centre != *was {
        centre.trust = Trust::Assumed;
    }
    Ok((agency, centre))
}

/// Without the sign before what a spreadsheet would take for a formula, as our own sheet has it.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

/// A number of a region or of a mobile as a spreadsheet leaves it that takes it for an amount. Short
/// numbers and those that begin with 1 (1900 …, 1022) have no zero.
fn lost_its_zero(typed: &str) -> bool {
    typed.len() >= 9 && typed.bytes().all(|b| b.is_ascii_digit()) && !typed.starts_with(['0', '1'])
}

/// The agencies of a province by every name that a list may use.
struct Names<'l> {
    by_code: HashMap<&'l AgencyCode, &'l Agency>,
    by_name: HashMap<String, Vec<&'l Agency>>,
}

impl<'l> Names<'l> {
    fn of(law: &'l Law, province: &UnitCode, today: Day) -> Names<'l> {
        let directory = &law.directory;
        let mut by_name: HashMap<String, Vec<&Agency>> = HashMap::new();
        let mut by_code = HashMap::new();
        for agency in directory.agencies() {
            let of = directory.province_of(&agency.unit).unwrap_or(&agency.unit);
            if of != province || agency.is_closed_on(today) {
                continue;
            }
            let agency = directory.agency_as_of(&agency.code, today).unwrap_or(agency);
            by_code.insert(&agency.code, agency);
            let names = [fold(&agency.name), fold(&agency.name_en)];
            // `Phường Phú Xuân` means its committee, not its police; its code does so too.
            let unit = names[0].strip_prefix("uy ban nhan dan ").map(str::to_string);
            let unit_code = unit.as_ref().map(|_| agency.unit.to_string());
            let short =
                unit.as_deref().and_then(|unit| unit.split_once(' ')).map(|(_, name)| name.to_string());
            for name in names.into_iter().chain(unit).chain(unit_code).chain(short) {
                let all = by_name.entry(name).or_default();
                if !all.contains(&agency) {
                    all.push(agency);
                }
            }
        }
        Names { by_code, by_name }
    }

    fn named(&self, typed: &str) -> Result<&'l Agency, Refusal> {
        let refused = |code| Refusal::of(code).at("agency").with("given", typed);
        if typed.is_empty() {
            return Err(refused("staff.agency-missing"));
        }
        if let Some(agency) = AgencyCode::parse(typed).ok().and_then(|code| self.by_code.get(&code).copied())
        {
            return Ok(agency);
        }
        match self.by_name.get(&fold(typed)).map(Vec::as_slice) {
            Some([one]) => Ok(one),
            Some(_) => Err(refused("directory.several-named")),
            None => Err(refused("account.unknown-agency")),
        }
    }
}
