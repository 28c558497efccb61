//! Which file of a crate takes a name from which other. A name is followed through
//! `use` and `pub use` to the file that says what it is, so a folder's face hides nothing.

use crate::words;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A module's place in its crate: `["edge", "act"]`; the crate itself is empty.
pub type Place = Vec<String>;

/// What one file takes from another.
pub type Names = BTreeSet<String>;

/// The files of one crate that are not tests.
pub struct Crate {
    modules: BTreeMap<Place, Module>,
    /// Where each macro is written: it is known by its name alone, or below `crate`.
    macros: BTreeMap<String, Place>,
}

struct Module {
    file: PathBuf,
    words: Vec<String>,
    /// What this file says itself: types, functions, macros.
    items: BTreeSet<String>,
    macros: BTreeSet<String>,
    uses: BTreeMap<String, Use>,
    globs: Vec<Vec<String>>,
}

struct Use {
    path: Vec<String>,
    is_shown: bool,
}

enum Found {
    Module(Place),
    Item(Place),
}

impl Crate {
    /// Reads `src` of a crate.
    pub fn read(src: &Path) -> Crate {
        let mut modules = BTreeMap::new();
        let root =
            ["lib.rs", "main.rs"].iter().map(|name| src.join(name)).find(|file| file.exists()).unwrap();
        take(&root, src, Vec::new(), &mut modules);
        let of = |(place, module): (&Place, &Module)| -> Vec<(String, Place)> {
            module.macros.iter().map(|name| (name.clone(), place.clone())).collect()
        };
        let macros = modules.iter().flat_map(of).collect();
        Crate { modules, macros }
    }

    /// For each file the files from which it takes a name, with those names.
    pub fn arrows(&self) -> BTreeMap<PathBuf, BTreeMap<PathBuf, Names>> {
        let file = |place: &Place| self.modules[place].file.clone();
        let known =
            |place| self.known(place).into_iter().map(|(other, names)| (file(&other), names)).collect();
        self.modules.keys().map(|place| (file(place), known(place))).collect()
    }

    /// For each room (a module of the crate's root) the rooms that it knows.
    pub fn rooms(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for place in self.modules.keys().filter(|place| !place.is_empty()) {
            let others = self.known(place).into_keys().filter_map(|other| other.first().cloned());
            let known = rooms.entry(place[0].clone()).or_default();
            known.extend(others.filter(|other| *other != place[0]));
        }
        rooms
    }

    /// A room that is one file.
    pub fn is_one_file(&self, room: &str) -> bool {
        self.modules.keys().filter(|place| place.first().is_some_and(|first| first == room)).count() == 1
    }

    fn known(&self, place: &Place) -> BTreeMap<Place, Names> {
        let module = &self.modules[place];
        let mut known: BTreeMap<Place, Names> = BTreeMap::new();
        let mut note = |path: &[String]| {
            if let Some(Found::Item(at)) = self.find(place, path, 0) {
                known.entry(at).or_default().insert(path.join("::"));
            }
        };
        for (path, follows) in paths(&module.words) {
            if path.len() > 1 {
                note(&path);
                continue;
            }
            match module.uses.get(&path[0]) {
                Some(_) => note(&path),
                None if !module.items.contains(&path[0]) && is_used(&path[0], follows) => {
                    for glob in &module.globs {
                        note(&[glob.as_slice(), &path].concat());
                    }
                }
                None => {}
            }
        }
        // Whoever brings a trait in need not name it again.
        for used in module.uses.values().filter(|used| !used.is_shown) {
            note(&used.path);
        }
        known.remove(place);
        known
    }

    /// What a path means that is written in the module at `from`.
    fn find(&self, from: &Place, path: &[String], depth: usize) -> Option<Found> {
        if depth > 20 {
            return None;
        }
        let mut at = from.clone();
        let mut rest = path;
        let mut is_rooted = false;
        while let Some(word) = rest.first() {
            match word.as_str() {
                "crate" => at.clear(),
                "self" => {}
                "super" => {
                    at.pop()?;
                }
                _ => break,
            }
            is_rooted = true;
            rest = &rest[1..];
        }
        let Some(name) = rest.first() else { return Some(Found::Module(at)) };
        match self.name(&at, name, depth)? {
            Found::Module(inner) if rest.len() > 1 => {
                let after: Vec<String> = [&["self".to_string()], &rest[1..]].concat();
                self.find(&inner, &after, depth + 1)
            }
            // Nothing says this name here: a macro made it, or it comes from another crate.
            Found::Item(inner) if inner == at && !is_rooted && !self.modules[&at].items.contains(name) => {
                None
            }
            found => Some(found),
        }
    }

    fn name(&self, at: &Place, name: &str, depth: usize) -> Option<Found> {
        let module = self.modules.get(at)?;
        let child = [at.as_slice(), &[name.to_string()]].concat();
        if self.modules.contains_key(&child) {
            return Some(Found::Module(child));
        }
        if module.items.contains(name) {
            return Some(Found::Item(at.clone()));
        }
        if let Some(used) = module.uses.get(name) {
            let is_itself = used.path.len() == 1;
            return if is_itself { None } else { self.find(at, &used.path, depth + 1) };
        }
        if let Some(place) = self.macros.get(name).filter(|_| at.is_empty()) {
            return Some(Found::Item(place.clone()));
        }
        for glob in &module.globs {
            if let Some(Found::Module(inner)) = self.find(at, glob, depth + 1)
                && inner != *at
                && self.says(&inner, name, depth + 1)
            {
                return self.name(&inner, name, depth + 1);
            }
        }
        Some(Found::Item(at.clone()))
    }

    /// Whether the module has the name, its own or from another.
    fn says(&self, at: &Place, name: &str, depth: usize) -> bool {
        let Some(module) = self.modules.get(at) else { return false };
        let has = module.items.contains(name)
            || module.uses.contains_key(name)
            || self.modules.contains_key(&[at.as_slice(), &[name.to_string()]].concat());
        let inner = |glob: &Vec<String>| match self.find(at, glob, depth + 1) {
            Some(Found::Module(inner)) if inner != *at && depth < 20 => self.says(&inner, name, depth + 1),
            _ => false,
        };
        has || module.globs.iter().any(inner)
    }
}

fn take(file: &Path, folder: &Path, place: Place, modules: &mut BTreeMap<Place, Module>) {
    let words = words::of(&fs::read_to_string(file).unwrap());
    let mut module = Module {
        file: file.to_path_buf(),
        words: Vec::new(),
        items: BTreeSet::new(),
        macros: BTreeSet::new(),
        uses: BTreeMap::new(),
        globs: Vec::new(),
    };
    let (mut at, mut depth) = (0, 0);
    while at < words.len() {
        let next = words.get(at + 1).map_or("", String::as_str);
        match words[at].as_str() {
            "use" if at == 0 || !matches!(words[at - 1].as_str(), "." | "::") => {
                let is_shown = at > 0 && (words[at - 1] == "pub" || words[at - 1] == ")");
                let end = (at..words.len()).find(|i| words[*i] == ";").unwrap();
                branches(&words[at + 1..end], &[], &mut |path, name| match name {
                    Some(name) => {
                        module.uses.insert(name, Use { path, is_shown });
                    }
                    None => module.globs.push(path),
                });
                at = end;
            }
            "mod" if depth == 0 && words.get(at + 2).is_some_and(|word| word == ";") => {
                let flat = folder.join(format!("{next}.rs"));
                let child = if flat.exists() { flat } else { folder.join(next).join("mod.rs") };
                take(&child, &folder.join(next), [place.as_slice(), &[next.to_string()]].concat(), modules);
                at += 2;
            }
            "struct" | "enum" | "union" | "trait" | "fn" | "type" | "const" | "static" | "mod"
                if depth == 0 =>
            {
                module.items.insert(next.to_string());
            }
            "macro_rules" => {
                module.items.insert(words[at + 2].clone());
                module.macros.insert(words[at + 2].clone());
            }
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        if words[at] != ";" || depth > 0 {
            module.words.push(words[at].clone());
        } else {
            module.words.push(";".to_string());
        }
        at += 1;
    }
    modules.insert(place, module);
}

/// Each path of a `use` with the name that it gets; a glob has none.
fn branches(words: &[String], before: &[String], each: &mut impl FnMut(Vec<String>, Option<String>)) {
    let mut path = before.to_vec();
    let mut at = 0;
    while at < words.len() {
        match words[at].as_str() {
            "{" => {
                let inner = &words[at + 1..words::past_pair(words, at) - 1];
                let (mut depth, mut from) = (0, 0);
                for (i, word) in inner.iter().enumerate() {
                    match word.as_str() {
                        "{" => depth += 1,
                        "}" => depth -= 1,
                        "," if depth == 0 => {
                            branches(&inner[from..i], &path, each);
                            from = i + 1;
                        }
                        _ => {}
                    }
                }
                return branches(&inner[from..], &path, each);
            }
            "*" => return each(path, None),
            "as" => return each(path, Some(words[at + 1].clone())),
            "::" => {}
            "self" if !path.is_empty() => {}
            word => path.push(word.to_string()),
        }
        at += 1;
    }
    if let Some(name) =
        path.last().cloned().filter(|_| path.len() > before.len() || words.iter().any(|w| w == "self"))
    {
        each(path, Some(name));
    }
}

/// Every path in the text, with the word that follows it. A field or a method is none.
fn paths(words: &[String]) -> Vec<(Vec<String>, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    let is_name = |at: usize| {
        words.get(at).is_some_and(|word| word.starts_with(|c: char| c.is_alphabetic() || c == '_'))
    };
    while at < words.len() {
        let is_member = at > 0 && matches!(words[at - 1].as_str(), "." | "::");
        if !is_name(at) || is_member {
            at += 1;
            continue;
        }
        let mut path = vec![words[at].clone()];
        at += 1;
        while words.get(at).is_some_and(|word| word == "::") && is_name(at + 1) {
            path.push(words[at + 1].clone());
            at += 2;
        }
        found.push((path, words.get(at).map_or("", String::as_str)));
    }
    found
}

/// A name that may come from a glob: a type, or something called.
fn is_used(name: &str, follows: &str) -> bool {
    name.starts_with(char::is_uppercase) || matches!(follows, "(" | "!")
}
