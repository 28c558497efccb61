//! Sổ cấp giấy: what the book in which a paper was numbered says of it.

use super::Dossier;
use crate::Law;
use crate::catalogue::{FeeUnit, Offer};
use crate::deed::{BookColumn, DeedMade, DeedTemplate, Filling, Said, usual_in_book};
use crate::year_book::BookTotal;
use crate::{Day, Trust};

/// The columns of a book of papers in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct BookColumns {
    /// In order: those of its templates that were in use in that year, each once.
    pub columns: Vec<BookColumn>,
    /// Whether somebody compared them with the official form.
    pub trust: Trust,
    usual: Vec<BookColumn>,
}

impl BookColumns {
    /// Of this book.
    pub fn of(law: &Law, book: &str, year: i32) -> BookColumns {
        let days = Day::of(year, 1, 1).zip(Day::of(year, 12, 31));
        let is_used = |template: &&DeedTemplate| {
            let (from, to) = (template.effective_from, template.effective_to);
            days.is_none_or(|(first, last)| from <= last && to.is_none_or(|to| first <= to))
        };
        let of_book = |template: &&DeedTemplate| template.book.as_deref() == Some(book);
        let templates: Vec<&DeedTemplate> = law.deeds.all().filter(of_book).filter(is_used).collect();
        let mut columns: Vec<BookColumn> = Vec::new();
        for column in templates.iter().flat_map(|template| &template.in_book) {
            if columns.iter().all(|known| known.label != column.label) {
                columns.push(column.clone());
            }
        }
        let own = templates.iter().filter(|template| !template.in_book.is_empty());
        let is_verified = own.clone().count() > 0 && own.clone().all(|own| own.in_book_trust.is_verified());
        let usual = usual_in_book();
        if columns.is_empty() {
            columns.clone_from(&usual);
        }
        BookColumns { columns, trust: if is_verified { Trust::Verified } else { Trust::Assumed }, usual }
    }

    /// What stands in each of them of a paper; nothing of a number that was given up.
    pub fn cells(&self, law: &Law, dossier: &Dossier, made: Option<&DeedMade>) -> Vec<String> {
        let Some((template, own)) = self.own(law, made) else {
            return vec![String::new(); self.columns.len()];
        };
        let facts = dossier.facts_in_book(law, made, template);
        let cell = |column: &BookColumn| {
            let own = own.iter().find(|own| own.label == column.label);
            own.map(|own| template.in_book_cell(own, &facts)).unwrap_or_default()
        };
        self.columns.iter().map(cell).collect()
    }

    /// The sums of those that are summed, in order, before anything was added.
    pub fn totals(&self) -> Vec<BookTotal> {
        let summed = self.columns.iter().filter(|column| column.is_summed);
        let total = |column: &BookColumn| BookTotal {
            of: column.label.clone(),
            of_en: column.label_en.clone(),
            sum: 0,
        };
        summed.map(total).collect()
    }

    /// Adds a paper to these sums. A number that was given up made no copies.
    pub fn add(&self, totals: &mut [BookTotal], law: &Law, dossier: &Dossier, made: Option<&DeedMade>) {
        let (Some((template, own)), false) = (self.own(law, made), totals.is_empty()) else { return };
        let facts = dossier.facts_in_book(law, made, template);
        for total in totals {
            let column = own.iter().find(|own| own.label == total.of);
            total.sum += column.and_then(|column| column.counted(&facts)).unwrap_or(0);
        }
    }

    /// The template of a paper, and what it says in its book.
    fn own<'l>(
        &'l self,
        law: &'l Law,
        made: Option<&DeedMade>,
    ) -> Option<(&'l DeedTemplate, &'l [BookColumn])> {
        let template = law.deeds.get(made?.template.as_str())?;
        let own = if template.in_book.is_empty() { &self.usual } else { &template.in_book };
        Some((template, own))
    }
}

impl Dossier {
    /// What its book may say of one of its papers.
    fn facts_in_book(&self, law: &Law, made: Option<&DeedMade>, template: &DeedTemplate) -> Filling {
        let mut facts = made.map(|made| made.filling.clone()).unwrap_or_default();
        let mut say = |name: &str, said: Said| facts.insert(name.to_string(), said);
        say("title", Said::Text(template.title.clone()));
        let whose = made.map_or(self.submission.applicant.name.as_str(), |made| self.whose(template, made));
        say("whose", Said::Text(whose.to_string()));
        say("applicant.name", Said::Text(self.submission.applicant.name.clone()));
        if let Some(comparison) = &self.comparison {
            say("compared.names", Said::Text(comparison.names()));
            say("compared.copies", Said::Number(comparison.copies()));
            say("compared.pages", Said::Number(comparison.pages()));
        }
        if let Some(fee) = self.fee_known(law) {
            say("fee", Said::Number(fee));
        }
        facts
    }

    /// What it costs by the offer under which it was handed in, in đồng; none where that is not known.
    pub fn fee_known(&self, law: &Law) -> Option<u64> {
        let offer = self.offer(law)?;
        match offer.fee_unit {
            FeeUnit::Page => self.comparison.as_ref()?.fee(offer),
            FeeUnit::Dossier | FeeUnit::Act => offer.fee_for(1),
            FeeUnit::Copy => None,
        }
    }

    /// The offer under which it was handed in.
    pub fn offer<'l>(&self, law: &'l Law) -> Option<&'l Offer> {
        let submission = &self.submission;
        let version = law.catalogue.procedure(&submission.procedure)?.version(submission.version)?;
        version.offer(&submission.case, submission.channel)
    }
}
