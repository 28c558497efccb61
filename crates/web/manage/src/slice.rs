//! A long list, page by page.

/// `?q=` and `?page=` of a long list.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Listed {
    #[serde(default)]
    pub(super) q: String,
    #[serde(default)]
    pub(super) page: String,
}

/// Rows of one page of a list.
pub(super) const ROWS: usize = 15;

/// One page of a list: which of its rows, and the way to the others.
pub(super) struct Slice {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) standing: String,
    pub(super) previous: String,
    pub(super) next: String,
}

impl Listed {
    pub(super) fn query(&self) -> String {
        self.q.trim().chars().take(200).collect()
    }

    /// The rows of the page that was asked for, of so many.
    pub(super) fn slice(&self, path: &str, all: usize, lang: &str) -> Slice {
        let pages = all.div_ceil(ROWS).max(1);
        let number = self.page.parse::<usize>().unwrap_or(1).clamp(1, pages);
        let (from, to) = ((number - 1) * ROWS, (number * ROWS).min(all));
        let href = |number: usize| {
            let mut pairs = form_urlencoded::Serializer::new(String::new());
            if !self.q.trim().is_empty() {
                pairs.append_pair("q", &self.query());
            }
            format!("{path}?{}", pairs.append_pair("page", &number.to_string()).finish())
        };
        let of = if lang == "en" { "of" } else { "trong" };
        Slice {
            from,
            to,
            standing: format!("{}–{to} {of} {all}", (from + 1).min(to)),
            previous: if number > 1 { href(number - 1) } else { String::new() },
            next: if number < pages { href(number + 1) } else { String::new() },
        }
    }
}
