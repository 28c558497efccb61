//! A list carried out: each item goes alone through `edge::act`, under a key made of
//! the list's key and its own name, so that a list that is sent again does what is
//! missing and repeats nothing.

use super::act::Acted;
use super::app::App;
use crate::act::{Sending, send};
use motcua_core::act::Actor;
use motcua_core::dossier::{Dossier, DossierCommand};
use motcua_core::{Halt, Refusal};
use motcua_messages::Lang;
use motcua_store::Key;
use motcua_store::act::SeenDossier;
use motcua_store::dossier::by_id;

/// How one item ended.
pub enum Ended {
    /// Done, now or by an earlier sending; the dossier as it stands.
    Done(Box<Dossier>),
    /// A lawful no.
    Refused(Vec<Refusal>),
    /// An accident; nothing of this item was written, and it may be sent again.
    Broke,
}

impl Ended {
    /// Why not, in words; empty for what is done.
    pub fn why(&self, lang: Lang) -> String {
        match self {
            Ended::Done(_) => String::new(),
            Ended::Refused(refusals) => {
                refusals.iter().map(|refusal| motcua_messages::sentence(refusal, lang)).collect::<Vec<_>>().join(" ")
            }
            Ended::Broke => lang
                .t(
                    "Có sự cố, mục này chưa được ghi. Gửi lại danh sách là an toàn: mục đã xong không bị làm lại.",
                    "Something broke and this item was not written. Sending the list again is safe: what is done is not repeated.",
                )
                .to_string(),
        }
    }

    /// Whether it is done.
    pub fn is_done(&self) -> bool {
        matches!(self, Ended::Done(_))
    }
}

/// Carries one item out.
pub async fn item(
    app: &App,
    actor: &Actor,
    key: Key,
    seen: Option<SeenDossier<'_>>,
    command: impl Into<DossierCommand>,
) -> Ended {
    let sending = Sending { key: Some(key), seen, ..Sending::default() };
    match send(app, actor, sending, command.into()).await {
        Ok(Acted { after: Some(after), .. }) => Ended::Done(Box::new(after)),
        Ok(acted) => match acted.dossier().and_then(|id| app.read(|rows| by_id(rows, id))) {
            Ok(Some(dossier)) => Ended::Done(Box::new(dossier)),
            Ok(None) => broke(&motcua_core::Fault::other("an answered dossier is gone")),
            Err(fault) => broke(&fault),
        },
        Err(Halt::Refused(refusals)) => Ended::Refused(refusals),
        Err(Halt::Broke(fault)) => broke(&fault),
    }
}

fn broke(fault: &motcua_core::Fault) -> Ended {
    tracing::error!(%fault, "an item of a batch");
    Ended::Broke
}
