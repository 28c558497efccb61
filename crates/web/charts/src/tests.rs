use super::*;

fn july() -> Vec<TrendDay<'static>> {
    vec![
        TrendDay { label: "11/7", worked: true, counted: Some((3425, 3254)) },
        TrendDay { label: "12/7", worked: false, counted: Some((0, 0)) },
        TrendDay { label: "13/7", worked: false, counted: None },
        TrendDay { label: "14/7", worked: true, counted: Some((2000, 2500)) },
    ]
}

fn a_trend<'a>(days: &'a [TrendDay<'a>]) -> String {
    trend(&Trend {
        id: "t",
        title: "Hồ sơ <tiếp nhận>",
        desc: "\"Cao nhất\" 3.425",
        part_name: "trực tuyến",
        rest_name: "tại quầy",
        closed_name: "ngày nghỉ",
        days,
        numbers: Numbers::VI,
    })
}

fn a_ranking(rows: &[RankingRow<'_>]) -> String {
    ranking(&Ranking { id: "r", title: "Xếp hạng", desc: "", rows, numbers: Numbers::VI })
}

fn a_ledger(parts: &[LedgerPart<'_>], due: Option<(u64, &str)>) -> String {
    ledger(&Ledger { id: "l", title: "Thời gian", desc: "", parts, due })
}

fn row(name: &str, numerator: u64, denominator: u64) -> RankingRow<'_> {
    RankingRow { rank: Some(1), name, numerator, denominator, picked: false }
}

fn part(who: &str, minutes: u64, kind: LedgerKind) -> LedgerPart<'_> {
    LedgerPart { who, time: "2 giờ", minutes, kind }
}

/// Every tag that opens is closed, in order, and every attribute is quoted.
fn well_formed(svg: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').ok_or("a tag that does not end")? + start;
        let tag = &rest[start + 1..end];
        if !tag.matches('"').count().is_multiple_of(2) {
            return Err(format!("quotes: {tag}"));
        }
        if let Some(closing) = tag.strip_prefix('/') {
            if open.pop() != Some(closing) {
                return Err(format!("closes {closing}"));
            }
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap_or_default());
        }
        rest = &rest[end + 1..];
    }
    if open.is_empty() { Ok(()) } else { Err(format!("left open: {open:?}")) }
}

fn all() -> Vec<String> {
    let days = july();
    vec![
        a_trend(&days),
        a_trend(&[]),
        a_ranking(&[row("A & B", 1, 2), row("Không có", 0, 0)]),
        a_ranking(&[]),
        a_ledger(
            &[part("Quầy <1>", 60, LedgerKind::Working), part("Dân", 9, LedgerKind::Waiting)],
            Some((40, "hạn")),
        ),
        a_ledger(&[], None),
        sparkline("tăng \"nhẹ\"", &[Some(1), None, Some(3)]),
        sparkline("", &[]),
        bar(3, 4),
        bar(0, 0),
    ]
}

#[test]
fn every_chart_is_well_formed_and_keeps_to_the_security_policy() {
    for svg in all() {
        well_formed(&svg).unwrap_or_else(|why| panic!("{why} in {svg}"));
        for forbidden in ["style", "<script", "href", "onload", "NaN", "inf\""] {
            assert!(!svg.contains(forbidden), "{forbidden} in {svg}");
        }
    }
}

#[test]
fn text_from_people_cannot_become_markup() {
    let svg = a_ranking(&[row("<b>\"x\"&'y'", 1, 2)]);
    assert!(svg.contains("&lt;b&gt;&quot;x&quot;&amp;&#39;y&#39;"), "{svg}");
    assert!(!svg.contains("<b>"));
}

#[test]
fn a_drawing_with_letters_comes_once_for_each_width_with_ids_of_its_own() {
    let days = july();
    let svg = a_trend(&days);
    assert_eq!(svg.matches("<svg").count(), 2);
    let mut ids: Vec<&str> = svg.split(" id=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
    let before = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), before, "{ids:?}");
    for used in svg.split("url(#").skip(1).filter_map(|s| s.split(')').next()) {
        assert!(ids.contains(&used), "{used} is nowhere");
    }
}

#[test]
fn a_closed_day_is_a_band_and_an_empty_day_has_no_column() {
    let days = july();
    let svg = a_trend(&days);
    // Two drawings; each has two closed days and one swatch in the legend.
    assert_eq!(svg.matches("class=\"rest-day\"").count(), 2 * 3);
    // Two days with dossiers and one swatch.
    assert_eq!(svg.matches("class=\"solid\"").count(), 2 * 3);
}

#[test]
fn a_part_is_never_drawn_larger_than_its_whole() {
    let of = |part| a_trend(&[TrendDay { label: "1/7", worked: true, counted: Some((10, part)) }]);
    assert_eq!(of(99), of(10));
}

#[test]
fn the_highest_day_is_written_even_when_there_is_no_room_for_all() {
    let labels: Vec<String> = (1..=31).map(|d| format!("{d}/7")).collect();
    let days: Vec<TrendDay<'_>> = labels
        .iter()
        .zip(1u64..)
        .map(|(label, d)| TrendDay {
            label,
            worked: true,
            counted: Some((if d == 14 { 3425 } else { 1000 + d }, d)),
        })
        .collect();
    let svg = a_trend(&days);
    assert_eq!(svg.matches(">3.425<").count(), 2);
    assert_eq!(svg.matches(">1.031<").count(), 2, "the latest too");
    assert!(!svg.contains(">1.002<"), "the others stand in the table");
}

#[test]
fn a_rate_is_printed_with_both_its_numbers() {
    let svg = a_ranking(&[row("Phú Xuân", 2779, 2934)]);
    assert!(svg.contains(">94,72\u{a0}%<"), "{svg}");
    assert!(svg.contains(">2.779/2.934<"), "{svg}");
}

#[test]
fn nothing_of_nothing_has_no_bar_and_no_rate() {
    let svg = a_ranking(&[row("Xã mới", 0, 0)]);
    assert!(svg.contains(">–<"));
    assert!(!svg.contains("class=\"solid\""));
}

#[test]
fn a_bar_ends_where_its_share_ends() {
    let table =
        [((0, 4), "h0v8"), ((3, 4), "h75v8"), ((4, 4), "h100v8"), ((9, 4), "h100v8"), ((0, 0), "h0v8")];
    for ((n, d), want) in table {
        assert!(bar(n, d).contains(want), "{n}/{d}");
    }
}

#[test]
fn a_missing_value_breaks_the_line() {
    let svg = sparkline("", &[Some(1), Some(2), None, Some(3)]);
    let path = svg.split(" d=\"").nth(1).and_then(|s| s.split('"').next()).unwrap();
    assert_eq!(path.matches('M').count(), 2);
    assert_eq!(path.matches('L').count(), 1);
}

#[test]
fn the_due_date_stands_inside_the_bar_of_a_late_dossier_and_at_its_end_otherwise() {
    let late = a_ledger(
        &[part("A", 100, LedgerKind::Working), part("A", 100, LedgerKind::Overrun)],
        Some((100, "hạn")),
    );
    assert!(late.contains("<path class=\"limit\" d=\"M150 18L150 64\"/>"), "{late}");
    let early = a_ledger(&[part("A", 50, LedgerKind::Working)], Some((100, "hạn")));
    assert!(early.contains("<path class=\"limit\" d=\"M299 18L299 64\"/>"), "{early}");
}

#[test]
fn each_holder_of_the_dossier_is_named_with_the_time_in_words() {
    let svg = a_ledger(
        &[part("Quầy 2", 1, LedgerKind::Working), part("Công dân", 5000, LedgerKind::Waiting)],
        None,
    );
    assert_eq!(svg.matches(">Quầy 2<").count(), 2, "even when its bar is too thin for a number");
    assert_eq!(svg.matches(">Công dân<").count(), 2);
    assert_eq!(svg.matches(">2 giờ<").count(), 4);
}

#[test]
fn numbers_are_written_as_people_write_them() {
    let table = [
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1.000", "1,000"),
        (44_825, "44.825", "44,825"),
        (1_234_567, "1.234.567", "1,234,567"),
    ];
    for (number, vi, en) in table {
        assert_eq!(Numbers::VI.count(number), vi);
        assert_eq!(Numbers::EN.count(number), en);
    }
}

#[test]
fn published_rates_come_out_as_published() {
    let table = [
        (2779, 2934, "94.72%"),
        (1538, 1541, "99.81%"),
        (491, 493, "99.59%"),
        (309, 338, "91.42%"),
        (1, 8, "12.50%"),
        (1, 16_000, "0.01%"),
        (0, 5, "0.00%"),
        (5, 5, "100.00%"),
        (0, 0, "–"),
    ];
    for (n, d, want) in table {
        assert_eq!(Numbers::EN.percent(n, d), want, "{n}/{d}");
    }
}

#[test]
fn whose_time_it_was_shows_without_colour() {
    let kinds = [LedgerKind::Working, LedgerKind::Waiting, LedgerKind::Stopped, LedgerKind::Overrun];
    let fills: std::collections::HashSet<String> = kinds
        .iter()
        .map(|kind| {
            let svg = a_ledger(&[part("A", 10, *kind)], None);
            let bar =
                svg.split("<rect").find(|rect| rect.contains("height=\"34\"") && !rect.contains("track"));
            bar.and_then(|rect| rect.split("fill=\"").nth(1))
                .map_or("solid".to_string(), |fill| fill.to_string())
        })
        .collect();
    assert_eq!(fills.len(), kinds.len(), "{fills:?}");
}
