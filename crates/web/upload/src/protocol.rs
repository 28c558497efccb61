//! The tus protocol, header by header.

use super::arrived::{ALL_BYTES_MAX, ORIGIN_BYTES_MAX, file_of, of_officer, sweep};
use super::owner::{Drafts, Said};
use super::settle::settle;
use axum::body::Body;
use axum::extract::{Extension, Path, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::StreamExt;
use motcua_core::document::FILE_BYTES_MAX;
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::act::keep;
use motcua_edge::app::App;
use motcua_edge::failure::Reply;
use motcua_edge::kept_token;
use motcua_edge::visit::Visit;
use motcua_edge::waiting::waiting;
use motcua_store::Written;
use motcua_store::upload::{self, Upload, UploadState};
use motcua_told::papers::doubts_in_words;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const VERSION: &str = "1.0.0";
/// How much is gathered before it goes to the disk.
const PIECE_BYTES: usize = 256 * 1024;

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");

/// `OPTIONS`: what is spoken here.
pub(super) async fn options() -> Response {
    let headers = [
        (RESUMABLE, VERSION.to_string()),
        (HeaderName::from_static("tus-version"), VERSION.to_string()),
        (HeaderName::from_static("tus-max-size"), FILE_BYTES_MAX.to_string()),
        (HeaderName::from_static("tus-extension"), "creation,checksum,termination".to_string()),
        (HeaderName::from_static("tus-checksum-algorithm"), "sha256".to_string()),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// Every answer at these addresses names the protocol, refusals too.
pub async fn says_its_version(request: Request, next: Next) -> Response {
    let is_ours = request.uri().path().starts_with("/uploads");
    let mut response = next.run(request).await;
    if is_ours {
        response.headers_mut().entry(RESUMABLE).or_insert(HeaderValue::from_static(VERSION));
    }
    response
}

/// `POST /uploads`: makes room for a file. Refused at once when its name, its size
/// or its paper cannot be right.
pub(super) async fn create(visit: Visit, Extension(drafts): Extension<Drafts>, headers: HeaderMap) -> Reply {
    if let Some(answer) = other_version(&headers) {
        return Ok(answer);
    }
    sweep(&visit.app, visit.now).await?;
    let said = Said::read(text(&headers, "upload-metadata"))?;
    let size: u64 = text(&headers, "upload-length")
        .parse()
        .map_err(|_| Refusal::of("request.malformed").at("Upload-Length"))?;
    let name = said.get("filename");
    motcua_papers::may_come(name, size)?;
    let owner = said.owner(&visit, drafts)?;
    let origin = visit.from.clone();
    let (from_there, from_all) = visit.app.read(|rows| upload::open_bytes(rows, &origin))?;
    if from_there + size > ORIGIN_BYTES_MAX || from_all + size > ALL_BYTES_MAX {
        return Err(Refusal::of("document.no-room").into());
    }
    let made = Upload {
        id: visit.app.random(),
        owner,
        origin,
        paper: said.get("paper").to_string(),
        name: name.to_string(),
        size,
        received: 0,
        state: UploadState::Open,
        result: String::new(),
    };
    let (files, name) = (visit.app.files.clone(), made.hex());
    waiting(move || files.arrive(&name, 0)?.sync()).await?;
    keep(&visit.app, upload::add(&made, visit.now)).await?;
    let headers = [(RESUMABLE, VERSION.to_string()), (header::LOCATION, format!("/uploads/{}", made.hex()))];
    Ok((StatusCode::CREATED, headers).into_response())
}

/// `HEAD /uploads/{id}`: how far it has come.
pub(super) async fn head(visit: Visit, Path(id): Path<String>) -> Reply {
    let upload = find(&visit, &id)?;
    let headers = [
        (RESUMABLE, VERSION.to_string()),
        (OFFSET, upload.received.to_string()),
        (LENGTH, upload.size.to_string()),
        (header::CACHE_CONTROL, "no-store".to_string()),
    ];
    Ok((StatusCode::OK, headers).into_response())
}

/// `GET /uploads/{id}`: what has become of it, in words.
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    let upload = find(&visit, &id)?;
    let upload = settle(&visit.app, upload, visit.now).await?;
    Ok(told(&visit, &upload, StatusCode::OK)?)
}

/// `PATCH /uploads/{id}`: the next piece. What came before the network was cut is
/// kept and acknowledged to whoever asks again.
pub(super) async fn patch(visit: Visit, Path(id): Path<String>, request: Request) -> Reply {
    let headers = request.headers().clone();
    if let Some(answer) = other_version(&headers) {
        return Ok(answer);
    }
    if text(&headers, "content-type") != "application/offset+octet-stream" {
        return Err(Refusal::of("request.media-type").into());
    }
    let offset: u64 = text(&headers, "upload-offset")
        .parse()
        .map_err(|_| Refusal::of("request.malformed").at("Upload-Offset"))?;
    let checksum = checksum(text(&headers, "upload-checksum"))?;
    // Whoever sends may go away at any moment. What was begun is ended all the same: until
    // what is on the disk is acknowledged, nobody else may write there.
    tokio::spawn(next_piece(visit, id, offset, checksum, request.into_body())).await.map_err(Fault::other)?
}

async fn next_piece(visit: Visit, id: String, offset: u64, checksum: Option<[u8; 32]>, body: Body) -> Reply {
    let before = find(&visit, &id)?;
    let _alone = visit.app.intake.enter(&id).ok_or_else(wrong_offset)?;
    // Read again: nobody else moves it now.
    let upload = find(&visit, &id)?;
    if upload.state == UploadState::Refused {
        return Ok(told(&visit, &upload, StatusCode::UNPROCESSABLE_ENTITY)?);
    }
    if upload.received != offset || before.state != UploadState::Open {
        return Err(wrong_offset().into());
    }
    let (end, whole) = match write(&visit.app, &upload, body, checksum).await? {
        Arrived::To(end, whole) => (end, whole),
        Arrived::Altered => return Ok((altered(), [(RESUMABLE, VERSION)]).into_response()),
    };
    if end > offset {
        let moved = upload::received(&upload.id, offset, end, visit.now);
        match visit.app.store.keep(moved).done().await? {
            Written::Done(_) => {}
            Written::Conflict => return Err(wrong_offset().into()),
        }
    }
    whole?;
    let upload = settle(&visit.app, Upload { received: end, ..upload }, visit.now).await?;
    if upload.state == UploadState::Refused {
        return Ok(told(&visit, &upload, StatusCode::UNPROCESSABLE_ENTITY)?);
    }
    let headers = [(RESUMABLE, VERSION.to_string()), (OFFSET, end.to_string())];
    Ok((StatusCode::NO_CONTENT, headers).into_response())
}

/// `DELETE /uploads/{id}`: forgets it.
pub(super) async fn terminate(visit: Visit, Path(id): Path<String>) -> Reply {
    let upload = find(&visit, &id)?;
    let _alone = visit.app.intake.enter(&id).ok_or_else(wrong_offset)?;
    keep(&visit.app, upload::forget(&upload.id)).await?;
    visit.app.files.forget_arriving(&upload.hex())?;
    Ok((StatusCode::NO_CONTENT, [(RESUMABLE, VERSION)]).into_response())
}

enum Arrived {
    /// So much is on the disk, and whether that was all that was sent.
    To(u64, Result<(), Halt>),
    /// Not what the sender digested; nothing of it counts.
    Altered,
}

/// Writes a body behind what is there, piece by piece, on a thread that may wait.
async fn write(app: &App, upload: &Upload, body: Body, wanted: Option<[u8; 32]>) -> Result<Arrived, Halt> {
    let (files, name, received) = (app.files.clone(), upload.hex(), upload.received);
    let mut arriving = waiting(move || files.arrive(&name, received)).await?;
    let mut left = upload.size - upload.received;
    let mut pieces = body.into_data_stream();
    let mut digest = Sha256::new();
    let mut gathered = Vec::new();
    let mut whole = Ok(());
    loop {
        match pieces.next().await {
            Some(Ok(piece)) if piece.len() as u64 > left => {
                let limit_mb = FILE_BYTES_MAX / 1024 / 1024;
                whole = Err(Refusal::of("document.too-large")
                    .with("limit_mb", limit_mb)
                    .with("file", &upload.name)
                    .into());
                break;
            }
            Some(Ok(piece)) => {
                left -= piece.len() as u64;
                digest.update(&piece);
                gathered.extend_from_slice(&piece);
                if gathered.len() >= PIECE_BYTES {
                    let bytes = std::mem::take(&mut gathered);
                    arriving = waiting(move || arriving.write(&bytes).map(|()| arriving)).await?;
                }
            }
            Some(Err(_)) => {
                whole = Err(Refusal::of("document.cut-off").into());
                break;
            }
            None => break,
        }
    }
    if wanted.is_some_and(|wanted| whole.is_ok() && wanted[..] != digest.finalize()[..]) {
        return Ok(Arrived::Altered);
    }
    // A piece with a checksum counts whole or not at all.
    if wanted.is_some() && whole.is_err() {
        return Ok(Arrived::To(upload.received, whole));
    }
    let end = waiting(move || arriving.write(&gathered).and_then(|()| arriving.sync())).await?;
    Ok(Arrived::To(end, whole))
}

fn told(visit: &Visit, upload: &Upload, status: StatusCode) -> Result<Response, Fault> {
    let mut said = json!({
        "state": upload.state.as_str(), "offset": upload.received, "length": upload.size, "paper": upload.paper,
    });
    match upload.state {
        UploadState::Open => {}
        UploadState::Taken => {
            let file = file_of(upload)?;
            let page = visit.page("", "", "");
            said["name"] = file.name.clone().into();
            said["size"] = page.bytes(file.size).into();
            said["doubts"] = doubts_in_words(&file, &page).into();
            if let Some(officer) =
                visit.officer.as_ref().filter(|officer| upload.owner == of_officer(officer))
            {
                said["token"] = kept_token::token(&visit.app, officer, &file).into();
            }
        }
        UploadState::Refused => {
            let refused: Value = serde_json::from_str(&upload.result).map_err(Fault::damaged)?;
            said["code"] = refused["code"].clone();
            said["sentence"] = refused[visit.lang.as_str()].clone();
        }
    }
    let headers = [
        (RESUMABLE, VERSION),
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((status, headers, said.to_string()).into_response())
}

fn find(visit: &Visit, id: &str) -> Result<Upload, Halt> {
    let unknown = || Refusal::of("document.unknown-upload");
    let id = upload::id_of(id).ok_or_else(unknown)?;
    let found = visit.app.read(|rows| upload::get(rows, &id))?;
    Ok(found.ok_or_else(unknown)?)
}

fn wrong_offset() -> Refusal {
    Refusal::of("document.wrong-offset")
}

/// `460 Checksum Mismatch`, of the checksum extension.
fn altered() -> StatusCode {
    StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST)
}

fn checksum(header: &str) -> Result<Option<[u8; 32]>, Refusal> {
    if header.is_empty() {
        return Ok(None);
    }
    let bytes = header.strip_prefix("sha256 ").and_then(|text| STANDARD.decode(text.trim()).ok());
    let wrong = || Refusal::of("request.malformed").at("Upload-Checksum");
    bytes.and_then(|bytes| bytes.try_into().ok()).map(Some).ok_or_else(wrong)
}

fn other_version(headers: &HeaderMap) -> Option<Response> {
    let is_ours = text(headers, "tus-resumable") == VERSION;
    let answer = [(HeaderName::from_static("tus-version"), VERSION), (RESUMABLE, VERSION)];
    (!is_ours).then(|| (StatusCode::PRECONDITION_FAILED, answer).into_response())
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
