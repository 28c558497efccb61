//! A receipt for a charge or a fee as a file (Nghị định 254/2026 Điều 4, 23; Thông tư 91/2026 Phụ lục I): on A5, sealed
//! with the key of the agency that took the money.

use crate::deed::{seal_mark_at, seal_said};
use crate::form_print::{centred, fact, plain, title};
use crate::money::{ReceiptTold, number_of, receipt_told};
use crate::unprinted::refused;
use motcua_core::act::Actor;
use motcua_core::deed::{Column, ColumnsLine, Deed, DeedBlock, PageSize, Role, Run};
use motcua_core::money::{Receipt, ReceiptCommand, SignReceipt};
use motcua_core::{Fault, Halt, Moment, Refusal};
use motcua_edge::app::App;
use motcua_edge::download::to_read;
use motcua_edge::failure::Reply;
use motcua_edge::seals::{DrawMark, ToSeal};
use motcua_papers::take;
use motcua_store::act::{Acting, carry_out};
use motcua_typeset::{FootMark, Print, Typeset, printable, typeset};
use std::sync::Arc;

/// Size of its text, in points.
const SIZE: u16 = 11;
/// The mark of the seal takes all the room that is kept for it.
const WHOLE: (f32, f32) = (0.0, 1.0);
/// What stands across one that nobody has sealed.
const UNSEALED: &str = "CHƯA KÝ SỐ";

/// How its file is called.
pub fn receipt_file_name(receipt: &Receipt) -> String {
    format!("Biên lai {}.pdf", number_of(receipt))
}

/// Its file: the bytes that were sealed; of one that nobody has sealed a print that says so across the page.
pub fn receipt_pdf_of(app: &App, receipt: &Receipt) -> Result<Vec<u8>, Halt> {
    match &receipt.file {
        Some(file) => {
            let gone = || Fault::damaged(format!("file {} is not on the disk", file.digest.0));
            Ok(app.files.get(&file.digest)?.ok_or_else(gone)?)
        }
        None => Ok(set(app, receipt, Some(UNSEALED))?.pdf),
    }
}

/// The same as an answer.
pub async fn receipt_printed(app: &Arc<App>, receipt: Receipt) -> Reply {
    let (here, name) = (app.clone(), receipt_file_name(&receipt));
    let work = move || receipt_pdf_of(&here, &receipt);
    let pdf = tokio::task::spawn_blocking(work).await.map_err(Fault::other)??;
    Ok(to_read(&name, pdf))
}

/// Seals a receipt and keeps it. False where its agency has no key here. Waits for the key: never called where others are
/// served.
pub fn sign_receipt(app: &App, receipt: &Receipt, now: Moment) -> Result<bool, Halt> {
    if !app.seals.has(&receipt.agency) {
        return Ok(false);
    }
    let known = app.law.directory.agency(&receipt.agency);
    if known.is_none_or(|agency| agency.is_closed_on(now.day())) {
        return Err(Refusal::of("seal.agency-closed").with("agency", &receipt.agency).into());
    }
    let set = set(app, receipt, None)?;
    let name = receipt_told(app, receipt.clone()).agency;
    let draw = set.signature.map(|area| {
        move |name: &str| {
            let spoken = format!("Ký số bởi {name} lúc {}", now.iso());
            seal_mark_at(&area, &seal_said(name, now), WHOLE, spoken)
        }
    });
    let mark = draw.as_ref().map(|draw| draw as &DrawMark<'_>);
    let paper = ToSeal { agency: &receipt.agency, name: &name, pdf: &set.pdf, mark, now, is_signed: false };
    let Some(pdf) = app.seals.seal(&paper)? else { return Ok(false) };
    let file = app.keep_file(&take(&receipt_file_name(receipt), &pdf)?)?;
    let acting = Acting::of(&app.law, &Actor::Clock, now);
    let command = ReceiptCommand::from(SignReceipt { id: receipt.id.clone(), file });
    match carry_out(&app.store, &acting, command) {
        Ok(_) => Ok(true),
        // Another server was quicker.
        Err(Halt::Refused(why)) if why.iter().any(|why| why.code == "money.signed-already") => Ok(true),
        Err(halt) => Err(halt),
    }
}

fn set(app: &App, receipt: &Receipt, across: Option<&'static str>) -> Result<Typeset, Halt> {
    let told = receipt_told(app, receipt.clone());
    let number = number_of(receipt);
    let name = format!("Biên lai thu {}", told.kind.to_lowercase());
    let deed = Deed {
        title: format!("{name} {number}"),
        page: PageSize::A5,
        size: SIZE,
        blocks: blocks(&told, &name),
        is_draft: false,
    };
    let second = match app.site.as_str() {
        "" => "Chữ ký số nằm trong tệp; tra cứu bằng mã thanh toán".to_string(),
        site => format!("Chữ ký số nằm trong tệp; tra cứu: {}", crate::deed::without_scheme(site)),
    };
    let foot = FootMark {
        holds: receipt.bill.to_string(),
        lines: [format!("Mã thanh toán: {}", receipt.bill), second],
        keyword: receipt.id.clone(),
    };
    let id = format!("motcua:receipt:{}", receipt.id);
    let print = Print { made: receipt.issued_at, id, across, foot: Some(foot) };
    typeset(&deed, &print).map_err(refused)
}

fn blocks(told: &ReceiptTold, name: &str) -> Vec<DeedBlock> {
    let receipt = &told.receipt;
    let series =
        format!("Mẫu số: {} · Ký hiệu: {} · Số: {}", receipt.form, receipt.sign, receipt.printed_number());
    let of = told.kind.to_lowercase();
    let mut blocks = vec![
        DeedBlock::Text { role: Role::Centre, size: SIZE, runs: plain(&told.agency.to_uppercase()) },
        centred(&series),
        title(&name.to_uppercase()),
        fact("Người nộp", &receipt.payer),
        fact(&format!("Loại {of}"), &receipt.title),
        fact("Số tiền", &format!("{} đồng", told.amount)),
        fact("Viết bằng chữ", &told.in_words),
        fact("Hình thức nộp", told.way),
        fact("Mã hồ sơ", &receipt.dossier.to_string()),
    ];
    blocks.extend(receipt.replaces.iter().map(|other| fact("Thay thế biên lai", other)));
    blocks.push(centred(&told.day));
    blocks.push(collected_by(&receipt.collector.name));
    blocks
}

/// Room for the mark of the seal, in millimetres: its words break in half a page of A5.
const SEAL_ROOM: u16 = 24;

/// Who took the money, at the right; the agency's seal stands above the name.
fn collected_by(name: &str) -> DeedBlock {
    let line = |text: &str, bold: bool, italic: bool| {
        let cell = |text: &str| {
            let runs = vec![Run { text: printable(text), bold, italic }];
            Column { is_left: false, size: SIZE, runs }
        };
        let empty = Column { is_left: false, size: SIZE, runs: Vec::new() };
        ColumnsLine::Cells(vec![empty, cell(text)])
    };
    let lines = vec![
        ColumnsLine::Gap(2),
        line("NGƯỜI THU TIỀN", true, false),
        line("(ký số của cơ quan thu)", false, true),
        ColumnsLine::Gap(SEAL_ROOM),
        line(name, false, false),
    ];
    DeedBlock::Columns { widths: vec![2, 3], lines }
}
