//! A time-stamping authority on this machine, which can be wrong in every way that a client must notice.

use crate::pretend_http::{answer, listen};
use motcua_core::Moment;
use motcua_signatures::pretend::{PretendStamper, StamperMood};
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How it behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorityManner {
    /// It answers, in this mood.
    Answers(StamperMood),
    /// 503.
    Broken,
    /// It takes the question and never answers.
    Hangs,
}

/// The authority.
pub struct PretendTimeStamps {
    address: SocketAddr,
    manner: Arc<Mutex<AuthorityManner>>,
    asked: Arc<AtomicUsize>,
}

impl PretendTimeStamps {
    /// Listens on a free port until the program ends; stamps with this moment.
    pub fn start(stamper: PretendStamper, at: Moment) -> io::Result<PretendTimeStamps> {
        let manner = Arc::new(Mutex::new(AuthorityManner::Answers(StamperMood::Right)));
        let asked = Arc::new(AtomicUsize::new(0));
        let waiting: Mutex<Vec<TcpStream>> = Mutex::default();
        let (shared, counted) = (manner.clone(), asked.clone());
        let address = listen("pretend-time-stamps", move |heard, stream| {
            counted.fetch_add(1, Ordering::Relaxed);
            let manner = *locked(&shared);
            let kind = "content-type: application/timestamp-reply";
            match manner {
                AuthorityManner::Answers(mood) => match stamper.reply(&heard.body, at.0, mood) {
                    Ok(reply) => answer(stream, "200 OK", &[kind], &reply),
                    Err(_) => answer(stream, "400 Bad Request", &[], b""),
                },
                AuthorityManner::Broken => answer(stream, "503 Service Unavailable", &[], b""),
                // Whoever is kept waiting, or they would see it hang up.
                AuthorityManner::Hangs => locked(&waiting).push(stream),
            }
        })?;
        Ok(PretendTimeStamps { address, manner, asked })
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://{}/tsa", self.address)
    }

    /// From now on it behaves so.
    pub fn behave(&self, manner: AuthorityManner) {
        *locked(&self.manner) = manner;
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

fn locked<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
