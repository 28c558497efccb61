//! A template as it stands in its file: where each part of a paper is written, and in which letters.

use crate::catalogue::sheet::Lines;

/// The lines of a template's file that are printed.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Written {
    body: Vec<(usize, String)>,
    overprint: Vec<(usize, String)>,
    /// The lines in which the parts of the body begin.
    parts: Vec<usize>,
    /// The first line of the overprint.
    places_from: usize,
}

impl Written {
    pub(super) fn body(&mut self, lines: &Lines, parts: Vec<usize>) {
        self.body = printed(lines);
        self.parts = parts.into_iter().map(|part| lines.first + part).collect();
    }

    pub(super) fn overprint(&mut self, lines: &Lines) {
        self.overprint = printed(lines);
        self.places_from = lines.first;
    }

    /// The line of the file in which a part of the body begins.
    pub(super) fn line_of_part(&self, part: usize) -> usize {
        self.parts.get(part).copied().unwrap_or_default()
    }

    /// The line of the file in which a place on stock is written.
    pub(super) fn line_of_place(&self, at: usize) -> usize {
        self.places_from + at
    }

    /// Each line with the key of the text in which it stands.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&'static str, usize, &str)> {
        let body = self.body.iter().map(|(line, text)| ("body", *line, text.as_str()));
        body.chain(self.overprint.iter().map(|(line, text)| ("overprint", *line, text.as_str())))
    }
}

fn printed(lines: &Lines) -> Vec<(usize, String)> {
    let numbered = lines.text.lines().enumerate();
    let said = numbered.filter(|(_, line)| !line.trim_start().starts_with("//"));
    said.map(|(at, line)| (lines.first + at, line.to_string())).collect()
}
