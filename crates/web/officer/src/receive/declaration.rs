//! Tờ khai nhập tại quầy: the questions of the form of the case on the same screen, when
//! the officer wants to type them in. What the screen and the person's earlier dossier
//! already say stands in them. Otherwise the declaration is a paper, like the others.

use super::last_seen::last_seen;
use super::person::applicant;
use motcua_core::catalogue::{CaseId, Version};
use motcua_core::dossier::put_answer;
use motcua_core::form::{self, Answers, Shown};
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::{Wrong, Wrongs};
use motcua_edge::form::{Pairs, SentForm};
use motcua_edge::signed::Signed;
use motcua_questions::{Known, PairsButton, Piece, QuestionContext};
use std::collections::{BTreeMap, BTreeSet};

/// The names of the boxes begin so, as the fields of the refusals do.
const PREFIX: &str = "form.";
/// The section, for what is wrong with no single question.
const PLACE: &str = "declaration";

/// What a button about the declaration asks for.
pub(super) enum Press {
    /// It is typed in.
    Open,
    /// It is a paper.
    Close,
    /// The questions as they follow from the answers.
    Ask,
    /// An item of a list comes or goes.
    Step(PairsButton),
}

/// The button that was pressed, if it was one of those.
pub(super) fn pressed(form: &SentForm) -> Option<Press> {
    match form.get("do") {
        "declare" => Some(Press::Open),
        "on_paper" => Some(Press::Close),
        "ask" => Some(Press::Ask),
        _ => motcua_questions::step(form).and_then(|step| step.within(PREFIX)).map(Press::Step),
    }
}

/// A declaration that is being typed in.
pub(super) struct Typing<'a> {
    signed: &'a Signed,
    form: &'a form::Form,
    pub answers: Answers,
    /// What was asked when the answers were sent.
    asked: Vec<String>,
    /// What is known from elsewhere and was not asked yet, or stands as it was known.
    sources: BTreeMap<String, String>,
}

/// The declaration as it stands in the form; none while it is a paper, or while no case
/// says which form it is.
pub(super) fn typing<'a>(
    signed: &'a Signed,
    version: &Version,
    sent: &SentForm,
) -> Result<Option<Typing<'a>>, Halt> {
    let only = || version.cases.first().filter(|_| version.cases.len() == 1).map(|case| case.id.clone());
    let case = sent.filled("case").map(CaseId::from).or_else(only);
    let law = &signed.visit.app.law;
    let form = case.filter(|case| version.case(case).is_some());
    let form = form.and_then(|case| law.form_of(version, &case)).filter(|_| sent.filled("declare").is_some());
    let Some(form) = form else { return Ok(None) };
    let mut typing = Typing {
        signed,
        form,
        answers: Answers::new(),
        asked: sent.get("asked").split(' ').filter(|id| !id.is_empty()).map(str::to_string).collect(),
        sources: BTreeMap::new(),
    };
    let pages: Vec<&form::PageOfForm> = form.pages().iter().collect();
    motcua_questions::take(&signed.visit, form, &pages, &pairs(sent), &mut typing.answers);
    typing.fill_in(sent)?;
    Ok(Some(typing))
}

fn pairs(sent: &SentForm) -> Pairs {
    sent.under(PREFIX).map(|(name, value)| (name.to_string(), value.to_string())).collect()
}

impl Typing<'_> {
    /// What is known and was not asked yet goes in; says where each comes from.
    fn fill_in(&mut self, sent: &SentForm) -> Result<(), Halt> {
        let lang = self.signed.visit.lang;
        let person = applicant(sent);
        let person = person.clone().checked(self.signed.visit.now.day()).unwrap_or(person);
        let mut known: Vec<(Known, String)> = Vec::new();
        let number = person.identity.as_str();
        let earlier = match number.is_empty() {
            true => None,
            false => last_seen(self.signed, number)?,
        };
        if let Some(earlier) = earlier {
            let (code, day) = (earlier.code(), earlier.submitted_at.day().vn());
            let from = lang.t("Lấy từ hồ sơ", "Taken from dossier");
            let words = format!("{from} {code}, {} {day}", lang.t("ngày", "of"));
            for (key, value) in motcua_questions::of_earlier(self.form, &earlier) {
                let leaves = motcua_questions::leaves(&key, &value).into_iter();
                known.extend(leaves.map(|known| (known, words.clone())));
            }
        }
        let words = lang.t("Lấy từ mục 2", "Taken from part 2").to_string();
        let of_person =
            motcua_questions::of_applicant(&self.signed.visit, &person, &self.every(&Answers::new()));
        for (path, value) in of_person {
            let leaves = motcua_questions::leaves(&path, &value).into_iter();
            known.extend(leaves.map(|known| (known, words.clone())));
        }
        for ((path, value), words) in known {
            let stands = form::at(&self.answers, &path);
            if stands == Some(&value) {
                self.sources.entry(path).or_insert(words);
            } else if stands.is_none()
                && !self.asked.contains(&path)
                && put_answer(&mut self.answers, &path, Some(value))
            {
                self.sources.insert(path, words);
            }
        }
        Ok(())
    }

    /// All questions that these answers bring up.
    fn every(&self, answers: &Answers) -> Vec<Shown<'_>> {
        let pages = self.form.open_pages(answers).into_iter();
        pages.flat_map(|page| self.form.shown(page, answers)).collect()
    }

    /// The questions, page by page, with what is wrong with them.
    fn pieces(&self, refused: &[Refusal]) -> Vec<(String, Vec<Piece>)> {
        let visit = &self.signed.visit;
        let asking = QuestionContext::of(visit, refused, &self.sources);
        let mut suggested = BTreeSet::new();
        // One list of names serves all pages of the form.
        let mut is_new = |piece: &Piece| match piece {
            Piece::Suggestions { id, .. } => suggested.insert(id.clone()),
            _ => true,
        };
        let mut pages = Vec::new();
        for page in self.form.open_pages(&self.answers) {
            let mut pieces = motcua_questions::pieces(&self.form.shown(page, &self.answers), &asking);
            pieces.retain(&mut is_new);
            let title = motcua_questions::words(&page.title, visit.lang);
            // A page of one group is called like it.
            let is_said = matches!(pieces.first(), Some(Piece::Open { legend, .. }) if legend == title);
            pages.push((if is_said { String::new() } else { title.to_string() }, pieces));
        }
        pages
    }

    /// Whether there are questions that were not there when the answers were sent.
    pub fn has_more(&self) -> bool {
        let ids =
            self.pieces(&[]).iter().map(|(_, pieces)| motcua_questions::asked(pieces)).collect::<Vec<_>>();
        ids.join(" ").split(' ').any(|id| !id.is_empty() && !self.asked.iter().any(|asked| asked == id))
    }

    /// What is wrong with the answers.
    pub fn refused(&self) -> Vec<Refusal> {
        let visit = &self.signed.visit;
        let law = &visit.app.law;
        let judged = form::judge(self.form, self.answers.clone(), visit.now.day(), &law.directory);
        motcua_questions::expand_missing(&self.every(&self.answers), judged.err().unwrap_or_default())
    }

    /// The section of the screen.
    pub fn shown(self, refused: &[Refusal], eye: Eye) -> Declaration {
        let visit = &self.signed.visit;
        let mut sections = self.pieces(refused);
        let ids: Vec<String> = sections.iter().map(|(_, pieces)| motcua_questions::asked(pieces)).collect();
        let all = ids.join(" ");
        let mut every = all.split(' ');
        let first = match eye {
            Eye::Elsewhere => None,
            Eye::New => every.find(|id| !self.asked.iter().any(|asked| asked == id)),
            Eye::List(list) => {
                let item = |id: &str| {
                    let number = id.strip_prefix(&list)?.strip_prefix('.')?.split('.').next()?;
                    Some(format!("{list}.{number}."))
                };
                let last = every.clone().rev().find_map(item);
                last.and_then(|item| every.find(|id| id.starts_with(&item)))
            }
        };
        for piece in sections.iter_mut().flat_map(|(_, pieces)| pieces) {
            if let Piece::Ask(question) = piece {
                question.focus = first == Some(question.id.as_str());
            }
        }
        let sections = sections.into_iter();
        Declaration {
            title: motcua_questions::words(self.form.title(), visit.lang).to_string(),
            is_assumed: self.form.trust().is_assumed(),
            asked: all,
            sections: sections
                .map(|(heading, pieces)| (heading, motcua_questions::within(PREFIX, pieces)))
                .collect(),
        }
    }

    /// The fields after an item of a list came or went.
    pub fn stepped(&self, sent: &mut SentForm, step: &PairsButton) {
        let pieces: Vec<Piece> = self.pieces(&[]).into_iter().flat_map(|(_, pieces)| pieces).collect();
        sent.set_under(PREFIX, step.apply(pairs(sent), &pieces));
    }
}

/// Where the eye goes.
#[derive(Default)]
pub(super) enum Eye {
    /// To another part of the screen.
    #[default]
    Elsewhere,
    /// To the first question that was not there before.
    New,
    /// To the last item of this list.
    List(String),
}

/// The declaration on the screen.
pub(super) struct Declaration {
    /// What the form is called.
    pub title: String,
    /// Nobody has compared it with the official one.
    pub is_assumed: bool,
    /// What is asked, for its hidden field.
    pub asked: String,
    /// The questions under the headings of the form's pages, where they need one.
    pub sections: Vec<(String, Vec<Piece>)>,
}

impl Declaration {
    fn has(&self, field: &str) -> bool {
        self.sections.iter().flat_map(|(_, pieces)| pieces).any(|piece| match piece {
            Piece::Ask(question) => question.id == field,
            Piece::Open { id, .. } => id == field,
            _ => false,
        })
    }
}

/// What is wrong with an answer that is not on the screen is said at the declaration.
pub(super) fn placed(wrongs: Wrongs, declaration: Option<&Declaration>) -> Wrongs {
    let is_here = |field: &str| declaration.is_some_and(|declaration| declaration.has(field));
    let place = |wrong: &Wrong| match wrong.field.starts_with(PREFIX) && !is_here(&wrong.field) {
        true => Wrong { field: PLACE.to_string(), text: wrong.text.clone() },
        false => wrong.clone(),
    };
    Wrongs::from(wrongs.all().iter().map(place).collect::<Vec<_>>())
}
