//! Who may do what, to a dossier that Phú Xuân received and Vỹ Dạ decides.

use super::*;

/// The people of the table: `here` received it, `there` decides it.
fn people() -> [(&'static str, Actor); 8] {
    [
        ("applicant", citizen()),
        ("here.reception", officer(HERE, &[Duty::Reception])),
        ("here.case", officer(HERE, &[Duty::Case])),
        ("here.leader", officer(HERE, &[Duty::Leader])),
        ("there.reception", officer(THERE, &[Duty::Reception])),
        ("there.case", officer(THERE, &[Duty::Case])),
        ("there.leader", officer(THERE, &[Duty::Leader])),
        ("stranger", officer(ELSEWHERE, &Duty::ALL)),
    ]
}

/// The short words of the table.
const WORDS: [(&str, &str); 5] = [
    ("ok", "ok"),
    ("person", "account.officers-only"),
    ("unit", "dossier.not-your-unit"),
    ("duty", "dossier.not-your-duty"),
    ("unknown", "dossier.unknown"),
];

/// After these verbs, who may do this one. Another officer of the reception desk
/// has accepted it; that desk is one desk.
#[rustfmt::skip]
const RIGHTS: &str = "
verb              after                           applicant  here.reception  here.case  here.leader  there.reception  there.case  there.leader  stranger
accept            -                               person     ok              duty       duty         unit             unit        unit          unknown
reject_at_intake  -                               person     ok              duty       duty         unit             unit        unit          unknown
withdraw          -                               ok         ok              duty       duty         unit             unit        unit          unknown
forward           accept                          person     ok              duty       ok           unit             unit        unit          unknown
ask_supplement    accept                          person     ok              duty       ok           unit             unit        unit          unknown
forward           accept,forward                  person     unit            unit       unit         duty             ok          ok            unknown
hand_back         accept,forward                  person     unit            unit       unit         duty             ok          ok            unknown
ask_supplement    accept,forward                  person     unit            unit       unit         duty             ok          ok            unknown
ask_payment       accept,forward                  person     unit            unit       unit         duty             ok          ok            unknown
withdraw          accept,forward                  ok         ok              duty       duty         unit             unit        unit          unknown
stop              accept,forward                  person     unit            unit       unit         duty             ok          ok            unknown
supplement        accept,forward,ask_supplement   ok         ok              duty       duty         unit             unit        unit          unknown
settle_payment    accept,forward,ask_payment      person     ok              unit       unit         duty             ok          ok            unknown
find_case         accept,forward                  person     unit            unit       unit         duty             ok          ok            unknown
ask_opinion       accept,forward                  person     unit            unit       unit         duty             ok          ok            unknown
give_opinion      accept,forward,ask_opinion      person     duty            ok         ok           unit             unit        unit          unknown
record_reply      accept,forward,forward          person     unit            unit       unit         duty             ok          ok            unknown
return_share      accept,forward,forward          person     unit            unit       unit         duty             ok          ok            unknown
take_back_share   accept,forward,forward          person     unit            unit       unit         duty             ok          ok            unknown
extend            accept                          person     unit            unit       unit         duty             duty        ok            unknown
extend            accept,forward                  person     unit            unit       unit         duty             duty        ok            unknown
move_due          accept,forward                  person     unit            unit       unit         duty             duty        ok            unknown
record_silence    accept,forward                  person     ok              unit       unit         duty             ok          ok            unknown
announce_early    accept,forward,forward,decide   person     ok              duty       duty         unit             unit        unit          unknown
reopen            accept,forward,stop             person     unit            unit       unit         duty             duty        ok            unknown
decide            accept,forward,forward          person     unit            unit       unit         duty             duty        ok            unknown
issue             accept,forward,forward,decide   person     unit            unit       unit         duty             duty        ok            unknown
return_result     accept,forward,forward,decide   person     ok              duty       duty         unit             unit        unit          unknown
";

#[test]
fn each_act_belongs_to_certain_people() {
    let mut lines = RIGHTS.lines().filter(|line| !line.is_empty());
    let heads: Vec<&str> = lines.next().unwrap().split_whitespace().skip(2).collect();
    let people = people();
    assert_eq!(heads, people.each_ref().map(|(who, _)| *who));
    let mut seen = std::collections::BTreeSet::new();
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let verb = Verb::parse(words[0]).expect("a verb");
        let after: Vec<Verb> = words[1].split(',').filter_map(Verb::parse).collect();
        let procedure = match verb {
            // Only a procedure with a registry has something to issue.
            Verb::Issue => "sealed",
            // Only one with a share of another agency can await its reply.
            Verb::RecordReply => "outside",
            // Only one with steps side by side has shares out.
            Verb::ReturnShare | Verb::TakeBackShare => "beside",
            _ => "p",
        };
        let town = Town::brought_of(procedure, &after);
        seen.insert(verb);
        for ((who, actor), word) in people.iter().zip(&words[2..]) {
            let said = town.ask(actor, |desk| do_verb(desk, verb, &town.code()));
            let said = said.map_or_else(|refusals| refusals[0].code, |_| "ok");
            let want = WORDS.iter().find(|(short, _)| short == word).expect("a word of the table").1;
            assert_eq!(said, want, "{who} wants to {} after {}", verb.as_str(), words[1]);
        }
    }
    assert_eq!(seen.len(), Verb::ALL.len(), "no verb is missing");
}

#[test]
fn an_agency_that_only_had_it_before_still_sees_it() {
    let town = Town::brought(&[Verb::Accept, Verb::Forward]);
    for (code, sees) in [(HERE, true), (THERE, true), (ELSEWHERE, false), ("H57.201", false)] {
        let Actor::Officer(officer) = officer(code, &[Duty::Registry]) else { unreachable!() };
        assert_eq!(town.dossier().is_seen_by(&officer), sees, "{code}");
    }
}

#[test]
fn history_keeps_who_did_it_and_where() {
    let mut town = Town::brought(&[]);
    town.does("2025-07-14T10:00", &officer(HERE, &[Duty::Reception]), Verb::Accept);
    let told: Vec<_> = town.events.iter().map(|event| (&event.who, event.place.to_string())).collect();
    assert_eq!((told[0].0.officer.as_ref(), told[0].0.name.as_str()), (None, "Nguyễn Thị Hòa"));
    assert_eq!(told[0].1, HERE, "an applicant is at the desk that received");
    assert_eq!(told[1].0.officer, Some(OfficerId("reception@H57.101".into())));
    assert_eq!((&told[1].0.agency, told[1].1.as_str()), (&Some(agency(HERE)), HERE));
}
