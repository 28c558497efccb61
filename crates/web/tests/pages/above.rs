//! From above: which agency overran its share.

use crate::oversight::{LIST, NAME, late_and_not};
use motcua_core::catalogue::Duty;
use motcua_core::dossier::Verb::*;

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
