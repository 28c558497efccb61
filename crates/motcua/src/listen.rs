//! Connections, and how long each may take: nobody holds the server by being slow.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderValue, header};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io::{Error, ErrorKind, IoSlice};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, Sleep, sleep, timeout};

/// How long everything may take.
#[derive(Debug, Clone, Copy)]
pub struct ServingLimits {
    /// The most connections at a time; whoever comes then waits until one ends.
    pub connections: usize,
    /// Until the head of a request is there, whole, from when the connection is opened or
    /// the answer before it is given. So also how long an idle connection stays open.
    pub head: Duration,
    /// How long the server waits for a body in all, and for one that comes at
    /// `body_bytes_per_second` for as long as it comes.
    pub body: Duration,
    /// What a telephone in the hills reaches.
    pub body_bytes_per_second: u64,
    /// How long whoever asked may read nothing of the answer.
    pub stalled: Duration,
    /// How long requests that are under way may go on when the server is asked to stop.
    pub drain: Duration,
}

impl Default for ServingLimits {
    fn default() -> ServingLimits {
        ServingLimits {
            connections: 800,
            head: Duration::from_secs(15),
            body: Duration::from_secs(30),
            body_bytes_per_second: 1024,
            stalled: Duration::from_secs(60),
            drain: Duration::from_secs(20),
        }
    }
}

/// Serves until `stop`, then lets what is under way end.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: ServingLimits,
    stop: impl Future<Output = ()>,
) {
    let room = Arc::new(Semaphore::new(limits.connections));
    let (stopping, asked_to_stop) = watch::channel(());
    let mut open = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        while open.try_join_next().is_some() {}
        let next = async {
            // Never closed, so there is always a turn.
            let turn = room.clone().acquire_owned().await.ok()?;
            match listener.accept().await {
                Ok((stream, peer)) => Some((turn, stream, peer)),
                Err(error) => {
                    accept_failed(&error).await;
                    None
                }
            }
        };
        let accepted = tokio::select! {
            accepted = next => accepted,
            () = &mut stop => break,
        };
        if let Some((turn, stream, peer)) = accepted {
            let room = room.clone();
            open.spawn(connection(stream, peer, router.clone(), limits, room, turn, asked_to_stop.clone()));
        }
    }
    drop((listener, asked_to_stop));
    let _ = stopping.send(());
    let ended = async { while open.join_next().await.is_some() {} };
    if timeout(limits.drain, ended).await.is_err() {
        tracing::warn!(left = open.len(), "stopped with requests under way");
        open.shutdown().await;
    }
}

/// Somebody who went away again is nobody's fault; where the system has no room for more
/// connections, trying at once would help nobody.
async fn accept_failed(error: &Error) {
    let is_theirs = [ErrorKind::ConnectionRefused, ErrorKind::ConnectionAborted, ErrorKind::ConnectionReset];
    if !is_theirs.contains(&error.kind()) {
        tracing::error!(%error, "accepting a connection");
        sleep(Duration::from_secs(1)).await;
    }
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    limits: ServingLimits,
    room: Arc<Semaphore>,
    turn: OwnedSemaphorePermit,
    mut asked_to_stop: watch::Receiver<()>,
) {
    let router = TowerToHyperService::new(router);
    let answer = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        let request: Request = request.map(|body| Body::new(Paced::of(body, limits)));
        let (router, room) = (router.clone(), room.clone());
        async move {
            let mut answer = router.call(request).await?;
            // Where there is little room left, nobody keeps it for a request to come.
            if room.available_permits() < limits.connections.div_ceil(4) {
                answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            Ok::<_, std::convert::Infallible>(answer)
        }
    });
    let io = TokioIo::new(Watched { stream, stalled: None, patience: limits.stalled });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head);
    let mut serving = pin!(http.serve_connection(io, answer));
    tokio::select! {
        // Whoever was too slow or went away is told nothing more.
        _ = serving.as_mut() => {}
        _ = asked_to_stop.changed() => {
            serving.as_mut().graceful_shutdown();
            let _ = serving.await;
        }
    }
    drop(turn);
}

/// A body that is waited for no longer than is allowed: a little while in all, and more
/// for each byte that came.
struct Paced {
    body: Incoming,
    limits: ServingLimits,
    /// What is left of the waiting.
    left: Duration,
    /// Since when it is waited for, and until when.
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl Paced {
    fn of(body: Incoming, limits: ServingLimits) -> Paced {
        Paced { body, limits, left: limits.body, waiting: None }
    }

    fn came(&mut self, bytes: &Bytes) {
        let earned = Duration::from_secs_f64(bytes.len() as f64 / self.limits.body_bytes_per_second as f64);
        self.left = self.limits.body.min(self.left + earned);
    }
}

impl hyper::body::Body for Paced {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match Pin::new(&mut self.body).poll_frame(context) {
            Poll::Ready(frame) => {
                if let Some((since, _)) = self.waiting.take() {
                    self.left = self.left.saturating_sub(since.elapsed());
                }
                if let Some(Ok(bytes)) = frame.as_ref().map(|frame| frame.as_ref().map(Frame::data_ref)) {
                    bytes.into_iter().for_each(|bytes| self.came(bytes));
                }
                Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
            }
            Poll::Pending => {
                let left = self.left;
                let (_, until) = self.waiting.get_or_insert_with(|| (Instant::now(), Box::pin(sleep(left))));
                match until.as_mut().poll(context) {
                    Poll::Ready(()) => Poll::Ready(Some(Err("the body came too slowly".into()))),
                    Poll::Pending => Poll::Pending,
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A connection that ends when whoever asked reads nothing for long.
struct Watched {
    stream: TcpStream,
    stalled: Option<Pin<Box<Sleep>>>,
    patience: Duration,
}

impl Watched {
    fn watch<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<Result<T, Error>>,
    ) -> Poll<Result<T, Error>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let patience = self.patience;
        match self.stalled.get_or_insert_with(|| Box::pin(sleep(patience))).as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<(), Error>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize, Error>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watch(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<Result<usize, Error>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.watch(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.watch(context, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests;
