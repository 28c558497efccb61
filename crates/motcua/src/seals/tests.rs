//! Seals that are made, refused, and given up.

use super::*;
use crate::lasting::Stamps;
use motcua_core::DAY_MS;
use motcua_core::deed::Deeds;
use motcua_edge::seals::{DrawMark, SealMark};
use motcua_edge::signers::{PaperToSign, SealPlace};
use motcua_outside::signing_service::pretend::{
    PRETEND_CREDENTIAL, PRETEND_PIN, PRETEND_TOKEN, PretendSigningService, ServiceManner,
};
use motcua_outside::time_stamps::TimeStamps;
use motcua_outside::time_stamps::pretend::{AuthorityManner, PretendTimeStamps};
use motcua_signatures::pretend::{PretendAuthority, PretendStamper, PretendSubject, StamperMood};
use motcua_signatures::{FileKey, PadesLevel, TrustAnchors, Verdict, check};
use motcua_typeset::{Print, seal_mark, typeset};
use std::cell::RefCell;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::sync::OnceLock;
use std::time::Duration;
use tempfile::TempDir;

const NAME: &str = "Ủy ban nhân dân phường Phú Xuân";

const TEMPLATE: &str = include_str!("../../../../catalogue/deeds/xac-nhan-hon-nhan.1.toml");

pub(crate) fn now() -> Moment {
    Moment::parse("2025-07-14T09:00").unwrap()
}

/// A paper of ours with the mark of the seal where its signer signs.
fn to_seal(agency: &AgencyCode, now: Moment, try_it: impl FnOnce(&ToSeal<'_>)) {
    let deeds = Deeds::read(&[("xac-nhan-hon-nhan.1.toml", TEMPLATE)]).unwrap();
    let print = Print { made: now, id: "motcua:thu".into(), across: None, foot: None };
    let set = typeset(&deeds.all().next().unwrap().sample(), &print).unwrap();
    let area = set.signature.unwrap();
    let (left, lower) = (f64::from(area.x), f64::from(area.page_height - area.y - 40.0));
    let draw = |name: &str| {
        let drawn = seal_mark(&[format!("Ký bởi: {name}")], 120.0, 40.0).unwrap();
        let rect = [left, lower, left + 120.0, lower + 40.0];
        Ok(SealMark { drawn, page: area.page + 1, rect, spoken: format!("Ký số bởi {name}") })
    };
    let mark = Some(&draw as &DrawMark<'_>);
    try_it(&ToSeal { agency, name: NAME, pdf: &set.pdf, mark, now, is_signed: false });
}

/// From when to when the authority for trials is valid.
pub(crate) fn years() -> (i64, i64) {
    (now().plus_ms(-400 * 24 * 3_600_000).0, now().plus_ms(400 * 24 * 3_600_000).0)
}

/// One for all tests: whoever trusts it trusts all that it certified.
pub(crate) fn trial_authority() -> &'static PretendAuthority {
    static AUTHORITY: OnceLock<PretendAuthority> = OnceLock::new();
    AUTHORITY.get_or_init(|| PretendAuthority::root("Gốc thử", years()).unwrap())
}

/// A paper of ours that a person signs, with the place of the seal beside.
pub(crate) fn printed(paper: &str) -> PaperToSign {
    let deeds = Deeds::read(&[("xac-nhan-hon-nhan.1.toml", TEMPLATE)]).unwrap();
    let print = Print { made: now(), id: format!("motcua:{paper}"), across: None, foot: None };
    let set = typeset(&deeds.all().next().unwrap().sample(), &print).unwrap();
    let area = set.signature.unwrap();
    let (left, lower) = (f64::from(area.x), f64::from(area.page_height - area.y - 40.0));
    let rect = |at: f64| [left + at, lower, left + at + 80.0, lower + 40.0];
    let drawn = seal_mark(&["Ký bởi: Trần Văn Bình".into()], 80.0, 40.0).unwrap();
    let mark =
        SealMark { drawn, page: area.page + 1, rect: rect(90.0), spoken: "Chữ ký của Bình".into() };
    let seal = SealPlace { page: area.page + 1, rect: rect(0.0), spoken: "Con dấu".into() };
    PaperToSign { paper: paper.into(), pdf: set.pdf, mark: Some(mark), seal: Some(seal) }
}

/// The seal of an agency behind what a person signed.
pub(crate) fn seal_over(signed: &[u8]) -> Vec<u8> {
    let agency = AgencyCode::parse("H57.101").unwrap();
    let (_folder, seals) = seals(&agency, trial_authority());
    let place = printed("x").seal.unwrap();
    let draw = |name: &str| {
        let drawn = seal_mark(&[format!("Ký bởi: {name}")], 80.0, 40.0).unwrap();
        Ok(SealMark { drawn, page: place.page, rect: place.rect, spoken: place.spoken.clone() })
    };
    let mark = Some(&draw as &DrawMark<'_>);
    let paper = ToSeal { agency: &agency, name: NAME, pdf: signed, mark, now: now(), is_signed: true };
    seals.seal(&paper).unwrap().unwrap()
}

/// A folder with these files, that nobody else reads.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    }
    folder
}

/// A key of the agency that is valid on these days from now.
fn key(authority: &PretendAuthority, from_days: i64, to_days: i64) -> String {
    let valid = (now().plus_ms(from_days * DAY_MS).0, now().plus_ms(to_days * DAY_MS).0);
    authority.signer_file(&PretendSubject::signer(NAME, "UBND thành phố Huế", valid)).unwrap()
}

/// Whose seal ends soon so many days from now: in how many days, and in how many the next one begins.
fn told(seals: &SealKeys, days: i64) -> Vec<(String, i64, Option<i64>)> {
    let then = now().plus_ms(days * DAY_MS);
    let next = |ends: &KeyEnds| ends.next.map(|next| (next.0 - then.0) / DAY_MS);
    seals.ending(then).into_iter().map(|(agency, ends)| (agency, ends.left_days, next(&ends))).collect()
}

/// Its files are read each time that it seals.
fn seals(agency: &AgencyCode, authority: &PretendAuthority) -> (TempDir, SealKeys) {
    let folder = folder(&[(&format!("{agency}.pem"), &key(authority, -1, 20))]);
    let seals = SealKeys::read(folder.path()).unwrap();
    (folder, seals)
}

#[test]
fn an_agency_with_a_key_seals_a_paper_and_another_byte_shows() {
    let agency = AgencyCode::parse("H57.101").unwrap();
    let years = (now().0 - 2 * DAY_MS, now().plus_ms(400 * 24 * 3_600_000).0);
    let authority = PretendAuthority::root("Gốc thử", years).unwrap();
    let (_folder, seals) = seals(&agency, &authority);
    let trust = TrustAnchors::new(vec![authority.certificate().clone()]);
    to_seal(&agency, now(), |paper| {
        let mut sealed = seals.seal(paper).unwrap().unwrap();
        assert!(sealed.starts_with(paper.pdf), "nothing that stood there is written anew");
        assert_eq!(check(&sealed, &trust, now().0).verdict, Some(Verdict::Passed));
        sealed[2_000] ^= 1;
        let broken = check(&sealed, &trust, now().0).verdict;
        assert!(matches!(broken, Some(Verdict::Failed(_)) | None), "{broken:?}");
    });
    assert_eq!(told(&seals, 0), [("H57.101".to_string(), 20, None)]);
    assert_eq!(told(&seals, -11), []);
}

/// A trial key of somebody with this name and organisation.
fn key_of(name: &str, organisation: &str) -> String {
    let valid = (now().plus_ms(-DAY_MS).0, now().plus_ms(20 * DAY_MS).0);
    trial_authority().signer_file(&PretendSubject::signer(name, organisation, valid)).unwrap()
}

#[test]
fn a_seal_seals_only_in_the_name_of_its_certificate_and_the_mark_says_that_name() {
    let agency = AgencyCode::parse("H57.101").unwrap();
    let beside = |name: &str| format!("way = \"file\"\nkey = \"con-dau.pem\"\n{name}");
    let (own, shouted) = (NAME, "UỶ BAN NHÂN DÂN PHƯỜNG PHÚ XUÂN");
    let commune = "Ủy ban nhân dân xã Phú Vang";
    let former = "Ủy ban nhân dân phường Thuận Hòa, quận Phú Xuân";
    let exception = format!("name = \"{commune}\"");
    for (name, organisation, says, sealed_as) in [
        (own, "", "", Some(own)),
        (shouted, "", "", Some(shouted)),
        ("", own, "", Some(own)),
        (commune, "", "", None),
        (former, "", "", None),
        ("Ai đó", own, "", None),
        ("", "", "", None),
        (commune, "", exception.as_str(), Some(commune)),
        (own, "", exception.as_str(), None),
    ] {
        let files = [("con-dau.pem", key_of(name, organisation)), ("H57.101.toml", beside(says))];
        let folder = folder(&files.each_ref().map(|(name, text)| (*name, text.as_str())));
        let seals = SealKeys::read(folder.path()).unwrap();
        let told = seals.foreign(|_| Some(NAME.to_string()));
        let mut drawn = Vec::new();
        to_seal(&agency, now(), |paper| {
            let said = RefCell::new(Vec::new());
            let draw = |name: &str| {
                said.borrow_mut().push(name.to_string());
                paper.mark.unwrap()(name)
            };
            let done = seals.seal(&ToSeal { mark: Some(&draw), ..*paper });
            drawn = said.take();
            match (done, sealed_as) {
                (Ok(Some(pdf)), Some(_)) => {
                    let report = check(&pdf, &TrustAnchors::default(), now().0);
                    let signer = report.signatures[0].signer.as_ref().unwrap();
                    assert_eq!(signer.common_name, name);
                }
                (Err(Halt::Refused(wrong)), None) => assert_eq!(wrong[0].code, "seal.other-agency"),
                other => panic!("{name}: {other:?}"),
            }
        });
        assert_eq!(drawn, sealed_as.into_iter().collect::<Vec<_>>(), "{name}");
        assert_eq!(told.is_empty(), sealed_as.is_some(), "{name}: {told:?}");
        let in_mark = seals.name_in_mark(&agency, NAME, now());
        assert_eq!(in_mark, sealed_as.unwrap_or(NAME), "the place is kept for what will stand there");
    }
}

#[test]
fn a_seal_of_before_a_new_name_is_no_reason_to_warn_while_the_new_one_is_there() {
    let agency = AgencyCode::parse("H57.101").unwrap();
    let files =
        [("H57.101-2024.pem", key_of("Ủy ban nhân dân phường Cũ", "")), ("H57.101.pem", key_of(NAME, ""))];
    let folder = folder(&files.each_ref().map(|(name, text)| (*name, text.as_str())));
    let seals = SealKeys::read(folder.path()).unwrap();
    assert_eq!(seals.foreign(|_| Some(NAME.to_string())), []);
    to_seal(&agency, now(), |paper| assert!(seals.seal(paper).unwrap().is_some()));
}

#[test]
fn a_seal_whose_certificate_was_taken_back_seals_nothing_more() {
    let agency = AgencyCode::parse("H57.101").unwrap();
    let (_folder, seals) = seals(&agency, trial_authority());
    let certificate = seals.certificates().remove(0);
    let list = |since: i64| {
        let taken_back = [(&certificate, since)];
        let list = trial_authority().revocation_list(&taken_back, now().0 - 2, years().1).unwrap();
        TrustAnchors::new(vec![trial_authority().certificate().clone()]).with_list(&list).unwrap()
    };
    assert_eq!(seals.times(&agency)[0].until.0, certificate.not_after_ms());
    let seals = seals.finished_by(Arc::new(Lasting { trust: list(now().0 - 1), stamps: None }));
    to_seal(&agency, now(), |paper| {
        let Err(Halt::Refused(wrong)) = seals.seal(paper) else { panic!("sealed with a revoked key") };
        assert_eq!(wrong[0].code, "seal.certificate-revoked");
    });
}

#[test]
fn an_agency_without_a_key_seals_nothing_and_an_ended_certificate_is_refused() {
    let (agency, other) = (AgencyCode::parse("H57.101").unwrap(), AgencyCode::parse("H57.102").unwrap());
    let years = (now().0 - 2 * DAY_MS, now().plus_ms(400 * 24 * 3_600_000).0);
    let (_folder, seals) = seals(&agency, &PretendAuthority::root("Gốc thử", years).unwrap());
    to_seal(&other, now(), |paper| assert_eq!(seals.seal(paper).unwrap(), None));
    to_seal(&agency, now().plus_ms(21 * 24 * 3_600_000), |paper| {
        let Err(Halt::Refused(wrong)) = seals.seal(paper) else { panic!("sealed with an ended key") };
        assert_eq!(wrong[0].code, "seal.certificate-over");
    });
}

#[test]
fn of_several_keys_the_one_that_holds_that_day_seals_and_the_last_end_is_warned_of() {
    let agency = AgencyCode::parse("H57.101").unwrap();
    let authority = trial_authority();
    let files = [("H57.101-2025.pem", -300, 10), ("H57.101-2026.pem", 5, 370)];
    let texts = files.map(|(name, from, to)| (name, key(authority, from, to)));
    let folder = folder(&texts.each_ref().map(|(name, text)| (*name, text.as_str())));
    let seals = SealKeys::read(folder.path()).unwrap();
    let certificate = |days: i64| {
        let mut found = String::new();
        to_seal(&agency, now().plus_ms(days * DAY_MS), |paper| {
            let said = seals.seal(paper).map(|pdf| pdf.unwrap());
            found = match said {
                Ok(pdf) => check(&pdf, &TrustAnchors::default(), paper.now.0).signatures[0]
                    .signer
                    .as_ref()
                    .unwrap()
                    .serial
                    .clone(),
                Err(Halt::Refused(why)) => why[0].code.to_string(),
                Err(broke) => panic!("{broke:?}"),
            };
        });
        found
    };
    let serial = |text: &str| FileKey::from_pem(text).unwrap().certificate().serial();
    let [old, new] = texts.each_ref().map(|(_, text)| serial(text));
    assert_eq!([certificate(0), certificate(7), certificate(20)], [old, new.clone(), new]);
    assert_eq!(certificate(400), "seal.certificate-over");
    assert_eq!(told(&seals, 0), [], "the new one is there already");
    assert_eq!(told(&seals, 350), [("H57.101".to_string(), 20, None)]);
}

#[test]
fn a_gap_between_two_certificates_is_told_as_an_end_is() {
    let texts = [("H57.101-2025.pem", -300, 10), ("H57.101-2026.pem", 12, 370)]
        .map(|(name, from, to)| (name, key(trial_authority(), from, to)));
    let folder = folder(&texts.each_ref().map(|(name, text)| (*name, text.as_str())));
    let seals = SealKeys::read(folder.path()).unwrap();
    for (days, want) in [(-25, None), (-20, Some((30, Some(32)))), (11, Some((-1, Some(1)))), (13, None)] {
        let want = want.map(|(left, next)| ("H57.101".to_string(), left, next));
        assert_eq!(told(&seals, days), Vec::from_iter(want), "{days}");
    }
}

#[test]
fn a_seal_is_stamped_with_the_time_and_lasts_and_does_not_wait_for_a_stamp_that_does_not_come() {
    let agency = AgencyCode::parse("H57.101").unwrap();
    let authority = trial_authority();
    let list = authority.revocation_list(&[], now().0 - DAY_MS, now().plus_ms(DAY_MS).0).unwrap();
    let trust = || TrustAnchors::new(vec![authority.certificate().clone()]);
    let pretend = PretendTimeStamps::start(PretendStamper::of(authority).unwrap(), now()).unwrap();
    let (_folder, seals) = seals(&agency, authority);
    let sealed = |seals: &SealKeys, when: Moment| {
        let mut found = None;
        to_seal(&agency, when, |paper| found = seals.seal(paper).unwrap());
        let report = check(&found.unwrap(), &trust(), when.0);
        assert_eq!(report.verdict, Some(Verdict::Passed), "{report:?}");
        report.signatures[0].level.unwrap()
    };
    let stamps = TimeStamps::new(&pretend.address(), Duration::from_secs(5)).unwrap();
    let trust_with_list = trust().with_list(&list).unwrap();
    let lasting = Lasting {
        trust: trust_with_list,
        stamps: Some(Stamps { authority: stamps, random: |bytes| bytes.fill(7) }),
    };
    let seals = seals.finished_by(Arc::new(lasting));
    assert_eq!(sealed(&seals, now()), PadesLevel::BLT);
    assert_eq!(sealed(&seals, now().plus_ms(2 * DAY_MS)), PadesLevel::BT, "the list is too old by then");
    pretend.behave(AuthorityManner::Hangs);
    let asked = pretend.asked();
    for _ in 0..3 {
        assert_eq!(sealed(&seals, now().plus_ms(2 * DAY_MS)), PadesLevel::BB);
    }
    assert_eq!(pretend.asked(), asked + 1, "one that does not answer is left alone for a minute");
    pretend.behave(AuthorityManner::Answers(StamperMood::Forged));
    assert_eq!(sealed(&seals, now().plus_ms(2 * DAY_MS + 61_000)), PadesLevel::BB);
    pretend.behave(AuthorityManner::Answers(StamperMood::Right));
    assert_eq!(sealed(&seals, now().plus_ms(2 * DAY_MS + 62_000)), PadesLevel::BB, "nor is a wrong one");
    assert_eq!(sealed(&seals, now().plus_ms(2 * DAY_MS + 122_000)), PadesLevel::BT);
}

#[test]
fn a_folder_says_what_cannot_be_used_and_a_service_that_is_away_is_no_reason_not_to_start() {
    let good = key(trial_authority(), -1, 20);
    let token = "way = \"token\"\nmodule = \"/khong/co.so\"\ntoken = \"1\"";
    let device = "way = \"service\"\naddress = \"https://ky.example.vn/csc/v1\"\ncredential = \"con-dau\"\n\
                  access = \"H57.102.pem\"\nconsent = \"device\"";
    let nobody_types_it = device.replace("device", "pin");
    for (name, text) in [
        ("H57.101.pem", "no key"),
        ("H57.101.toml", "way = \"letter\""),
        ("H57.101.toml", token),
        ("H57.101.toml", device),
        ("H57.101.toml", nobody_types_it.as_str()),
        ("x.toml", ""),
    ] {
        let folder = folder(&[("H57.102.pem", &good), (name, text)]);
        let said = SealKeys::read(folder.path()).err().unwrap_or_default();
        assert!(said.contains(name), "{name}: {said}");
    }
    let text = "way = \"service\"\naddress = \"http://127.0.0.1:9/csc/v1\"\ncredential = \"con-dau\"\n\
                access = \"access\"\nsecret = \"pin\"";
    let folder = folder(&[("H57.101.toml", text), ("access", "x"), ("pin", "1")]);
    let seals = SealKeys::read(folder.path()).unwrap();
    let agency = AgencyCode::parse("H57.101").unwrap();
    assert!(seals.has(&agency));
    to_seal(&agency, now(), |paper| {
        let Err(Halt::Refused(wrong)) = seals.seal(paper) else { panic!("sealed by nobody") };
        assert_eq!(wrong[0].code, "seal.key-gone");
    });
}

/// A seal whose key lies at a service and has this PIN in its file, and the service.
fn at_a_service(pin: &str) -> (TempDir, SealKeys, PretendSigningService) {
    let own = FileKey::from_pem(&key(trial_authority(), -1, 20)).unwrap();
    let certificates = std::iter::once(own.certificate()).chain(own.chain()).cloned().collect();
    let service = PretendSigningService::start(certificates, Box::new(|_| Vec::new())).unwrap();
    let text = format!(
        "way = \"service\"\naddress = \"{}\"\ncredential = \"{PRETEND_CREDENTIAL}\"\naccess = \"access\"\n\
         secret = \"pin\"",
        service.address()
    );
    let folder = folder(&[("H57.101.toml", &text), ("access", PRETEND_TOKEN), ("pin", pin)]);
    let seals = SealKeys::read(folder.path()).unwrap();
    (folder, seals, service)
}

fn refused(seals: &SealKeys, when: Moment) -> String {
    let mut code = String::new();
    to_seal(&AgencyCode::parse("H57.101").unwrap(), when, |paper| {
        let Err(Halt::Refused(wrong)) = seals.seal(paper) else { panic!("it was sealed") };
        code = wrong[0].code.to_string();
    });
    code
}

#[test]
fn a_key_that_refused_its_pin_is_asked_no_more() {
    let (_folder, seals, service) = at_a_service("1");
    let before = service.asked().len();
    for later in [0, 1, 24 * 60] {
        assert_eq!(refused(&seals, now().plus_ms(later * 60_000)), "seal.key-refused");
    }
    let asked = service.asked().split_off(before);
    assert_eq!(asked, ["credentials/info", "credentials/authorize"], "its tries are not used up");
}

#[test]
fn a_key_that_does_not_answer_is_left_alone_for_a_minute() {
    let (_folder, seals, service) = at_a_service(PRETEND_PIN);
    service.behave(ServiceManner::Broken);
    let before = service.asked().len();
    for (later_ms, asked) in [(0, 1), (1, 1), (59_999, 1), (60_000, 2)] {
        assert_eq!(refused(&seals, now().plus_ms(later_ms)), "seal.key-gone");
        assert_eq!(service.asked().len() - before, asked, "{later_ms}");
    }
}
