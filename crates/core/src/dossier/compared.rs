//! What was compared in a dossier: what can be an original, and what a certification asks for.

use super::comparison::{COPIES_MAX, ComparedBy, ComparedOriginal, Comparison, PAGES_MAX};
use super::{Dossier, Event};
use crate::deed::DeedTemplate;
use crate::document::Media;
use crate::text::line;
use crate::{Day, Law, Refusal};

const LETTERS_MAX: usize = 200;

impl ComparedOriginal {
    /// Cleaned, or everything that is wrong with it, at the inputs of its row.
    pub(super) fn judged(self, row: usize, dossier: &Dossier) -> Result<ComparedOriginal, Vec<Refusal>> {
        let clean = |text: &str| line(text).into_owned();
        let (name, issued_by) = (clean(&self.name), clean(&self.issued_by));
        let at = |field: &str| format!("{field}.{row}");
        let mut wrong = Vec::new();
        if name.is_empty() {
            wrong.push(Refusal::of("comparison.no-name").at(at("name")));
        }
        for (field, text) in [("name", &name), ("issued_by", &issued_by)] {
            if text.chars().count() > LETTERS_MAX {
                wrong.push(Refusal::of("comparison.too-long").with("most", LETTERS_MAX).at(at(field)));
            }
        }
        if !(1..=PAGES_MAX).contains(&self.pages) {
            wrong.push(Refusal::of("comparison.pages").with("most", PAGES_MAX).at(at("pages")));
        }
        if !(1..=COPIES_MAX).contains(&self.copies) {
            wrong.push(Refusal::of("comparison.copies").with("most", COPIES_MAX).at(at("copies")));
        }
        if let Some(scan) = &self.scan {
            match dossier.file(&scan.0).filter(|file| !matches!(file.media, Media::Docx | Media::Xlsx)) {
                None => wrong.push(Refusal::of("comparison.unknown-scan").at(at("scan"))),
                Some(file) => match file.pages.unwrap_or(1) {
                    pages if pages == self.pages => {}
                    pages => {
                        wrong.push(Refusal::of("comparison.other-pages").with("pages", pages).at(at("scan")));
                    }
                },
            }
        }
        if wrong.is_empty() { Ok(ComparedOriginal { name, issued_by, ..self }) } else { Err(wrong) }
    }
}

impl Dossier {
    /// Refuses to make a certification of copies (`comparison.not-done`, `comparison.needs-second`,
    /// `comparison.no-scan`) before their originals were compared as its template and the office ask.
    pub fn must_be_compared_for(&self, law: &Law, template: &DeedTemplate) -> Result<(), Refusal> {
        let Some(asked) = &template.compares else { return Ok(()) };
        let Some(comparison) = &self.comparison else { return Err(Refusal::of("comparison.not-done")) };
        if asked.binds && comparison.originals.iter().any(|original| original.scan.is_none()) {
            return Err(Refusal::of("comparison.no-scan"));
        }
        let people = self.compared_by(law, template, comparison.first.at.day());
        if (people > 1 || comparison.wants_second) && comparison.second.is_none() {
            return Err(Refusal::of("comparison.needs-second").with("officer", &comparison.first.who.name));
        }
        Ok(())
    }

    /// By how many people its originals are compared: as it was asked on the day on which they were, else on
    /// this one.
    pub fn compared_by(&self, law: &Law, template: &DeedTemplate, today: Day) -> u8 {
        let day = self.comparison.as_ref().map_or(today, |comparison| comparison.first.at.day());
        let asked = template.compares.map(|asked| law.compared_by(&self.submission.competent, asked, day));
        asked.unwrap_or(1)
    }

    /// What somebody compared: the second person's finding is added to the first one's, everything else
    /// begins anew, and what was drafted said something else.
    pub(super) fn compare(&mut self, originals: &[ComparedOriginal], wants_second: bool, event: &Event) {
        let by = ComparedBy { who: event.who.clone(), at: event.at };
        match &mut self.comparison {
            Some(known) if known.is_confirmed_by(&by.who, originals) => known.second = Some(by),
            known => {
                let originals = originals.to_vec();
                if known.as_ref().is_none_or(|known| known.originals != originals) {
                    self.draft = None;
                }
                *known = Some(Box::new(Comparison { originals, first: by, wants_second, second: None }));
            }
        }
    }
}
