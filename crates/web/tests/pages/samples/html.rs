//! What is wrong with the HTML of a page, whatever the page is.

use html5gum::{HtmlString, StartTag, Token, Tokenizer, emitters::default::DefaultEmitter};
use std::collections::BTreeSet;

/// Elements that have no end.
const VOID: [&str; 8] = ["br", "col", "hr", "img", "input", "link", "meta", "wbr"];
/// Elements that end a paragraph which is still open, so that its own end stands alone.
const BLOCKS: [&str; 17] = [
    "div", "dl", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "header", "main", "nav", "ol",
    "p", "section", "table", "ul",
];
/// Attributes that name elements of the page by their id.
const NAMING: [&str; 4] = ["for", "aria-describedby", "aria-labelledby", "list"];
/// Where people and programs write braces of their own.
const VERBATIM: [&str; 3] = ["textarea", "pre", "code"];

/// A page as it is read from its beginning to its end.
#[derive(Default)]
pub struct Look {
    /// Everything that is wrong with it.
    pub faults: Vec<String>,
    /// Its texts that are not marked as being in another language than the page.
    pub texts: BTreeSet<String>,
    open: Vec<(String, Option<String>)>,
    ids: BTreeSet<String>,
    named: BTreeSet<String>,
    title: String,
    headings: usize,
}

impl Look {
    /// Reads a page that should be in this language.
    pub fn at(page: &str, lang: &str) -> Look {
        let mut look = Look::default();
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
            match token {
                Token::StartTag(tag) => look.begins(&tag, lang),
                Token::EndTag(tag) => look.ends(&text_of(&tag.name)),
                Token::String(words) => look.says(&text_of(&words), lang),
                Token::Error(error) => look.faults.push(format!("{:?} after {}", error.value, look.place())),
                Token::Comment(_) | Token::Doctype(_) => {}
            }
        }
        look.ended();
        look
    }

    fn begins(&mut self, tag: &StartTag<()>, page_lang: &str) {
        let name = text_of(&tag.name);
        let place = self.place();
        let mut must = |holds: bool, fault: String| {
            if !holds {
                self.faults.push(format!("{fault} in {place}"));
            }
        };
        let in_paragraph = self.open.last().is_some_and(|(open, _)| open == "p");
        must(!(in_paragraph && BLOCKS.contains(&&*name)), format!("<{name}>"));
        let mut lang = None;
        for (key, value) in &tag.attributes {
            let (key, value) = (text_of(key), text_of(value));
            must(!has_placeholder(&value), format!("{key}={value:?}"));
            match &*key {
                "id" => {
                    must(!value.is_empty() && !value.contains(char::is_whitespace), format!("id {value:?}"));
                    must(self.ids.insert(value.clone()), format!("{value:?} is an id for the second time"));
                }
                "lang" => lang = Some(value.clone()),
                key if NAMING.contains(&key) => {
                    self.named.extend(value.split_whitespace().map(String::from));
                }
                _ => {}
            }
        }
        if name == "html" {
            must(lang.as_deref() == Some(page_lang), format!("lang {lang:?}"));
        }
        self.headings += usize::from(name == "h1");
        let ends_itself = VOID.contains(&&*name) || (tag.self_closing && self.is_drawing(&name));
        if !ends_itself {
            self.open.push((name, lang));
        }
    }

    fn ends(&mut self, name: &str) {
        let place = self.place();
        if self.open.pop().is_none_or(|(open, _)| open != name) {
            self.faults.push(format!("</{name}> in {place}"));
        }
    }

    fn says(&mut self, words: &str, page_lang: &str) {
        let inner = self.open.last().map_or("", |(name, _)| name);
        if inner == "title" && !self.is_drawing("title") {
            self.title.push_str(words);
        }
        if !VERBATIM.contains(&inner) && has_placeholder(words) {
            self.faults.push(format!("{words:?} in {}", self.place()));
        }
        let lang = self.open.iter().rev().find_map(|(_, lang)| lang.as_deref());
        if lang == Some(page_lang) && !words.trim().is_empty() {
            self.texts.insert(words.trim().to_string());
        }
    }

    fn ended(&mut self) {
        if !self.open.is_empty() {
            self.faults.push(format!("never ended: {}", self.place()));
        }
        if self.title.strip_suffix(" – Một Cửa").is_none_or(|title| title.trim().is_empty()) {
            self.faults.push(format!("title {:?}", self.title));
        }
        if self.headings != 1 {
            self.faults.push(format!("{} headings of the first order", self.headings));
        }
        let lost = self.named.difference(&self.ids).map(|id| format!("no element has the id {id:?}"));
        self.faults.extend(lost.collect::<Vec<_>>());
    }

    /// Whether `<name/>` ends itself: inside a drawing it does.
    fn is_drawing(&self, name: &str) -> bool {
        name == "svg" || self.open.iter().any(|(open, _)| open == "svg")
    }

    fn place(&self) -> String {
        let names: Vec<&str> = self.open.iter().skip(2).map(|(name, _)| name.as_str()).collect();
        names.join(" ")
    }
}

/// A tag of a template, or a `{word}` of a sentence that nobody filled in.
fn has_placeholder(text: &str) -> bool {
    let is_word =
        |inner: &str| !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let mut after = text.split('{').skip(1);
    after.any(|rest| {
        rest.starts_with(['{', '%', '#'])
            || text.contains("{{")
            || rest.split_once('}').is_some_and(|(inner, _)| is_word(inner))
    })
}

fn text_of(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn what_is_wrong_with_a_page_is_named() {
    let page = |body: &str| {
        format!(
            "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>A – Một Cửa</title></head>\
             <body><h1>A</h1>{body}</body></html>"
        )
    };
    for (body, fault) in [
        ("<p>b<br>c</p><svg><path d=\"M0\"/></svg><input id=\"a\"><label for=\"a\">b</label>", ""),
        ("<ul><li>b</ul>", "</ul> in ul li"),
        ("<p><div></div></p>", "<div> in p"),
        ("<p id=\"a\"></p><p id=\"a\"></p>", "\"a\" is an id for the second time in "),
        ("<label for=\"b\">b</label>", "no element has the id \"b\""),
        ("<p>{{ page.title }}</p>", "\"{{ page.title }}\" in p"),
        ("<a title=\"còn {days} ngày\">b</a>", "title=\"còn {days} ngày\" in "),
        ("<p class=\"a\"id=\"b\"></p>", "MissingWhitespaceBetweenAttributes after "),
        ("<h1>b</h1>", "2 headings of the first order"),
    ] {
        let found = Look::at(&page(body), "vi").faults;
        assert_eq!(found.first().map_or("", String::as_str), fault, "{body}: {found:?}");
    }
    assert_eq!(Look::at(&page(""), "en").faults, ["lang Some(\"vi\") in "]);
}
