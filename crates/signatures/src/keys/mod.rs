//! Keys, wherever they lie: in a file, on a token, with a service far away, or nowhere.

mod batch;
mod csc;
mod file;
mod port;
mod token;

pub use batch::{BatchPaper, PaperState, ReplyTaken, SigningBatch};
pub use csc::{CscEdition, csc_authorize, csc_certificates, csc_consent, csc_info, csc_replies, csc_sign};
pub use file::FileKey;
pub use port::{KeyOrder, KeyReply, NoKey, SigningKey};
pub use token::{PluggedToken, TokenKey, TokenModule};
