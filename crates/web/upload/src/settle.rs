//! A file that has arrived whole is judged, once, and either kept or refused.

use super::arrived::{told_in_both, too_late};
use super::owner::while_waiting;
use motcua_core::{Fault, Halt, Moment, Refusal};
use motcua_edge::app::App;
use motcua_store::Written;
use motcua_store::upload::{self, Upload, UploadState};
use std::sync::Arc;

/// The upload as it stands now: judged, when all of it is there.
pub(super) async fn settle(app: &Arc<App>, upload: Upload, now: Moment) -> Result<Upload, Halt> {
    if upload.state != UploadState::Open || upload.received < upload.size {
        return Ok(upload);
    }
    let (id, hex, name) = (upload.id, upload.hex(), upload.name.clone());
    let (judge, arrived) = (app.clone(), hex.clone());
    let judged = app.intake.judge(move || {
        let bytes = judge.files.arrived(&arrived)?;
        match motcua_papers::take(&name, &bytes) {
            Ok(taken) => {
                let file = judge.keep_file(&taken)?;
                Ok((UploadState::Taken, serde_json::to_string(&file).map_err(Fault::other)?))
            }
            Err(refusal) => Ok::<_, Fault>((UploadState::Refused, told_in_both(&refusal))),
        }
    });
    let as_it_stands = || app.read(|rows| upload::get(rows, &id));
    let (state, result) = match judged.await {
        Ok(judged) => judged,
        // Whoever judged it in the same moment has taken its bytes away.
        Err(fault) => match as_it_stands()? {
            Some(settled) if settled.state != UploadState::Open => return Ok(settled),
            Some(_) => return Err(fault.into()),
            None => return Err(Refusal::of("document.unknown-upload").into()),
        },
    };
    // It is only taken while what it is for still waits for it.
    let waits = if state == UploadState::Taken { while_waiting(&upload.owner) } else { None };
    let settled = upload::settled(&id, state, &result, now);
    // That first, as whoever hands it in does: two processes never wait for each other.
    let writes = [waits, Some(settled)].into_iter().flatten().collect();
    let written = app.store.keep(writes).done().await?;
    app.files.forget_arriving(&hex)?;
    let unknown = || Refusal::of("document.unknown-upload");
    match written {
        // It may be handed in, and gone from here, before anybody could read it again.
        Written::Done(_) => return Ok(Upload { state, result, ..upload }),
        Written::Conflict => {}
    }
    let stands = as_it_stands()?.ok_or_else(unknown)?;
    if stands.state != UploadState::Open {
        return Ok(stands);
    }
    let late = upload::settled(&id, UploadState::Refused, &told_in_both(&too_late()), now);
    app.store.keep(late).done().await?;
    Ok(as_it_stands()?.ok_or_else(unknown)?)
}
