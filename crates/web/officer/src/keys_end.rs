//! Whose certificates end soon, for those who see to them: each their own, the registry and the leader that of the
//! agency's seal, the leader those of the agency's people too.

use motcua_core::act::OfficerId;
use motcua_core::catalogue::Duty;
use motcua_edge::key_times::{KeyEnds, ends_soon};
use motcua_edge::page::Page;
use motcua_edge::signed::Signed;
use std::collections::BTreeMap;

/// What is to be told at this desk; `names` are the people of the agency.
pub(super) fn keys_end(
    signed: &Signed,
    desk: Duty,
    names: &BTreeMap<OfficerId, String>,
    page: &Page,
) -> Vec<String> {
    let (app, now, officer) = (&signed.visit.app, signed.visit.now, &signed.officer);
    let of_a_person = |id: &OfficerId| app.signers.time(id).and_then(|time| ends_soon(&[time], now));
    let mut told = Vec::new();
    if let Some(ends) = of_a_person(&officer.id) {
        let whose = page.t("Chứng thư chữ ký số của bạn", "The certificate of your signature");
        told.push(words(whose, ends, page.t("Không ký số được", "Nothing can be signed with it"), page));
    }
    let seals = matches!(desk, Duty::Registry | Duty::Leader);
    let of_the_seal = ends_soon(&app.seals.times(&officer.agency), now).filter(|_| seals);
    if let Some(ends) = of_the_seal {
        let whose = page.t("Chứng thư con dấu số của cơ quan", "The certificate of the agency’s seal");
        told.push(words(whose, ends, page.t("Không đóng dấu số được", "Nothing can be sealed"), page));
    }
    if desk == Duty::Leader {
        for (id, name) in names.iter().filter(|(id, _)| **id != officer.id) {
            let Some(ends) = of_a_person(id) else { continue };
            let whose = page.t("Chứng thư chữ ký số của", "The certificate of the signature of");
            let without = page.t("Người ấy không ký số được", "They can sign nothing with it");
            told.push(words(&format!("{whose} {name}"), ends, without, page));
        }
    }
    told
}

fn words(whose: &str, ends: KeyEnds, without: &str, page: &Page) -> String {
    let day = ends.until.day().vn();
    let (ended, until) =
        (page.t("đã hết hạn ngày", "ended on"), page.t("cho đến khi gia hạn", "until it is renewed"));
    match (ends.left_days, ends.next) {
        (left, Some(next)) => {
            let ends = if left < 0 { ended } else { page.t("hết hạn ngày", "ends on") };
            let next = next.day().vn();
            let begins = page.t("chứng thư sau chỉ có hiệu lực từ ngày", "the next one begins only on");
            let between = page.t("trong khoảng đó.", "in between.");
            format!("{whose} {ends} {day}, {begins} {next}. {without} {between}")
        }
        (left, None) if left < 0 => format!("{whose} {ended} {day}. {without} {until}."),
        (left, None) => format!(
            "{whose} {} {day} ({} {left} {}). {}",
            page.t("hết hạn ngày", "ends on"),
            page.t("còn", "in"),
            page.t("ngày", "days"),
            page.t("Hãy gia hạn trước ngày đó.", "Renew it before.")
        ),
    }
}
