//! Commands are data: kept, read again, and refused when nobody knows what they say.

use super::*;
use crate::command::{Command, VERSION};

/// What is written of a command is the same command.
fn kept(command: impl Into<DossierCommand>) -> String {
    let command = Command::Dossier(command.into());
    let text = command.write().unwrap();
    assert_eq!(Command::read(&text), Ok(command), "{text}");
    text
}

#[test]
fn every_act_is_kept_and_read_again_as_it_was() {
    let town = Town::at_status(Status::InProcess);
    for verb in Verb::ALL {
        let command = least(&town.law, town.now, town.dossier(), verb);
        assert_eq!((command.verb(), command.name()), (Some(verb), verb.as_str()));
        let text = kept(command);
        assert!(text.contains(&format!("{{\"dossier\":{{\"{}\":", verb.as_str())), "{text}");
    }
    kept(handing_in());
    kept(Receive(handing_in()));
    kept(WithdrawConsent { code: town.code() });
    kept(LookInto { code: town.code(), reason: "kiến nghị".into() });
    kept(Instruct { code: town.code(), text: "báo cáo".into(), limit: Limit::WorkingDays(2) });
    kept(AnswerInstruction { code: town.code(), number: Some(1), answer: "đã rõ".into() });
    kept(MoveDue { code: town.code(), by: Mover::Outage { id: "mất điện".into() } });
}

#[test]
fn a_command_that_was_kept_is_carried_out_or_refused_by_the_rules_of_the_day() {
    let town = Town::at_status(Status::Submitted);
    let text = kept(Accept::of(town.code()));
    let clerk = officer(HERE, &[Duty::Reception]);
    let ask = |town: &Town| {
        let command = Command::read(&text).unwrap();
        command.carry_out(&town.law, &mut town.memory(), &clerk, town.now).map(|_| "ok").map_err(|halt| {
            match halt {
                Halt::Refused(refusals) => refusals[0].code,
                Halt::Broke(fault) => panic!("{fault}"),
            }
        })
    };
    assert_eq!(ask(&town), Ok("ok"));
    // Somebody else was there before it was sent.
    let mut later = Town::at_status(Status::Submitted);
    later.does("2025-07-14T09:30", &clerk, Verb::Accept);
    assert_eq!(ask(&later), Err("dossier.wrong-status"));
}

#[test]
fn a_command_of_another_version_or_of_none_is_refused_with_what_is_known() {
    let text = kept(Accept::of(Town::at_status(Status::Submitted).code()));
    let next = text.replace(&format!("\"version\":{VERSION}"), &format!("\"version\":{}", VERSION + 1));
    let refused = Command::read(&next).unwrap_err();
    assert_eq!(
        (refused.code, refused.arg("version"), refused.arg("known")),
        ("command.unknown-version", Some("2"), Some("1"))
    );
    // What a later version says need not be readable at all.
    let strange = Command::read(r#"{"version":9,"command":["?"]}"#).unwrap_err();
    assert_eq!(strange.code, "command.unknown-version");
    for text in ["", "{}", "[]", r#"{"version":1}"#, r#"{"version":1,"command":{"dossier":{"explode":{}}}}"#]
    {
        assert_eq!(Command::read(text).unwrap_err().code, "command.unreadable", "{text}");
    }
}
