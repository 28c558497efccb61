//! Pretend ones of whoever a signature needs, for trials and tests: none of it is trusted by anybody who was not told to.

mod authority;
mod service;
mod stamper;

pub use authority::{PretendAuthority, PretendSubject};
pub use service::{PretendService, ServiceMood};
pub use stamper::{PretendStamper, StamperMood};
