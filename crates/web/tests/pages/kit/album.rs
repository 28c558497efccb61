//! The pages that the browsers of a server were shown, for a test that looks at all of them.

use super::Answer;
use std::sync::Mutex;

/// Pages in one language.
pub struct Album {
    /// `vi` or `en`.
    pub lang: &'static str,
    pages: Mutex<Vec<Sample>>,
}

/// A page as somebody was shown it.
#[derive(Clone)]
pub struct Sample {
    /// `GET /track`
    pub asked: String,
    /// The whole page.
    pub text: String,
}

impl Album {
    /// Nothing yet.
    pub fn of(lang: &'static str) -> Album {
        Album { lang, pages: Mutex::default() }
    }

    /// Keeps this answer if it is a page.
    pub fn keep(&self, asked: &str, answer: &Answer) {
        if answer.header("content-type").starts_with("text/html") {
            let sample = Sample { asked: asked.to_string(), text: answer.text().to_string() };
            self.pages.lock().unwrap().push(sample);
        }
    }

    /// All that was kept, in the order in which it was shown.
    pub fn pages(&self) -> Vec<Sample> {
        self.pages.lock().unwrap().clone()
    }
}
