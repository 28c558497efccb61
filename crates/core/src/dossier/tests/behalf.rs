//! Handing in for somebody else, with consent; and using papers again.

use super::*;
use crate::Trust;
use crate::act::{Point, PointKind};
use crate::catalogue::Paper;
use crate::document::{FileDigest, FileRef, Media};

const HERS: &str = "046190000001";

fn helper() -> Actor {
    Actor::Officer(Officer {
        id: OfficerId("diem1".into()),
        name: "Trần Thị Điểm".into(),
        agency: agency(HERE),
        duties: Vec::new(),
        point: Some(Point { kind: PointKind::PostOffice, name: "Bưu điện Phú Xuân".into() }),
        stead: Default::default(),
    })
}

fn consent(scope: &[ConsentScope]) -> ConsentGiven {
    ConsentGiven { way: ConsentWay::Spoken, scope: scope.to_vec(), days: 30 }
}

fn file(name: &str, media: Media) -> FileRef {
    FileRef {
        digest: FileDigest("0".repeat(64)),
        name: name.into(),
        size: 9,
        media,
        pages: None,
        doubts: Vec::new(),
    }
}

fn hers() -> Submit {
    let mut command = handing_in();
    command.applicant.identity = HERS.into();
    command.papers = vec![PaperHanded::of_files("form", vec![file("a.pdf", Media::Pdf)])];
    command
}

fn codes(asked: Result<Changes, Vec<crate::Refusal>>) -> Vec<&'static str> {
    asked.err().into_iter().flatten().map(|refusal| refusal.code).collect()
}

#[test]
fn a_helper_hands_in_only_with_consent_online_and_for_the_agency_of_the_point() {
    let agreed = || Some(consent(&[ConsentScope::HandIn, ConsentScope::Follow]));
    type Change = fn(&mut Submit);
    let table: [(Change, &[&str]); 5] = [
        (|_| (), &[]),
        (|s| s.behalf.consent = None, &["consent.missing"]),
        (|s| s.behalf.consent = Some(consent(&[ConsentScope::Follow])), &["consent.missing"]),
        (|s| s.behalf.consent.as_mut().unwrap().days = 181, &["consent.term"]),
        (
            |s| (s.channel, s.receiving) = (Channel::Post, agency(THERE)),
            &["dossier.not-your-unit", "dossier.way-not-offered"],
        ),
    ];
    for (change, want) in table {
        let mut command = hers();
        command.behalf.consent = agreed();
        change(&mut command);
        assert_eq!(codes(Town::new().ask(&helper(), |desk| submit(desk, command))), want);
    }
}

#[test]
fn a_helper_is_named_and_sees_the_dossier_as_long_as_the_consent_lasts() {
    let mut command = hers();
    command.behalf.consent = Some(consent(&[ConsentScope::HandIn, ConsentScope::Follow]));
    // What a helper says about who helped counts for nothing: the account does.
    command.assistance = Some(Assistance::of(Helper::Relative, "Người khác"));
    let mut town = Town::new();
    town.act(&helper(), |desk| submit(desk, command)).unwrap();
    let dossier = town.dossier.clone().unwrap();
    let help = dossier.submission.assistance.clone().unwrap();
    assert_eq!((help.kind, help.name.as_str()), (Helper::PostOffice, "Bưu điện Phú Xuân"));
    let Actor::Officer(me) = helper() else { unreachable!() };
    let stranger = Officer { id: OfficerId("diem2".into()), ..me.clone() };
    let consent = dossier.submission.consent.clone().unwrap();
    for (who, when, sees) in [
        (&me, town.now, true),
        (&me, consent.until.plus_ms(-1), true),
        (&me, consent.until, false),
        (&stranger, town.now, false),
    ] {
        assert_eq!(dossier.is_followed_by(who, when), sees, "{} {when:?}", who.id);
        assert!(!dossier.is_seen_by(who), "a helper is no officer");
        assert_eq!(town.open_to(&Actor::Officer(who.clone())), []);
    }
    let code = dossier.code().clone();
    town.act(&citizen(), |desk| withdraw_consent(desk, WithdrawConsent { code: code.clone() })).unwrap();
    let dossier = town.dossier.clone().unwrap();
    assert_eq!(dossier.status(), Status::Submitted, "the dossier itself goes on");
    assert!(!dossier.is_followed_by(&me, town.now));
    let again = town.ask(&citizen(), |desk| withdraw_consent(desk, WithdrawConsent { code }));
    assert_eq!(codes(again), ["consent.withdrawn-already"]);
}

#[test]
fn somebody_who_hands_in_for_another_says_who_and_by_what_right() {
    type Change = fn(&mut Submitter);
    let table: [(Change, &[&str]); 4] = [
        (|_| (), &[]),
        (|s| s.name = " ".into(), &["submitter.name-missing"]),
        (|s| s.relation = Relation::Authorised, &["submitter.authorisation-missing"]),
        (|s| s.identity = "123".into(), &["applicant.identity-shape"]),
    ];
    for (change, want) in table {
        let mut submitter = Submitter { name: "Lê  Văn Con".into(), ..Submitter::default() };
        change(&mut submitter);
        let mut command = hers();
        command.behalf.submitter = Some(submitter);
        assert_eq!(codes(Town::new().ask(&citizen(), |desk| submit(desk, command))), want);
    }
}

/// A town in which her first dossier was accepted.
fn accepted() -> Town {
    let mut town = Town::new();
    town.act(&officer(HERE, &[Duty::Reception]), |desk| receive(desk, Receive(hers()))).unwrap();
    town
}

fn again(town: &Town, change: impl FnOnce(&mut Submit)) -> Submit {
    let from = town.dossier.as_ref().unwrap().code().clone();
    let mut command = hers();
    command.id = DossierId([8; 16]);
    command.channel = Channel::Counter;
    command.papers = Vec::new();
    command.behalf.consent = Some(consent(&[ConsentScope::ReusePapers]));
    command.behalf.reuse = vec![Reuse { paper: "other".into(), from, from_paper: "form".into() }];
    change(&mut command);
    command
}

#[test]
fn an_accepted_paper_is_used_again_with_consent_and_the_new_dossier_says_from_where() {
    let town = accepted();
    let first = town.dossier.clone().unwrap();
    assert_eq!(first.submission.papers[0].shared[0].to, SharedPlace::PersonalStore);
    let clerk = officer(HERE, &[Duty::Reception]);
    let command = again(&town, |s| {
        s.papers = vec![PaperHanded { originals: 1, ..PaperHanded::of_files("other", vec![]) }]
    });
    let made = town.ask(&clerk, |desk| receive(desk, Receive(command))).unwrap().first.after;
    let [paper] = &made.submission.papers[..] else { panic!("one paper, ticked and reused") };
    assert_eq!((paper.originals, paper.files.len()), (1, 1));
    let Some(Digitised::Reused { from, .. }) = &paper.digitised else { panic!("{paper:?}") };
    assert_eq!(from, first.code());
    assert!(made.reception.unwrap().digitised);
}

#[test]
fn nothing_is_used_again_without_consent_or_for_somebody_else() {
    type Change = fn(&mut Submit);
    let table: [(Change, &[&str]); 6] = [
        (|_| (), &[]),
        (|s| s.behalf.consent = None, &["consent.reuse-missing"]),
        (|s| s.behalf.consent = Some(consent(&[ConsentScope::HandIn])), &["consent.reuse-missing"]),
        (|s| s.applicant.identity = "046190000002".into(), &["reuse.not-there"]),
        (|s| s.behalf.reuse[0].from_paper = RESULT.into(), &["reuse.not-there"]),
        (|s| s.behalf.reuse[0].paper = "passport".into(), &["dossier.unknown-paper"]),
    ];
    let town = accepted();
    let clerk = officer(HERE, &[Duty::Reception]);
    for (change, want) in table {
        let command = again(&town, change);
        assert_eq!(codes(town.ask(&clerk, |desk| receive(desk, Receive(command)))), want);
    }
    // The person's own act is consent enough; they hear clearly what is wrong.
    let table: [(Change, &[&str]); 4] = [
        (|_| (), &[]),
        (|s| s.applicant.identity = "046190000002".into(), &["reuse.other-person"]),
        (|s| s.applicant.identity.clear(), &["reuse.identity-missing"]),
        (|s| s.behalf.reuse[0].from_paper = RESULT.into(), &["reuse.not-there"]),
    ];
    for (change, want) in table {
        let own = again(&town, |s| {
            s.channel = Channel::Online;
            s.behalf.consent = None;
            change(s);
        });
        assert_eq!(codes(town.ask(&citizen(), |desk| submit(desk, own))), want);
    }
    // Taken back: not any more, for nobody.
    let mut town = town;
    let code = town.dossier.as_ref().unwrap().code().clone();
    town.act(&citizen(), |desk| withdraw_consent(desk, WithdrawConsent { code })).unwrap();
    let command = again(&town, |_| ());
    assert_eq!(codes(town.ask(&clerk, |desk| receive(desk, Receive(command)))), ["reuse.not-there"]);
    // A dossier without an identity number is nobody's to use again.
    let mut town = Town::new();
    let mut nobody = hers();
    nobody.applicant.identity.clear();
    town.act(&clerk, |desk| receive(desk, Receive(nobody))).unwrap();
    assert!(town.dossier.as_ref().unwrap().reusable().is_empty());
    assert!(town.dossier.as_ref().unwrap().submission.papers[0].shared.is_empty());
}

#[test]
fn an_earlier_paper_counts_as_the_one_that_is_asked_for_only_where_its_name_says_so() {
    let paper = |id: &str, name: &str| Paper {
        id: id.into(),
        name: name.into(),
        name_en: String::new(),
        originals: 1,
        copies: 0,
        required: true,
        by_form: false,
        cases: Vec::new(),
        trust: Trust::Assumed,
    };
    let birth = paper("giay-chung-sinh", "Giấy chứng sinh");
    let permit = paper("giay-phep-da-cap", "Giấy phép xây dựng đã cấp");
    let asked = [&birth, &permit];
    for (id, name, want) in [
        ("giay-chung-sinh", "giấy chứng sinh ", Some("giay-chung-sinh")),
        ("giay-chung-sinh", "Giấy chứng sinh của người mẹ", None),
        ("giay-to", "Giấy chứng sinh", None),
        (RESULT, "Giấy phép xây dựng", Some("giay-phep-da-cap")),
        (RESULT, "Giấy phép", Some("giay-phep-da-cap")),
        (RESULT, "Giấy khai sinh", None),
        (RESULT, "", None),
    ] {
        assert_eq!(counts_as(id, name, &asked).map(|paper| paper.id.as_str()), want, "{id} {name}");
    }
}
