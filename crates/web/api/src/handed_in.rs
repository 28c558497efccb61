//! From a JSON body to the command and the bytes of its files.

use super::body::{Object, Wrong};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use motcua_core::catalogue::{CaseId, ProcedureId};
use motcua_core::competence::{CIRCUMSTANCE_FIELD, DecidingFact};
use motcua_core::directory::AgencyCode;
use motcua_core::document::{FILES_MAX, FileRef};
use motcua_core::dossier::{
    Applicant, Assistance, Channel, DossierId, Helper, PaperHanded, PersonKind, Submit, WantedReturn,
    wanted_fields,
};
use motcua_core::{Day, Fault, Law, Refusal};
use motcua_edge::app::App;
use motcua_papers::Taken;
use motcua_store::files::digest_of;
use serde_json::Value;
use std::collections::BTreeMap;

/// Names, codes and whatever stands in one line.
const LINE_CHARS_MAX: usize = 500;
/// What a person writes.
pub(super) const TEXT_CHARS_MAX: usize = 4000;

/// What was handed in: the command, and the bytes of its files, not kept yet.
pub(super) struct HandedIn {
    pub(super) command: Submit,
    pub(super) contents: Vec<Taken<'static>>,
}

/// The bytes of the files in a body, and the files that came in pieces before it.
pub(super) struct Contents {
    /// Of those that may be handed in.
    pub(super) taken: Vec<Taken<'static>>,
    /// How many there were.
    seen: usize,
    /// Those that arrived at `/uploads`, by the name that the body gives them.
    arrived: BTreeMap<String, FileRef>,
}

impl Contents {
    /// None of its own yet.
    pub(super) fn beside(arrived: BTreeMap<String, FileRef>) -> Contents {
        Contents { taken: Vec::new(), seen: 0, arrived }
    }
}

/// The uploads that a body names in its papers, as far as they have arrived and may be
/// handed in.
pub(super) fn arrived(app: &App, value: &Value) -> Result<BTreeMap<String, FileRef>, Fault> {
    let names = files_in(value).filter_map(|file| file.get("upload")?.as_str()).take(FILES_MAX);
    let mut found = BTreeMap::new();
    for name in names {
        if let Some(file) = motcua_upload::sent_for_api(app, name)? {
            found.insert(name.to_string(), file);
        }
    }
    Ok(found)
}

/// Whether a body names any file.
pub(super) fn names_files(value: &Value) -> bool {
    files_in(value).next().is_some()
}

/// Whether the bytes of any file stand in a body.
pub(super) fn has_files(value: &Value) -> bool {
    files_in(value).any(|file| file.get("content_base64").is_some())
}

/// The files that a body speaks of, as they stand there.
fn files_in(value: &Value) -> impl Iterator<Item = &Value> {
    let papers = value.get("papers").and_then(Value::as_array).into_iter().flatten();
    papers.filter_map(|paper| paper.get("files")?.as_array()).flatten()
}

/// Reads it, or says all that is wrong with it.
pub(super) fn read(
    value: &Value,
    id: DossierId,
    contents: Contents,
    (law, day): (&Law, Day),
) -> Result<HandedIn, Vec<Refusal>> {
    let wrong = Wrong::default();
    let read =
        Object::of("", value, &wrong).and_then(|root| handed_in(root, id, contents, (law, day), &wrong));
    let wrong = wrong.all();
    match read {
        Some(read) if wrong.is_empty() => Ok(read),
        _ => Err(wrong),
    }
}

/// None only when something was noted as wrong.
fn handed_in(
    mut root: Object<'_>,
    id: DossierId,
    mut contents: Contents,
    (law, day): (&Law, Day),
    wrong: &Wrong,
) -> Option<HandedIn> {
    let procedure = root.must("procedure").text("procedure", LINE_CHARS_MAX);
    let case = root.text("case", LINE_CHARS_MAX);
    let channel = root.must("channel").choice("channel", "online, post", Channel::parse);
    let receiving = root.must("receiving").parsed("receiving", AgencyCode::parse);
    let competent = root.parsed("competent", AgencyCode::parse);
    let circumstance = root.text("circumstance", LINE_CHARS_MAX).unwrap_or_default();
    let places = root.texts("places", LINE_CHARS_MAX);
    let wanted = root.object("wanted").and_then(wanted);
    let support_point = root.text("support_point", LINE_CHARS_MAX);
    let assistance = root.object("assistance").and_then(assistance);
    let applicant = root.must("applicant").object("applicant").and_then(applicant);
    let answers = root.anything("answers");
    let papers = root.objects("papers");
    let papers = papers.into_iter().filter_map(|paper| handed(paper, &mut contents, wrong)).collect();
    root.end();
    let procedure = ProcedureId::from(procedure?);
    let version = law.catalogue.procedure(&procedure).and_then(|found| found.version_on(day));
    let deciding = version.map(|version| {
        let place = |fact: DecidingFact| places.get(fact.as_str()).map(String::as_str).unwrap_or_default();
        let (said, unread) = law.deciding_written((&procedure, version), day, None, &circumstance, place);
        unread.into_iter().map(placed).for_each(|refusal| wrong.push(refusal));
        said
    });
    let applicant = applicant?;
    let wanted = wanted.unwrap_or_default();
    let person = (applicant.name.as_str(), applicant.phone.as_str());
    let said = |field: &str| wanted.get(field).map(String::as_str).unwrap_or_default();
    let wanted = WantedReturn::written(law, day, None, person, said).unwrap_or_else(|more| {
        more.into_iter().map(placed).for_each(|refusal| wrong.push(refusal));
        WantedReturn::default()
    });
    let command = Submit {
        id,
        procedure,
        case: case.map(CaseId::from),
        channel: channel?,
        receiving: receiving?,
        competent,
        deciding: deciding.unwrap_or_default(),
        wanted,
        support_point,
        assistance,
        behalf: Default::default(),
        applicant,
        answers,
        papers,
    };
    Some(HandedIn { command, contents: contents.taken })
}

fn assistance(mut object: Object<'_>) -> Option<Assistance> {
    let allowed = Helper::ALL.map(Helper::as_str).join(", ");
    let kind = object.must("kind").choice("kind", &allowed, Helper::parse);
    let name = object.text("name", LINE_CHARS_MAX).unwrap_or_default();
    object.end();
    Some(Assistance::of(kind?, name))
}

/// How the result is wanted, by the names of the forms' boxes.
fn wanted(mut object: Object<'_>) -> Option<BTreeMap<&'static str, String>> {
    let ways = WantedReturn::WAYS.join(", ");
    let is_way = |word: &str| WantedReturn::WAYS.into_iter().find(|way| *way == word);
    let way = object.must("way").choice("way", &ways, is_way);
    let mut said = BTreeMap::from([(wanted_fields::WAY, way.unwrap_or_default().to_string())]);
    for (name, field) in WANTED {
        said.insert(field, object.text(name, LINE_CHARS_MAX).unwrap_or_default());
    }
    object.end();
    way.map(|_| said)
}

/// What is said of the way in a body, and the box of the forms that asks the same.
const WANTED: [(&str, &str); 5] = [
    ("centre", wanted_fields::CENTRE),
    ("receiver", wanted_fields::RECEIVER),
    ("phone", wanted_fields::PHONE),
    ("commune", wanted_fields::COMMUNE),
    ("detail", wanted_fields::DETAIL),
];

fn applicant(mut object: Object<'_>) -> Option<Applicant> {
    let name = object.must("name").text("name", LINE_CHARS_MAX);
    let kind = object.choice("kind", "citizen, enterprise, state_body, organisation", |text| {
        serde_json::from_value::<PersonKind>(text.into()).ok()
    });
    let mut line = |name| object.text(name, LINE_CHARS_MAX).unwrap_or_default();
    let (identity, born, phone) = (line("identity"), line("born"), line("phone"));
    let (email, address) = (line("email"), line("address"));
    object.end();
    Some(Applicant { name: name?, kind: kind.unwrap_or_default(), identity, born, phone, email, address })
}

/// One paper with its files.
pub(super) fn handed(mut object: Object<'_>, contents: &mut Contents, wrong: &Wrong) -> Option<PaperHanded> {
    let paper = object.must("paper").text("paper", LINE_CHARS_MAX);
    let (originals, certified, copies) =
        (object.count("originals"), object.count("certified"), object.count("copies"));
    let files = object.objects("files");
    contents.seen += files.len();
    if contents.seen > FILES_MAX {
        // Before any is looked at, which is what costs; also those that are refused.
        wrong.push(Refusal::of("document.too-many").at("papers").with("limit", FILES_MAX));
        object.end();
        return None;
    }
    let files = files.into_iter().filter_map(|file| admitted(file, contents, wrong)).collect();
    object.end();
    Some(PaperHanded { originals, certified, copies, ..PaperHanded::of_files(paper?, files) })
}

/// A file that may be handed in; its bytes go to the contents, unless they came before.
fn admitted(mut object: Object<'_>, contents: &mut Contents, wrong: &Wrong) -> Option<FileRef> {
    if let Some(upload) = object.text("upload", LINE_CHARS_MAX) {
        let path = object.path("upload");
        object.end();
        let file = contents.arrived.get(&upload).cloned();
        if file.is_none() {
            wrong.push(Refusal::of("document.unknown-upload").at(path));
        }
        return file;
    }
    let name = object.must("name").text("name", LINE_CHARS_MAX);
    let encoded = object.must("content_base64").text("content_base64", usize::MAX);
    let path = object.path("content_base64");
    object.end();
    let (name, encoded) = (name?, encoded?);
    let note = |refusal: Refusal| wrong.push(refusal.at(path.clone()));
    let bytes = STANDARD.decode(encoded).map_err(|_| note(Refusal::of("request.content-unreadable"))).ok()?;
    let taken = motcua_papers::take(&name, &bytes).map_err(note).ok()?.into_owned();
    let file = taken.file(digest_of(&taken.bytes));
    contents.taken.push(taken);
    Some(file)
}

/// A refusal of the rules, with the field where the body has it.
pub(super) fn placed(refusal: Refusal) -> Refusal {
    match &refusal.field {
        Some(field) if refusal.code.starts_with("applicant.") => {
            let path = format!("applicant.{field}");
            refusal.at(path)
        }
        Some(field) if field == wanted_fields::WAY => refusal.at("wanted.way"),
        Some(field) if WANTED.iter().any(|(_, known)| known == field) => {
            let path = field.replacen('_', ".", 1);
            refusal.at(path)
        }
        Some(field) if field == CIRCUMSTANCE_FIELD => refusal.at("circumstance"),
        Some(field) if field.starts_with("place.") => {
            let path = field.replacen("place.", "places.", 1);
            refusal.at(path)
        }
        _ => refusal,
    }
}
