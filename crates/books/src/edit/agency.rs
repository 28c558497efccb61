//! An agency in `agencies/46.toml`: what it is called and where it sits from a day on, until when
//! it is there, by which hours it works.

use super::{Draft, keep, put, text_in};
use crate::Books;
use motcua_core::directory::{
    Agency, AgencyCode, AgencyKind, Centre, DepartmentField, Directory, UnitCode, UsualNames,
};
use motcua_core::law_change::CatalogueFile;
use motcua_core::{Day, Refusal, Trust};
use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Table, Value, value};

/// What an official says of an agency; it holds from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencySaid {
    /// What it is called.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// The communes of a branch; empty for all of its unit.
    pub covers: Vec<UnitCode>,
    /// Where it meets people.
    pub centre: Option<Centre>,
    /// By how many people it has originals compared.
    pub compared_by: u8,
    /// Whether somebody compared it with a text.
    pub trust: Trust,
}

/// Until when an agency is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyEnds {
    /// Its last day.
    pub last: Day,
    /// Who takes its work over.
    pub successor: Option<AgencyCode>,
}

impl Books {
    /// The file of the province with what is said of an agency from this day on. What was said
    /// before for that day or a later one gives way.
    pub fn agency_from(
        &self,
        directory: &Directory,
        code: &AgencyCode,
        from: Day,
        said: &AgencySaid,
    ) -> Result<CatalogueFile, Refusal> {
        let agency = directory.agency(code).ok_or_else(|| unknown(code))?;
        let mut draft = self.province_file(directory, &agency.unit)?;
        let blocks = draft.tables("agency")?;
        let mut next = written_last(directory, blocks, agency).clone();
        next.set_position(None);
        // The notes above a block are about that one.
        next.decor_mut().clear();
        let is_later =
            |table: &Table| is_of(table, code) && text_in(table, "valid_from") >= from.to_string().as_str();
        keep(blocks, |table| !is_later(table));
        // Nothing is left of an agency that was to begin on that day or later.
        if let Some(last) = last_of(blocks, code) {
            put(last, "valid_to", Some(&from.plus(-1).to_string()));
            put(last, "successor", None);
        }
        put(&mut next, "valid_from", Some(&from.to_string()));
        say(&mut next, said, &directory.usual_names(agency.kind, agency.field, &agency.unit, from));
        if said.centre.is_none() && agency.centre.is_some() {
            // It has one, of which nothing is known any more: said, so that no table says otherwise.
            next["centre"] = value(InlineTable::from_iter([("trust", Trust::Assumed.as_str())]));
        }
        blocks.push(next);
        Ok(draft.done())
    }

    /// The days to come from which something else is said of an agency in a block of its own.
    pub fn agency_plans(&self, directory: &Directory, agency: &Agency, today: Day) -> Vec<Day> {
        let Ok(mut draft) = self.province_file(directory, &agency.unit) else { return Vec::new() };
        let Ok(blocks) = draft.tables("agency") else { return Vec::new() };
        let own = blocks.iter().filter(|table| is_of(table, &agency.code));
        let days = own.filter_map(|table| Day::parse(text_in(table, "valid_from")));
        let mut days: Vec<Day> = days.filter(|day| *day > today).collect();
        days.sort();
        days
    }

    /// The file of the province without what was to be said of an agency from this day on.
    pub fn agency_unplanned(
        &self,
        directory: &Directory,
        agency: &Agency,
        day: Day,
    ) -> Result<CatalogueFile, Refusal> {
        let mut draft = self.province_file(directory, &agency.unit)?;
        let blocks = draft.tables("agency")?;
        let is_it =
            |table: &Table| is_of(table, &agency.code) && text_in(table, "valid_from") == day.to_string();
        let gone = blocks.iter().find(|table| is_it(table)).cloned().unwrap_or_default();
        keep(blocks, |table| !is_it(table));
        let before = blocks.iter_mut().find(|table| {
            is_of(table, &agency.code) && text_in(table, "valid_to") == day.plus(-1).to_string()
        });
        if let Some(before) = before {
            let last = |field: &str| Some(text_in(&gone, field).to_string());
            put(before, "valid_to", last("valid_to").as_deref());
            put(before, "successor", last("successor").as_deref());
        }
        Ok(draft.done())
    }

    /// The file of the province in which it stands whether this record of an agency was verified.
    pub fn agency_verified(
        &self,
        directory: &Directory,
        record: &Agency,
        trust: Trust,
    ) -> Result<CatalogueFile, Refusal> {
        let mut draft = self.province_file(directory, &record.unit)?;
        let blocks = draft.tables("agency")?;
        written_last(directory, blocks, record);
        if let Some(block) = of_record(blocks, record) {
            put(block, "trust", Some(trust.as_str()));
        }
        Ok(draft.done())
    }

    /// The file of the province with the last day of an agency, or without one.
    pub fn agency_until(
        &self,
        directory: &Directory,
        code: &AgencyCode,
        ends: Option<&AgencyEnds>,
    ) -> Result<CatalogueFile, Refusal> {
        let agency = directory.agency(code).ok_or_else(|| unknown(code))?;
        let mut draft = self.province_file(directory, &agency.unit)?;
        let last = written_last(directory, draft.tables("agency")?, agency);
        put(last, "valid_to", ends.map(|ends| ends.last.to_string()).as_deref());
        put(last, "successor", ends.and_then(|ends| ends.successor.as_ref()).map(AgencyCode::as_str));
        Ok(draft.done())
    }

    /// The file of the province with a new agency.
    pub fn new_agency(
        &self,
        directory: &Directory,
        of: &NewAgency,
        said: &AgencySaid,
    ) -> Result<CatalogueFile, Refusal> {
        if directory.agency(&of.code).is_some() {
            return Err(Refusal::of("directory.agency-known").at("code").with("code", &of.code));
        }
        let mut draft = self.province_file(directory, &of.unit)?;
        let mut table = Table::new();
        heads(&mut table, of);
        put(&mut table, "valid_from", of.from.map(|day| day.to_string()).as_deref());
        say(&mut table, said, &directory.usual_names(of.kind, of.field, &of.unit, of.on()));
        draft.tables("agency")?.push(table);
        Ok(draft.done())
    }

    /// The file of the province in which an agency names this set of hours.
    pub(super) fn agency_by_hours(
        &self,
        directory: &Directory,
        code: &AgencyCode,
        hours: &str,
    ) -> Result<CatalogueFile, Refusal> {
        let agency = directory.agency(code).ok_or_else(|| unknown(code))?;
        let mut draft = self.province_file(directory, &agency.unit)?;
        put(written_last(directory, draft.tables("agency")?, agency), "hours", Some(hours));
        Ok(draft.done())
    }

    /// The file of the province in which the block of this record of an agency has this centre; none
    /// where the agency stands in the table only.
    pub(super) fn centre_by_hand(
        &self,
        directory: &Directory,
        record: &Agency,
        centre: &Centre,
    ) -> Result<Option<CatalogueFile>, Refusal> {
        let mut draft = self.province_file(directory, &record.unit)?;
        let usual = directory.usual_names(record.kind, record.field, &record.unit, record.valid_from);
        let Some(block) = of_record(draft.tables("agency")?, record) else { return Ok(None) };
        block["centre"] = value(centre_in(centre, &usual));
        Ok(Some(draft.done()))
    }

    fn province_file(&self, directory: &Directory, unit: &UnitCode) -> Result<Draft, Refusal> {
        let province = directory.province_of(unit).unwrap_or(unit);
        let begins = format!(
            "# Những gì riêng của một cơ quan; cách viết: README.md ở thư mục này.\n\
             # What is special to an agency; how it is written: README.md in this folder.\n\
             province = \"{province}\"\n"
        );
        Draft::open(self, format!("agencies/{province}.toml"), &begins)
    }
}

/// A new agency's place in the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAgency {
    /// Its code.
    pub code: AgencyCode,
    /// Whether that code was seen in a text.
    pub code_trust: Trust,
    /// What it is.
    pub kind: AgencyKind,
    /// What a department is for.
    pub field: Option<DepartmentField>,
    /// Whom it serves.
    pub unit: UnitCode,
    /// Its first day.
    pub from: Option<Day>,
}

impl NewAgency {
    /// A day on which it is there, to name it after its unit.
    fn on(&self) -> Day {
        self.from.unwrap_or(Day(i32::MAX))
    }
}

fn unknown(code: &AgencyCode) -> Refusal {
    Refusal::of("directory.agency-unknown").with("code", code)
}

fn is_of(table: &Table, code: &AgencyCode) -> bool {
    AgencyCode::parse(text_in(table, "code")).is_ok_and(|there| there == *code)
}

/// The last block of an agency: the one that begins last.
fn last_of<'t>(blocks: &'t mut ArrayOfTables, code: &AgencyCode) -> Option<&'t mut Table> {
    let mine = blocks.iter_mut().filter(|table| is_of(table, code));
    mine.max_by(|one, other| text_in(one, "valid_from").cmp(text_in(other, "valid_from")))
}

/// The block that a record of an agency comes from: the last that begins no later. One without a first
/// day is the earliest, and several records may come from one block.
fn of_record<'t>(blocks: &'t mut ArrayOfTables, record: &Agency) -> Option<&'t mut Table> {
    let begins = record.valid_from.to_string();
    let mine = blocks.iter_mut().filter(|table| is_of(table, &record.code));
    let mine = mine.filter(|table| text_in(table, "valid_from") <= begins.as_str());
    mine.max_by(|one, other| text_in(one, "valid_from").cmp(text_in(other, "valid_from")))
}

/// The last block of an agency. Where it stands in the table only, a block is written that says
/// what its line says: nothing of its name, which follows its unit.
fn written_last<'t>(directory: &Directory, blocks: &'t mut ArrayOfTables, agency: &Agency) -> &'t mut Table {
    let begins = |at: &usize| blocks.get(*at).map(|table| text_in(table, "valid_from").to_string());
    let mine = (0..blocks.len()).filter(|at| blocks.get(*at).is_some_and(|table| is_of(table, &agency.code)));
    let last = mine.max_by_key(begins).unwrap_or_else(|| blocks.len());
    if last == blocks.len() {
        blocks.push(as_in_the_table(directory, agency));
    }
    // It is there: either it was found, or it was pushed.
    blocks.get_mut(last).expect("a block that is there")
}

fn as_in_the_table(directory: &Directory, agency: &Agency) -> Table {
    let mut table = Table::new();
    let of = NewAgency {
        code: agency.code.clone(),
        code_trust: agency.code_trust,
        kind: agency.kind,
        field: agency.field,
        unit: agency.unit.clone(),
        from: None,
    };
    heads(&mut table, &of);
    put(&mut table, "trust", Some(agency.trust.as_str()));
    // Said also where they are the usual ones: the file may have others for all its blocks.
    put(&mut table, "hours", Some(&agency.hours));
    let usual = directory.usual_names(agency.kind, agency.field, &agency.unit, agency.valid_from);
    let known = agency.centre.as_deref().filter(|centre| is_known(centre, &usual));
    if let Some(centre) = known {
        table["centre"] = value(centre_in(centre, &usual));
    }
    table
}

fn heads(table: &mut Table, of: &NewAgency) {
    put(table, "code", Some(of.code.as_str()));
    put(table, "code_trust", Some(of.code_trust.as_str()));
    put(table, "kind", Some(of.kind.as_str()));
    put(table, "field", of.field.map(DepartmentField::as_str));
    put(table, "unit", Some(of.unit.as_str()));
}

/// Writes what is said. A name that follows from kind and unit is left out, so that it goes on
/// following them.
fn say(table: &mut Table, said: &AgencySaid, usual: &UsualNames) {
    let own = |said: &str, usual: &str| (said != usual).then(|| said.to_string());
    put(table, "trust", Some(said.trust.as_str()));
    put(table, "name", own(&said.name, &usual.name).as_deref());
    put(table, "name_en", own(&said.name_en, &usual.name_en).as_deref());
    let known = table.get("covers").and_then(Item::as_array);
    let known: Vec<&str> = known.into_iter().flatten().filter_map(Value::as_str).collect();
    let is_as_it_was = known.iter().copied().eq(said.covers.iter().map(UnitCode::as_str));
    match said.compared_by {
        1 => {
            table.remove("compared_by");
        }
        people => table["compared_by"] = value(i64::from(people)),
    }
    if said.covers.is_empty() {
        table.remove("covers");
    } else if !is_as_it_was {
        table["covers"] = value(said.covers.iter().map(UnitCode::as_str).collect::<Array>());
    }
    match said.centre.as_ref().filter(|centre| is_known(centre, usual)) {
        Some(centre) => table["centre"] = value(centre_in(centre, usual)),
        None => {
            table.remove("centre");
        }
    }
}

/// Whether anything is known of a centre but that there is one.
fn is_known(centre: &Centre, usual: &UsualNames) -> bool {
    centre.name != usual.centre
        || centre.point.is_some()
        || [&centre.address, &centre.telephone, &centre.opening].into_iter().any(Option::is_some)
}

fn centre_in(centre: &Centre, usual: &UsualNames) -> InlineTable {
    let mut table = InlineTable::new();
    let name = Some(&centre.name).filter(|name| **name != usual.centre);
    let point = centre.point.map(|point| point.to_string());
    let fields = [
        ("name", name),
        ("address", centre.address.as_ref()),
        ("telephone", centre.telephone.as_ref()),
        ("opening", centre.opening.as_ref()),
        ("point", point.as_ref()),
    ];
    for (field, text) in fields {
        table.extend(text.map(|text| (field, Value::from(text.as_str()))));
    }
    table.insert("trust", Value::from(centre.trust.as_str()));
    table
}
