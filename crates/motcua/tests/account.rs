//! `motcua account`, as an operator runs it, also beside a process that holds the
//! same database open.

use motcua_core::act::OfficerId;
use motcua_core::{Day, Moment, catalogue::Duty};
use motcua_store::account::{begin_session, log_in, officer_of_session};
use motcua_store::{DatabasePlace, Store};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Any day: these duties have no dates.
const DAY: Day = Day(20_000);

/// Runs the command with this folder and standard input; whether it ended well, and
/// all that it said.
fn run(folder: &Path, arguments: &[&str], stdin: &str) -> (bool, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_motcua"))
        .arg("account")
        .args(arguments)
        .current_dir(folder.ancestors().find(|there| there.exists()).unwrap())
        .env("MOTCUA_DATA", folder)
        .env_remove("MOTCUA_DATABASE_URL")
        // Whoever runs the tests may ask for more of them; the program is not told by it.
        .env("MOTCUA_TEST_ANYTHING", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses early does not read; then nobody takes what is written.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let out = child.wait_with_output().unwrap();
    let said = [out.stdout, out.stderr].concat();
    (out.status.success(), String::from_utf8(said).unwrap())
}

const LAN: [&str; 10] = [
    "add",
    "Lan.TiepNhan",
    "--name",
    "Trần Thị Lan",
    "--agency",
    "H57.101",
    "--duty",
    "reception",
    "--duty",
    "case",
];

#[test]
fn an_account_is_made_listed_closed_and_opened_while_another_process_holds_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&DatabasePlace::Sqlite(folder.path().join("motcua.db"))).unwrap();
    let (well, said) = run(folder.path(), &LAN, "");
    assert!(well, "{said}");
    let password = said.lines().find_map(|line| line.split_once("shown only now): ")).unwrap().1.to_string();
    assert_eq!(password.len(), 19, "{password}");
    let id = OfficerId("lan.tiepnhan".into());
    let kept = store.read(|rows| log_in(rows, &id, DAY)).unwrap().unwrap();
    assert_eq!(kept.officer.duties, [Duty::Reception, Duty::Case]);
    assert!(kept.password.starts_with("$argon2id$") && !kept.password.contains(&password));
    let (now, later) = (Moment(1_000), Moment(2_000));
    let begin = |token: u8| {
        let hash = store.read(|rows| log_in(rows, &id, DAY)).unwrap().unwrap().password;
        store.keep(begin_session(&[token; 32], &id, &hash, now, later)).wait().unwrap();
    };
    let is_in = |token: u8| store.read(|rows| officer_of_session(rows, &[token; 32], now)).unwrap().is_some();
    begin(1);
    assert!(is_in(1));
    let (well, said) = run(folder.path(), &["disable", "lan.tiepnhan"], "");
    assert!(well && !is_in(1), "{said}");
    assert!(store.read(|rows| log_in(rows, &id, DAY)).unwrap().is_none());
    let (_, said) = run(folder.path(), &["list", "--agency", "H57.101"], "");
    assert!(said.contains("lan.tiepnhan\tH57.101\tTrần Thị Lan\treception,case\tđóng/closed\n"), "{said}");
    assert!(run(folder.path(), &["enable", "lan.tiepnhan"], "").0);
    begin(2);
    let change = ["password", "lan.tiepnhan", "--password-stdin"];
    let (well, said) = run(folder.path(), &change, "mười hai ký tự\n");
    assert!(well && !is_in(2) && !said.contains("mười hai"), "{said}");
    assert_ne!(store.read(|rows| log_in(rows, &id, DAY)).unwrap().unwrap().password, kept.password);
}

#[test]
fn a_helper_has_a_point_and_no_duties() {
    let folder = tempfile::tempdir().unwrap();
    let point = ["--point", "Bưu điện Phú Xuân", "--point-kind", "post_office"];
    let helper = ["add", "buudien", "--name", "Lê Văn Tám", "--agency", "H57.101"];
    let (well, said) = run(folder.path(), &[&helper[..], &point[..]].concat(), "");
    assert!(well, "{said}");
    let (_, said) = run(folder.path(), &["list"], "");
    assert!(said.contains("post_office: Bưu điện Phú Xuân\tmở/open"), "{said}");
}

#[test]
fn what_cannot_be_an_account_is_refused_with_codes_and_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let lan = |change: &[&'static str]| -> Vec<&'static str> { [&LAN[..], change].concat() };
    let other = |id: &'static str, agency: &'static str, rest: &[&'static str]| -> Vec<&'static str> {
        [&["add", id, "--name", "Lan", "--agency", agency][..], rest].concat()
    };
    let refused = [
        (other("lan", "H57.999", &["--duty", "case"]), "", "account.unknown-agency"),
        (other("lan", "huế", &["--duty", "case"]), "", "account.unknown-agency"),
        (other("Lan Lan", "H57.101", &["--duty", "case"]), "", "account.id-shape"),
        (other("lan", "H57.101", &["--duty", "king"]), "", "account.unknown-duty"),
        (other("lan", "H57.101", &[]), "", "account.duties-or-point"),
        (other("lan", "H57.101", &["--point", "Nhà văn hóa"]), "", "account.point-shape"),
        (lan(&["--point", "x", "--point-kind", "volunteer"]), "", "account.duties-or-point"),
        (lan(&["--password-stdin"]), "short\n", "account.password-short"),
        (lan(&["--password-stdin"]), "", "account.password-short"),
        (lan(&["--password-stdin"]), "Lan.TiepNhan-2025\n", "account.password-is-name"),
        (vec!["disable", "nobody"], "", "account.unknown"),
        (vec!["password", "nobody"], "", "account.unknown"),
        (vec!["list", "--agency", "H57.999"], "", "account.unknown-agency"),
    ];
    for (arguments, stdin, code) in refused {
        let (well, said) = run(folder.path(), &arguments, stdin);
        assert!(!well && said.contains(code), "{arguments:?}: {said}");
        assert!(said.lines().count() >= 3, "both languages: {said}");
    }
    let (well, said) = run(folder.path(), &["list"], "");
    assert!(well && said.starts_with("0 tài khoản"), "{said}");
    assert!(run(folder.path(), &LAN, "").0);
    let (well, said) = run(folder.path(), &LAN, "");
    assert!(!well && said.contains("account.id-taken"), "{said}");
}

#[test]
fn an_agency_of_another_province_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    // It reads the agencies of its own province only, so that one is none of its catalogue's.
    for province in ["48", "Đà Nẵng", "48, 01"] {
        std::fs::write(folder.path().join("motcua.toml"), format!("province = \"{province}\"\n")).unwrap();
        let (well, said) = run(folder.path(), &LAN, "");
        assert!(!well && said.contains("account.unknown-agency") && said.contains("H57.101"), "{said}");
    }
    std::fs::write(folder.path().join("motcua.toml"), "province = \"46, 48\"\n").unwrap();
    let (well, said) = run(folder.path(), &LAN, "");
    assert!(well, "{said}");
}

#[cfg(unix)]
#[test]
fn the_folder_of_all_data_is_made_for_nobody_else_and_one_that_is_there_keeps_its_rights() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let rights = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let fresh = folder.path().join("new").join("data");
    assert!(run(&fresh, &["list"], "").0);
    assert_eq!((rights(&fresh), rights(fresh.parent().unwrap())), (0o700, 0o700));
    let shared = folder.path().join("shared");
    std::fs::create_dir(&shared).unwrap();
    std::fs::set_permissions(&shared, std::fs::Permissions::from_mode(0o750)).unwrap();
    assert!(run(&shared, &["list"], "").0);
    assert_eq!(rights(&shared), 0o750, "as its operator set it");
}

#[test]
fn a_list_is_shown_first_then_taken_in_whole_with_a_slip_for_each() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("ds.csv");
    let path = list.to_str().unwrap().to_string();
    let bad = "Họ tên;Cơ quan;CCCD;Nhiệm vụ\nLê Na;H57.101;046190001234;vua\nAn;H57.999;1;case\n";
    std::fs::write(&list, bad).unwrap();
    let (well, said) = run(folder.path(), &["import", &path, "--confirm"], "");
    assert!(!well && said.contains("2\tduty\t") && said.contains("There is no duty “vua”"), "{said}");
    assert!(said.contains("3\tagency\t") && said.contains("3\tidentity\t"), "{said}");
    std::fs::write(&list, "Họ tên;Cơ quan;CCCD;Nhiệm vụ\nLê Na;H57.101;46190001234;Lãnh đạo\n").unwrap();
    let (well, said) = run(folder.path(), &["import", &path], "");
    assert!(well && said.contains("nal") && said.contains("--confirm"), "{said}");
    let (_, said) = run(folder.path(), &["list"], "");
    assert!(said.contains("0 tài khoản"), "nothing was made: {said}");
    let (well, said) = run(folder.path(), &["import", &path, "--confirm"], "");
    assert!(well, "{said}");
    let slip = said.lines().find(|line| line.starts_with("nal\t")).unwrap();
    assert_eq!(slip.split('\t').nth(1).unwrap().len(), 19, "{slip}");
}

#[test]
fn a_person_is_edited_given_dated_duties_and_transferred() {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &LAN, "").0);
    let binh = ["add", "binh", "--name", "Bình", "--agency", "H57.101", "--duty", "registry"];
    assert!(run(folder.path(), &binh, "").0);
    let stand = |to: &'static str| {
        let fixed =
            ["let_stand_in", "lan.tiepnhan", "--officer", "binh", "--duty", "case", "--from", "1/1/2099"];
        [&fixed[..], &["--to", to]].concat()
    };
    for (arguments, want) in [
        (vec!["edit", "lan.tiepnhan", "--identity", "046190001234", "--email", "LAN@a.vn"], ""),
        (vec!["edit", "lan.tiepnhan", "--email", "lan"], "account.email-shape"),
        (vec!["duties", "lan.tiepnhan", "--duty", "reception", "--duty", "case:1/7/2025..31/12/2098"], ""),
        (vec!["duties", "lan.tiepnhan", "--duty", "case:x.."], "account.date"),
        (vec!["duties", "lan.tiepnhan", "--duty", "staff"], "account.staff-elsewhere"),
        (stand("31/1/2099"), "account.stand-in-without"),
        (vec!["duties", "lan.tiepnhan", "--duty", "reception", "--duty", "case"], ""),
        (stand("31/1/2099"), ""),
        (stand("31/1/2098"), "account.ends-before"),
        (vec!["end_stand_in", "lan.tiepnhan", "--officer", "binh"], ""),
        (vec!["end_stand_in", "lan.tiepnhan", "--officer", "binh"], "account.no-stand-in"),
        (vec!["transfer", "lan.tiepnhan", "--agency", "H57.999", "--duty", "case"], "account.unknown-agency"),
        (vec!["transfer", "lan.tiepnhan", "--agency", "H57.103", "--duty", "case", "--dossiers-to-desk"], ""),
        (vec!["password", "lan.tiepnhan", "--once"], ""),
    ] {
        let (well, said) = run(folder.path(), &arguments, "");
        assert_eq!(well, want.is_empty(), "{arguments:?}: {said}");
        assert!(said.contains(want), "{arguments:?}: {said}");
    }
    let (_, said) = run(folder.path(), &["list", "--agency", "H57.103"], "");
    assert!(said.contains("lan.tiepnhan\tH57.103\tTrần Thị Lan\tcase\tmở/open"), "{said}");
}
