//! Fields written into the file of the procedure.

use super::{LawEdit, PaperEdit, ProcedureEdit, WayEdit, is_in_place, law, paper, way};
use crate::edit::table::{flag, number, optional_text, put, rows, said, text};
use crate::next::begun;
use crate::{Books, own_file};
use motcua_core::calendar::Limit;
use motcua_core::catalogue::{CaseId, PaperId, Procedure, Version, WhyWithheld};
use motcua_core::law_change::CatalogueFile;
use motcua_core::{Day, Refusal, Trust};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value};

impl ProcedureEdit {
    /// The file of the procedure that says this in its last version: a new one, or the last itself
    /// ([`is_in_place`]). What only the portal's tables have gets its own file. Refused for a first
    /// day that is not after that of the version before.
    pub fn file(&self, books: &Books, procedure: &Procedure, today: Day) -> Result<CatalogueFile, Refusal> {
        let last = procedure.versions.last().ok_or_else(unknown)?;
        let is_in_place = is_in_place(procedure, self.from, today);
        self.must_follow(procedure, is_in_place)?;
        self.must_be_taken_here(last)?;
        self.must_leave_steps_of_fees(last)?;
        let path = format!("procedures/{}.toml", procedure.id);
        let text = books.text(&path).map_or_else(|| own_file(procedure).text, str::to_string);
        let text = match is_in_place {
            true => text,
            false => begun(&text, self.from).map(|(ended, next)| ended + &next).ok_or_else(unknown)?,
        };
        let unreadable = |error: toml_edit::TomlError| Refusal::of("data.syntax").with("detail", error);
        let mut sheet: DocumentMut = text.parse().map_err(unreadable)?;
        self.heads(sheet.as_table_mut());
        let versions = sheet.get_mut("version").and_then(Item::as_array_of_tables_mut).ok_or_else(unknown)?;
        if is_in_place && last.effective_from != self.from {
            self.move_first_day(versions, last);
        }
        if let Some(version) = versions.iter_mut().last() {
            self.version(version, last);
        }
        Ok(CatalogueFile { path, text: sheet.to_string() })
    }

    fn must_follow(&self, procedure: &Procedure, is_in_place: bool) -> Result<(), Refusal> {
        let before = match procedure.versions.as_slice() {
            [.., before, _] if is_in_place => Some(before),
            [.., last] if !is_in_place => Some(last),
            _ => None,
        };
        match before.filter(|before| before.effective_from >= self.from) {
            None => Ok(()),
            Some(before) => {
                let why = Refusal::of("catalogue.versions-out-of-order").at("effective_from");
                Err(why.with("earlier", before.effective_from.vn()))
            }
        }
    }

    /// What another agency takes gets no way of handing it in here: nobody here would decide on it.
    fn must_be_taken_here(&self, last: &Version) -> Result<(), Refusal> {
        let is_elsewhere = |why: WhyWithheld| match why {
            WhyWithheld::DecidedElsewhere | WhyWithheld::TakenElsewhere => true,
            WhyWithheld::HidesCases | WhyWithheld::NoLimit => false,
        };
        let is_taken_elsewhere =
            last.ways.is_empty() && last.withheld.iter().any(|way| is_elsewhere(way.why));
        match is_taken_elsewhere && !self.ways.is_empty() {
            true => Err(Refusal::of("catalogue.taken-elsewhere").at("ways")),
            false => Ok(()),
        }
    }

    /// Another price from some unit on, and the most that is paid, are not asked here; beside another
    /// amount they would charge what nobody has set.
    fn must_leave_steps_of_fees(&self, last: &Version) -> Result<(), Refusal> {
        for row in &self.ways {
            let was = last.ways.iter().find(|offer| (&offer.case, offer.way) == (&row.case, row.way));
            let Some(was) = was.filter(|was| was.fee_step.is_some() || was.fee_max_vnd.is_some()) else {
                continue;
            };
            if (was.fee_vnd, was.fee_unit) != (row.fee_vnd, row.fee_unit) {
                return Err(Refusal::of("catalogue.fee-has-steps").at("ways").with("way", row.way.as_str()));
            }
        }
        Ok(())
    }

    /// The version before went on until this one began, and still does.
    fn move_first_day(&self, versions: &mut ArrayOfTables, last: &Version) {
        let day_before = |day: Day| day.plus(-1).to_string();
        let at = versions.len() - 1;
        if let Some(before) = at.checked_sub(1).and_then(|at| versions.get_mut(at))
            && said(before, "effective_to") == Some(&day_before(last.effective_from))
        {
            put(before, "effective_to", day_before(self.from));
        }
        if let Some(version) = versions.get_mut(at) {
            put(version, "effective_from", self.from.to_string());
        }
    }

    fn heads(&self, root: &mut Table) {
        text(root, "name", &self.name);
        text(root, "name_en", &self.name_en);
        optional_text(root, "plain", &self.plain);
        optional_text(root, "plain_en", &self.plain_en);
    }

    fn version(&self, table: &mut Table, was: &Version) {
        optional_text(table, "decision", &self.decision);
        if self.decision != was.decision.as_deref().unwrap_or_default() {
            // What was read on the portal was not read of this decision.
            ["seen", "address", "hides_cases", "newer_limit", "newer_law"].iter().for_each(|field| {
                table.remove(field);
            });
        }
        text(table, "online", self.online.as_str());
        optional_text(table, "partial_reason", &self.partial_reason);
        text(table, "steps", &self.steps);
        text(table, "result", &self.result);
        text(table, "result_en", &self.result_en);
        text(table, "note", &self.note);
        text(table, "note_en", &self.note_en);
        let is_it = |row: &LawEdit, table: &Table| said(table, "number") == Some(&row.was);
        rows(table, "law", &self.laws, is_it, |row, table| write_law(row, table, was));
        let is_it = |row: &WayEdit, table: &Table| {
            said(table, "case") == Some(case_word(row)) && said(table, "way") == Some(row.way.as_str())
        };
        rows(table, "way", &self.ways, is_it, |row, table| write_way(row, table, was));
        let mut taken: Vec<String> =
            self.papers.iter().filter_map(|paper| paper.id.as_ref().map(PaperId::to_string)).collect();
        let is_it = |row: &PaperEdit, table: &Table| {
            row.id.as_ref().is_some_and(|id| said(table, "id") == Some(id.as_str()))
        };
        rows(table, "paper", &self.papers, is_it, |row, table| {
            let new = || PaperId::of_name(&row.name, |id| taken.iter().any(|other| other == id));
            let id = row.id.clone().unwrap_or_else(new);
            taken.push(id.to_string());
            write_paper(row, &id, table, was);
        });
    }
}

fn unknown() -> Refusal {
    Refusal::of("catalogue.unknown-procedure")
}

fn case_word(row: &WayEdit) -> &str {
    row.case.as_ref().map_or("*", CaseId::as_str)
}

/// How sure a fact is after somebody has looked at it. What they have compared is verified; what
/// they have changed without comparing it, nobody has seen anywhere; the rest is as sure as before.
fn trust(was: Option<(Trust, bool)>, is_verified: bool) -> &'static str {
    let trust = match was {
        _ if is_verified => Trust::Verified,
        Some((was, is_the_same)) if is_the_same => was,
        _ => Trust::Assumed,
    };
    trust.as_str()
}

fn write_law(row: &LawEdit, table: &mut Table, version: &Version) {
    let was = version.legal_basis.iter().find(|text| text.number == row.was);
    let is_the_same =
        |was: LawEdit| (&was.number, &was.title, was.issued) == (&row.number, &row.title, row.issued);
    let trust = trust(was.map(|was| (was.trust, is_the_same(law(was)))), row.is_verified);
    text(table, "number", &row.number);
    text(table, "title", &row.title);
    if row.issued != was.and_then(|was| was.issued) {
        optional_text(table, "issued", &row.issued.map(|day| day.to_string()).unwrap_or_default());
    }
    text(table, "trust", trust);
}

fn write_way(row: &WayEdit, table: &mut Table, version: &Version) {
    let was = version.ways.iter().find(|offer| (&offer.case, offer.way) == (&row.case, row.way));
    let is_limit_the_same = |was: &WayEdit| was.limit == row.limit;
    let is_fee_the_same = |was: &WayEdit| {
        (was.fee_vnd, was.fee_unit) == (row.fee_vnd, row.fee_unit)
            && (&was.fee_text, &was.fee_text_en) == (&row.fee_text, &row.fee_text_en)
    };
    let limit_was = was.map(|was| (was.limit_trust, is_limit_the_same(&way(was))));
    let fee_was = was.map(|was| (was.fee_trust, is_fee_the_same(&way(was))));
    text(table, "case", case_word(row));
    text(table, "way", row.way.as_str());
    // `1 day` and `1 days` are the same limit.
    if said(table, "limit").and_then(|limit| limit.parse::<Limit>().ok()) != Some(row.limit) {
        put(table, "limit", row.limit.to_string());
    }
    text(table, "limit_trust", trust(limit_was, row.is_limit_verified));
    number(table, "fee_vnd", row.fee_vnd);
    // Without the field the fee is for the dossier.
    let unit_was = was.map_or("dossier", |was| was.fee_unit.as_str());
    if unit_was != row.fee_unit.as_str() {
        text(table, "fee_unit", row.fee_unit.as_str());
    }
    text(table, "fee_text", &row.fee_text);
    text(table, "fee_text_en", &row.fee_text_en);
    text(table, "fee_trust", trust(fee_was, row.is_fee_verified));
}

fn write_paper(row: &PaperEdit, id: &PaperId, table: &mut Table, version: &Version) {
    let was = version.papers.iter().find(|paper| Some(&paper.id) == row.id.as_ref());
    let is_the_same = |was: PaperEdit| {
        (&was.name, was.originals, was.copies, was.is_required, &was.cases)
            == (&row.name, row.originals, row.copies, row.is_required, &row.cases)
    };
    let trust = trust(was.map(|was| (was.trust, is_the_same(paper(was, version)))), row.is_verified);
    text(table, "id", id.as_str());
    text(table, "name", &row.name);
    text(table, "name_en", &row.name_en);
    number(table, "originals", Some(row.originals.into()));
    number(table, "copies", Some(row.copies.into()));
    if table.get("required").is_none() {
        put(table, "required", row.is_required);
    }
    flag(table, "required", row.is_required);
    flag(table, "by_form", row.by_form);
    let were = was.map(|was| paper(was, version).cases);
    if were.as_ref() != Some(&row.cases) {
        // A paper that names no case is asked for in all.
        if row.cases.len() == version.cases.len() {
            table.remove("cases");
        } else {
            let cases: Array = row.cases.iter().map(CaseId::as_str).collect();
            put(table, "cases", Value::Array(cases));
        }
    }
    text(table, "trust", trust);
}
