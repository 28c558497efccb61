//! What every page test needs: a server on a temporary database with a clock that
//! stands still until it is set, and a browser that keeps its cookies.
//!
//! ```ignore
//! let kit = Kit::at("2025-07-14T09:00");
//! let mut browser = kit.browser();
//! let answer = browser.get("/procedures?q=khai+sinh").await;
//! assert_eq!(answer.status, 200);
//! ```
#![allow(dead_code, reason = "each test binary uses a part of it")]

pub mod album;
pub mod answers;
pub mod papers;
pub mod platform;

use album::Album;
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, header};
use axum::response::Response;
use motcua_books::Books;
use motcua_core::Moment;
use motcua_core::account::{AccountCommand, OpenAccount, PasswordHash};
use motcua_core::act::{Actor, Officer, OfficerId};
use motcua_core::catalogue::Duty;
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_core::law::Policy;
use motcua_edge::act::{Sending, send};
use motcua_edge::app::{App, Server};
use motcua_edge::in_force::InForce;
use motcua_store::files::Files;
use motcua_store::{DatabasePlace, Store};
use motcua_web::router;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use tempfile::TempDir;
use tower::ServiceExt;

/// The password of every officer of [`Kit::add_officer`].
pub const PASSWORD: &str = "mot-cua-thu-nghiem";

/// A whole server for one test.
pub struct Kit {
    /// The server's own things, to look behind the pages.
    pub app: Arc<App>,
    clock: Arc<AtomicI64>,
    folder: TempDir,
    album: Option<Arc<Album>>,
}

/// The same policy in Huế.
fn served(policy: Policy) -> Policy {
    Policy { province: UnitCode::parse("46").ok(), ..policy }
}

impl Kit {
    /// Huế, at this civil time (`2025-07-14T09:00`).
    pub fn at(time: &str) -> Kit {
        Kit::with(time, Policy::default(), |_| {})
    }

    /// The same with a policy of its own and a last change to the server.
    pub fn with(time: &str, policy: Policy, change: impl FnOnce(&mut Server)) -> Kit {
        let clock = Arc::new(AtomicI64::new(moment(time).0));
        Kit::on(tempfile::tempdir().unwrap(), clock, 0, policy, change)
    }

    /// The same server, stopped, changed and started again.
    pub fn again(self, change: impl FnOnce(&mut Server)) -> Kit {
        let Kit { app, clock, folder, album } = self;
        drop(app);
        Kit { album, ..Kit::on(folder, clock, 1_000_000, Policy::default(), change) }
    }

    /// From now on its browsers ask in the language of this album and every page that they are
    /// shown goes into it.
    pub fn shown_to(self, album: &Arc<Album>) -> Kit {
        Kit { album: Some(album.clone()), ..self }
    }

    /// Another server on the same database, as a second process would be.
    pub fn beside(&self) -> Arc<App> {
        App::of(Kit::server(&self.folder, &self.clock, 2_000_000, Policy::default()))
    }

    fn on(
        folder: TempDir,
        clock: Arc<AtomicI64>,
        drawn: u64,
        policy: Policy,
        change: impl FnOnce(&mut Server),
    ) -> Kit {
        let mut server = Kit::server(&folder, &clock, drawn, policy);
        change(&mut server);
        let app = App::of(server);
        Kit { app, clock, folder, album: None }
    }

    fn server(folder: &TempDir, clock: &Arc<AtomicI64>, drawn: u64, policy: Policy) -> Server {
        let reading = clock.clone();
        let drawn = AtomicU64::new(drawn);
        Server {
            store: Arc::new(Store::open(&DatabasePlace::Sqlite(folder.path().join("motcua.db"))).unwrap()),
            files: Files::open(&folder.path().join("files")).unwrap(),
            in_force: InForce::new(Books::embedded(), Books::embedded().law(served(policy)).unwrap(), 0),
            clock: Box::new(move || Moment(reading.load(Ordering::SeqCst))),
            random: Box::new(move |bytes| {
                // Different at every draw, the same in every run.
                for chunk in bytes.chunks_mut(32) {
                    let block = Sha256::digest(drawn.fetch_add(1, Ordering::SeqCst).to_be_bytes());
                    chunk.copy_from_slice(&block[..chunk.len()]);
                }
            }),
            receipt_key: [7; 32],
            province: UnitCode::parse("46").unwrap(),
            simulated: false,
            demo_accounts: Vec::new(),
            attempts: Default::default(),
            proxies: Default::default(),
            intake: Default::default(),
            trying: Default::default(),
            first_use_days: 7,
            seals: Box::new(motcua_edge::seals::NoSeals),
            signers: Box::new(motcua_edge::signers::NoSigners),
            signing: Default::default(),
            platform: None,
            drawing: Box::new(motcua_edge::drawing::DrawnHere),
            site: "https://motcua.example.vn".into(),
        }
    }

    /// Whether any file is on its way in.
    pub fn has_arriving(&self) -> bool {
        std::fs::read_dir(self.folder.path().join("files/arriving")).unwrap().next().is_some()
    }

    /// From now on it is this time.
    pub fn set_clock(&self, time: &str) {
        self.clock.store(moment(time).0, Ordering::SeqCst);
    }

    /// An officer with these duties and [`PASSWORD`].
    pub async fn add_officer(&self, id: &str, agency: &str, duties: &[Duty]) -> Officer {
        let officer = Officer {
            id: OfficerId(id.to_string()),
            name: format!("Cán bộ {id}"),
            agency: AgencyCode::parse(agency).unwrap(),
            duties: duties.to_vec(),
            point: None,
            stead: Default::default(),
        };
        // The least cost that Argon2 allows: a test needs a hash, not a strong one.
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8, 1, 1, None).unwrap());
        let password =
            cheap.hash_password_with_salt(PASSWORD.as_bytes(), b"saltsaltsalt").unwrap().to_string();
        self.open_account(&officer, password).await;
        officer
    }

    /// An account for this officer or helper, with the hash of a password.
    pub async fn open_account(&self, officer: &Officer, password: String) {
        let command = OpenAccount::of(officer, PasswordHash(password));
        self.keep_account(command).await;
    }

    /// Whoever runs the program does this to an account.
    pub async fn keep_account(&self, command: impl Into<AccountCommand>) {
        let operator = Actor::Operator { name: "test".into() };
        send(&self.app, &operator, Sending::default(), command.into()).await.unwrap();
    }

    /// A browser without cookies, of another server.
    pub fn browser_of(&self, app: &Arc<App>) -> Browser {
        let lang = self.album.as_ref().map(|album| ("lang".to_string(), album.lang.to_string()));
        Browser {
            app: app.clone(),
            cookies: lang.into_iter().collect(),
            from: None,
            album: self.album.clone(),
        }
    }

    /// A browser at this address.
    pub fn browser_at(&self, address: &str) -> Browser {
        Browser { from: Some(address.parse().unwrap()), ..self.browser() }
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser {
        self.browser_of(&self.app)
    }
}

/// The moment of a civil time in Việt Nam.
pub fn moment(time: &str) -> Moment {
    Moment::parse(time).unwrap_or_else(|| panic!("no such time: {time}"))
}

/// A browser: it keeps cookies and follows nothing by itself.
pub struct Browser {
    app: Arc<App>,
    /// By name.
    pub cookies: BTreeMap<String, String>,
    /// From where it asks; none: nobody knows.
    pub from: Option<IpAddr>,
    album: Option<Arc<Album>>,
}

impl Browser {
    /// Opens an address.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::builder().uri(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form without files.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// Sends JSON, as a machine does.
    pub async fn post_json(&mut self, path: &str, body: &str) -> Answer {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()));
        self.send(request.unwrap()).await
    }

    /// Opens a page and sends its form with what it carries and these fields.
    pub async fn fills_in(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let carried = self.get(path).await.carried();
        let carried = carried.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        self.post(path, &carried.chain(fields.iter().copied()).collect::<Vec<_>>()).await
    }

    /// Sends a form with files: (field, file name, bytes).
    pub async fn multipart(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        const BOUNDARY: &str = "----motcua-kit";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        for (name, file, bytes) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// Sends any request, with the cookies, and keeps those of the answer.
    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if !self.cookies.is_empty() {
            let line: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(header::COOKIE, line.join("; ").parse().unwrap());
        }
        if let Some(from) = self.from {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::new(from, 4711)));
        }
        let asked = format!("{} {}", request.method(), request.uri());
        let response = router(self.app.server()).oneshot(request).await.unwrap();
        let answer = Answer::read(response).await;
        if let Some(album) = &self.album {
            album.keep(&asked, &answer);
        }
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_string(), value.to_string());
            }
        }
        answer
    }
}

/// What came back.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// The bytes.
    pub body: Vec<u8>,
}

impl Answer {
    async fn read(response: Response) -> Answer {
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// The page or document as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// What stands inside `<main>`.
    pub fn main(&self) -> &str {
        let text = self.text();
        let start = text.find("<main").expect("a page has a main");
        &text[start..text.find("</main>").expect("and its end")]
    }

    /// A header as text; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where a redirect after a form (303) leads.
    pub fn location(&self) -> &str {
        assert_eq!(self.status, 303, "{}", self.text());
        self.header("location")
    }

    /// Whether these words stand in the page. Where a line of its source breaks does not
    /// matter, as it does not in a browser.
    pub fn says(&self, words: &str) -> bool {
        let flowing = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.text().contains(words) || flowing(self.text()).contains(&flowing(words))
    }

    /// What the first form of a page that changes something carries unseen: name and value.
    pub fn carried(&self) -> Vec<(String, String)> {
        let Some((_, form)) = self.main().split_once("method=\"post\"") else { return Vec::new() };
        let form = form.split("</form>").next().unwrap_or_default();
        let hidden = form.split("<input type=\"hidden\" name=\"").skip(1);
        let pairs = hidden.filter_map(|rest| rest.split_once("\" value=\""));
        let value = |rest: &str| rest.split('"').next().unwrap_or_default().replace("&#34;", "\"");
        pairs.map(|(name, rest)| (name.to_string(), value(rest))).collect()
    }

    /// The value of the form's field with this name, as the page shows it.
    pub fn value_of(&self, name: &str) -> Option<&str> {
        let text = self.text();
        let at = text.find(&format!("name=\"{name}\""))?;
        let start = text[..at].rfind('<')?;
        let tag = &text[start..start + text[start..].find('>')?];
        let from = tag.find("value=\"")? + 7;
        Some(&tag[from..from + tag[from..].find('"')?])
    }
}

/// Leaves a print in the folder that `MOTCUA_TEST_PAPERS` names, to look at.
#[allow(clippy::disallowed_methods, reason = "the tests' own configuration")]
pub fn left(name: &str, print: &Answer) {
    assert_eq!((print.status, print.header("content-type")), (200, "application/pdf"), "{name}");
    if let Some(folder) = std::env::var_os("MOTCUA_TEST_PAPERS") {
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), &print.body).unwrap();
    }
}
