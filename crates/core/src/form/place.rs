//! In which line of a JSON file a value stands.

/// The line, from 1, where the value at this JSON pointer begins; of its nearest
/// parent where there is no such value. The text must be JSON.
pub(super) fn line_of_pointer(text: &str, pointer: &str) -> usize {
    let want: Vec<String> =
        pointer.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~")).collect();
    let mut scan = Scan { bytes: text.as_bytes(), at: 0, best: 0 };
    scan.value(&want, true);
    crate::line_of(text, scan.best)
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The byte of the deepest value on the way to the wanted one.
    best: usize,
}

impl Scan<'_> {
    fn peek(&mut self) -> u8 {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Goes over one value; `is_on_way` as long as all keys so far were the wanted ones.
    fn value(&mut self, want: &[String], is_on_way: bool) {
        let first = self.peek();
        if is_on_way {
            self.best = self.at;
        }
        match first {
            b'{' => self.inside(want, is_on_way, true),
            b'[' => self.inside(want, is_on_way, false),
            b'"' => drop(self.text()),
            _ => {
                while self.bytes.get(self.at).is_some_and(|b| !matches!(b, b',' | b']' | b'}')) {
                    self.at += 1;
                }
            }
        }
    }

    fn inside(&mut self, want: &[String], is_on_way: bool, has_keys: bool) {
        self.at += 1;
        let mut number = 0;
        while !matches!(self.peek(), b'}' | b']' | 0) {
            let start = self.at;
            let key = if has_keys { self.text() } else { number.to_string() };
            let is_next = is_on_way && want.first() == Some(&key);
            if has_keys {
                self.peek();
                self.at += 1;
            }
            self.value(want.get(1..).unwrap_or_default(), is_next);
            if is_next && want.len() == 1 && has_keys {
                // The line of the key, which is where a reader looks.
                self.best = start;
            }
            if self.peek() == b',' {
                self.at += 1;
            }
            number += 1;
        }
        self.at += 1;
    }

    fn text(&mut self) -> String {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        let raw = self.bytes.get(start..self.at).unwrap_or_default();
        serde_json::from_slice(raw).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::line_of_pointer;

    #[test]
    fn a_pointer_leads_to_its_line() {
        let text = "{\n  \"a\": { \"x\": 1,\n    \"b/c\": [10,\n      {\"d\": \"}\\\"\"},\n 3]\n  },\n  \"e\": null\n}\n";
        for (pointer, line) in [
            ("", 1),
            ("/a", 2),
            ("/a/x", 2),
            ("/a/b~1c", 3),
            ("/a/b~1c/1", 4),
            ("/a/b~1c/1/d", 4),
            ("/a/b~1c/2", 5),
            ("/e", 7),
            ("/a/none", 2),
            ("/none", 1),
        ] {
            assert_eq!(line_of_pointer(text, pointer), line, "{pointer}");
        }
    }
}
