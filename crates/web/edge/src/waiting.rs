//! Work that waits for a disk or a network, on a thread that may.

use motcua_core::{Fault, Halt};

/// Does it there, and waits for its end without holding up anybody else.
pub async fn waiting<T: Send + 'static, E: Into<Halt> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, Halt> {
    tokio::task::spawn_blocking(work).await.map_err(Fault::other)?.map_err(Into::into)
}
