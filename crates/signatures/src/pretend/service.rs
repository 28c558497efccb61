//! A pretend signing service far away, which may be late, answer twice, answer for another paper, or never.

use crate::certificate::Certificate;
use crate::keys::{FileKey, KeyOrder, KeyReply, SigningKey};
use crate::problem::SignatureProblem;

/// The service, with a key of its own.
pub struct PretendService {
    key: FileKey,
    mood: ServiceMood,
    asked: Vec<KeyOrder>,
    looks: u32,
}

/// How it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceMood {
    /// All at once, at the first look.
    InTime,
    /// Nothing before this many looks.
    Late(u32),
    /// Each answer, and each again at the next look.
    Twice,
    /// Signatures of the papers, each under the name of the next.
    ForAnother,
    /// Nothing at all.
    Never,
    /// Its user does not consent.
    Refuses,
}

impl PretendService {
    /// A service that keeps this key.
    pub fn new(key: FileKey, mood: ServiceMood) -> PretendService {
        PretendService { key, mood, asked: Vec::new(), looks: 0 }
    }

    fn signed(&self) -> Vec<KeyReply> {
        let reply =
            |order: &KeyOrder| KeyReply { paper: order.paper.clone(), value: self.key.sign(&order.to_sign) };
        self.asked.iter().map(reply).collect()
    }
}

impl SigningKey for PretendService {
    fn certificate(&self) -> Result<&Certificate, SignatureProblem> {
        Ok(self.key.certificate())
    }

    fn chain(&self) -> &[Certificate] {
        self.key.chain()
    }

    fn ask(&mut self, orders: &[KeyOrder]) -> Result<(), SignatureProblem> {
        if self.mood == ServiceMood::Refuses {
            return Err(SignatureProblem::KeyRefused);
        }
        self.asked.extend(orders.iter().cloned());
        Ok(())
    }

    fn replies(&mut self) -> Vec<KeyReply> {
        self.looks += 1;
        let answers = match self.mood {
            ServiceMood::InTime => self.looks == 1,
            ServiceMood::Late(looks) => self.looks == looks + 1,
            ServiceMood::Twice => self.looks <= 2,
            ServiceMood::ForAnother => self.looks == 1,
            ServiceMood::Never | ServiceMood::Refuses => false,
        };
        let mut replies = if answers { self.signed() } else { Vec::new() };
        if self.mood == ServiceMood::ForAnother && replies.len() > 1 {
            let first = replies[0].paper.clone();
            for at in 1..replies.len() {
                replies[at - 1].paper = replies[at].paper.clone();
            }
            let last = replies.len() - 1;
            replies[last].paper = first;
        }
        replies
    }
}
