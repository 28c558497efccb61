//! The real client against a post that answers over HTTP.

use motcua_core::Moment;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{DossierCode, ParcelNews, ParcelOrder, ParcelState};
use motcua_outside::post::http::HttpPost;
use motcua_outside::post::{PostOffice, PostRefused};
use motcua_outside::s3::Secret;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Answers each connection with the next of these; gives what it heard: the first line, and the rest.
fn answering(answers: Vec<(&'static str, &'static str)>) -> (String, mpsc::Receiver<(String, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}/api", listener.local_addr().unwrap());
    let (told, heard) = mpsc::channel();
    thread::spawn(move || {
        for (status, body) in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap());
            let (mut first, mut rest, mut length) = (String::new(), String::new(), 0);
            lines.read_line(&mut first).unwrap();
            loop {
                let mut line = String::new();
                lines.read_line(&mut line).unwrap();
                if let Some(text) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = text.trim().parse().unwrap();
                }
                if line.trim().is_empty() {
                    break;
                }
                rest.push_str(&line);
            }
            let mut sent = vec![0; length];
            lines.read_exact(&mut sent).unwrap();
            rest.push_str(&String::from_utf8(sent).unwrap());
            told.send((first.trim().to_string(), rest)).unwrap();
            let size = body.len();
            write!(stream, "HTTP/1.1 {status}\r\ncontent-length: {size}\r\nconnection: close\r\n\r\n{body}")
                .unwrap();
        }
    });
    (base, heard)
}

fn client(base: &str) -> HttpPost {
    HttpPost::new(base, Secret::new("key"), Duration::from_secs(5)).unwrap()
}

fn order() -> ParcelOrder {
    ParcelOrder {
        dossier: DossierCode::parse("H57.101-250714-0001").unwrap(),
        parcel: 1,
        from: AgencyCode::parse("H57.101").unwrap().to_string(),
        receiver: "Nguyễn Thị Hòa".into(),
        phone: "0905123456".into(),
        address: "12 Lê Lợi".into(),
        commune: "19753".into(),
    }
}

#[tokio::test]
async fn an_order_is_made_under_its_name_and_its_answers_are_told_apart() {
    let (base, heard) = answering(vec![
        ("200 OK", "{\"order\":\"VN1\"}"),
        ("200 OK", "{}"),
        ("422 Unprocessable", "{}"),
        ("503 Busy", ""),
        ("200 OK", "<html>"),
    ]);
    let post = client(&base);
    assert_eq!(post.order("name", &order()).await, Ok("VN1".into()));
    let (line, rest) = heard.recv().unwrap();
    assert_eq!(line, "POST /api/orders HTTP/1.1");
    for part in ["idempotency-key: name", "authorization: Bearer key", "\"receiver\":\"Nguyễn Thị Hòa\""]
    {
        assert!(rest.contains(part), "{part} in {rest}");
    }
    let answers =
        [post.order("a", &order()).await, post.order("b", &order()).await, post.order("c", &order()).await];
    assert!(
        matches!(
            answers,
            [Err(PostRefused::NoAnswer(_)), Err(PostRefused::Never(_)), Err(PostRefused::NoAnswer(_))]
        ),
        "{answers:?}"
    );
    assert!(matches!(post.order("d", &order()).await, Err(PostRefused::NoAnswer(_))));
    // Nobody listens there any more.
    assert!(matches!(post.order("e", &order()).await, Err(PostRefused::NoAnswer(_))));
}

#[tokio::test]
async fn news_in_words_that_nobody_knows_is_left_out() {
    let said = "{\"news\":[{\"state\":\"taken\",\"at_ms\":5},{\"state\":\"teleported\",\"at_ms\":6},{\"state\":\"lost\"}]}";
    let (base, heard) = answering(vec![("200 OK", said)]);
    let news = client(&base).track("VN/1").await.unwrap();
    assert_eq!(news, [ParcelNews { state: ParcelState::Taken, at: Moment(5) }]);
    assert_eq!(heard.recv().unwrap().0, "GET /api/orders/VN%2F1/news HTTP/1.1", "a number is no path");
}
