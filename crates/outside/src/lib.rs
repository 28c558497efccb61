//! Outside systems, one folder for each: a real client, and a pretend system that
//! ships, so that every way in which the real one can fail is rehearsed.

pub mod clamd;
mod http;
pub mod payment_platform;
pub mod post;
mod pretend_http;
pub mod s3;
pub mod signing_service;
pub mod time_stamps;
pub mod webhook;
