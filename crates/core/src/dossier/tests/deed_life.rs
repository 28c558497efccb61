//! What becomes of a paper after it was issued: recalled, or replaced by another that the registry issues.

use super::deeds::{decided, leader};
use super::registry::pdf;
use super::*;
use crate::deed::{Capacity, CheckCode, Filling, Said, SignAs};

fn registry() -> Actor {
    officer(THERE, &[Duty::Registry])
}

fn issued() -> Town {
    let mut town = decided();
    town.does("2025-07-15T10:00", &registry(), Verb::Issue);
    town
}

fn recalling(town: &Town) -> RecallDeed {
    let (decision, reason) = ("Quyết định 9/QĐ-UBND".to_string(), "cấp sai đối tượng".to_string());
    RecallDeed { code: town.code(), decision, reason }
}

fn replacing(town: &Town, random: u8, said: &[(&str, &str)]) -> ReplaceDeed {
    let text = |(name, text): &(&str, &str)| (name.to_string(), Said::Text(text.to_string()));
    let said: Filling = said.iter().map(text).collect();
    let sign = SignAs { capacity: Capacity::Head, check: CheckCode::drawn([random; 10]), with_key: false };
    ReplaceDeed { code: town.code(), said, reason: "ghi sai họ tên".into(), sign }
}

fn replaced(town: &mut Town, random: u8, said: &[(&str, &str)]) {
    let command = replacing(town, random, said);
    town.act(&leader(), |desk| replace_deed(desk, command)).unwrap();
    let command = IssueReplacement { code: town.code(), files: Vec::new(), unscanned: None };
    town.act(&registry(), |desk| issue_replacement(desk, command)).unwrap();
}

/// Whether the paper that was signed with this random counts.
fn standing(town: &Town, random: u8) -> String {
    let known = town.dossier().deed_with(&CheckCode::drawn([random; 10]));
    known.map_or("given up".to_string(), |known| match known.standing {
        DeedStanding::Decided => "decided".to_string(),
        DeedStanding::InForce(since) => format!("in force since {}", since.iso()),
        DeedStanding::Recalled(recall) => format!("recalled by {}", recall.decision),
        DeedStanding::ReplacedBy(former) => format!("replaced: {}", former.reason),
    })
}

#[test]
fn a_recalled_paper_counts_no_more_and_everything_else_stays() {
    let mut town = issued();
    let before = town.dossier().clone();
    assert_eq!(standing(&town, 7), "in force since 2025-07-15T10:00:00+07:00");
    let command = recalling(&town);
    town.act(&leader(), |desk| recall_deed(desk, command)).unwrap();
    let after = town.dossier();
    assert_eq!(standing(&town, 7), "recalled by Quyết định 9/QĐ-UBND");
    assert_eq!((&after.deed, &after.result, &after.state), (&before.deed, &before.result, &before.state));
    let again = recalling(&town);
    assert_eq!(town.act(&leader(), |desk| recall_deed(desk, again)).unwrap_err(), ["deed.recalled-already"]);
}

#[test]
fn a_replacement_counts_once_it_is_issued_and_until_then_the_first_one_does() {
    let mut town = issued();
    let completed = town.dossier().completion();
    town.now = at("2025-07-21T09:00");
    let command = replacing(&town, 8, &[("name", "Nguyễn Thị Hoà")]);
    town.act(&leader(), |desk| replace_deed(desk, command)).unwrap();
    assert_eq!(standing(&town, 7), "in force since 2025-07-15T10:00:00+07:00");
    assert_eq!(standing(&town, 8), "decided");
    let waiting = &town.dossier().deed_life.replacement.as_ref().unwrap().made;
    assert_eq!(waiting.series().map(|series| series.0).as_deref(), Some("deed/H57.103/2025/Sổ xác nhận"));
    assert_eq!(waiting.filling.get("note"), Some(&Said::Text("độc thân".into())), "what is right stays");
    assert_eq!(waiting.day, at("2025-07-21T09:00").day());

    town.now = at("2025-07-22T08:00");
    let command = IssueReplacement { code: town.code(), files: Vec::new(), unscanned: None };
    town.act(&registry(), |desk| issue_replacement(desk, command)).unwrap();
    assert_eq!(standing(&town, 7), "replaced: ghi sai họ tên");
    assert_eq!(standing(&town, 8), "in force since 2025-07-22T08:00:00+07:00");
    let after = town.dossier();
    assert_eq!(after.issued, after.deed.as_ref().unwrap().entry(), "the book names the new one");
    assert_eq!(after.completion(), completed, "figures count when the first one was ready");
    assert_eq!(after.deed_life.former[0].by, CheckCode::drawn([8; 10]));
}

#[test]
fn files_of_what_was_replaced_are_kept_with_it_and_are_no_result_any_more() {
    let mut town = decided();
    let scan = pdf("da-ky.pdf");
    let entry = town.dossier().deed.as_ref().unwrap().entry().unwrap();
    let command = Issue { code: town.code(), entry, files: vec![scan.clone()], unscanned: None };
    town.act(&registry(), |desk| issue(desk, command)).unwrap();
    replaced(&mut town, 8, &[("note", "đã ly hôn")]);
    let after = town.dossier();
    assert_eq!(after.result, None, "there is only the paper");
    assert_eq!(after.deed_with(&CheckCode::drawn([7; 10])).unwrap().files, std::slice::from_ref(&scan));
    assert_eq!(after.file(&scan.digest.0), None);
    assert_eq!(after.file_for_officers(&scan.digest.0), Some(&scan));
}

#[test]
fn a_paper_is_replaced_more_than_once_and_after_it_was_recalled() {
    let mut town = issued();
    replaced(&mut town, 8, &[("note", "hai")]);
    let command = recalling(&town);
    town.act(&leader(), |desk| recall_deed(desk, command)).unwrap();
    assert_eq!(standing(&town, 8), "recalled by Quyết định 9/QĐ-UBND");
    // The first replacement is signed anew before it is issued: its number is given up.
    let command = replacing(&town, 9, &[("note", "ba")]);
    town.act(&leader(), |desk| replace_deed(desk, command)).unwrap();
    replaced(&mut town, 10, &[("note", "bốn")]);
    let stands =
        [7, 8, 9, 10].map(|random| standing(&town, random).split([' ', ':']).next().unwrap().to_string());
    assert_eq!(stands, ["replaced", "replaced", "given", "in"]);
}

#[test]
fn a_recall_gives_up_what_was_to_replace_it() {
    let mut town = issued();
    let command = replacing(&town, 8, &[("note", "hai")]);
    town.act(&leader(), |desk| replace_deed(desk, command)).unwrap();
    let command = recalling(&town);
    town.act(&leader(), |desk| recall_deed(desk, command)).unwrap();
    assert_eq!(standing(&town, 8), "given up");
    let command = IssueReplacement { code: town.code(), files: Vec::new(), unscanned: None };
    let refused = town.act(&registry(), |desk| issue_replacement(desk, command)).unwrap_err();
    assert_eq!(refused, ["deed.no-replacement"]);
}

#[test]
fn a_new_paper_is_where_the_dossier_was_handed_in_wherever_the_first_one_went() {
    let mut town = issued();
    let choose =
        ChooseReturn { code: town.code(), wanted: WantedReturn::Centre { agency: agency(ELSEWHERE) } };
    town.act(&citizen(), |desk| choose_return(desk, choose)).unwrap();
    let (here, code) = (officer(HERE, &[Duty::Reception]), town.code());
    town.act(&here, |desk| send_result(desk, &code, "list", &agency(ELSEWHERE))).unwrap();
    let command = replacing(&town, 8, &[("note", "hai")]);
    town.act(&leader(), |desk| replace_deed(desk, command)).unwrap();
    let issue = |town: &mut Town| {
        let command = IssueReplacement { code: town.code(), files: Vec::new(), unscanned: None };
        town.act(&registry(), |desk| issue_replacement(desk, command)).map(drop)
    };
    assert_eq!(issue(&mut town), Err(vec!["result.list-under-way"]));
    let there = officer(ELSEWHERE, &[Duty::Reception]);
    town.act(&there, |desk| take_result(desk, &code, "list", true)).unwrap();
    assert_eq!(town.dossier().returned_at(), &agency(ELSEWHERE));
    assert_eq!(issue(&mut town), Ok(()));
    let stands = town.dossier().result_stands().map(|stands| (stands.agency, stands.stage));
    assert_eq!(stands, Some((agency(HERE), ResultStage::ToSend)), "it goes after the first one");
    assert_eq!((town.dossier().returned_at(), &town.dossier().holder.agency), (&agency(HERE), &agency(HERE)));
}

#[test]
fn nothing_is_returned_while_what_replaces_it_waits() {
    let mut town = issued();
    let command = replacing(&town, 8, &[("note", "hai")]);
    town.act(&leader(), |desk| replace_deed(desk, command)).unwrap();
    let reception = officer(HERE, &[Duty::Reception]);
    let returning =
        |town: &Town| ReturnResult { code: town.code(), how: ReturnWay::Counter, files: Vec::new() };
    let command = returning(&town);
    let refused = town.act(&reception, |desk| return_result(desk, command)).unwrap_err();
    assert_eq!(refused, ["deed.replacement-waits"]);
    let command = IssueReplacement { code: town.code(), files: Vec::new(), unscanned: None };
    town.act(&registry(), |desk| issue_replacement(desk, command)).unwrap();
    let command = returning(&town);
    town.act(&reception, |desk| return_result(desk, command)).unwrap();
    // Also what the person has already is replaced.
    replaced(&mut town, 9, &[("note", "ba")]);
    assert_eq!(town.dossier().status(), Status::Returned);
}

#[test]
fn what_is_signed_while_another_waits_puts_that_one_right_and_a_recall_is_not_forgotten() {
    let mut town = issued();
    let command = replacing(&town, 8, &[("name", "Nguyễn Thị Hoà")]);
    town.act(&leader(), |desk| replace_deed(desk, command)).unwrap();
    let command = replacing(&town, 9, &[("note", "ba")]);
    town.act(&leader(), |desk| replace_deed(desk, command)).unwrap();
    let waiting = &town.dossier().deed_life.replacement.as_ref().unwrap().made;
    assert_eq!(waiting.filling.get("name"), Some(&Said::Text("Nguyễn Thị Hoà".into())), "put right before");
    let mut town = issued();
    let command = recalling(&town);
    town.act(&leader(), |desk| recall_deed(desk, command)).unwrap();
    replaced(&mut town, 8, &[("note", "hai")]);
    let former = &town.dossier().deed_life.former[0];
    assert_eq!(former.recalled.as_ref().map(|recall| recall.decision.as_str()), Some("Quyết định 9/QĐ-UBND"));
    assert_eq!(town.dossier().deed_life.recalled, None);
}

#[test]
fn a_recalled_paper_is_not_used_again() {
    let mut town = decided();
    let entry = town.dossier().deed.as_ref().unwrap().entry().unwrap();
    let command = Issue { code: town.code(), entry, files: vec![pdf("da-ky.pdf")], unscanned: None };
    town.act(&registry(), |desk| issue(desk, command)).unwrap();
    let results = |town: &Town| {
        let mut dossier = town.dossier().clone();
        dossier.submission.applicant.identity = "046090001234".into();
        dossier.reusable().iter().filter(|offered| offered.paper == "result").count()
    };
    assert_eq!(results(&town), 1);
    let command = recalling(&town);
    town.act(&leader(), |desk| recall_deed(desk, command)).unwrap();
    assert_eq!(results(&town), 0);
}

#[test]
fn what_counts_no_more_is_not_announced_early() {
    let mut town = issued();
    let command = recalling(&town);
    town.act(&leader(), |desk| recall_deed(desk, command)).unwrap();
    let reception = officer(HERE, &[Duty::Reception]);
    let command = AnnounceEarly { code: town.code(), told: Notice::Sms, note: String::new() };
    let refused = town.ask(&reception, |desk| announce_early(desk, command)).unwrap_err();
    assert_eq!(refused[0].code, "deed.recalled-already");
}

#[test]
fn a_replacement_whose_key_never_came_is_signed_anew_as_it_is_and_one_signed_by_hand_is_not() {
    let mut town = issued();
    let says = [("note", "ly hôn")];
    let waits = replacing(&town, 8, &says);
    let sign = SignAs { with_key: true, ..waits.sign.clone() };
    town.act(&leader(), |desk| replace_deed(desk, ReplaceDeed { sign, ..waits })).unwrap();
    // What was issued already is replaced by nothing.
    let as_issued = replacing(&town, 9, &[("note", "độc thân")]);
    let refused = town.act(&leader(), |desk| replace_deed(desk, as_issued)).unwrap_err();
    assert_eq!(refused, ["deed.replaces-nothing"]);
    let again = replacing(&town, 9, &says);
    town.act(&leader(), |desk| replace_deed(desk, again)).unwrap();
    assert_eq!([standing(&town, 8), standing(&town, 9)], ["given up", "decided"]);
    let third = replacing(&town, 10, &says);
    assert_eq!(town.act(&leader(), |desk| replace_deed(desk, third)).unwrap_err(), ["deed.replaces-nothing"]);
}

fn returned(town: &mut Town, how: ReturnWay, when: &str) {
    town.now = at(when);
    let command = ReturnResult { code: town.code(), how, files: Vec::new() };
    town.act(&officer(HERE, &[Duty::Reception]), |desk| return_result(desk, command)).unwrap();
}

fn recalled(town: &mut Town, when: &str) {
    town.now = at(when);
    let command = recalling(town);
    town.act(&leader(), |desk| recall_deed(desk, command)).unwrap();
}

/// The random of the paper that is to be taken back.
fn held(town: &Town) -> Option<u8> {
    let check = &town.dossier().deed_to_take_back()?.check;
    (7..12).find(|random| CheckCode::drawn([*random; 10]) == *check)
}

fn taking_back(town: &Town, random: u8, gone: Option<&str>) -> TakeBackDeed {
    TakeBackDeed { code: town.code(), check: CheckCode::drawn([random; 10]), gone: gone.map(str::to_string) }
}

#[test]
fn a_paper_that_counts_no_more_is_taken_back_from_whoever_got_it_and_from_nobody_else() {
    let reception = officer(HERE, &[Duty::Reception]);
    let mut town = issued();
    // Replaced before the person had it, it never reached them.
    replaced(&mut town, 8, &[("note", "ly hôn")]);
    returned(&mut town, ReturnWay::Counter, "2025-07-16T09:00");
    assert_eq!(held(&town), None);
    town.now = at("2025-07-17T09:00");
    replaced(&mut town, 9, &[("note", "góa")]);
    assert_eq!(held(&town), Some(8));
    // Replaced again before the exchange: the person still holds the first of them.
    town.now = at("2025-07-18T09:00");
    replaced(&mut town, 10, &[("note", "độc thân, lần hai")]);
    assert_eq!(held(&town), Some(8));
    for (who, random, gone, code) in [
        (officer(HERE, &[Duty::Case]), 8, None, "dossier.not-your-duty"),
        (officer(THERE, &[Duty::Reception]), 8, None, "dossier.not-your-unit"),
        (reception.clone(), 9, None, "deed.nothing-to-take-back"),
        (reception.clone(), 8, Some(" "), "dossier.reason-missing"),
    ] {
        let command = taking_back(&town, random, gone);
        assert_eq!(town.act(&who, |desk| take_back_deed(desk, command)).unwrap_err(), [code]);
    }
    town.now = at("2025-07-21T09:00");
    let command = taking_back(&town, 8, None);
    town.act(&reception, |desk| take_back_deed(desk, command)).unwrap();
    assert_eq!(held(&town), None);
    let again = taking_back(&town, 8, None);
    assert_eq!(
        town.act(&reception, |desk| take_back_deed(desk, again)).unwrap_err(),
        ["deed.nothing-to-take-back"]
    );
    // What was handed out for it may be recalled in its turn.
    recalled(&mut town, "2025-07-22T09:00");
    assert_eq!(held(&town), Some(10));
    town.now = at("2025-07-23T09:00");
    let command = taking_back(&town, 10, Some("bị mất, có cam kết"));
    town.act(&reception, |desk| take_back_deed(desk, command)).unwrap();
    assert_eq!(held(&town), None);
}

#[test]
fn while_a_replacement_waits_nothing_can_be_handed_out_for_the_old_paper() {
    let mut town = issued();
    returned(&mut town, ReturnWay::Post, "2025-07-16T09:00");
    recalled(&mut town, "2025-07-17T09:00");
    let command = replacing(&town, 8, &[("note", "ly hôn")]);
    town.act(&leader(), |desk| replace_deed(desk, command)).unwrap();
    let reception = officer(HERE, &[Duty::Reception]);
    assert_eq!(held(&town), None);
    let early = taking_back(&town, 7, None);
    let refused = town.act(&reception, |desk| take_back_deed(desk, early)).unwrap_err();
    assert_eq!(refused, ["deed.nothing-to-take-back"]);
    let command = IssueReplacement { code: town.code(), files: Vec::new(), unscanned: None };
    town.act(&registry(), |desk| issue_replacement(desk, command)).unwrap();
    assert_eq!(held(&town), Some(7));
}

#[test]
fn what_came_back_when_it_was_recalled_is_not_asked_for_again_when_another_stands_for_it() {
    let mut town = issued();
    returned(&mut town, ReturnWay::Counter, "2025-07-16T09:00");
    recalled(&mut town, "2025-07-17T09:00");
    town.now = at("2025-07-17T10:00");
    let command = taking_back(&town, 7, None);
    town.act(&officer(HERE, &[Duty::Reception]), |desk| take_back_deed(desk, command)).unwrap();
    town.now = at("2025-07-18T09:00");
    replaced(&mut town, 8, &[("note", "ly hôn")]);
    assert_eq!(held(&town), None);
}

/// The random of the paper that the person never got.
fn owed(town: &Town) -> Option<u8> {
    let check = &town.dossier().deed_to_hand_out()?.check;
    (7..12).find(|random| CheckCode::drawn([*random; 10]) == *check)
}

#[test]
fn what_was_issued_after_the_old_paper_came_back_is_owed_until_it_is_handed_out() {
    let mut town = issued();
    let reception = officer(HERE, &[Duty::Reception]);
    returned(&mut town, ReturnWay::Counter, "2025-07-16T09:00");
    recalled(&mut town, "2025-07-17T09:00");
    town.now = at("2025-07-17T10:00");
    let command = taking_back(&town, 7, None);
    town.act(&reception, |desk| take_back_deed(desk, command)).unwrap();
    assert_eq!(owed(&town), None, "nothing stands for it");
    town.now = at("2025-07-18T09:00");
    replaced(&mut town, 8, &[("note", "ly hôn")]);
    assert_eq!(owed(&town), Some(8));
    // Another replaces it before the person came.
    town.now = at("2025-07-18T15:00");
    replaced(&mut town, 9, &[("note", "ly hôn, lần hai")]);
    assert_eq!((held(&town), owed(&town)), (None, Some(9)));
    let handing =
        |town: &Town, random: u8| HandOutDeed { code: town.code(), check: CheckCode::drawn([random; 10]) };
    for (who, random, code) in [
        (officer(HERE, &[Duty::Case]), 9, "dossier.not-your-duty"),
        (officer(THERE, &[Duty::Reception]), 9, "dossier.not-your-unit"),
        (reception.clone(), 8, "deed.nothing-to-hand-out"),
    ] {
        let command = handing(&town, random);
        assert_eq!(town.act(&who, |desk| hand_out_deed(desk, command)).unwrap_err(), [code]);
    }
    town.now = at("2025-07-21T09:00");
    let command = handing(&town, 9);
    town.act(&reception, |desk| hand_out_deed(desk, command)).unwrap();
    assert_eq!((held(&town), owed(&town)), (None, None));
    let again = handing(&town, 9);
    let refused = town.act(&reception, |desk| hand_out_deed(desk, again)).unwrap_err();
    assert_eq!(refused, ["deed.nothing-to-hand-out"]);
    // It is in their hand, and is exchanged like any other.
    town.now = at("2025-07-22T09:00");
    replaced(&mut town, 10, &[("note", "độc thân")]);
    assert_eq!((held(&town), owed(&town)), (Some(9), None));
    town.now = at("2025-07-23T09:00");
    let command = taking_back(&town, 9, None);
    town.act(&reception, |desk| take_back_deed(desk, command)).unwrap();
    assert_eq!((held(&town), owed(&town)), (None, None), "10 was handed out for it");
}

#[test]
fn of_a_result_that_was_given_online_nothing_is_taken_back() {
    let mut town = issued();
    returned(&mut town, ReturnWay::Online, "2025-07-16T09:00");
    recalled(&mut town, "2025-07-17T09:00");
    assert_eq!(held(&town), None);
}

#[test]
fn who_may_not_and_what_is_wrong_is_told_why() {
    let early = decided();
    let command = recalling(&early);
    let refused = early.ask(&leader(), |desk| recall_deed(desk, command)).unwrap_err();
    assert_eq!(refused[0].code, "deed.not-issued");
    let command = replacing(&early, 8, &[("note", "hai")]);
    assert_eq!(
        early.ask(&leader(), |desk| replace_deed(desk, command)).unwrap_err()[0].code,
        "deed.not-issued"
    );

    let town = issued();
    let others = [
        (officer(THERE, &[Duty::Case]), "dossier.not-your-duty"),
        (officer(HERE, &[Duty::Leader]), "dossier.not-your-unit"),
    ];
    for (actor, why) in others {
        let command = recalling(&town);
        assert_eq!(town.ask(&actor, |desk| recall_deed(desk, command)).unwrap_err()[0].code, why);
        let command = replacing(&town, 8, &[("note", "hai")]);
        assert_eq!(town.ask(&actor, |desk| replace_deed(desk, command)).unwrap_err()[0].code, why);
        let command = IssueReplacement { code: town.code(), files: Vec::new(), unscanned: None };
        assert_eq!(town.ask(&actor, |desk| issue_replacement(desk, command)).unwrap_err()[0].code, why);
    }
    let bare = RecallDeed { decision: " ".into(), reason: "x".into(), ..recalling(&town) };
    let refused = town.ask(&leader(), |desk| recall_deed(desk, bare)).unwrap_err();
    let at: Vec<_> = refused.iter().map(|refusal| (refusal.code, refusal.field.as_deref())).collect();
    assert_eq!(at, [("dossier.text-missing", Some("decision")), ("dossier.reason-missing", Some("reason")),]);
    let table: [(&[(&str, &str)], &str); 4] = [
        (&[], "deed.replaces-nothing main"),
        (&[("note", "độc thân")], "deed.replaces-nothing main"),
        (&[("note", "")], "deed.field-missing say.note"),
        (&[("other", "x")], "deed.unknown-field say.other"),
    ];
    for (said, want) in table {
        let command = replacing(&town, 8, said);
        let refused = town.ask(&leader(), |desk| replace_deed(desk, command)).unwrap_err();
        let found = format!("{} {}", refused[0].code, refused[0].field.as_deref().unwrap_or_default());
        assert_eq!(found, want);
    }
}
