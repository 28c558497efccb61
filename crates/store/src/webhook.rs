//! Webhooks, and under what their messages are signed.

use crate::args;
use crate::record::row;
use crate::sql::{Row, Rows};
use crate::stored::read_all;
use motcua_core::webhook::{Webhook, WebhookSecret};
use motcua_core::{Fault, Moment};

/// The webhook with this id, also a removed one.
pub fn get(rows: &mut dyn Rows, id: &str) -> Result<Option<Webhook>, Fault> {
    row::get(rows, id)
}

/// All webhooks, also removed ones, in the order of their ids.
pub fn all(rows: &mut dyn Rows) -> Result<Vec<Webhook>, Fault> {
    read_all(rows.rows("select body from webhook order by id", &[])?)
}

/// The secrets under which messages of a webhook are signed at this moment, the new one
/// first.
pub fn secrets(rows: &mut dyn Rows, id: &str, now: Moment) -> Result<Vec<WebhookSecret>, Fault> {
    let sql = "select secret, old_secret, old_until from webhook where id = ?1";
    let Some(row) = rows.row(sql, &args![id])? else { return Ok(Vec::new()) };
    let secret = |row: &Row, column| Ok::<_, Fault>(WebhookSecret(row.text(column)?.to_string()));
    let mut all = vec![secret(&row, 0)?];
    if row.int(2)? > now.0 {
        all.push(secret(&row, 1)?);
    }
    Ok(all)
}
