//! Whole papers, made and read back.

use motcua_core::deed::{Deed, DeedTemplate, Deeds, Filling, Said};
use motcua_core::{Day, Moment};
use motcua_typeset::{FootMark, Nudge, Print, Typeset, TypesetProblem, overprint, proof, typeset};

const MARRIAGE_STATUS: &str = include_str!("../../../catalogue/deeds/xac-nhan-hon-nhan.1.toml");

fn print() -> Print {
    Print {
        made: Moment::parse("2025-07-05T09:30").unwrap(),
        id: "motcua:H57.101:05".into(),
        across: None,
        foot: Some(FootMark {
            holds: "https://motcua.hue.gov.vn/verify/7K2M9QXT4B8NHW3P5".into(),
            lines: ["Mã kiểm tra: 7K2M-9QXT-4B8N-HW3P-5".into(), "Kiểm tra: motcua.hue.gov.vn/verify".into()],
            keyword: "7K2M-9QXT-4B8N-HW3P-5".into(),
        }),
    }
}

fn template(text: &str) -> DeedTemplate {
    let deeds = Deeds::read(&[("xac-nhan-hon-nhan.1.toml", text)]).unwrap();
    deeds.all().next().unwrap().clone()
}

fn filling() -> Filling {
    let text = |text: &str| Said::Text(text.into());
    [
        ("agency", text("ỦY BAN NHÂN DÂN PHƯỜNG PHÚ XUÂN")),
        ("place", text("Phú Xuân")),
        ("number", Said::Number(5)),
        ("day", Said::Day(Day::parse("2025-07-05").unwrap())),
        ("authority", text("KT. CHỦ TỊCH")),
        ("post", text("Phó Chủ tịch")),
        ("signer", text("Nguyễn Thị Bích Hằng")),
        ("name", text("Trần Văn Hưng")),
        ("born", Said::Text("05/01/1990".into())),
        ("sex", text("Nam")),
        ("ethnicity", text("Kinh")),
        ("nationality", text("Việt Nam")),
        ("identity", text("Thẻ căn cước số 046090001234")),
        ("residence", text("Số 12 đường Nguyễn Huệ, phường Phú Xuân, thành phố Huế")),
        ("status", text("Hiện tại chưa đăng ký kết hôn với ai")),
        (
            "purpose",
            text("để đăng ký kết hôn với bà Lê Thị Mai tại Ủy ban nhân dân phường Thuận Hóa, thành phố Huế"),
        ),
    ]
    .map(|(name, said)| (name.to_string(), said))
    .into()
}

/// A folder that whoever runs the tests names.
#[allow(clippy::disallowed_methods, reason = "the tests' own configuration")]
fn folder(name: &str) -> Option<std::path::PathBuf> {
    std::env::var_os(name).map(Into::into)
}

/// Makes the file; with `MOTCUA_TEST_PAPERS` it is also left in that folder, to look at.
fn made(name: &str, deed: &Deed, print: &Print) -> Typeset {
    let made = typeset(deed, print).unwrap();
    left(name, &made);
    made
}

fn left(name: &str, made: &Typeset) {
    if let Some(folder) = folder("MOTCUA_TEST_PAPERS") {
        std::fs::write(folder.join(format!("{name}.pdf")), &made.pdf).unwrap();
    }
}

#[test]
fn a_certificate_is_one_page_with_room_to_sign_and_says_that_it_is_archival_and_read_aloud() {
    let deed = template(MARRIAGE_STATUS).fill(&filling(), false);
    let made = made("marriage-status", &deed, &print());
    assert_eq!(made.pages, 1);
    let area = made.signature.unwrap();
    assert!(area.page == 0 && area.x > 297.0 && area.width > 200.0 && area.height > 70.0, "{area:?}");
    let text = String::from_utf8_lossy(&made.pdf);
    for mark in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ] {
        assert!(text.contains(mark), "{mark}");
    }
    assert!(text.contains("vi-VN") && text.contains("/OutputIntents"), "language and colours");
    assert!(made.pdf.len() < 60_000, "{}", made.pdf.len());
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let deed = template(MARRIAGE_STATUS).fill(&filling(), false);
    assert_eq!(typeset(&deed, &print()).unwrap().pdf, typeset(&deed, &print()).unwrap().pdf);
}

#[test]
fn a_draft_says_so_on_every_page_and_a_letter_that_no_face_has_is_named() {
    let deed = template(MARRIAGE_STATUS).fill(&filling(), true);
    let draft = made("draft", &deed, &Print { across: None, foot: None, ..print() });
    let last =
        typeset(&Deed { is_draft: false, ..deed }, &Print { across: None, foot: None, ..print() }).unwrap();
    assert!(draft.pdf != last.pdf);
    let strange = Filling::from([("name".to_string(), Said::Text("Trần 李 Hưng".into()))]);
    let deed = template(MARRIAGE_STATUS).fill(&filling().into_iter().chain(strange).collect(), false);
    assert_eq!(typeset(&deed, &print()).unwrap_err(), TypesetProblem::NoLetter('李', "李".into()));
}

/// Bytes of a paper without pictures.
const SIZE_MOST: usize = 60_000;

/// Where the templates of the catalogue are.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/deeds");

/// The templates of a folder as they are now.
fn templates_in(folder: &std::path::Path) -> Deeds {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().map(|file| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(file).unwrap())
    });
    let texts: Vec<(String, String)> = texts.collect();
    let borrowed: Vec<(&str, &str)> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let deeds = Deeds::read(&borrowed).unwrap_or_else(|bad| panic!("{bad:#?}"));
    assert_eq!(deeds.all().count(), files.len());
    deeds
}

/// What each paper of the catalogue says of its samples is kept beside this test: whoever changes a template, or how
/// papers are filled, sees in the change what people will read. `MOTCUA_TEST_GOLDEN=write` writes it anew.
#[test]
fn each_paper_says_what_is_kept_of_it_word_for_word() {
    let kept = std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden"));
    let writes = folder("MOTCUA_TEST_GOLDEN").is_some_and(|how| how.as_os_str() == "write");
    let mut wrong = Vec::new();
    let mut names = std::collections::BTreeSet::new();
    for template in templates_in(OWN.as_ref()).all() {
        let (path, is) =
            (kept.join(format!("{}.txt", template.id)), format!("{}\n", template.sample().text()));
        names.insert(format!("{}.txt", template.id));
        if writes {
            std::fs::write(&path, &is).unwrap();
        }
        let was = std::fs::read_to_string(&path).unwrap_or_default();
        let lines = was.lines().zip(is.lines()).find(|(was, is)| was != is);
        match lines {
            Some((was, is)) => wrong.push(format!("{}:\n- {was}\n+ {is}", template.id)),
            None if was != is => wrong.push(format!("{}: {} and {} bytes", template.id, was.len(), is.len())),
            None => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for file in std::fs::read_dir(&kept).unwrap() {
        let name = file.unwrap().file_name().to_string_lossy().into_owned();
        assert!(names.contains(&name), "{name} is of no template");
    }
}

/// Every template of the catalogue is a paper that can be made; those of the folder that `MOTCUA_TEST_DEEDS` names,
/// where there is one.
#[test]
fn every_template_of_the_catalogue_makes_a_paper_of_its_samples() {
    let deeds = templates_in(&folder("MOTCUA_TEST_DEEDS").unwrap_or_else(|| OWN.into()));
    for template in deeds.all() {
        let paper =
            made(template.id.as_str(), &template.sample(), &Print { across: None, foot: None, ..print() });
        assert!(paper.pages <= 3, "{}: {} pages", template.id, paper.pages);
        // With the code at its foot, a draft's words across it and all: what somebody gets is no larger.
        let issued =
            made(&format!("{}.issued", template.id), &template.fill(&template.trials()[0], false), &print());
        assert!(issued.pdf.len() <= SIZE_MOST, "{}: {} bytes", template.id, issued.pdf.len());
        if let Some(over) = template.sample_overprint() {
            let print = Print { across: None, foot: None, ..print() };
            for (what, set) in [
                ("stock", overprint(&over, Nudge::default(), &print)),
                ("proof", proof(&over, Nudge::default(), &print)),
            ] {
                let set = set.unwrap_or_else(|why| panic!("{}: {why}", template.id));
                assert_eq!(set.pages, 1);
                left(&format!("{}.{what}", template.id), &set);
            }
        }
    }
}
