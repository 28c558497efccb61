//! Finding a dossier by what people say, however they write it.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::competence::{DecidingFact, PlaceSaid};
use motcua_core::dossier::Dossier;
use motcua_core::text::fold;
use motcua_property::{Strategy, any, collection, holds, prop_oneof, sample};
use motcua_store::search::search;

on_both_engines! {
    every_way_of_writing_a_name_finds_it,
    the_last_word_may_be_unfinished_and_codes_and_numbers_are_words_too,
    an_agency_never_finds_what_is_not_its_own,
    whoever_decides_finds_it_as_whoever_received_it_does,
    what_many_share_gives_the_newest_and_says_that_there_are_more,
    what_is_rare_is_found_however_many_came_after_it,
    whatever_is_typed_is_harmless,
    what_is_found_is_what_has_all_words,
}

fn hand_in(bench: &Bench, seed: u64, receiving: &str, name: &str) -> Dossier {
    let mut command = handing_in(Dice(seed).id(), receiving, name);
    command.applicant.identity = format!("0460900{seed:05}");
    command.applicant.phone = format!("09051{seed:05}");
    if receiving == "H57" {
        // The province's centre takes it for a ward of which nobody asks here.
        (command.procedure, command.case) = ("1.013978".into(), None);
        let parcel = PlaceSaid::parse("20014").unwrap();
        command.deciding.places = [(DecidingFact::Parcel, parcel)].into();
    }
    bench.done(&citizen(), morning(), &submitting(command))
}

fn found(bench: &Bench, code: &str, query: &str) -> Vec<String> {
    let found = bench.store.read(|rows| search(rows, &agency(code), query, 20)).expect(query);
    assert!(!found.has_more, "{query}");
    found.dossiers.into_iter().map(|dossier| dossier.submission.applicant.name).collect()
}

fn every_way_of_writing_a_name_finds_it(bench: &Bench) {
    hand_in(bench, 61, HERE, "Nguyễn Thị Hòa");
    hand_in(bench, 62, HERE, "Trần Văn Thuỷ");
    hand_in(bench, 63, HERE, "Đặng Ƀhăm");
    let table = [
        ("nguyen thi hoa", "Nguyễn Thị Hòa"),
        ("NGUYỄN THỊ HÒA", "Nguyễn Thị Hòa"),
        ("nguyễn thị hoà", "Nguyễn Thị Hòa"),
        ("hóa", "Nguyễn Thị Hòa"),
        ("Hoa, Nguyễn", "Nguyễn Thị Hòa"),
        ("Nguye\u{302}\u{303}n", "Nguyễn Thị Hòa"),
        ("thủy", "Trần Văn Thuỷ"),
        ("dang bham", "Đặng Ƀhăm"),
        ("ƀHĂM", "Đặng Ƀhăm"),
    ];
    for (query, name) in table {
        assert_eq!(found(bench, HERE, query), [name], "{query}");
    }
    assert_eq!(found(bench, HERE, "khai sinh").len(), 3, "the procedure's name is found too");
    assert_eq!(found(bench, HERE, "nguyen van"), Vec::<String>::new(), "all words, not any");
}

fn the_last_word_may_be_unfinished_and_codes_and_numbers_are_words_too(bench: &Bench) {
    let made = hand_in(bench, 64, HERE, "Nguyễn Thị Hòa");
    let code = made.code().to_string();
    let queries = [
        "nguyen thi h",
        "ng",
        "hò",
        &code,
        "h57.101-250714",
        "250714-0001",
        "046090000064",
        "0460900",
        "0905100064",
    ];
    for query in queries {
        assert_eq!(found(bench, HERE, query), ["Nguyễn Thị Hòa"], "{query}");
    }
    for query in ["oa", "guyen", "h57.101-250715", "64", "nguyen thi hoan"] {
        assert_eq!(found(bench, HERE, query), Vec::<String>::new(), "{query}");
    }
}

fn an_agency_never_finds_what_is_not_its_own(bench: &Bench) {
    hand_in(bench, 65, "H57.101", "Nguyễn Thị Hòa");
    hand_in(bench, 66, "H57.103", "Nguyễn Thị Hòa");
    hand_in(bench, 67, "H57", "Nguyễn Thị Huệ");
    for (code, name) in
        [("H57.101", "Nguyễn Thị Hòa"), ("H57.103", "Nguyễn Thị Hòa"), ("H57", "Nguyễn Thị Huệ")]
    {
        assert_eq!(found(bench, code, "nguyen"), [name], "{code}");
    }
    let others =
        ["nguyen zzh57x103", "zzh57x103", "nguyen OR zzh57x103", "H57.103-250714-0001", "\"nguyen\" OR *"];
    for query in others {
        let stranger = found(bench, "H57.105", query);
        assert_eq!(stranger, Vec::<String>::new(), "{query}");
    }
    for (code, other) in [("H57.101", "zzh57x103"), ("H57", "zzh57x101"), ("H57.10", "nguyen")] {
        assert_eq!(found(bench, code, other), Vec::<String>::new(), "{code} asks for {other}");
    }
}

fn whoever_decides_finds_it_as_whoever_received_it_does(bench: &Bench) {
    let mut command = handing_in(Dice(70).id(), HERE, "Nguyễn Thị Hòa");
    // Land is decided where it lies, whoever received it.
    (command.procedure, command.case) = ("1.013978".into(), None);
    let parcel = PlaceSaid::parse("19777").unwrap();
    command.deciding.places = [(DecidingFact::Parcel, parcel)].into();
    bench.done(&citizen(), morning(), &submitting(command));
    for code in [HERE, "H57.103"] {
        for query in ["nguyen thi h", "hoa dat dai"] {
            assert_eq!(found(bench, code, query), ["Nguyễn Thị Hòa"], "{code} {query}");
        }
    }
    assert_eq!(found(bench, "H57", "nguyen"), Vec::<String>::new());
}

fn what_many_share_gives_the_newest_and_says_that_there_are_more(bench: &Bench) {
    for (minutes, seed) in (71..=75).enumerate() {
        let mut command = handing_in(Dice(seed).id(), HERE, "Nguyễn Thị Hòa");
        command.applicant.identity = format!("0460900{seed:05}");
        let now = morning().plus_ms(minutes as i64 * 60_000);
        bench.done(&citizen(), now, &submitting(command));
    }
    let asked = |query: &str, limit: u32| {
        let found = bench.store.read(|rows| search(rows, &agency(HERE), query, limit)).expect(query);
        let number = |dossier: &Dossier| dossier.submission.applicant.identity[10..].to_string();
        (found.dossiers.iter().map(number).collect::<Vec<_>>(), found.has_more)
    };
    let newest_first = ["75", "74", "73", "72", "71"].map(String::from);
    for query in ["hoa", "nguyen thi hoa", "0460900", "khai sinh ng"] {
        for limit in 0..=6 {
            let shown = (limit as usize).min(5);
            assert_eq!(asked(query, limit), (newest_first[..shown].to_vec(), limit < 5), "{query} {limit}");
        }
    }
    assert_eq!(asked("046090000073", 1), (vec!["73".into()], false));
}

fn what_is_rare_is_found_however_many_came_after_it(bench: &Bench) {
    hand_in(bench, 76, HERE, "Ông Thị Hiếm");
    hand_in(bench, 77, HERE, "Ông Thị Hiếm");
    // Rows of others, newer by far: as many as nobody looks through one by one.
    let bytes = if bench.is_postgres() { "convert_to(cast(i as text), 'UTF8')" } else { "cast(i as blob)" };
    let others = format!(
        "insert into dossier_words (agency, submitted_at, dossier, words) with recursive n (i) as \
         (select 1 union all select i + 1 from n where i < 2500) \
         select '{HERE}', {} + i, {bytes}, ' le 0461 thi ' from n",
        morning().0 + 1_000_000
    );
    bench.raw(&others).expect("rows of others");
    for query in ["ong thi hiem", "hiem", "hi", "04609000007"] {
        assert_eq!(found(bench, HERE, query), ["Ông Thị Hiếm"; 2], "{query}");
    }
    assert_eq!(found(bench, HERE, "046090000076"), ["Ông Thị Hiếm"]);
    assert_eq!(found(bench, HERE, "ong thi hien"), Vec::<String>::new());
    assert_eq!(found(bench, "H57.103", "hiem"), Vec::<String>::new());
}

fn whatever_is_typed_is_harmless(bench: &Bench) {
    hand_in(bench, 68, HERE, "Nguyễn Thị Hòa");
    let long = "a".repeat(10_000);
    let many = "hoa ".repeat(2_500);
    let odd = [
        "",
        " ",
        "'",
        "''",
        "\"",
        "\"\"",
        "*",
        "-",
        "AND OR",
        "NOT",
        "NEAR(a b)",
        "a:b",
        "text:hoa",
        "(",
        ")",
        "^",
        "\\",
        "'; drop table dossier; --",
        "hoa' | 'x",
        "hoa:*",
        "<->",
        "!",
        "&",
        "\u{0}",
        "hoa\u{0}hoa",
        "👩🏽‍🌾",
        "²",
        "ª",
        "①",
        "ﷺ",
        "漢字",
        "\u{202e}",
        "e1e5",
        "a@b.c",
        "http://x/y?z",
        &long,
        &many,
    ];
    for query in odd {
        let found = found(bench, HERE, query);
        let means_hoa = motcua_core::text::fold(query).split(' ').all(|word| word == "hoa");
        assert_eq!(!found.is_empty(), means_hoa, "{:.40}", query);
    }
    for query in ["?1", "$1", "１２", "-1.5e10", "0x1f", "1_000", "%", "h57%"] {
        found(bench, HERE, query);
    }
    assert_eq!(bench.count("select count(*) from dossier"), 1);
}

/// Words of the dossier and others, whole or not, in any way of writing; now and then anything.
fn question() -> impl Strategy<Value = String> {
    let words = [
        "nguyễn",
        "THỊ",
        "hòa",
        "hoà",
        "ho",
        "khai",
        "sinh",
        "0905100069",
        "046",
        "trần",
        "h57",
        "101",
        "oa",
        "x",
    ];
    let marks = sample::select(vec![" ", ", ", "  ", "-", "'", "\" OR \""]);
    let said = collection::vec((sample::select(words.to_vec()), marks), 0..5);
    let said = said.prop_map(|said| said.into_iter().flat_map(|(word, mark)| [word, mark]).collect());
    prop_oneof![4 => said, 1 => any::<String>()]
}

fn what_is_found_is_what_has_all_words(bench: &Bench) {
    let made = hand_in(bench, 69, HERE, "Nguyễn Thị Hòa");
    let applicant = &made.submission.applicant;
    let procedure = &law().catalogue.procedure(&made.submission.procedure).unwrap().name;
    let said = [&applicant.name, &applicant.identity, &applicant.phone, &made.code().to_string(), procedure];
    let own = fold(&said.map(String::as_str).join(" "));
    let own: Vec<&str> = own.split(' ').collect();
    holds(300, question(), |query| {
        let asked = fold(&query);
        let mut words: Vec<&str> = asked.split(' ').take(12).collect();
        let last = words.pop().unwrap();
        let is_meant = !asked.is_empty()
            && words.iter().all(|word| own.contains(word))
            && own.iter().any(|word| word.starts_with(last));
        assert_eq!(!found(bench, HERE, &query).is_empty(), is_meant, "{asked:?}");
    });
}
