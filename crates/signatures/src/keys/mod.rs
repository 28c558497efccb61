//! Keys, wherever they lie.

mod file;

pub use file::FileKey;
