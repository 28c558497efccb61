//! Several papers under one consent. Each is signed once or not at all, and says which.

use super::port::{KeyOrder, KeyReply, SigningKey};
use crate::problem::SignatureProblem;
use crate::sign::PreparedSignature;

/// Papers that wait for one key.
#[derive(Default)]
pub struct SigningBatch {
    papers: Vec<BatchPaper>,
}

/// One of them.
pub struct BatchPaper {
    /// How the caller calls it.
    pub paper: String,
    /// What was prepared.
    pub prepared: PreparedSignature,
    /// How far it is.
    pub state: PaperState,
    /// A value came for it that is no signature of it.
    got_another: bool,
}

/// How far a paper is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperState {
    /// No answer yet.
    Waiting,
    /// This is its signature value: it fits and may be put in ([`crate::complete`]).
    Signed(Vec<u8>),
    /// It was not signed and will not be under this consent.
    Unsigned(SignatureProblem),
}

/// What became of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyTaken {
    /// The paper has its signature.
    Signed,
    /// The key said no.
    Unsigned,
    /// The paper has its signature already; the first one stays.
    Again,
    /// It is no signature of this paper: the paper goes on waiting.
    Astray,
    /// The paper was given up before.
    TooLate,
}

impl SigningBatch {
    /// Papers by the names that the caller gives them, each once.
    pub fn new(papers: Vec<(String, PreparedSignature)>) -> SigningBatch {
        let waiting = |(paper, prepared)| BatchPaper {
            paper,
            prepared,
            state: PaperState::Waiting,
            got_another: false,
        };
        SigningBatch { papers: papers.into_iter().map(waiting).collect() }
    }

    /// All papers, in their order.
    pub fn papers(&self) -> &[BatchPaper] {
        &self.papers
    }

    /// What is asked of the key: every paper that waits.
    pub fn orders(&self) -> Vec<KeyOrder> {
        let waiting = self.papers.iter().filter(|one| one.state == PaperState::Waiting);
        let order = |one: &BatchPaper| KeyOrder {
            paper: one.paper.clone(),
            to_sign: one.prepared.to_sign().to_vec(),
        };
        waiting.map(order).collect()
    }

    /// Hands all of it to a key. When the key refuses, no paper is signed.
    pub fn ask(&mut self, key: &mut dyn SigningKey) -> Result<(), SignatureProblem> {
        let asked = key.ask(&self.orders());
        if let Err(problem) = asked {
            self.give_up(problem);
        }
        asked
    }

    /// Takes the key's next replies; the names of the papers that they settled.
    pub fn take_from(&mut self, key: &mut dyn SigningKey) -> Vec<String> {
        let replies = key.replies();
        let settles = |reply: KeyReply| {
            let paper = reply.paper.clone();
            matches!(self.take(reply), ReplyTaken::Signed | ReplyTaken::Unsigned).then_some(paper)
        };
        replies.into_iter().filter_map(settles).collect()
    }

    /// Takes one reply. A value is put to the proof before it counts.
    pub fn take(&mut self, reply: KeyReply) -> ReplyTaken {
        let Some(one) = self.papers.iter_mut().find(|one| one.paper == reply.paper) else {
            return ReplyTaken::Astray;
        };
        match (&one.state, reply.value) {
            (PaperState::Signed(_), _) => ReplyTaken::Again,
            (PaperState::Unsigned(_), _) => ReplyTaken::TooLate,
            (PaperState::Waiting, Ok(value)) if one.prepared.accepts(&value) => {
                one.state = PaperState::Signed(value);
                ReplyTaken::Signed
            }
            (PaperState::Waiting, Ok(_)) => {
                one.got_another = true;
                ReplyTaken::Astray
            }
            (PaperState::Waiting, Err(problem)) => {
                one.state = PaperState::Unsigned(problem);
                ReplyTaken::Unsigned
            }
        }
    }

    /// Whether papers still wait.
    pub fn is_waiting(&self) -> bool {
        self.papers.iter().any(|one| one.state == PaperState::Waiting)
    }

    /// Waits no longer. What comes now comes too late. A paper that was answered with something else was answered.
    pub fn give_up(&mut self, problem: SignatureProblem) {
        for one in self.papers.iter_mut().filter(|one| one.state == PaperState::Waiting) {
            let problem = if one.got_another { SignatureProblem::ValueWrong } else { problem };
            one.state = PaperState::Unsigned(problem);
        }
    }
}
