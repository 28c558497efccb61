//! By a clock that runs on when nobody has anything to do: no test waits.

use super::*;
use axum::routing::{get, post};
use std::sync::Mutex;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A server that is up, and what ends it.
struct Up {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

async fn up(router: Router, limits: ServingLimits) -> Up {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, asked) = oneshot::channel();
    let served = tokio::spawn(serve(listener, router, limits, async { drop(asked.await) }));
    Up { address, stop, served }
}

fn pages() -> Router {
    Router::new()
        .route("/", get(async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.ip().to_string()))
        .route("/", post(async |body: Bytes| body.len().to_string()))
}

impl Up {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }
}

/// All that comes until the server closes.
async fn until_closed(stream: &mut TcpStream) -> String {
    let mut all = Vec::new();
    // A connection that is cut is closed too.
    let _ = stream.read_to_end(&mut all).await;
    String::from_utf8(all).unwrap()
}

/// One answer, to the end of its body.
async fn one_answer(stream: &mut TcpStream, ends: &str) -> String {
    let mut all = String::new();
    while !all.ends_with(ends) {
        let mut some = [0; 1024];
        let count = stream.read(&mut some).await.unwrap();
        assert!(count > 0, "closed after {all:?}");
        all.push_str(std::str::from_utf8(&some[..count]).unwrap());
    }
    all
}

const GET: &[u8] = b"GET / HTTP/1.1\r\nhost: a\r\n\r\n";

#[tokio::test(start_paused = true)]
async fn whoever_says_nothing_or_half_of_it_is_not_waited_for() {
    let up = up(pages(), ServingLimits::default()).await;
    for (sent, answer) in [
        ("", ""),
        ("GET / HT", ""),
        ("GET / HTTP/1.1\r\nhost: a\r\nx-slow: ", ""),
        ("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhalf", "HTTP/1.1 400"),
        ("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n", "HTTP/1.1 400"),
        // Kept open for another request that never comes.
        ("GET / HTTP/1.1\r\nhost: a\r\n\r\n", "HTTP/1.1 200"),
    ] {
        let mut stream = up.connect().await;
        stream.write_all(sent.as_bytes()).await.unwrap();
        let began = Instant::now();
        let told = until_closed(&mut stream).await;
        assert!(told.starts_with(answer), "{sent:?}: {told:?}");
        assert!(began.elapsed() <= Duration::from_secs(31), "{sent:?}: {:?}", began.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_trickles_ends_and_one_that_comes_slowly_is_taken() {
    let up = up(pages(), ServingLimits::default()).await;
    for (each_ms, bytes, is_taken) in [(10_000, 1, false), (10_000, 12 * 1024, true)] {
        let mut stream = up.connect().await;
        let head = format!("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n\r\n", bytes * 12);
        stream.write_all(head.as_bytes()).await.unwrap();
        for _ in 0..12 {
            sleep(Duration::from_millis(each_ms)).await;
            // The server may have closed meanwhile.
            let _ = stream.write_all(&vec![b'x'; bytes]).await;
        }
        let told = until_closed(&mut stream).await;
        assert_eq!(told.starts_with("HTTP/1.1 200"), is_taken, "{bytes} bytes: {told:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_reads_nothing_of_an_answer_is_not_waited_for() {
    let (gone, is_gone) = oneshot::channel::<()>();
    let gone = Arc::new(Mutex::new(Some(gone)));
    let endless = get(move || {
        let gone = gone.lock().unwrap().take();
        // Dropped with the answer that nobody reads.
        let pieces = Endless { _gone: gone };
        async { Body::new(pieces) }
    });
    let up = up(Router::new().route("/", endless), ServingLimits::default()).await;
    let mut stream = up.connect().await;
    stream.write_all(GET).await.unwrap();
    assert!(is_gone.await.is_err(), "the server has given up");
    drop(stream);
}

struct Endless {
    _gone: Option<oneshot::Sender<()>>,
}

impl hyper::body::Body for Endless {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[b'x'; 65_536])))))
    }
}

/// A page that says when it was asked for, and waits to be let go.
fn held() -> (Router, oneshot::Receiver<()>, oneshot::Sender<()>) {
    let ((began, has_begun), (go_on, wait)) = (oneshot::channel(), oneshot::channel::<()>());
    let both = Arc::new(Mutex::new(Some((began, wait))));
    let page = get(move || {
        let both = both.lock().unwrap().take();
        async move {
            if let Some((began, wait)) = both {
                let _ = began.send(());
                let _ = wait.await;
            }
            "held"
        }
    });
    (pages().route("/held", page), has_begun, go_on)
}

const HELD: &[u8] = b"GET /held HTTP/1.1\r\nhost: a\r\n\r\n";

#[tokio::test(start_paused = true)]
async fn beyond_the_most_connections_whoever_comes_waits_until_one_ends() {
    let (router, has_begun, go_on) = held();
    let up = up(router, ServingLimits { connections: 1, ..ServingLimits::default() }).await;
    let (mut first, mut second) = (up.connect().await, up.connect().await);
    first.write_all(HELD).await.unwrap();
    has_begun.await.unwrap();
    second.write_all(GET).await.unwrap();
    let early = timeout(Duration::from_secs(5), one_answer(&mut second, "127.0.0.1")).await;
    assert!(early.is_err(), "not while the first is there");
    go_on.send(()).unwrap();
    let told = until_closed(&mut first).await;
    assert!(told.contains("connection: close") && told.ends_with("held"), "{told}");
    assert!(one_answer(&mut second, "127.0.0.1").await.starts_with("HTTP/1.1 200"));
}

#[tokio::test(start_paused = true)]
async fn asked_to_stop_it_ends_what_is_under_way_and_takes_nothing_new() {
    let (router, has_begun, go_on) = held();
    let up = up(router, ServingLimits::default()).await;
    let mut idle = up.connect().await;
    idle.write_all(GET).await.unwrap();
    one_answer(&mut idle, "127.0.0.1").await;
    let mut busy = up.connect().await;
    busy.write_all(HELD).await.unwrap();
    has_begun.await.unwrap();
    up.stop.send(()).unwrap();
    assert_eq!(until_closed(&mut idle).await, "", "it had its answer");
    go_on.send(()).unwrap();
    assert!(until_closed(&mut busy).await.ends_with("held"));
    up.served.await.unwrap();
    assert!(TcpStream::connect(up.address).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn asked_to_stop_it_does_not_wait_for_ever() {
    let (router, has_begun, _go_on) = held();
    let up = up(router, ServingLimits::default()).await;
    let mut busy = up.connect().await;
    busy.write_all(HELD).await.unwrap();
    has_begun.await.unwrap();
    let began = Instant::now();
    up.stop.send(()).unwrap();
    up.served.await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(21), "{:?}", began.elapsed());
    assert_eq!(until_closed(&mut busy).await, "");
}
