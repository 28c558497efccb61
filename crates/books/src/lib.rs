//! The catalogue: in the binary, or in a folder of the operator's own; and what is laid
//! over either while the program runs.

pub mod edit;
mod embedded;
mod lay_over;
mod next;
mod own_file;

pub use lay_over::{LaidOver, lay_over};
pub use own_file::own_file;

use motcua_core::calendar::{ClockRules, OfficeHoursSet, WorkingCalendar};
use motcua_core::catalogue::{Catalogue, CommonReason, read_reasons};
use motcua_core::competence::CompetenceRules;
use motcua_core::deed::{Deeds, Registers};
use motcua_core::directory::{Directory, UnitCode};
use motcua_core::form::Forms;
use motcua_core::law::Policy;
use motcua_core::law_change::CatalogueFile;
use motcua_core::{BadData, Law, Refusal};
use motcua_typeset::wrong_in;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::thread;

/// The files of a catalogue: name below its folder, text; in the order of names. The texts
/// that came with the binary are unpacked once.
#[derive(Debug, Clone)]
pub struct Books(Vec<(String, Cow<'static, str>)>, Covered);

/// The texts that others were laid over; none where there was no file.
type Covered = BTreeMap<String, Option<Cow<'static, str>>>;

impl Books {
    /// The catalogue that came with the binary.
    pub fn embedded() -> Books {
        let files = embedded::files().map(|(name, text)| (name.to_string(), Cow::Borrowed(text)));
        Books(files.collect(), Covered::new())
    }

    /// A folder of the same shape.
    pub fn folder(root: &Path) -> Result<Books, Vec<BadData>> {
        let mut files = Vec::new();
        walk(root, root, &mut files)?;
        files.sort();
        Ok(Books(files, Covered::new()))
    }

    /// The same with these files laid over them: new ones and changed ones, whole.
    pub fn with<'f>(&self, files: impl IntoIterator<Item = &'f CatalogueFile>) -> Books {
        let mut all: BTreeMap<String, Cow<'static, str>> = self.0.iter().cloned().collect();
        let mut covered = self.1.clone();
        for file in files {
            let before = all.insert(file.path.clone(), Cow::Owned(file.text.clone()));
            covered.entry(file.path.clone()).or_insert(before);
        }
        Books(all.into_iter().collect(), covered)
    }

    /// The text that a file had before anything was laid over it.
    pub fn below_all(&self, path: &str) -> Option<&str> {
        match self.1.get(path) {
            Some(text) => text.as_deref(),
            None => self.text(path),
        }
    }

    /// Every file: name, text.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_ref()))
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        let at = self.0.binary_search_by(|(name, _)| name.as_str().cmp(path)).ok()?;
        self.0.get(at).map(|(_, text)| text.as_ref())
    }

    /// Writes all files into a folder, which is made where it is not there. What stands
    /// there under another name stays.
    pub fn write_to(&self, folder: &Path) -> std::io::Result<()> {
        for (name, text) in &self.0 {
            let path = folder.join(name);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(path, text.as_bytes())?;
        }
        Ok(())
    }

    fn below<'a>(&'a self, folder: &str, end: &str) -> Vec<(&'a str, &'a str)> {
        let inside = |name: &str| name.starts_with(folder) && name.ends_with(end);
        self.0
            .iter()
            .filter(|(name, _)| inside(name))
            .map(|(name, text)| (name.as_str(), text.as_ref()))
            .collect()
    }

    /// The files of agencies that an installation needs: `agencies/46.tsv` and its like only of
    /// the provinces that it serves. Of another province's agency it knows the code.
    fn agencies(&self, policy: &Policy) -> Vec<(&str, &str)> {
        let province = |name: &str| {
            let file = name.strip_prefix("agencies/").and_then(|file| file.split('.').next());
            file.and_then(|stem| UnitCode::parse(stem).ok())
        };
        let mut files = self.below("agencies/", ".tsv");
        files.extend(self.below("agencies/", ".toml"));
        files.retain(|(name, _)| province(name).is_none_or(|code| policy.serves(&code)));
        files
    }

    /// Whether a text below this folder did not come with the binary.
    fn has_own(&self, folder: &str) -> bool {
        let own = |text: &Cow<'static, str>| matches!(text, Cow::Owned(_));
        self.0.iter().any(|(name, text)| name.starts_with(folder) && own(text))
    }

    /// Reads everything, or says everything that is wrong.
    pub fn law(&self, policy: Policy) -> Result<Law, Vec<BadData>> {
        // A start waits for this. The three large parts know nothing of each other: each is read by its own thread.
        let (large, small) = thread::scope(|scope| {
            let directory = scope.spawn(|| self.directory(&policy));
            let catalogue = scope.spawn(|| self.catalogue());
            let forms = scope.spawn(|| self.forms());
            let small = self.small();
            ((joined(directory), joined(catalogue), joined(forms)), small)
        });
        let (directory, catalogue, forms) = large;
        let (calendar, hours, clock, reasons, competence, deeds, registers) = small;
        let papers = match (deeds, registers) {
            (Ok(deeds), Ok(registers)) => Ok((deeds, registers)),
            (deeds, registers) => {
                Err(deeds.err().into_iter().chain(registers.err()).flatten().collect::<Vec<_>>())
            }
        };
        let read = (directory, calendar, hours, catalogue, forms, clock, reasons, competence, papers);
        match read {
            (
                Ok(directory),
                Ok(calendar),
                Ok(hours),
                Ok(catalogue),
                Ok(forms),
                Ok(clock),
                Ok(reasons),
                Ok(competence),
                Ok((deeds, registers)),
            ) => {
                let mut law = Law::new(directory, calendar, hours, catalogue, forms, clock, policy)?;
                (law.reasons, law.competence) = (reasons, competence);
                law.with_deeds(deeds, registers)
            }
            (directory, calendar, hours, catalogue, forms, clock, reasons, competence, papers) => {
                let of_books = [directory.err(), calendar.err(), hours.err(), catalogue.err()];
                let of_rules = [forms.err(), clock.err(), reasons.err(), competence.err(), papers.err()];
                Err(of_books.into_iter().chain(of_rules).flatten().flatten().collect())
            }
        }
    }
}

/// What was read, or everything that is wrong with it.
type Read<T> = Result<T, Vec<BadData>>;

/// What takes no time to read.
type Small = (
    Read<WorkingCalendar>,
    Read<OfficeHoursSet>,
    Read<ClockRules>,
    Read<Vec<CommonReason>>,
    Read<CompetenceRules>,
    Read<Deeds>,
    Read<Registers>,
);

impl Books {
    fn directory(&self, policy: &Policy) -> Read<Directory> {
        let mut units = self.below("units/", ".tsv");
        units.extend(self.agencies(policy));
        Directory::read(&units)
    }

    fn catalogue(&self) -> Read<Catalogue> {
        Catalogue::read(&self.below("procedures/", ".toml"), &self.below("steps/", ".toml"))
            .and_then(|catalogue| catalogue.with_speech(&self.below("speech.tsv", "")))
            .and_then(|catalogue| catalogue.with_portal(&self.below("portal/", ".tsv")))
            .and_then(|catalogue| catalogue.with_life_events(&self.below("life_events.toml", "")))
            .and_then(|catalogue| catalogue.with_often(&self.below("counter.toml", "")))
            .and_then(|catalogue| catalogue.with_departments(&self.below("departments.tsv", "")))
            .and_then(|catalogue| catalogue.with_returns(&self.below("returns.toml", "")))
            .and_then(|catalogue| catalogue.with_reductions(&self.below("reductions.toml", "")))
    }

    fn forms(&self) -> Read<Forms> {
        let mut forms = self.below("forms/", ".json");
        // Answers to forms, for tests and for whoever wants to see one filled in.
        forms.retain(|(name, _)| !name.starts_with("forms/examples/"));
        // The program's tests have read those that came with it.
        if self.has_own("forms/") { Forms::read(&forms) } else { Forms::read_tried(&forms) }
    }

    fn small(&self) -> Small {
        let hours_file = "calendars/hours.toml";
        let mut calendars = self.below("calendars/", ".toml");
        calendars.retain(|(name, _)| *name != hours_file);
        (
            WorkingCalendar::read(&calendars),
            OfficeHoursSet::read(&self.below(hours_file, "")),
            ClockRules::read(&self.below("clock.toml", "")),
            read_reasons(&self.below("reasons/", ".toml")),
            CompetenceRules::read(&self.below("competence/", ".tsv")),
            Deeds::read(&self.below("deeds/", ".toml")),
            Registers::read(&self.below("registers/", ".toml")),
        )
    }
}

/// What a thread gives; a fault in it is one here.
fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Files that change a law, to be tried by themselves.
#[derive(Clone, Copy)]
pub struct TriedFiles<'a> {
    /// New files and changed ones.
    pub files: &'a [CatalogueFile],
    /// The law before them.
    pub before: &'a Law,
}

impl Books {
    /// The law, as [`Books::law`] reads it, where papers could also be given out by its templates: by those that
    /// these files change; where none are named, by all. Making papers takes a while, so that a start reads
    /// the law only: what was put into force was tried then.
    pub fn sound(&self, policy: Policy, tried: Option<TriedFiles<'_>>) -> Result<Law, Vec<BadData>> {
        let law = self.law(policy)?;
        let mut wrong = Vec::new();
        for template in law.deeds.all() {
            let path = format!("deeds/{}.toml", template.id);
            let is_new = tried.is_none_or(|tried| {
                let before = tried.before.deeds.get(template.id.as_str());
                let is_sent = tried.files.iter().any(|file| file.path == path);
                // One that ends is ended, whatever is wrong with it.
                is_sent && before.is_none_or(|before| !before.prints_the_same(template))
            });
            if let Some(text) = self.text(&path).filter(|_| is_new) {
                wrong.extend(wrong_in(template, text));
            }
        }
        if wrong.is_empty() { Ok(law) } else { Err(wrong) }
    }
}

fn walk(root: &Path, folder: &Path, out: &mut Vec<(String, Cow<'static, str>)>) -> Result<(), Vec<BadData>> {
    let unreadable = |path: &Path, error: &std::io::Error| {
        let why = Refusal::of("data.unreadable").with("detail", error);
        vec![BadData::new(&path.display().to_string(), None, "", why)]
    };
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        if path.is_dir() {
            walk(root, &path, out)?;
        } else if path.extension().is_some_and(|end| end == "toml" || end == "tsv" || end == "json") {
            let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            out.push((name, Cow::Owned(text)));
        }
    }
    Ok(())
}
