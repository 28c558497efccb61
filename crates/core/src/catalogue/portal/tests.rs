//! What the tables of the portal become, and every mistake they can have.

use crate::catalogue::tests::{committed, whole};
use crate::catalogue::{Catalogue, Origin, PortalSays, Way, WhyWithheld};
use crate::{BadData, Day, Trust};

const FIELDS: &str = "portal\tfield\tfield_en\nHộ tịch\tHộ tịch\tCivil status\nNhà\tNhà ở\tHousing\n";
const PROCEDURES: &str = "code\tname\tfield\tagency\tauthority\tdecision\tresult\tlaws\tseen\taddress\tnewer_limit\tnewer_law\tmarks
1.900001\tThuê nhà cũ\tNhà\tpeople_committee\t\t1/QĐ-BXD\tHợp đồng\t1/2024/NĐ-CP; 2/2020/QH14\t2026-07-20\tx-1\t\t\t
1.001193\tThủ tục đăng ký khai sinh\tHộ tịch\tpeople_committee\t\t163/QĐ-BTP\t\t\t2026-07-20\tx-2\t2 working_days\t9/2026/NĐ-CP\t
";
const WAYS: &str = "code\tways\tlimit\tsaid\tfee\tfee_vnd\tfee_unit\tfee_text
1.900001\tonline counter\t3 working_days\t\tamount\t12000\tcopy\t
1.900001\tpost\t\t2 tháng\tprovince\t\t\t
1.001193\tcounter\t5 working_days\t\tamount\t8000\tdossier\t
";
const PAPERS: &str = "code\toriginals\tcopies\tname\twhen
1.900001\t1\t0\tĐơn thuê nhà\t
1.900001\t0\t1\tHợp đồng cũ\tTrường hợp thuê lại
1.900001\t0\t1\tĐơn thuê nhà\t
";
const FORMS: &str = "code\tform\tpapers\n1.900001\tthue-nha.1\tdon-thue-nha\n";

fn read(tables: &[(&str, &str)]) -> Result<Catalogue, Vec<BadData>> {
    let names: Vec<String> = tables.iter().map(|(name, _)| format!("portal/{name}.tsv")).collect();
    let tables: Vec<(&str, &str)> =
        names.iter().zip(tables).map(|(name, (_, text))| (name.as_str(), *text)).collect();
    committed().with_portal(&tables)
}

fn sound() -> Vec<(&'static str, &'static str)> {
    let beside = [("papers", PAPERS), ("forms", FORMS)];
    [("fields", FIELDS), ("procedures", PROCEDURES), ("ways", WAYS)].into_iter().chain(beside).collect()
}

#[test]
fn a_record_becomes_a_procedure_that_was_seen() {
    let catalogue = read(&sound()).unwrap();
    let rented = catalogue.find("1.900001").unwrap();
    assert_eq!((rented.origin, rented.code_trust), (Origin::Portal, Trust::Seen));
    let version = rented.version(1).unwrap();
    let seen = version.seen.as_ref().unwrap();
    assert_eq!((seen.on, seen.address.as_str()), (Day::parse("2026-07-20").unwrap(), "x-1"));
    let counter = version.offer(&"default".into(), Way::Counter).unwrap();
    assert_eq!((counter.limit.to_string().as_str(), counter.limit_trust), ("3 working_days", Trust::Seen));
    assert_eq!((counter.fee_vnd, counter.fee_text.as_str()), (Some(12_000), "12.000 đ/bản"));
    let papers: Vec<(&str, bool)> =
        version.papers.iter().map(|paper| (paper.name.as_str(), paper.required)).collect();
    assert_eq!(papers, [("Đơn thuê nhà", true), ("Hợp đồng cũ – Trường hợp thuê lại", false)]);
    assert_eq!(version.papers[0].id.as_str(), "don-thue-nha");
    let by_form: Vec<bool> = version.papers.iter().map(|paper| paper.by_form).collect();
    assert_eq!((version.form.as_deref(), by_form), (Some("thue-nha.1"), vec![true, false]));
    assert!(version.unverified().is_empty(), "what was seen is said once, not datum by datum");
}

#[test]
fn a_limit_that_is_not_on_file_is_no_promise() {
    let catalogue = read(&sound()).unwrap();
    let version = catalogue.find("1.900001").unwrap().version(1).unwrap();
    assert!(version.offer(&"default".into(), Way::Post).is_none());
    let [post] = &version.withheld[..] else { panic!("{:?}", version.withheld) };
    assert_eq!((post.way, post.why, post.said.as_str()), (Way::Post, WhyWithheld::NoLimit, "2 tháng"));
}

#[test]
fn a_file_of_its_own_wins_and_what_differs_is_told() {
    let catalogue = read(&sound()).unwrap();
    let birth = catalogue.find("1.001193").unwrap();
    assert!(birth.has_own_file());
    let told = catalogue.portal_differs(birth, Day::parse("2026-08-01").unwrap());
    let says: Vec<&PortalSays> = told.iter().map(|differs| &differs.says).collect();
    assert!(told.iter().all(|differs| differs.way == Way::Counter), "{told:?}");
    assert!(matches!(says[0], PortalSays::Limit { portal, .. } if portal.to_string() == "5 working_days"));
    assert!(matches!(says[1], PortalSays::NewerLimit { law, .. } if law == "9/2026/NĐ-CP"), "{says:?}");
    assert!(matches!(says[2], PortalSays::Fee { portal, .. } if portal == "8.000 đ"), "{says:?}");
    assert_eq!(says.len(), 3);
}

#[test]
fn each_mistake_in_a_table_is_named_with_its_line_and_column() {
    let mut missed = Vec::new();
    let table = [
        ("fields", "field_en\nHộ", "english\nHộ", "catalogue.columns-differ 1 "),
        ("procedures", "Thuê nhà cũ\tNhà", "Thuê nhà cũ\tĐất", "catalogue.field-not-translated 2 field"),
        ("procedures", "1.900001\tThuê", "1.90001\tThuê", "catalogue.code-unreadable 2 code"),
        ("procedures", "1.001193\tThủ", "1.900001\tThủ", "catalogue.code-twice 3 code"),
        ("procedures", "2026-07-20\tx-1", "20/7/2026\tx-1", "data.no-such-date 2 seen"),
        ("procedures", "people_committee\t\t1/", "district\t\t1/", "data.not-one-of 2 agency"),
        ("procedures", "2 working_days", "2 weeks", "catalogue.limit-unreadable 3 newer_limit"),
        ("procedures", "\tx-1\t", "\t", "catalogue.cells-miscounted 2 "),
        ("ways", "online counter", "online fax", "data.not-one-of 2 ways"),
        ("ways", "3 working_days", "three", "catalogue.limit-unreadable 2 limit"),
        ("ways", "amount\t12000", "amount\tmuch", "data.wrong-type 2 fee_vnd"),
        ("ways", "province", "someone", "data.not-one-of 3 fee"),
        ("papers", "1.900001\t1\t0", "1.900001\tone\t0", "data.wrong-type 2 originals"),
        ("papers", "Hợp đồng cũ", "", "data.empty 3 name"),
        ("forms", "thue-nha.1", "", "data.empty 2 form"),
        ("forms", "1.900001", "1.900009", "catalogue.unknown-paper 2 papers"),
        (
            "forms",
            "1.900001\tthue-nha.1\tdon-thue-nha",
            "1.900009\tthue-nha.1\t",
            "catalogue.form-of-nothing 2 code",
        ),
        ("forms", "\tdon-thue-nha", "\tdon-mua-nha", "catalogue.unknown-paper 2 papers"),
        ("forms", "\tdon-thue-nha", "\t\n1.900001\tmua.1\t", "catalogue.code-twice 3 code"),
    ];
    for (name, good, bad, want) in table {
        let mut tables: Vec<(&str, String)> =
            sound().into_iter().map(|(name, text)| (name, text.to_string())).collect();
        let text = &mut tables.iter_mut().find(|(known, _)| *known == name).unwrap().1;
        assert!(text.contains(good), "{name} {good}");
        *text = text.replacen(good, bad, 1);
        let tables: Vec<(&str, &str)> = tables.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let got: Vec<String> = match read(&tables) {
            Ok(_) => vec!["nothing".into()],
            Err(bad) => bad
                .iter()
                .map(|bad| format!("{} {} {}", bad.why.code, bad.line.unwrap_or(0), bad.field))
                .collect(),
        };
        if got != [want] {
            missed.push(format!("{name} {bad:?}: {got:?}, want {want}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_commune_has_its_whole_desk() {
    let catalogue = whole();
    let day = Day::parse("2026-08-01").unwrap();
    let own = catalogue.all().iter().filter(|procedure| procedure.has_own_file()).count();
    assert_eq!(own, 85);
    assert!(catalogue.all().len() >= 480, "{} procedures", catalogue.all().len());
    let readable = |procedure: &&crate::catalogue::Procedure| {
        procedure
            .version_on(day)
            .is_some_and(|version| !(version.ways.is_empty() && version.withheld.is_empty()))
    };
    let unreadable: Vec<_> =
        catalogue.all().iter().filter(|one| !readable(one)).map(|one| one.id.to_string()).collect();
    assert!(unreadable.is_empty(), "no way at all: {unreadable:?}");
    let can = |procedure: &&crate::catalogue::Procedure| {
        procedure.version_on(day).is_some_and(|version| !version.ways.is_empty())
    };
    let handed_in = catalogue.all().iter().filter(can).count();
    assert!(handed_in >= 390, "{handed_in} can be handed in");
    let with_form = |procedure: &&crate::catalogue::Procedure| {
        let version = procedure.version_on(day).unwrap();
        version.cases.iter().all(|case| version.form_in(&case.id).is_some())
    };
    let filled_in = catalogue.all().iter().filter(can).filter(with_form).count();
    assert!(filled_in >= 110, "{filled_in} have a form of their own");
    assert!(catalogue.fields().len() <= 50, "{}", catalogue.fields().len());
    assert!(catalogue.life_events().len() >= 12);
    let plain = catalogue.all().iter().filter(|one| !one.plain.is_empty()).count();
    assert!(plain >= 60, "{plain} plain titles");
}

#[test]
fn who_decides_a_record_says_whether_it_is_taken_and_which_way_it_goes() {
    use WhyWithheld::{DecidedElsewhere, TakenElsewhere};
    let table = [
        ("people_committee", "same_day", None),
        ("commune_police", "central", None),
        ("social_insurance", "social_insurance", None),
        ("department", "department", None),
        ("road_manager", "verification", None),
        ("forwarded", "same_day", Some(DecidedElsewhere)),
        ("army_unit", "same_day", Some(TakenElsewhere)),
    ];
    for (agency, steps, withheld) in table {
        let procedures = PROCEDURES.replacen("people_committee", agency, 1);
        let mut tables: Vec<(&str, &str)> = sound();
        tables[1].1 = &procedures;
        let catalogue = read(&tables).unwrap();
        let version = catalogue.find("1.900001").unwrap().version(1).unwrap();
        assert_eq!(version.steps, steps, "{agency}");
        let counter = version.withheld.iter().find(|one| one.way == Way::Counter);
        assert_eq!(counter.map(|one| one.why), withheld, "{agency}");
        assert_eq!(version.ways.is_empty(), withheld.is_some(), "{agency}");
    }
}

#[test]
fn what_shows_another_procedures_page_stays_hidden() {
    let catalogue = whole();
    for code in ["2.001428", "3.000226", "3.000243", "1.014208", "2.001709", "3.000332"] {
        assert!(catalogue.find(code).is_none(), "{code}");
        assert!(catalogue.elsewhere().iter().all(|one| one.code != code), "{code}");
    }
}

#[test]
fn an_old_code_leads_to_the_new_one_and_a_new_one_to_what_we_have() {
    let catalogue = whole();
    let table = [
        // The new code is not on file yet: what we have under the old one.
        ("1.116909", "1.001776"),
        ("1.001776", "1.001776"),
        // The old one died with the districts.
        ("1.010385", "1.010386"),
        ("1.009454", "1.115950"),
    ];
    for (typed, want) in table {
        assert_eq!(catalogue.find(typed).map(|found| found.id.as_str()), Some(want), "{typed}");
        let first = catalogue.search(typed, 3).first().map(|found| found.id.to_string());
        assert_eq!(first.as_deref(), Some(want), "{typed}");
    }
    let allowance = catalogue.find("1.001776").unwrap();
    let change = catalogue.code_changes(allowance).next().unwrap();
    assert_eq!((change.new.as_str(), change.is_sure), ("1.116909", true));
}

#[test]
fn what_a_commune_does_not_handle_is_named_with_who_does() {
    let catalogue = whole();
    assert!(catalogue.elsewhere().len() > 2_000);
    let found = catalogue.search_elsewhere("thủ tục hải quan xăng dầu", 5);
    assert!(found.iter().any(|one| one.field == "Hải quan"), "{found:?}");
    let by_code = catalogue.search_elsewhere("1.000005", 5);
    assert_eq!(by_code.first().map(|one| one.ministry.as_str()), Some("Bộ Tài chính"));
}
