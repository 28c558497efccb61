//! A template is tried before it is used: papers are made by it with its samples and with as much as its fields may
//! hold, and everything that would make a paper nobody could give out is named with its line.

use crate::face::is_printed;
use crate::page::{Outside, lay_out, lay_over};
use crate::print::{Nudge, Print, TypesetProblem};
use crate::{overprint, typeset};
use motcua_core::deed::{BareLabel, Deed, DeedBlock, DeedTemplate, Filling, Overprint, Said};
use motcua_core::text::is_seen;
use motcua_core::{BadData, Moment, Refusal};

/// Everything for which papers by this template could not be given out; `text` is its file.
pub fn wrong_in(template: &DeedTemplate, text: &str) -> Vec<BadData> {
    let mut trial = Trial { template, file: format!("deeds/{}.toml", template.id), bad: Vec::new() };
    trial.letters(text);
    // What cannot be printed would be said once more for every paper.
    if trial.bad.is_empty() {
        trial.papers();
    }
    trial.bad.sort_by_key(|bad| bad.line);
    trial.bad
}

struct Trial<'t> {
    template: &'t DeedTemplate,
    file: String,
    bad: Vec<BadData>,
}

impl Trial<'_> {
    /// The same mistake in the same line is said once.
    fn wrong(&mut self, line: impl Into<Option<usize>>, field: &str, why: Refusal) {
        let bad = BadData::new(&self.file, line, field, why);
        if self.bad.iter().all(|known| (known.line, known.why.code) != (bad.line, bad.why.code)) {
            self.bad.push(bad);
        }
    }

    /// Signs that nobody sees, wherever they are; and in what is printed, letters that no face has.
    fn letters(&mut self, text: &str) {
        for (at, line) in text.lines().enumerate() {
            let hides = |letter: &char| !is_seen(letter) || (letter.is_control() && *letter != '\t');
            if let Some(letter) = line.trim_end_matches('\r').chars().find(hides) {
                let why = Refusal::of("deed.unseen-letter").with("letter", number_of(letter));
                self.wrong(at + 1, "", why);
            }
        }
        let printed = self.template.printed_lines().map(|(key, at, line)| (key, at, line.to_string()));
        // The samples stand in the file as they are printed.
        let samples = text.lines().enumerate().filter_map(|(at, line)| {
            let key = line.split_once('=')?.0.trim();
            let key = ["title", "sample"].into_iter().find(|known| *known == key)?;
            Some((key, at + 1, line.to_string()))
        });
        for (key, at, line) in printed.chain(samples).collect::<Vec<_>>() {
            if let Some(letter) = line.chars().find(|letter| !is_printed(*letter)) {
                let word = line.split_whitespace().find(|word| word.contains(letter)).unwrap_or_default();
                let why = Refusal::of("deed.no-letter").with("letter", letter).with("word", word);
                self.wrong(at, key, why);
            }
        }
    }

    fn papers(&mut self) {
        let [sample, ..] = self.template.trials();
        let paper = self.template.fill(&sample, false);
        if !says_something(&paper) {
            self.wrong(self.first_line(), "body", Refusal::of("deed.body-empty"));
            return;
        }
        self.labels(&sample);
        for (number, filling) in self.template.trials().iter().enumerate() {
            self.paper(filling, number == 0);
            self.stock(filling);
        }
    }

    /// Labels that stand bare where a field says nothing that may.
    fn labels(&mut self, sample: &Filling) {
        for (filling, bare) in self.template.bare_labels(sample) {
            let lines = self.template.lines_of_blocks(&filling);
            for BareLabel { block, field, words } in bare {
                let label = self.template.field(&field).map(|field| field.label.clone()).unwrap_or_default();
                let why = Refusal::of("deed.label-bare").with("name", field).with("label", label);
                self.wrong(lines.get(block).copied(), "body", why.with("words", words.trim()));
            }
        }
    }

    fn paper(&mut self, filling: &Filling, is_sample: bool) {
        let paper = self.template.fill(filling, false);
        let lines = self.template.lines_of_blocks(filling);
        let line = |block: usize| lines.get(block).copied();
        let laid = match lay_out(&paper, &print()) {
            Ok(laid) => laid,
            Err(problem) => return self.problem(None, &problem),
        };
        for Outside { block, words } in laid.outside() {
            self.wrong(line(block), "body", Refusal::of("deed.outside").with("words", words));
        }
        // Only a sample is sure to be words as people write them.
        for block in laid.cut.iter().filter(|_| is_sample) {
            self.wrong(line(*block), "body", Refusal::of("deed.column-narrow"));
        }
        let names = |said: Option<&Said>| match said {
            Some(Said::Text(name)) => paper.text().contains(name),
            _ => false,
        };
        let is_signed = laid.signature.is_some() && names(filling.get("signer"));
        if !is_signed || laid.signs_outside() {
            let last = lines.last().copied();
            self.wrong(last, "body", Refusal::of("deed.no-place-to-sign"));
        }
        if let Err(problem) = typeset(&paper, &print()) {
            self.problem(None, &problem);
        }
    }

    fn stock(&mut self, filling: &Filling) {
        let Some(over) = self.template.overprint(filling) else { return };
        let lines = self.template.lines_of_places(filling);
        let before = self.bad.len();
        for (at, overlay) in over.places.iter().enumerate() {
            let line = lines.get(at).copied();
            let one = Overprint { places: vec![overlay.clone()], ..over.clone() };
            if let Err(problem) = lay_over(&one, Nudge::default(), &print()) {
                self.problem(line, &problem);
            }
            let (a, others) = (overlay.place, &over.places[..at]);
            let lies_over = others.iter().map(|other| other.place).position(|b| {
                let beside = a.left + a.width <= b.left || b.left + b.width <= a.left;
                let below = a.base <= b.base - b.high || b.base <= a.base - a.high;
                !beside && !below
            });
            if let Some(other) = lies_over {
                let other = lines.get(other).copied().unwrap_or_default();
                self.wrong(line, "overprint", Refusal::of("deed.places-meet").with("line", other));
            }
        }
        if self.bad.len() == before
            && let Err(problem) = overprint(&over, Nudge::default(), &print())
        {
            self.problem(None, &problem);
        }
    }

    fn problem(&mut self, line: Option<usize>, problem: &TypesetProblem) {
        let (field, why) = match problem {
            TypesetProblem::NoLetter(letter, word) => {
                ("", Refusal::of("deed.no-letter").with("letter", letter).with("word", word))
            }
            TypesetProblem::NoRoom(words) => ("overprint", Refusal::of("deed.no-room").with("words", words)),
            TypesetProblem::NotWritten(why) => ("", Refusal::of("deed.not-written").with("detail", why)),
        };
        self.wrong(line, field, why);
    }

    fn first_line(&self) -> Option<usize> {
        self.template.printed_lines().next().map(|(_, line, _)| line)
    }
}

/// Whether there is more than heads and room.
fn says_something(paper: &Deed) -> bool {
    let says = |block: &DeedBlock| match block {
        DeedBlock::Text { runs, .. } => runs.iter().any(|run| !run.text.trim().is_empty()),
        DeedBlock::Table { .. } => true,
        DeedBlock::Heading(_)
        | DeedBlock::National
        | DeedBlock::Columns { .. }
        | DeedBlock::Gap(_)
        | DeedBlock::NewPage => false,
    };
    paper.blocks.iter().any(says)
}

fn number_of(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

fn print() -> Print {
    Print { made: Moment(0), id: "motcua:trial".into(), across: None, foot: None }
}
