//! Work that nobody asks for: what is due by the clock, and what other systems are to be
//! told. One scheduler does all of it ([`schedule`]), some of it on one server at a time
//! ([`turns`]); messages go out through one runner ([`runner`]), whatever system they are
//! for; what a webhook is told is read from the feed of events ([`webhooks`]);
//! the post is asked for parcels and how far they are ([`post`]), the payment platform for refunds, for tries that nobody
//! knows the end of and for its list of each day ([`platform`]); messages that ended
//! long ago are forgotten ([`forget`]).

pub mod forget;
pub mod platform;
pub mod post;
pub mod runner;
pub mod schedule;
pub mod turns;
pub mod webhooks;

use motcua_core::Moment;
use std::sync::Arc;

/// Where time comes from: the system's clock, which other systems go by too.
pub type Now = Arc<dyn Fn() -> Moment + Send + Sync>;
