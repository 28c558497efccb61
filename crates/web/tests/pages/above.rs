//! From above: giving a desk to a colleague, and which agency overran its share.

use crate::kit::Browser;
use crate::oversight::{LIST, NAME, late_and_not};
use motcua_core::catalogue::Duty;
use motcua_core::dossier::DossierCode;
use motcua_core::dossier::Verb::*;

#[tokio::test]
async fn a_whole_desk_or_what_is_ticked_is_reassigned_from_above_line_by_line() {
    let (office, one, two, mut leader) = late_and_not().await;
    office.kit.add_officer("thuly.hai", "H57.101", &[Duty::Case]).await;
    office.kit.add_officer("vanthu.ba", "H57.101", &[Duty::Registry]).await;
    let mut commune = office.browser("lanhdao").await;
    for code in [&one, &two] {
        let path = format!("/manage/oversight/reassign?item={code}");
        assert_eq!(
            commune.get(&path).await.status,
            403,
            "the head of a commune does it at their own staff page"
        );
        let said =
            [("item", code.to_string()), ("to_officer", "thuly".into()), ("reason", "phân công".into())];
        let said: Vec<(&str, &str)> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let done = leader.fills_in(&path, &said).await;
        assert!(done.says("<b>1</b> / 1") && done.says("Cán bộ thuly)"), "{}", done.main());
    }
    let list = leader.get(&format!("{LIST}?standing=running&agency=H57.101&officer=thuly")).await;
    let desk = format!("{LIST}/reassign?officer=thuly");
    assert!(list.says(&format!("href=\"{desk}\"")), "{}", list.main());
    let page = leader.get(&desk).await;
    for words in [&one.to_string(), &two.to_string(), "Cán bộ thuly.hai", "Cán bộ thuly)"] {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    assert!(!page.says("Cán bộ vanthu.ba"), "another duty: {}", page.main());
    assert!(!page.says(NAME), "{}", page.main());
    // One of the two has moved on meanwhile.
    let hand_over = |to: &'static str| {
        [
            ("item", one.to_string()),
            ("item", two.to_string()),
            ("to_officer", to.into()),
            ("reason", "nghỉ ốm".into()),
        ]
    };
    let send = async |leader: &mut Browser, fields: &[(&'static str, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        leader.fills_in(&desk, &fields).await
    };
    let mut silent = hand_over("thuly.hai").to_vec();
    silent[3].1 = " ".into();
    let refused = send(&mut leader, &silent).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("Hãy ghi rõ lý do") && refused.says(&two.to_string()), "{}", refused.main());
    office.carry_on(&two, &[Forward]).await;
    let done = send(&mut leader, &hand_over("thuly.hai")).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert!(done.says("<b>1</b> / 2") && done.says("<b>1</b> ở lại chỗ cũ"), "{}", done.main());
    let holder = |code: &DossierCode| office.now(code).holder.officer.map(|id| id.0);
    assert_eq!(holder(&one).as_deref(), Some("thuly.hai"));
    assert_ne!(holder(&two).as_deref(), Some("thuly.hai"));
    let history = leader.get(&format!("{LIST}/{one}")).await;
    assert!(history.says("Cán bộ tinh"), "it says who did: {}", history.main());

    office.kit.add_officer("tuphap", "H57.802", &[Duty::Leader]).await;
    let mut justice = office.browser("tuphap").await;
    assert!(!justice.get(LIST).await.says("/reassign"), "a department moves nobody");
    assert_eq!(justice.get(&format!("{LIST}/reassign?item={one}")).await.status, 404);
    let fields = [("item", one.to_string()), ("key", "x".into()), ("reason", "không được".into())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_ne!(justice.post(&format!("{LIST}/reassign"), &fields).await.status, 200);
    assert_eq!(holder(&one).as_deref(), Some("thuly.hai"));
    assert_eq!(leader.get(&format!("{LIST}/reassign?officer=nobody")).await.status, 422, "they hold nothing");
}

#[tokio::test]
async fn who_overran_their_share_is_counted_down_to_the_dossiers() {
    let (office, late, _, mut leader) = late_and_not().await;
    let shares = format!("{LIST}/shares?from=2025-07-01&to=2025-07-31");
    let before = leader.get(&shares).await;
    assert!(before.says("Không có phần việc nào xong trong kỳ"), "{}", before.main());
    office.carry_on(&late, &[Stop]).await;
    assert!(leader.get(LIST).await.says(&format!("{LIST}/shares")));
    let page = leader.get(&shares).await;
    for words in ["Ủy ban nhân dân phường Phú Xuân", "<b class=\"due late\">1</b>", "01/07/2025 – 31/07/2025"]
    {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    let behind = format!("{LIST}/shares/dossiers?agency=H57.101&late=1&from=2025-07-01&to=2025-07-31");
    assert!(page.text().replace("&#38;", "&").contains(&behind), "{}", page.main());
    let list = leader.get(&behind).await;
    assert!(list.says(&format!(">{late}</a>")) && list.says("Quá"), "{}", list.main());
    assert!(!list.says(NAME), "{}", list.main());
    let other = leader.get(&behind.replace("H57.101", "H57.102")).await;
    assert!(other.says("Không có phần việc nào như vậy"), "{}", other.main());
    assert!(
        leader.get(&format!("{LIST}/shares?from=2025-06-01&to=2025-06-30")).await.says("Không có phần việc")
    );
    let refused = leader.get(&format!("{LIST}/shares?from=32/13/2025")).await;
    assert_eq!(refused.status, 422, "{}", refused.main());
    assert!(refused.says("32/13/2025"), "{}", refused.main());
    office.kit.add_officer("noivu", "H57.801", &[Duty::Leader]).await;
    let mut affairs = office.browser("noivu").await;
    assert!(affairs.get(&shares).await.says("Không có phần việc nào xong trong kỳ"), "not its field");
    assert_eq!(office.browser("lanhdao").await.get(&shares).await.status, 403);
}
