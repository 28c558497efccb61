//! Who is competent, judged by 386 rows that were written from the law text by somebody
//! who had not seen this program (`right_agency/competence.csv`, `competence.md`).

use motcua_core::Day;
use motcua_core::catalogue::ProcedureId;
use motcua_core::competence::{
    CompetenceRules, Decider, DecidingFact, DecidingFacts, Lacking, NotOnFile, PlaceSaid, ReceiverMay,
    WhoDecides,
};
use motcua_core::directory::{AgencyKind, Directory, UnitCode};
use std::collections::BTreeSet;
use std::str::FromStr;

const UNITS: [(&str, &str); 3] = [
    ("units/provinces.tsv", include_str!("../../../catalogue/units/provinces.tsv")),
    ("units/communes.tsv", include_str!("../../../catalogue/units/communes.tsv")),
    ("units/succession.tsv", include_str!("../../../catalogue/units/succession.tsv")),
];
const RULES: [(&str, &str); 2] = [
    ("competence/rules.tsv", include_str!("../../../catalogue/competence/rules.tsv")),
    ("competence/circumstances.tsv", include_str!("../../../catalogue/competence/circumstances.tsv")),
];

/// What the rows call a case, where it is what the matter is about.
const CIRCUMSTANCES: [(&str, &str); 14] = [
    ("contract on land use right", "land"),
    ("estate is land", "land"),
    ("contract on a house", "house"),
    ("contract on a movable", "movable"),
    ("estate of movables", "movable"),
    ("estate is movable", "movable"),
    ("will", "will"),
    ("adult child acknowledges the father", "parent_acknowledged"),
    ("plot in an industrial zone", "industrial_zone"),
    ("income, no labour contract", "income"),
    ("own house below 15 m2 per person", "small_house"),
    ("owns no house", "no_house"),
    ("road_keeper=commune_committee", "commune_road"),
    ("road_keeper=province_department:construction", "department_road"),
];

/// Rows that the rules answer otherwise, with why.
const DIFFERENT: [(&str, &str); 2] = [
    (
        "r115",
        "the list of the border communes (annex of Decree 34/2014 as Decree 299/2025 has it) is not on file",
    ),
    (
        "r273",
        "the list of the border communes (annex of Decree 34/2014 as Decree 299/2025 has it) is not on file",
    ),
];

/// What a row says, or what the rules say, in the words of the rows.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    outcome: &'static str,
    kind: String,
    units: BTreeSet<String>,
    receiver_may: &'static str,
}

fn said(
    row: &csv::StringRecord,
    facts_asked: &[DecidingFact],
    day: Day,
    directory: &Directory,
) -> DecidingFacts {
    let mut said = DecidingFacts::default();
    let circumstance =
        |text: &str| CIRCUMSTANCES.iter().find(|(case, _)| *case == text).map(|(_, word)| word.to_string());
    said.circumstance = circumstance(&row[2]);
    for pair in row[5].split(';').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').expect("a fact and its value");
        if key == "road_keeper" {
            said.circumstance = said
                .circumstance
                .or(circumstance(pair))
                .or((value == "ministry").then(|| "ministry_road".into()));
            continue;
        }
        let fact = DecidingFact::from_str(key).unwrap_or_else(|_| panic!("{key} is no fact"));
        // Where the rules ask for the place of what it is about, the rows name the thing.
        let is_thing = matches!(fact, DecidingFact::Parcel | DecidingFact::Forest | DecidingFact::House);
        let fact = if is_thing && facts_asked == [DecidingFact::ObjectPlace] {
            DecidingFact::ObjectPlace
        } else {
            fact
        };
        said.places.insert(fact, place(value, day, directory));
    }
    said
}

/// A code of today, or of before July 2025 where it is none of today.
fn place(value: &str, day: Day, directory: &Directory) -> PlaceSaid {
    match PlaceSaid::parse(value) {
        Some(PlaceSaid::In(units)) if directory.unit_on(&units[0], day).is_none() => {
            let now: Vec<UnitCode> =
                directory.successors_of(&units[0]).map(|row| row.new_code.clone()).collect();
            PlaceSaid::In(if now.is_empty() { units } else { now })
        }
        Some(said) => said,
        None => panic!("{value} is no place"),
    }
}

fn kind(decider: Decider, row_kind: &str) -> String {
    match decider {
        Decider::Kind(AgencyKind::PeopleCommittee) => "commune_committee".into(),
        Decider::Kind(AgencyKind::Police) => "commune_police".into(),
        Decider::Kind(AgencyKind::LandRegistry) => "land_office_branch".into(),
        Decider::Kind(other) => other.as_str().into(),
        Decider::Department(field) => format!("province_department:{}", field.as_str()),
        Decider::Ministry => "ministry".into(),
        // The rows call it by what it keeps, or by its level.
        Decider::UnitBody => row_kind.into(),
        Decider::Levels | Decider::WrongPage | Decider::Nobody(_) => String::new(),
    }
}

fn codes(units: &[UnitCode]) -> BTreeSet<String> {
    units.iter().map(|unit| unit.to_string()).collect()
}

fn told(rules: &CompetenceRules, directory: &Directory, row: &csv::StringRecord) -> Told {
    let day = Day::parse(&row[3]).expect("a day");
    let procedure = ProcedureId::from(&row[1]);
    let receiving = UnitCode::parse(&row[4]).expect("a unit");
    let facts = rules.facts(&procedure, day, &DecidingFacts::default());
    let said = said(row, &facts, day, directory);
    let nothing =
        |outcome, units: BTreeSet<String>| Told { outcome, kind: row[7].into(), units, receiver_may: "" };
    match rules.who_decides(directory, &procedure, day, &receiving, &said) {
        WhoDecides::Known(deciders) => Told {
            outcome: if deciders.units.len() > 1 { "choose" } else { "decides" },
            kind: kind(deciders.decider, &row[7]),
            units: codes(&deciders.units),
            receiver_may: match deciders.receiver_may(directory, &receiving) {
                ReceiverMay::Decide => "decides",
                ReceiverMay::Forward => "forwards",
                ReceiverMay::HelpOnline => "helps_online",
                ReceiverMay::Refuse => "refuses",
            },
        },
        WhoDecides::Ask(Lacking::Part(_, units)) => nothing("ask", codes(&units)),
        WhoDecides::Ask(_) | WhoDecides::NotOnFile(NotOnFile::Levels) => nothing("ask", BTreeSet::new()),
        WhoDecides::Refused { .. } => Told { receiver_may: "refuses", ..nothing("refused", BTreeSet::new()) },
        WhoDecides::NotOnFile(_) => nothing("not-on-file", BTreeSet::new()),
    }
}

fn expected(row: &csv::StringRecord) -> Told {
    let one = |words: &[&'static str], word: &str| {
        *words.iter().find(|known| **known == word).expect("a known word")
    };
    Told {
        outcome: one(&["decides", "choose", "ask", "refused", "not-on-file"], &row[6]),
        kind: row[7].into(),
        units: row[8].split(';').filter(|unit| !unit.is_empty()).map(str::to_string).collect(),
        receiver_may: one(&["", "decides", "forwards", "helps_online", "refuses"], &row[9]),
    }
}

#[test]
fn every_row_that_was_written_from_the_law_is_answered_as_it_says() {
    let directory = Directory::read(&UNITS).expect("the units");
    let rules = CompetenceRules::read(&RULES).expect("the rules");
    let mut reader = csv::Reader::from_reader(include_str!("right_agency/competence.csv").as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 386);
    let mut wrong = Vec::new();
    let mut differs = BTreeSet::new();
    for row in &rows {
        let (got, want) = (told(&rules, &directory, row), expected(row));
        if got != want {
            if DIFFERENT.iter().any(|(id, _)| *id == &row[0]) {
                differs.insert(row[0].to_string());
            } else {
                wrong.push(format!(
                    "{} {} {} [{}]\n  got  {got:?}\n  want {want:?}\n  {}",
                    &row[0], &row[1], &row[2], &row[5], &row[12]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    let named: BTreeSet<String> = DIFFERENT.iter().map(|(id, _)| id.to_string()).collect();
    assert_eq!(differs, named, "a row that is answered as it says is no difference");
}

/// A commune of today that is written whole is that one, though an old commune that was split
/// had the name too: whoever copies what a page says is never asked again.
#[test]
fn every_commune_of_today_can_be_named_whole() {
    let directory = Directory::read(&UNITS).expect("the units");
    let day = Day::parse("2026-05-12").expect("a day");
    let mut asked = 0;
    for unit in directory.units_on(motcua_core::directory::Tier::Commune, day) {
        let province =
            unit.parent.as_ref().and_then(|code| directory.unit_on(code, day)).expect("a province");
        let written = format!("{}, {}", unit.full_name, province.full_name);
        let found = motcua_core::form::places_written(&written, None, day, &directory);
        assert!(matches!(found.as_slice(), [code] if *code == unit.code), "{written}: {found:?}");
        asked += 1;
    }
    assert_eq!(asked, 3321);
    for unread in ["Xã Phú Thuận Sai, Phú Vang", "Xã Không Có, Bình Thuận"] {
        let found = motcua_core::form::places_written(unread, None, day, &directory);
        assert!(found.is_empty(), "{unread}: {found:?}");
    }
}
