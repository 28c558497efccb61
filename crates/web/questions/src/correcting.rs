//! The form's own questions where a request for a supplement marked them: as they are
//! asked when one hands in, with what stands there, and what the person changes by them.

use super::ask::{pieces, within};
use super::pairs::{expand_missing, pairs_of, step, take};
use super::question::{Piece, Question, QuestionContext};
use crate::answered::{AnswerShown, Questions};
use motcua_core::Refusal;
use motcua_core::dossier::{About, Dossier, State, answer_at, difference, form_under, put_answer};
use motcua_core::form::{Answers, Form, Inside, PageOfForm, Shown};
use motcua_edge::ask::Wrongs;
use motcua_edge::form::{Pairs, SentForm};
use motcua_edge::visit::Visit;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The names of the boxes begin so, as the fields of the refusals do.
const PREFIX: &str = "form.";

/// The marked answers of a dossier that awaits a supplement.
pub struct Correcting<'a> {
    visit: &'a Visit,
    dossier: &'a Dossier,
    /// The form by which corrections are judged; none for a dossier without one.
    form: Option<&'a Form>,
    /// The marked questions, in the order of the request.
    marks: Vec<&'a str>,
}

/// What is asked at one mark.
#[derive(Default)]
pub struct AskedAtMark {
    /// What had been answered, in words.
    pub before: Vec<AnswerShown>,
    /// The questions.
    pub pieces: Vec<Piece>,
}

impl<'a> Correcting<'a> {
    /// Of this dossier; nothing is marked where it awaits no supplement.
    pub fn of(visit: &'a Visit, dossier: &'a Dossier) -> Correcting<'a> {
        let submission = &dossier.submission;
        let form = form_under(&visit.app.law, submission).filter(|_| submission.form.is_some());
        let items = match &dossier.state {
            State::AwaitingSupplement { items, .. } => items.as_slice(),
            _ => &[],
        };
        let mark = |about: &'a About| match about {
            About::Field(path) => Some(form.map_or(path.as_str(), |form| form.question_of(path))),
            About::Whole | About::Paper(_) | About::Person(_) => None,
        };
        Correcting {
            visit,
            dossier,
            form,
            marks: items.iter().filter_map(|item| mark(&item.about)).collect(),
        }
    }

    fn before(&self) -> &'a Answers {
        &self.dossier.submission.answers
    }

    /// The answers with what was sent.
    fn answers(&self, sent: &SentForm) -> Answers {
        let mut answers = self.before().clone();
        let boxes = boxes(sent);
        let Some(form) = self.form else {
            for (path, text) in &boxes {
                let value =
                    Some(typed(text, answer_at(self.before(), path))).filter(|value| !value.is_null());
                let _ = put_answer(&mut answers, path, value);
            }
            return answers;
        };
        // What was not on the page stays as it was; a mark of which something was sent is
        // what was sent, so that a tick can be taken away.
        let is_sent = |name: &str| {
            let mark = self.marks.iter().find(|mark| is_under(name, mark));
            boxes.iter().any(|(sent, _)| sent == name || mark.is_some_and(|mark| is_under(sent, mark)))
        };
        let asking = QuestionContext::of(self.visit, &[], &NOTHING);
        let mut pairs = pairs_of(&pieces(&shown(form, self.before()), &asking));
        pairs.retain(|(name, _)| !is_sent(name));
        pairs.extend(boxes);
        let pages: Vec<&PageOfForm> = form.pages().iter().collect();
        take(self.visit, form, &pages, &pairs, &mut answers);
        answers
    }

    /// What changes by what was sent, each at its path; null takes an answer away.
    pub fn changes(&self, sent: &SentForm) -> BTreeMap<String, Value> {
        let (before, after) = (self.before(), self.answers(sent));
        let mut changes = BTreeMap::new();
        let mut differ = |path: &str| {
            for one in difference(path, answer_at(before, path), answer_at(&after, path)) {
                changes.insert(one.path, one.after.unwrap_or_default());
            }
        };
        self.marks.iter().for_each(|mark| differ(mark));
        // What a correction brought up; what nobody asked for the rule refuses.
        for (name, _) in boxes(sent) {
            let path = self.form.map_or(name.as_str(), |form| path_of(form, &name));
            if !self.marks.iter().any(|mark| is_under(path, mark)) {
                differ(path);
            }
        }
        changes
    }

    /// What is wrong, where the person can do something about it. What is about no
    /// question of the page is said at the first of them.
    pub fn placed(&self, sent: &SentForm, refused: Vec<Refusal>) -> Vec<Refusal> {
        let (Some(form), false) = (self.form, refused.is_empty()) else { return refused };
        let answers = self.answers(sent);
        let expanded = expand_missing(&shown(form, &answers), refused);
        let is_here = |path: &str| {
            self.marks.iter().any(|mark| is_under(path, mark)) || self.is_opened(form, path, &answers)
        };
        let place =
            |refusal: Refusal| match refusal.field.as_deref().and_then(|field| field.strip_prefix(PREFIX)) {
                Some(path) if !is_here(path) => match self.marks.first() {
                    Some(first) => refusal.clone().at(format!("{PREFIX}{first}")),
                    None => refusal,
                },
                _ => refusal,
            };
        expanded.into_iter().map(place).collect()
    }

    /// The questions of every mark, and those that the corrections brought up. Nothing
    /// was sent at first.
    pub fn asked(&self, sent: Option<&SentForm>, refused: &[Refusal]) -> (Vec<AskedAtMark>, Vec<Piece>) {
        let answers = sent.map_or_else(|| self.before().clone(), |sent| self.answers(sent));
        let questions = Questions::of(&self.visit.app, &self.dossier.submission, self.visit.lang);
        let asking = QuestionContext::of(self.visit, refused, &NOTHING);
        let mut suggested = BTreeSet::new();
        // One list of names serves the whole page.
        let mut once = |mut pieces: Vec<Piece>| {
            pieces.retain(|piece| match piece {
                Piece::Suggestions { id, .. } => suggested.insert(id.clone()),
                _ => true,
            });
            within(PREFIX, pieces)
        };
        let marked = self.marks.iter().map(|mark| {
            let pieces = match self.form {
                Some(form) => at(form, &answers, mark, &asking),
                None => self.lines(mark, &answers, questions, &asking),
            };
            let filled = questions.under(self.before(), mark).into_iter();
            let before = filled.filter(|answer| !answer.value.is_empty()).collect();
            AskedAtMark { before, pieces: once(pieces) }
        });
        let marked = marked.collect();
        let opened = self.form.map(|form| {
            let shown = shown(form, &answers);
            let mut opened = Vec::new();
            self.opened(form, &shown, &mut opened);
            opened.into_iter().flat_map(|one| pieces(std::slice::from_ref(one), &asking)).collect()
        });
        (marked, once(opened.unwrap_or_default()))
    }

    /// Whether a button inside the questions was pressed; then the boxes stand as it left
    /// them.
    pub fn stepped(&self, sent: &mut SentForm) -> bool {
        let Some(step) = step(sent).and_then(|step| step.within(PREFIX)) else { return false };
        let asking = QuestionContext::of(self.visit, &[], &NOTHING);
        let pieces = self.form.map(|form| pieces(&shown(form, &self.answers(sent)), &asking));
        let pairs = step.apply(boxes(sent), &pieces.unwrap_or_default());
        sent.set_under(PREFIX, pairs);
        true
    }

    fn is_opened(&self, form: &Form, path: &str, answers: &Answers) -> bool {
        !form.asks(path, self.before()) && form.asks(path, answers)
    }

    fn opened<'s, 'f>(&self, form: &Form, shown: &'s [Shown<'f>], out: &mut Vec<&'s Shown<'f>>) {
        for one in shown.iter().filter(|one| !self.marks.iter().any(|mark| is_under(&one.path, mark))) {
            if !form.asks(&one.path, self.before()) {
                out.push(one);
                continue;
            }
            match &one.inside {
                Inside::Nothing => {}
                Inside::Group(inside) => self.opened(form, inside, out),
                Inside::Items(items) => items.iter().for_each(|inside| self.opened(form, inside, out)),
            }
        }
    }

    /// The answers of a dossier without a form, each in one line.
    fn lines(
        &self,
        mark: &str,
        answers: &Answers,
        questions: Questions<'_>,
        asking: &QuestionContext<'_>,
    ) -> Vec<Piece> {
        let ask = |answer: AnswerShown| {
            let value = match answer_at(answers, &answer.path) {
                None | Some(Value::Null) => String::new(),
                Some(Value::String(text)) => text.clone(),
                Some(other) => other.to_string(),
            };
            let error = Wrongs::of(asking.refused, asking.lang, "")
                .at(&format!("{PREFIX}{}", answer.path))
                .to_string();
            Piece::Ask(Box::new(Question {
                id: answer.path,
                label: answer.name,
                shape: "line",
                kind: "text",
                complete: "off",
                wide: "wide-30",
                value,
                error,
                ..Question::default()
            }))
        };
        questions.under(self.before(), mark).into_iter().map(ask).collect()
    }
}

static NOTHING: BTreeMap<String, String> = BTreeMap::new();

fn boxes(sent: &SentForm) -> Pairs {
    sent.under(PREFIX).map(|(name, text)| (name.to_string(), text.to_string())).collect()
}

fn is_under(path: &str, mark: &str) -> bool {
    path.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The answer that a box belongs to: a date has three.
fn path_of<'p>(form: &Form, name: &'p str) -> &'p str {
    let above = name.rsplit_once('.').filter(|_| form.field(name).is_none());
    above.map_or(name, |(path, _)| path)
}

fn shown<'f>(form: &'f Form, answers: &Answers) -> Vec<Shown<'f>> {
    form.pages().iter().flat_map(|page| form.shown(page, answers)).collect()
}

/// The questions at this path, whether other answers bring them up or not.
fn at(form: &Form, answers: &Answers, path: &str, asking: &QuestionContext<'_>) -> Vec<Piece> {
    let now = shown(form, answers);
    let every: Vec<Shown<'_>> = form.pages().iter().flat_map(|page| form.every(page)).collect();
    let mut found = Vec::new();
    below(&now, path, &mut found);
    if found.is_empty() {
        below(&every, path, &mut found);
    }
    found.into_iter().flat_map(|one| pieces(std::slice::from_ref(one), asking)).collect()
}

/// The outermost questions at this path and below it.
fn below<'s, 'f>(shown: &'s [Shown<'f>], path: &str, out: &mut Vec<&'s Shown<'f>>) {
    for one in shown {
        match &one.inside {
            _ if is_under(&one.path, path) => out.push(one),
            Inside::Nothing => {}
            Inside::Group(inside) => below(inside, path, out),
            Inside::Items(items) => items.iter().for_each(|inside| below(inside, path, out)),
        }
    }
}

/// What a person typed, as the kind of value that stood there before: a number
/// stays a number when it can be read as one. Empty takes the answer away.
fn typed(text: &str, before: Option<&Value>) -> Value {
    let text = text.trim();
    match before {
        _ if text.is_empty() => Value::Null,
        Some(Value::Number(_)) => {
            text.parse::<serde_json::Number>().map_or_else(|_| text.into(), Value::Number)
        }
        Some(Value::Bool(_)) if matches!(text, "true" | "false") => (text == "true").into(),
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_typed_keeps_the_kind_of_what_stood_there() {
        for (text, before, want) in [
            (" An ", None, json!("An")),
            ("12", Some(json!("11")), json!("12")),
            ("12", Some(json!(11)), json!(12)),
            ("mười", Some(json!(11)), json!("mười")),
            ("true", Some(json!(false)), json!(true)),
            (" ", Some(json!("x")), Value::Null),
        ] {
            assert_eq!(typed(text, before.as_ref()), want, "{text}");
        }
    }
}
