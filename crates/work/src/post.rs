//! Orders for parcels go to the post through the runner, and the post is asked how far each is. What it says becomes
//! a command in its name, once for each thing that it says.

use crate::runner::{Carried, Carrier, Carrying, How};
use crate::schedule::More;
use motcua_core::Fault;
use motcua_core::command::Command;
use motcua_core::dossier::{
    Dossier, DossierCommand, DossierId, FollowParcel, ORDER_PARCEL, POST, ParcelNews, ParcelOrder,
    ParcelState,
};
use motcua_core::outbox::{Delivery, TRIES_MAX};
use motcua_outside::post::{PostOffice, PostRefused};
use motcua_store::{Keep, Store, dossier, result_out, waiting_command};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How many parcels the post is asked about in a round.
const ROUND_PARCELS: u32 = 50;
/// How long it may take to say how far one is.
const PATIENCE: Duration = Duration::from_secs(15);

/// Carries orders for parcels to the post.
pub struct PostCarrier {
    /// Where the parcels stand.
    pub store: Arc<Store>,
    /// The post.
    pub post: Arc<dyn PostOffice>,
}

impl Carrier for PostCarrier {
    fn serves(&self, system: &str) -> bool {
        system == POST
    }

    fn carry(&self, delivery: Delivery) -> Carrying {
        let (post, store) = (self.post.clone(), self.store.clone());
        Box::pin(async move {
            if delivery.kind != ORDER_PARCEL {
                return Carried::of(How::Never, "not a message for the post");
            }
            let order: ParcelOrder = match serde_json::from_str(&delivery.data) {
                Ok(order) => order,
                Err(error) => return Carried::of(How::Never, error.to_string()),
            };
            // Nobody has asked the post yet, and meanwhile an officer had the number from the post itself, or the
            // parcel ended: a second order would be made. What was asked once is asked again, to learn its number.
            let wants = || {
                store.read(|rows| dossier::by_code(rows, &order.dossier)).map(|of| still_wants(of, &order))
            };
            if delivery.tries <= 1 && matches!(wants(), Ok(false)) {
                return Carried::of(How::Never, "the order is not wanted any more");
            }
            let says = |number: String, state| {
                let news = ParcelNews { state, at: delivery.at };
                let (code, parcel) = (order.dossier.clone(), order.parcel);
                let follow = FollowParcel { code, parcel, order: number, news };
                Some(Command::Dossier(DossierCommand::from(follow)))
            };
            match post.order(&delivery.id, &order).await {
                Ok(number) => Carried {
                    then: says(number, ParcelState::Ordered),
                    ..Carried::of(How::Delivered, "ordered")
                },
                // It is given up after this try: the reception has to know that nothing was ordered.
                Err(PostRefused::NoAnswer(why)) if delivery.tries >= TRIES_MAX => Carried {
                    then: says(String::new(), ParcelState::NotOrdered),
                    ..Carried::of(How::InVain, why)
                },
                Err(PostRefused::NoAnswer(why)) => Carried::of(How::InVain, why),
                // The reception asks why, and what would be right.
                Err(PostRefused::Never(why)) => Carried {
                    then: says(String::new(), ParcelState::NotOrdered),
                    ..Carried::of(How::Never, why)
                },
            }
        })
    }
}

/// Whether the parcel of this order still waits for one.
fn still_wants(dossier: Option<Dossier>, order: &ParcelOrder) -> bool {
    dossier.is_some_and(|dossier| {
        dossier.parcel().is_some_and(|parcel| parcel.number == order.parcel && parcel.waits_for_an_order())
    })
}

/// Asks the post about the parcels that it has, some in each round, all in turn.
pub struct PostQuestions {
    /// Where the parcels stand.
    pub store: Arc<Store>,
    /// The post.
    pub post: Arc<dyn PostOffice>,
    /// The last one that was asked about in this turn; none before the first.
    pub last: Mutex<Option<DossierId>>,
}

impl PostQuestions {
    /// One round. Called on a thread that may wait, within a runtime. A post that does not answer is asked again
    /// in the next round: no news is no failure.
    pub fn round(&self) -> Result<More, Fault> {
        let after = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let parcels = self.store.read(|rows| result_out::with_the_post(rows, after, ROUND_PARCELS))?;
        let is_full = parcels.len() == ROUND_PARCELS as usize;
        let mut heard = Keep::default();
        for one in &parcels {
            heard = heard.and(self.ask(one)?);
        }
        if !heard.is_empty() {
            self.store.keep(heard).wait()?;
        }
        let last = parcels.last().map(|dossier| dossier.id).filter(|_| is_full);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = last;
        Ok(if is_full { More::AtOnce } else { More::Later })
    }

    /// What the post says of one that is news, to be carried out in its name.
    fn ask(&self, dossier: &Dossier) -> Result<Keep, Fault> {
        // What ended so is not asked about while the person chooses again.
        let Some(parcel) = dossier.parcel().filter(|parcel| !parcel.state.is_final()) else {
            return Ok(Keep::default());
        };
        let asked = tokio::time::timeout(PATIENCE, self.post.track(&parcel.order));
        let said = match tokio::runtime::Handle::current().block_on(asked) {
            Ok(Ok(said)) => said,
            Ok(Err(why)) => {
                tracing::warn!(%why, order = parcel.order, "the post does not say how far a parcel is");
                return Ok(Keep::default());
            }
            Err(_) => {
                tracing::warn!(order = parcel.order, "the post does not answer in time");
                return Ok(Keep::default());
            }
        };
        let mut heard = Keep::default();
        for news in said.into_iter().filter(|news| parcel.must_be_news(news).is_ok()) {
            let happened = news.at;
            // Of several results in one envelope, each hears of it under a name of its own.
            let (of, state) = (format!("{}:{}", dossier.code(), parcel.number), news.state.as_str());
            let name = format!("post:{of}:{}:{state}:{}", parcel.order, news.at.0);
            let (code, order) = (dossier.code().clone(), parcel.order.clone());
            let follow = FollowParcel { code, parcel: parcel.number, order, news };
            let command = Command::Dossier(DossierCommand::from(follow));
            // In the order in which things happened.
            heard = heard.and(waiting_command::put(&name, POST, &command, happened)?);
        }
        Ok(heard)
    }
}
