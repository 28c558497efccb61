//! A file that has arrived whole is judged, once, and either kept or refused.

use crate::App;
use crate::edge::visit::Lang;
use crate::messages::sentence;
use motcua_core::{Fault, Halt, Moment};
use motcua_store::upload::{self, State, Upload};
use motcua_store::{Write, Written};
use serde_json::{Value, json};
use std::sync::Arc;

/// The upload as it stands now: judged, when all of it is there.
pub(super) async fn settle(app: &Arc<App>, upload: Upload, now: Moment) -> Result<Upload, Halt> {
    if upload.state != State::Open || upload.received < upload.size {
        return Ok(upload);
    }
    let (id, hex, name) = (upload.id, upload.hex(), upload.name);
    let (judge, arrived) = (app.clone(), hex.clone());
    let judged = app.intake.judge(move || {
        let bytes = judge.files.arrived(&arrived)?;
        match motcua_papers::take(&name, &bytes) {
            Ok(taken) => {
                let file = judge.keep_file(&taken)?;
                Ok((State::Taken, serde_json::to_string(&file).map_err(Fault::other)?))
            }
            Err(refusal) => {
                let said: Value = json!({
                    "code": refusal.code,
                    "vi": sentence(&refusal, Lang::Vi),
                    "en": sentence(&refusal, Lang::En),
                });
                Ok::<_, Fault>((State::Refused, said.to_string()))
            }
        }
    });
    let (state, result) = judged.await?;
    // Whoever judged it in the same moment came to the same end.
    match app.store.write(Write::Plain(vec![upload::settled(&id, state, &result, now)])).done().await? {
        Written::Done(_) | Written::Conflict => {}
    }
    app.files.forget_arriving(&hex)?;
    let settled = app.read(|rows| upload::get(rows, &id))?;
    settled.ok_or_else(|| Fault::other("an upload was forgotten while it was judged").into())
}
