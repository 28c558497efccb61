//! What other systems asked for in their answers and this program did not understand: since
//! when, of which system, why. It is kept, and looked at again every ten minutes.

use super::webhooks::{href_of, must_be_keeper};
use askama::Template;
use axum::http::StatusCode;
use motcua_core::Fault;
use motcua_core::command::Command;
use motcua_core::webhook::webhook_of;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_store::waiting_command::{self, WaitingCommand};
use motcua_store::{Rows, webhook};

#[derive(Template)]
#[template(path = "manage/waiting_commands.html")]
struct WaitingCommands {
    page: Page,
    lines: Vec<WaitingCommandLine>,
    /// How many there are in all.
    count: i64,
    /// Only the oldest are listed.
    is_more: bool,
}

/// One of them.
struct WaitingCommandLine {
    id: String,
    since: String,
    system: String,
    /// The page of the webhook behind it; empty where there is none.
    href: String,
    why: String,
    code: String,
}

/// The oldest so many are listed.
const LISTED: u32 = 100;

/// `GET /manage/waiting_commands`
pub(super) async fn list(signed: Signed) -> Reply {
    must_be_keeper(&signed)?;
    let page = signed.visit.page("manage", "Lệnh chưa đọc được", "Commands not understood");
    let (lines, count) = signed.visit.app.read(|rows| -> Result<_, Fault> {
        let found = waiting_command::not_understood(rows, LISTED)?;
        let lines: Result<Vec<_>, Fault> = found.iter().map(|waiting| line(rows, waiting, &page)).collect();
        Ok((lines?, waiting_command::how_many_not_understood(rows)?))
    })?;
    let is_more = count > i64::from(LISTED);
    Ok(html(StatusCode::OK, &WaitingCommands { page, lines, count, is_more }))
}

fn line(rows: &mut dyn Rows, waiting: &WaitingCommand, page: &Page) -> Result<WaitingCommandLine, Fault> {
    let hook = webhook_of(&waiting.system).map(|id| webhook::get(rows, id)).transpose()?.flatten();
    Ok(WaitingCommandLine {
        id: waiting.id.clone(),
        since: page.moment(waiting.at),
        href: hook.as_ref().map(|hook| href_of(&hook.id)).unwrap_or_default(),
        system: hook.map_or_else(|| waiting.system.clone(), |hook| hook.name),
        why: why(waiting, page),
        code: waiting.unread.clone(),
    })
}

/// What keeps this program from carrying it out. Another may have looked at it last.
fn why(waiting: &WaitingCommand, page: &Page) -> String {
    match Command::read(&waiting.text) {
        Err(refusal) => motcua_messages::sentence(&refusal, page.language()),
        Ok(_) if waiting.unread == waiting_command::MET_DAMAGE => page
            .t(
                "Đọc được lệnh, nhưng dữ liệu mà lệnh nói đến có dấu hiệu hỏng; xem nhật ký máy chủ.",
                "The command can be read, but the data that it is about looks damaged; see the server’s log.",
            )
            .to_string(),
        Ok(_) => page
            .t(
                "Chương trình này đọc được; lệnh được làm trong vòng mười phút.",
                "This program can read it; it is carried out within ten minutes.",
            )
            .to_string(),
    }
}
