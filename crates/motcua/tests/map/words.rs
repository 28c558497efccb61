//! Rust text as words: names and marks, without comments, strings and attributes.
//! Enough to see which name a file takes from which other file.

/// The words of a file. A name is one word, `::` is one word, any other mark stands alone.
/// What is behind `#[cfg(test)]` is left out.
pub fn of(text: &str) -> Vec<String> {
    without_tests(split(text))
}

fn split(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let next = chars.get(at + 1).copied();
        match chars[at] {
            '/' if next == Some('/') => at = past_line(&chars, at),
            '/' if next == Some('*') => at = past_comment(&chars, at),
            '"' => at = past_string(&chars, at),
            'r' | 'b' if is_string(&chars, at) => at = past_prefixed(&chars, at),
            '\'' => at = past_char(&chars, at),
            ':' if next == Some(':') => {
                words.push("::".to_string());
                at += 2;
            }
            c if is_name(c) => {
                let end = (at..chars.len()).find(|i| !is_name(chars[*i])).unwrap_or(chars.len());
                words.push(chars[at..end].iter().collect());
                at = end;
            }
            c if c.is_whitespace() => at += 1,
            c => {
                words.push(c.to_string());
                at += 1;
            }
        }
    }
    words
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn past_line(chars: &[char], from: usize) -> usize {
    (from..chars.len()).find(|i| chars[*i] == '\n').unwrap_or(chars.len())
}

fn past_comment(chars: &[char], from: usize) -> usize {
    let (mut depth, mut at) = (0, from);
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn past_string(chars: &[char], from: usize) -> usize {
    let mut at = from + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// `b"…"`, `r"…"`, `r#"…"#`, `br"…"`, `b'…'` begin here.
fn is_string(chars: &[char], at: usize) -> bool {
    let begins = at == 0 || !is_name(chars[at - 1]);
    let rest = chars[at..].iter().take(4).collect::<String>();
    begins && ["r\"", "b\"", "r#\"", "r##\"", "br\"", "br#\"", "b'"].iter().any(|head| rest.starts_with(head))
}

fn past_prefixed(chars: &[char], from: usize) -> usize {
    let quote = (from..chars.len()).find(|i| matches!(chars[*i], '"' | '\'')).unwrap();
    if chars[quote] == '\'' {
        return past_char(chars, quote);
    }
    if !chars[from..quote].contains(&'r') {
        return past_string(chars, quote);
    }
    let fences = chars[from..quote].iter().filter(|c| **c == '#').count();
    let is_end = |i: &usize| chars[*i] == '"' && chars[i + 1..].iter().take(fences).all(|c| *c == '#');
    (quote + 1..chars.len()).find(is_end).map_or(chars.len(), |end| end + 1 + fences)
}

/// A character, or only the mark of a lifetime.
fn past_char(chars: &[char], from: usize) -> usize {
    match (chars.get(from + 1), chars.get(from + 2)) {
        (Some('\\'), _) => {
            let after = from + 3;
            (after..chars.len()).find(|i| chars[*i] == '\'').map_or(chars.len(), |end| end + 1)
        }
        (Some(_), Some('\'')) => from + 3,
        _ => from + 1,
    }
}

/// Attributes are taken out, and with `#[cfg(test)]` the item that follows.
fn without_tests(words: Vec<String>) -> Vec<String> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let opens = words.get(at + 1).is_some_and(|word| word == "[")
            || (words.get(at + 1).is_some_and(|word| word == "!")
                && words.get(at + 2).is_some_and(|word| word == "["));
        if words[at] != "#" || !opens {
            kept.push(words[at].clone());
            at += 1;
            continue;
        }
        let end = past_pair(&words, at + 1);
        let is_for_tests = words[at..end].concat() == "#[cfg(test)]";
        at = if is_for_tests { past_item(&words, end) } else { end };
    }
    kept
}

/// Behind the bracket that closes the first one from here.
pub fn past_pair(words: &[String], from: usize) -> usize {
    let mut depth = 0;
    for (at, word) in words.iter().enumerate().skip(from) {
        match word.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    words.len()
}

fn past_item(words: &[String], from: usize) -> usize {
    let mut at = from;
    while at < words.len() {
        match words[at].as_str() {
            ";" => return at + 1,
            "{" => return past_pair(words, at),
            "(" | "[" => at = past_pair(words, at),
            _ => at += 1,
        }
    }
    at
}
