//! ARCHITECTURE.md's table of arrows is compared with the code, so that the map
//! cannot lie; and the few house rules that a machine can check are checked.

mod circles;
mod files;
mod words;

use files::Crate;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every crate of the workspace.
const SOURCES: [&str; 26] = [
    "bench/src",
    "crates/books/src",
    "crates/core/src",
    "crates/motcua/src",
    "crates/outside/src",
    "crates/papers/src",
    "crates/property/src",
    "crates/signatures/src",
    "crates/simulator/src",
    "crates/store/src",
    "crates/typeset/src",
    "crates/web/api/src",
    "crates/web/charts/src",
    "crates/web/citizen/src",
    "crates/web/edge/src",
    "crates/web/manage/src",
    "crates/web/messages/src",
    "crates/web/officer/src",
    "crates/web/public/src",
    "crates/web/questions/src",
    "crates/web/src",
    "crates/web/till/src",
    "crates/web/told/src",
    "crates/web/upload/src",
    "crates/work/src",
    "xtask/src",
];

type Arrows = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() && !path.ends_with("target") && !path.ends_with("node_modules") {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|end| end == "rs") {
            out.push(path);
        }
    }
}

/// The rows of the table under "## Arrows".
fn drawn() -> Arrows {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let table = map.split("## Arrows").nth(1).unwrap().split("## ").next().unwrap();
    table
        .lines()
        .filter(|line| line.starts_with("| ") && !line.contains("may know") && !line.contains("---"))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let known = cells[1].split(", ").filter(|room| !room.is_empty()).map(str::to_string).collect();
            (cells[0].to_string(), known)
        })
        .collect()
}

/// How the map calls a crate: by its folder below `crates/`.
fn room_of(src: &str) -> &str {
    let home = src.strip_suffix("/src").unwrap();
    home.strip_prefix("crates/").unwrap_or(home)
}

/// What the code says: crates by their manifests, rooms of the crates that are drawn from
/// inside by the names that their files take from each other.
fn built() -> Arrows {
    let by_package: BTreeMap<&str, &str> =
        SOURCES.iter().map(|src| (room_of(src).rsplit('/').next().unwrap(), room_of(src))).collect();
    let mut arrows = Arrows::new();
    for src in SOURCES {
        let manifest = root().join(src).parent().unwrap().join("Cargo.toml");
        let manifest = fs::read_to_string(manifest).unwrap();
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
        let known = dependencies
            .lines()
            .filter_map(|line| line.strip_prefix("motcua-"))
            .filter_map(|line| line.split([' ', '=', '.']).next())
            .map(|package| by_package[package].to_string())
            .collect();
        if src != "crates/core/src" {
            arrows.insert(room_of(src).to_string(), known);
        }
    }
    for name in DRAWN_FROM_INSIDE {
        let of_crate = Crate::read(&root().join("crates").join(name).join("src"));
        let rooms = of_crate.rooms();
        let is_word = |room: &String| is_word(room, &rooms, &of_crate);
        let known = |known: &BTreeSet<String>| {
            known.iter().filter(|other| !is_word(other)).map(|other| format!("{name}/{other}")).collect()
        };
        for (room, others) in rooms.iter().filter(|(room, _)| !is_word(room)) {
            arrows.insert(format!("{name}/{room}"), known(others));
        }
    }
    arrows
}

/// Words that everybody may use (a moment, a refusal) are not drawn: a file of its own that
/// knows nothing but such words.
fn is_word(room: &str, rooms: &Arrows, of_crate: &Crate) -> bool {
    of_crate.is_one_file(room) && rooms[room].iter().all(|other| is_word(other, rooms, of_crate))
}

/// Crates large enough for rooms of their own in the table.
const DRAWN_FROM_INSIDE: [&str; 1] = ["core"];

#[test]
fn the_map_draws_the_arrows_that_the_code_has() {
    let (drawn, built) = (drawn(), built());
    for (room, known) in &built {
        assert_eq!(drawn.get(room), Some(known), "{room}: the table (left) and the code (right) differ");
    }
    assert_eq!(drawn.len(), built.len(), "the table has a room that the code has not");
}

#[test]
fn every_file_says_what_it_is_and_holds_one_thought() {
    let mut files = Vec::new();
    rust_files(&root().join("crates"), &mut files);
    rust_files(&root().join("xtask"), &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(root()).unwrap().display().to_string();
        let is_test = name.contains("/tests/") || name.ends_with("tests.rs");
        if !text.starts_with("//!") && !is_test {
            wrong.push(format!("{name} does not begin with what it is (//!)"));
        }
        if text.lines().count() > 500 {
            wrong.push(format!("{name} has {} lines", text.lines().count()));
        }
        if text.lines().any(|line| line.ends_with(' ')) {
            wrong.push(format!("{name} has spaces at the end of a line"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_page_knows_sql_and_no_rule_knows_a_province() {
    let mut wrong = Vec::new();
    for (folder, words) in [
        ("crates/web", &["select ", "insert into", "rusqlite", "postgres::"][..]),
        ("crates/core/src", &["H57", "\"46\"", "rusqlite", "axum", "tokio"][..]),
    ] {
        let mut files = Vec::new();
        rust_files(&root().join(folder), &mut files);
        for file in files.iter().filter(|file| !file.to_string_lossy().contains("tests")) {
            let text = fs::read_to_string(file).unwrap();
            let code = text.split("mod tests {").next().unwrap();
            for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
                if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                    wrong.push(format!("{}: {word:?} in {}", file.display(), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_needs_a_file_that_needs_it() {
    let mut wrong = Vec::new();
    for src in SOURCES {
        let arrows = Crate::read(&root().join(src)).arrows();
        let name = |file: &PathBuf| file.strip_prefix(root()).unwrap().display().to_string();
        let ways =
            arrows.iter().map(|(file, known)| (file.clone(), known.keys().cloned().collect())).collect();
        for circle in circles::of(&ways) {
            wrong.push("a circle:".to_string());
            for file in &circle {
                for (other, names) in arrows[file].iter().filter(|(other, _)| circle.contains(*other)) {
                    wrong.push(format!("  {} -> {}: {names:?}", name(file), name(other)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn templates() -> Vec<(String, String)> {
    fn walk(folder: &Path, root: &Path, out: &mut Vec<(String, String)>) {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                walk(&path, root, out);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                out.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut all = Vec::new();
    for room in fs::read_dir(root().join("crates/web")).unwrap().map(|entry| entry.unwrap().path()) {
        let templates = room.join("templates");
        if templates.exists() {
            walk(&templates, &templates, &mut all);
        }
    }
    all.sort();
    assert!(all.len() > 60, "the templates are not where this test looks");
    all
}

/// A line breaks where nothing shows it: inside a tag, before a block, between the two
/// languages of a text, at a `{%` or `%}` with a dash that takes the white space away. Of a
/// sentence, which is read as one piece, no more than its first hundred letters count.
#[test]
fn every_template_has_lines_that_a_person_can_read() {
    const WIDTH_MAX: usize = 140;
    const BRANCHES_MAX: usize = 4;
    let mut wrong = Vec::new();
    for (name, text) in templates() {
        for (at, line) in text.lines().enumerate() {
            let pieces = line.split('"').map(|piece| piece.chars().count()).enumerate();
            let width: usize =
                pieces.map(|(nth, count)| 1 + if nth % 2 == 1 { count.min(100) } else { count }).sum();
            let words = line.split("{%").skip(1).map(|tag| tag.trim_start_matches('-').trim_start());
            let branches = words.filter(|tag| {
                ["if", "else", "endif", "for", "endfor", "call"].iter().any(|word| tag.starts_with(word))
            });
            if width > WIDTH_MAX + 1 || branches.count() > BRANCHES_MAX {
                wrong.push(format!("{name}:{}: {line}", at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_template_is_a_page_or_a_part_of_one() {
    let mut files = Vec::new();
    rust_files(&root().join("crates/web"), &mut files);
    let code: Vec<String> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let templates = templates();
    let is_named = |name: &str| {
        let (as_page, as_part) = (format!("path = \"{name}\""), format!("\"{name}\""));
        let has_part = |(other, text): &(String, String)| other != name && text.contains(&as_part);
        code.iter().any(|text| text.contains(&as_page)) || templates.iter().any(has_part)
    };
    let dead: Vec<_> = templates.iter().map(|(name, _)| name).filter(|name| !is_named(name)).collect();
    assert!(dead.is_empty(), "{dead:#?}");
}

/// A type name means one thing. What is seen only inside its own file or crate may be called as it
/// likes; a record's `Desk`, `Changes` and `Event` are the general ones, filled in.
#[test]
fn no_public_type_name_means_two_things() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for src in SOURCES {
        let mut files = Vec::new();
        rust_files(&root().join(src), &mut files);
        for file in files.iter().filter(|file| !file.to_string_lossy().contains("tests")) {
            let text = fs::read_to_string(file).unwrap();
            for (at, line) in text.split("mod tests {").next().unwrap().lines().enumerate() {
                let Some(rest) = line.trim_start().strip_prefix("pub ") else { continue };
                let mut words = rest.split(|c: char| !c.is_alphanumeric() && c != '_');
                let (kind, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
                let is_type = ["struct", "enum", "trait", "union", "type"].contains(&kind);
                if is_type && !name.is_empty() && !line.contains("= act::") {
                    let place = file.strip_prefix(root()).unwrap().display();
                    places.entry(name.to_string()).or_default().push(format!("{place}:{}", at + 1));
                }
            }
        }
    }
    assert!(places.len() > 400, "the types are not where this test looks");
    places.retain(|_, places| places.len() > 1);
    assert!(places.is_empty(), "{places:#?}");
}
