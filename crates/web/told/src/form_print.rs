//! The office's own forms (TT 03/2025/TT-VPCP) as prints: the receipt (01), what is asked for, not accepted,
//! late or stopped (02 to 05) and the slip of hand-overs (06) on A5, the book of dossiers (07) on A4. Always in
//! Vietnamese, whatever the page speaks.

use crate::deed::without_scheme;
use crate::notice::NoticeText;
use crate::slip::Slip;
use crate::unprinted::refused;
use motcua_core::deed::words::{capital, long_day};
use motcua_core::deed::{Column, ColumnsLine, Deed, DeedBlock, DeedCell, Heading, PageSize, Role, Run};
use motcua_core::{Fault, Halt, Moment};
use motcua_edge::app::App;
use motcua_edge::download::to_read;
use motcua_edge::failure::Reply;
use motcua_edge::page::Page;
use motcua_messages::Lang;
use motcua_typeset::{FootMark, Print, printable, typeset};
use std::sync::Arc;

/// Size of its text, in points.
const SIZE: u16 = 11;
/// Size of the words in a table.
const TABLE_SIZE: u16 = 10;

/// A page that speaks Vietnamese, for the words of a print.
pub fn in_vietnamese(app: &App) -> Page {
    Page::bare(app, Lang::Vi, "", String::new())
}

/// The receipt; with the person's secret on their own copy.
pub fn receipt_pdf(app: &App, slip: &Slip, code: &str, secret: &str, at: Moment) -> Result<Vec<u8>, Halt> {
    let mut facts = facts(&slip.facts);
    if !secret.is_empty() {
        facts.push(fact("Mã bí mật", &format!("{secret} (mở toàn bộ hồ sơ, không đưa cho người lạ)")));
    }
    let head = ["Thành phần hồ sơ", "Bản chính", "Chứng thực", "Bản chụp", "Điện tử"];
    let rows = slip.papers.iter().map(|paper| {
        [&paper.name, &paper.originals, &paper.certified, &paper.copies, &paper.files]
            .map(|text| plain(text))
            .to_vec()
    });
    let mut blocks =
        vec![heading(&slip.issuer, &slip.place, at), title("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")];
    blocks.push(centred(&format!("Mã hồ sơ: {code}")));
    blocks.extend(facts);
    if !slip.papers.is_empty() {
        blocks.push(table(&[6, 2, 2, 2, 2], &head, rows.collect()));
    }
    blocks.push(signed(["NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN"], [&slip.handed_by, &slip.received_by]));
    print(app, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", code, blocks, at)
}

/// One of the forms 02 to 05.
pub fn notice_pdf(app: &App, notice: &NoticeText, at: Moment) -> Result<Vec<u8>, Halt> {
    let mut blocks = vec![heading(&notice.issuer, &notice.place, at), title(&notice.title.to_uppercase())];
    blocks.push(centred(&format!("Mẫu số {}. Mã hồ sơ: {}", notice.number, notice.code)));
    blocks.extend(facts(&notice.facts));
    if !notice.asked.is_empty() {
        let row = |(at, (name, why)): (usize, &(String, String))| {
            vec![plain(&(at + 1).to_string()), plain(name), plain(why)]
        };
        let rows = notice.asked.iter().enumerate().map(row).collect();
        blocks.push(table(&[1, 5, 5], &["TT", "Cần bổ sung", "Lý do"], rows));
    }
    if !notice.reason.is_empty() {
        blocks.push(fact("Lý do", &notice.reason));
    }
    if !notice.next.is_empty() {
        blocks.push(DeedBlock::Text { role: Role::Paragraph, size: SIZE, runs: plain(&notice.next) });
    }
    let (role, name) = &notice.signs;
    blocks.push(signed(["NGƯỜI NỘP HỒ SƠ", &role.to_uppercase()], ["", name]));
    print(app, notice.title, &notice.code, blocks, at)
}

/// What form 06 says.
pub struct HandOversText {
    /// The agency that issues it.
    pub issuer: String,
    /// Where it is, as stands before the date.
    pub place: String,
    /// The dossier.
    pub code: String,
    /// Of whom, what and when.
    pub facts: Vec<(&'static str, String)>,
    /// From whom, to whom, when, what became of the share, a note.
    pub rows: Vec<[String; 5]>,
}

/// Form 06.
pub fn hand_overs_pdf(app: &App, slip: &HandOversText, at: Moment) -> Result<Vec<u8>, Halt> {
    let name = "Phiếu kiểm soát quá trình giải quyết hồ sơ";
    let mut blocks = vec![heading(&slip.issuer, &slip.place, at), title(&name.to_uppercase())];
    blocks.push(centred(&format!("Mẫu số 06. Mã hồ sơ: {}", slip.code)));
    blocks.extend(facts(&slip.facts));
    let head = ["Bên giao", "Bên nhận", "Thời gian giao, nhận", "Kết quả", "Ghi chú"];
    blocks.push(table(&[6, 6, 4, 4, 4], &head, rows(&slip.rows)));
    blocks.push(signed(["NGƯỜI GIAO", "NGƯỜI NHẬN"], ["", ""]));
    print(app, name, &slip.code, blocks, at)
}

/// What form 07 says.
pub struct FollowedText {
    /// The agency whose book it is.
    pub issuer: String,
    /// Of which time: `tháng 7 năm 2025`.
    pub period: String,
    /// Line by line: number; code and procedure; who, where, telephone; received; due; returned and how; a note.
    pub rows: Vec<[String; 7]>,
}

/// Form 07, to be printed and bound.
pub fn followed_pdf(book: &FollowedText, at: Moment) -> Result<Vec<u8>, Halt> {
    let name = "Sổ theo dõi hồ sơ";
    let text = |role: Role, words: &str| DeedBlock::Text { role, size: 13, runs: plain(words) };
    let head = [
        "TT",
        "Mã hồ sơ, thủ tục",
        "Người nộp",
        "Nhận lúc",
        "Hẹn trả",
        "Trả lúc, cách trả",
        "Ký nhận",
        "Ghi chú",
    ];
    let row = |row: &[String; 7]| {
        let [no, what, who, received, due, returned, note] = row;
        [no, what, who, received, due, returned, &String::new(), note].map(|text| plain(text)).to_vec()
    };
    let table = DeedBlock::Table {
        widths: vec![4, 17, 17, 9, 9, 11, 8, 10],
        size: 9,
        head: head.iter().map(|text| plain(text)).collect(),
        rows: book.rows.iter().map(row).collect(),
    };
    let blocks = vec![
        text(Role::Centre, &book.issuer.to_uppercase()),
        text(Role::Title, &name.to_uppercase()),
        text(Role::Subtitle, &format!("Mẫu số 07, {}", book.period)),
        table,
    ];
    let title = format!("{name} {}", book.period);
    let id = format!("motcua:form:{title}:{}", book.issuer);
    let deed = Deed { title, page: PageSize::A4, size: 13, blocks, is_draft: false };
    Ok(typeset(&deed, &Print { made: at, id, across: None, foot: None }).map_err(refused)?.pdf)
}

fn rows<const N: usize>(all: &[[String; N]]) -> Vec<Vec<DeedCell>> {
    all.iter().map(|row| row.iter().map(|text| plain(text)).collect()).collect()
}

/// One of the forms 02 to 05 as an answer.
pub async fn notice_printed(app: &Arc<App>, notice: NoticeText, now: Moment) -> Reply {
    let here = app.clone();
    let name = format!("{} {}.pdf", notice.title, notice.code);
    let work = move || notice_pdf(&here, &notice, now);
    let pdf = tokio::task::spawn_blocking(work).await.map_err(Fault::other)??;
    Ok(to_read(&name, pdf))
}

fn print(app: &App, title: &str, code: &str, blocks: Vec<DeedBlock>, at: Moment) -> Result<Vec<u8>, Halt> {
    let deed =
        Deed { title: format!("{title} {code}"), page: PageSize::A5, size: SIZE, blocks, is_draft: false };
    let second = match app.site.as_str() {
        "" => "Tra cứu: nhập mã hồ sơ vào trang dịch vụ công".to_string(),
        site => format!("Tra cứu: {}/track", without_scheme(site)),
    };
    let foot = FootMark {
        holds: code.to_string(),
        lines: [format!("Mã hồ sơ: {code}"), second],
        keyword: code.to_string(),
    };
    let print = Print { made: at, id: format!("motcua:form:{title}:{code}"), across: None, foot: Some(foot) };
    Ok(typeset(&deed, &print).map_err(refused)?.pdf)
}

fn heading(issuer: &str, place: &str, at: Moment) -> DeedBlock {
    let day = long_day(at.day());
    let place_and_day = if place.is_empty() { capital(&day) } else { format!("{place}, {day}") };
    DeedBlock::Heading(Heading { above: None, agency: issuer.to_uppercase(), number: None, place_and_day })
}

pub(crate) fn title(text: &str) -> DeedBlock {
    DeedBlock::Text { role: Role::Title, size: SIZE, runs: plain(text) }
}

pub(crate) fn centred(text: &str) -> DeedBlock {
    DeedBlock::Text { role: Role::Centre, size: SIZE, runs: plain(text) }
}

fn facts(facts: &[(&'static str, String)]) -> Vec<DeedBlock> {
    facts.iter().map(|(name, value)| fact(name, value)).collect()
}

pub(crate) fn fact(name: &str, value: &str) -> DeedBlock {
    let name = Run { text: format!("{name}: "), bold: false, italic: false };
    let value = Run { text: printable(value), bold: true, italic: false };
    DeedBlock::Text { role: Role::Line, size: SIZE, runs: vec![name, value] }
}

fn table(widths: &[u16], head: &[&str], rows: Vec<Vec<DeedCell>>) -> DeedBlock {
    let head = head.iter().map(|text| plain(text)).collect();
    DeedBlock::Table { widths: widths.to_vec(), size: TABLE_SIZE, head, rows }
}

fn signed(roles: [&str; 2], names: [&str; 2]) -> DeedBlock {
    let cells = |texts: [&str; 2], bold: bool, italic: bool| {
        let cell = |text: &str| {
            let runs = vec![Run { text: printable(text), bold, italic }];
            Column { is_left: false, size: SIZE, runs }
        };
        ColumnsLine::Cells(texts.map(cell).into())
    };
    let ask = "(ký, ghi rõ họ tên)";
    let lines = vec![
        ColumnsLine::Gap(2),
        cells(roles, true, false),
        cells([ask, ask], false, true),
        ColumnsLine::Gap(14),
        cells(names, false, false),
    ];
    DeedBlock::Columns { widths: vec![1, 1], lines }
}

/// A slip is printed whatever somebody is called.
pub(crate) fn plain(text: &str) -> DeedCell {
    vec![Run { text: printable(text), bold: false, italic: false }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_where_and_when_it_was_made_and_without_a_place_only_when() {
        let at = Moment::parse("2025-07-05T09:30").unwrap();
        for (place, said) in
            [("Phú Xuân", "Phú Xuân, ngày 05 tháng 7 năm 2025"), ("", "Ngày 05 tháng 7 năm 2025")]
        {
            let DeedBlock::Heading(heading) = heading("Ủy ban nhân dân phường Phú Xuân", place, at)
            else {
                panic!("a head")
            };
            assert_eq!(heading.place_and_day, said);
        }
    }
}
