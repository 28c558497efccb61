//! A file that has arrived whole is judged, once, and either kept or refused.

use super::owner::is_handed_in;
use super::{told_in_both, too_late};
use crate::App;
use motcua_core::{Fault, Halt, Moment, Refusal};
use motcua_store::upload::{self, State, Upload};
use motcua_store::{Write, Written};
use std::sync::Arc;

/// The upload as it stands now: judged, when all of it is there.
pub(super) async fn settle(app: &Arc<App>, upload: Upload, now: Moment) -> Result<Upload, Halt> {
    if upload.state != State::Open || upload.received < upload.size {
        return Ok(upload);
    }
    let (id, hex, name) = (upload.id, upload.hex(), upload.name.clone());
    let (judge, arrived) = (app.clone(), hex.clone());
    // Whoever hands in from now on refuses what is still arriving; who did before is seen here.
    let is_late = is_handed_in(app, &upload.owner)?;
    let judged = app.intake.judge(move || {
        if is_late {
            return Ok((State::Refused, told_in_both(&too_late())));
        }
        let bytes = judge.files.arrived(&arrived)?;
        match motcua_papers::take(&name, &bytes) {
            Ok(taken) => {
                let file = judge.keep_file(&taken)?;
                Ok((State::Taken, serde_json::to_string(&file).map_err(Fault::other)?))
            }
            Err(refusal) => Ok::<_, Fault>((State::Refused, told_in_both(&refusal))),
        }
    });
    let as_it_stands = || app.read(|rows| upload::get(rows, &id));
    let (state, result) = match judged.await {
        Ok(judged) => judged,
        // Whoever judged it in the same moment has taken its bytes away.
        Err(fault) => match as_it_stands()?.filter(|upload| upload.state != State::Open) {
            Some(settled) => return Ok(settled),
            None => return Err(fault.into()),
        },
    };
    let settled = upload::settled(&id, state, &result, now);
    let written = app.store.write(Write::Plain(vec![settled])).done().await?;
    app.files.forget_arriving(&hex)?;
    match written {
        // It may be handed in, and gone from here, before anybody could read it again.
        Written::Done(_) => Ok(Upload { state, result, ..upload }),
        Written::Conflict => Ok(as_it_stands()?.ok_or_else(|| Refusal::of("document.unknown-upload"))?),
    }
}
