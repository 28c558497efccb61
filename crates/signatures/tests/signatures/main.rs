//! Signatures made here, checked here, and by judges that are not ours.

mod judges;
mod making;
mod world;
