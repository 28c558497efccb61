//! Templates of papers are tried before they are put into force, seen as prints, and put right on the day on which
//! they begin.

use crate::deeds::{TEMPLATE, at_the_case_officer, sealing};

#[tokio::test]
async fn a_template_by_which_no_paper_could_be_given_out_is_refused_and_a_sound_one_is_seen_as_a_print() {
    let kit = crate::kit::Kit::at("2025-07-14T09:00");
    let mut keeper = crate::manage::keeper(&kit).await;
    let path = "deeds/xac-nhan-hon-nhan.2.toml";
    let first = kit.app.books.text(&format!("deeds/{TEMPLATE}.toml")).unwrap();
    let next = first.replace("hon-nhan.1\"", "hon-nhan.2\"").replace("2025-07-01", "2025-08-01");
    for (wrong, vi, en) in [
        (next.replace("# GIẤY XÁC", "# GIẤY 李 XÁC"), "Không in được chữ “李”", "cannot be printed"),
        (next.replace("> Nơi cư", "> Nơi\u{202e} cư"), "đảo chiều chữ (U+202E)", "turns letters around"),
        (next.replace("~ 28\n", ""), "không có chỗ cho người ký", "no place for whoever signs"),
        (next.replace("@columns 1 1 1\n", "@columns 1 250 1\n"), "ra ngoài cột", "leaves its column"),
    ] {
        let seen = crate::manage::checks(&mut keeper, &[crate::manage::file(path, wrong)]).await;
        assert_eq!(seen.status, 422);
        assert!(seen.says(vi) && seen.says(en) && seen.says(&format!("{path}:")), "{vi}: {}", seen.main());
    }
    let file = crate::manage::file(path, next.clone());
    let seen = crate::manage::checks(&mut keeper, std::slice::from_ref(&file)).await;
    assert!(seen.status == 200 && seen.says("Bản in với nội dung dài nhất"), "{}", seen.main());
    let fields = |print: &'static str| [("path.0", path), ("text.0", next.as_str()), ("print", print)];
    for (print, status) in [
        ("sample:xac-nhan-hon-nhan.2", 200),
        ("longest:xac-nhan-hon-nhan.2", 200),
        ("stock:xac-nhan-hon-nhan.2", 404),
        ("longest:khac.1", 404),
    ] {
        let made = keeper.multipart(crate::manage::PUT, &fields(print), &[]).await;
        assert_eq!(made.status, status, "{print}");
        assert_eq!(made.body.starts_with(b"%PDF-1.7"), status == 200, "{print}");
    }
    assert!(keeper.get(&format!("/manage/deeds/{TEMPLATE}.longest.pdf")).await.body.starts_with(b"%PDF-1.7"));
    assert!(kit.app.now_in_force().law.deeds.get("xac-nhan-hon-nhan.2").is_none(), "nothing is in force yet");
    // A file that is sent comes where it belongs, by its name.
    let sent = [("upload", "xac-nhan-hon-nhan.2.toml", next.as_bytes())];
    let seen = keeper.multipart(crate::manage::PUT, &[("do", "check")], &sent).await;
    assert!(seen.status == 200 && seen.says(path), "{}", seen.main());
}

#[tokio::test]
async fn a_template_of_today_is_put_right_until_somebody_drafts_by_it() {
    let office = sealing().await;
    let mut keeper = crate::manage::keeper(&office.kit).await;
    let path = "deeds/xac-nhan-hon-nhan.2.toml";
    let first = office.kit.app.books.text(&format!("deeds/{TEMPLATE}.toml")).unwrap();
    let second = first.replace("hon-nhan.1\"", "hon-nhan.2\"").replace("2025-07-01", "2025-07-14");
    let ends = first.replace(
        "effective_from = \"2025-07-01\"",
        "effective_from = \"2025-07-01\"\neffective_to = \"2025-07-13\"",
    );
    let files = [
        crate::manage::file(path, second.clone()),
        crate::manage::file(&format!("deeds/{TEMPLATE}.toml"), ends),
    ];
    crate::manage::puts(&mut keeper, &files).await.location();
    let right = second.replace("# GIẤY XÁC NHẬN", "# GIẤY CHỨNG NHẬN");
    crate::manage::puts(&mut keeper, &[crate::manage::file(path, right.clone())]).await.location();
    let code = at_the_case_officer(&office).await;
    let fields = [
        ("template", "xac-nhan-hon-nhan.2"),
        ("say.status", "Chưa kết hôn với ai"),
        ("say.purpose", "vay vốn"),
    ];
    let drafting = format!("/officer/dossiers/{code}/draft_result?template=xac-nhan-hon-nhan.2");
    office.browser("thuly").await.fills_in(&drafting, &fields).await.location();
    let again = right.replace("# GIẤY CHỨNG NHẬN", "# GIẤY KHÁC");
    let refused = crate::manage::checks(&mut keeper, &[crate::manage::file(path, again)]).await;
    assert!(refused.says("effective_to"), "{}", refused.main());
}
