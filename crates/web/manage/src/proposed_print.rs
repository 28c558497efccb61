//! A paper by a proposed template as a print, before it is put into force.

use axum::response::IntoResponse;
use motcua_core::law::Law;
use motcua_core::{Fault, Halt, Moment, Refusal};
use motcua_edge::download::to_read;
use motcua_edge::failure::Reply;
use motcua_told::deed::{print_sample, proof_sample};
use std::sync::Arc;

/// What makes the file, on a thread that may take its time.
type Printing = Box<dyn FnOnce() -> Result<Vec<u8>, Halt> + Send>;

/// `sample:<id>` with the samples of the template, `longest:<id>` with as much as its fields may hold,
/// `stock:<id>` the proof for its stock.
pub(super) async fn proposed_print(asked: &str, proposed: &Arc<Law>, now: Moment) -> Reply {
    let unknown = || Halt::from(Refusal::of("page.unknown"));
    let (what, id) = asked.split_once(':').ok_or_else(unknown)?;
    let template = proposed.deeds.get(id).cloned().ok_or_else(unknown)?;
    let title = template.title.clone();
    let (name, print): (String, Printing) = match what {
        "sample" => (title, Box::new(move || print_sample(&template.sample(), now))),
        "longest" => {
            (format!("{title} - dài nhất"), Box::new(move || print_sample(&template.longest(), now)))
        }
        "stock" => {
            let over = template.sample_overprint().ok_or_else(unknown)?;
            (format!("Tờ canh phôi {title}"), Box::new(move || proof_sample(&over, now)))
        }
        _ => return Err(unknown().into()),
    };
    let pdf = tokio::task::spawn_blocking(print).await.map_err(Fault::other)??;
    Ok(to_read(&format!("{name}.pdf"), pdf).into_response())
}
