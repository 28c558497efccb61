//! An installation whose files stand in S3: a real server, asked through the pages,
//! also when it is dead.

#[path = "../../../outside/tests/s3/server.rs"]
mod server;

use crate::kit::papers::pdf;
use crate::kit::{Browser, Kit};
use crate::steps::{PDF, birth, birth_draft};
use axum::body::Body;
use axum::http::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use motcua_core::law::Policy;
use motcua_outside::s3::S3;
use motcua_outside::s3::pretend::{Network, S3Manner};
use motcua_store::files::{Files, digest_of};
use serde_json::Value;
use server::{Server, objects, settings};
use std::sync::Arc;
use tempfile::TempDir;

const MONDAY: &str = "2025-07-14T09:00";

/// A kit whose files stand behind this network.
struct World {
    kit: Kit,
    server: Server,
    network: Network,
    bucket: TempDir,
    arriving: TempDir,
}

impl World {
    fn new() -> World {
        let (bucket, arriving) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let server = Server::start(bucket.path());
        let network = Network::before(server.address, S3Manner::Fair).unwrap();
        let mut impatient = settings(network.address());
        impatient.retries = 0;
        let shelf = Arc::new(S3::new(impatient).unwrap());
        let files = Files::on(shelf, arriving.path()).unwrap();
        let kit = Kit::with(MONDAY, Policy::default(), |app| app.files = files);
        World { kit, server, network, bucket, arriving }
    }

    fn die(&self) {
        self.network.becomes(S3Manner::Breaks(0), self.server.address);
    }

    fn live(&self) {
        self.network.becomes(S3Manner::Fair, self.server.address);
    }

    fn names(&self) -> Vec<String> {
        let name = |path: &std::path::PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        objects(self.bucket.path()).iter().map(name).collect()
    }
}

#[tokio::test]
async fn a_dossier_is_handed_in_with_its_file_on_s3_and_the_file_comes_back() {
    let world = World::new();
    let mut browser = world.kit.browser();
    let receipt = birth(&world.kit, &mut browser).await;
    let digest = digest_of(PDF).0;
    assert_eq!(world.names(), std::slice::from_ref(&digest));
    let answer = browser.get(&receipt.dossier(&format!("/files/{digest}"))).await;
    assert_eq!((answer.status, answer.body.as_slice()), (200, PDF));
    assert!(answer.header("content-disposition").contains("giay-chung-sinh.pdf"));
    assert_eq!(std::fs::read_dir(world.arriving.path()).unwrap().count(), 0, "nothing is left behind");

    // Dead, it is said in words, and nothing is taken for lost.
    world.die();
    let answer = browser.get(&receipt.dossier(&format!("/files/{digest}"))).await;
    assert_eq!(answer.status, 503);
    assert!(answer.says("Kho lưu tệp tạm thời không trả lời") && answer.says("fault.shelf-unavailable"));
    let english = browser.get(&format!("{}&lang=en", receipt.dossier(&format!("/files/{digest}")))).await;
    assert!(english.says("no file is lost"));
    world.live();
    assert_eq!(browser.get(&receipt.dossier(&format!("/files/{digest}"))).await.status, 200);

    // Altered in the bucket, it is not handed out.
    std::fs::write(objects(world.bucket.path()).remove(0), "%PDF-1.7 altered").unwrap();
    let answer = browser.get(&receipt.dossier(&format!("/files/{digest}"))).await;
    assert_eq!(answer.status, 500);
    assert!(answer.says("fault.damaged"));
}

#[tokio::test]
async fn a_form_whose_files_cannot_be_kept_changes_nothing_and_may_come_again() {
    let world = World::new();
    let mut browser = world.kit.browser();
    let draft = birth_draft(&world.kit, &mut browser).await;
    world.die();
    let second = pdf("trang hai");
    let files: [(&str, &str, &[u8]); 1] = [("paper.giay-chung-sinh", "trang hai.pdf", second)];
    let refused = browser.multipart(&format!("{draft}/papers"), &[], &files).await;
    assert_eq!(refused.status, 503);
    assert_eq!(refused.header("retry-after"), "10");
    assert!(!browser.get(&format!("{draft}/papers")).await.says("trang hai.pdf"));
    world.live();
    browser.multipart(&format!("{draft}/papers"), &[], &files).await.location();
    assert!(browser.get(&format!("{draft}/papers")).await.says("trang hai.pdf"));
    assert!(world.names().contains(&digest_of(second).0));
    assert_eq!(std::fs::read_dir(world.arriving.path()).unwrap().count(), 0);
}

async fn tus(browser: &mut Browser, request: axum::http::request::Builder, body: Body) -> crate::kit::Answer {
    let request = request.header("tus-resumable", "1.0.0").header("accept", "application/json");
    browser.send(request.body(body).unwrap()).await
}

#[tokio::test]
async fn an_upload_that_arrived_while_s3_was_dead_waits_and_is_gone_on_with() {
    let world = World::new();
    let mut browser = world.kit.browser();
    let draft = birth_draft(&world.kit, &mut browser).await;
    let paper = pdf("cho kho tep");
    let said = [
        ("filename", "chờ.pdf"),
        ("paper", "giay-chung-sinh"),
        ("draft", draft.strip_prefix("/submit/").unwrap()),
    ];
    let said = said.map(|(name, value)| format!("{name} {}", STANDARD.encode(value))).join(",");
    let request =
        Request::post("/uploads").header("upload-length", paper.len()).header("upload-metadata", said);
    let url = tus(&mut browser, request, Body::empty()).await.header("location").to_string();
    world.die();
    let piece = Request::patch(&url)
        .header("upload-offset", 0)
        .header("content-type", "application/offset+octet-stream");
    let answer = tus(&mut browser, piece, Body::from(paper)).await;
    let said: Value = serde_json::from_str(answer.text()).unwrap();
    assert_eq!((answer.status, &said["code"]), (503, &"fault.shelf-unavailable".into()));
    // All of it was acknowledged and none of it is lost; it is not taken for kept.
    let head = browser.send(Request::head(&url).body(Body::empty()).unwrap()).await;
    assert_eq!(head.header("upload-offset"), paper.len().to_string());
    assert_eq!(browser.get(&url).await.status, 503);
    assert!(!browser.get(&format!("{draft}/papers")).await.says("chờ.pdf"));
    assert_eq!(std::fs::read_dir(world.arriving.path()).unwrap().count(), 1);
    world.live();
    let said: Value = serde_json::from_str(browser.get(&url).await.text()).unwrap();
    assert_eq!(said["state"], "taken");
    assert!(browser.get(&format!("{draft}/papers")).await.says("chờ.pdf"));
    assert!(world.names().contains(&digest_of(paper).0));
    assert_eq!(std::fs::read_dir(world.arriving.path()).unwrap().count(), 0);
}
