//! Signatures made here, checked here, and by judges that are not ours.

mod attacks;
mod garbage;
mod judges;
mod keys;
mod lasting;
mod making;
mod token;
mod world;
