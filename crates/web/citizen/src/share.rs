//! Chia sẻ kết quả: a link by which the person shows the result to others for a while. It opens the result and
//! nothing else of the dossier, and ends by itself: until when stands in the link, sealed with the server's key. The
//! person may end it before.

use super::origin::origin;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use motcua_core::deed::Deed;
use motcua_core::dossier::{DeedStanding, Dossier};
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::download::to_keep;
use motcua_edge::failure::Reply;
use motcua_edge::files::must_not_be_infected;
use motcua_edge::keyed::{self, Keyed};
use motcua_edge::page::{Page, agency_name, html, see_other};
use motcua_edge::secret::{share_names, share_token, shared_by};
use motcua_edge::visit::Visit;
use motcua_store::dossier::by_id;
use motcua_store::shared_link;
use motcua_told::deed::{DeedWords, deed_words, template};
use motcua_told::papers::{PaperView, result_held};
use motcua_told::qr;
use serde::Deserialize;

/// For how many days a link may open the result.
const DAYS: [u16; 3] = [1, 7, 30];

#[derive(Template)]
#[template(path = "citizen/share.html")]
struct SharePage {
    page: Page,
    code: String,
    key: String,
    back: String,
    days: [u16; 3],
    chosen: u16,
    link: Option<LinkMade>,
    /// Links that were made before were ended just now.
    is_ended: bool,
    /// Where links are ended.
    end_href: String,
}

/// A link that was asked for.
struct LinkMade {
    address: String,
    until: String,
    qr: String,
}

/// What a page that makes links is asked for.
#[derive(Deserialize)]
pub(super) struct ShareAsked {
    #[serde(default)]
    key: String,
    days: Option<u16>,
    #[serde(default)]
    ended: String,
}

/// `GET /dossiers/{code}/share?key=&days=`: asks for how long, and shows the link. Nothing is kept of it;
/// the link of one day is one link, however often it is asked for.
pub(super) async fn share(
    visit: Visit,
    headers: HeaderMap,
    Path(code): Path<String>,
    Query(asked): Query<ShareAsked>,
) -> Reply {
    let dossier = keyed::open_to_act(&visit, &code, &asked.key)?;
    dossier.result_to_show()?;
    let app = &visit.app;
    let page = visit.page("track", "Chia sẻ kết quả", "Share the result");
    let days = asked.days.filter(|days| DAYS.contains(days));
    let ended = app.read(|rows| shared_link::ended(rows, dossier.id))?;
    let site = if app.site.is_empty() { origin(&headers) } else { app.site.clone() };
    let link = days.map(|days| {
        let last = visit.now.day().plus(i32::from(days));
        let until = last.plus(1).at(0);
        let address = format!("{site}/shared/{}", share_token(&app.receipt_key, dossier.id, until, ended));
        let qr =
            qr::svg(&address, page.t("Liên kết xem kết quả", "The link to the result")).unwrap_or_default();
        LinkMade { until: page.day(last), qr, address }
    });
    let shown = SharePage {
        code: dossier.code().to_string(),
        key: motcua_edge::secret::secret_of(&app.receipt_key, &dossier),
        back: keyed::href(&visit, &dossier, ""),
        days: DAYS,
        chosen: days.unwrap_or(DAYS[1]),
        is_ended: asked.ended == "1" && link.is_none(),
        end_href: keyed::href(&visit, &dossier, "/end_share"),
        link,
        page,
    };
    Ok(html(StatusCode::OK, &shown))
}

/// `POST /dossiers/{code}/end_share?key=`: no link that was made until now shows anything any more.
pub(super) async fn end_share(
    visit: Visit,
    Path(code): Path<String>,
    Query(Keyed { key }): Query<Keyed>,
) -> Reply {
    let dossier = keyed::open_to_act(&visit, &code, &key)?;
    dossier.result_to_show()?;
    visit.app.store.keep(shared_link::end(dossier.id)).done().await?;
    Ok(see_other(&format!("{}&ended=1", keyed::href(&visit, &dossier, "/share"))))
}

#[derive(Template)]
#[template(path = "citizen/shared.html")]
struct SharedPage {
    page: Page,
    token: String,
    title: String,
    agency: String,
    until: String,
    /// Whether the paper counts; none where the result is no paper of ours.
    words: Option<DeedWords>,
    check_href: String,
    /// What it says; none where it counts no more.
    deed: Option<Deed>,
    files: Vec<PaperView>,
}

/// `GET /shared/{token}`: the result, for whoever has the link.
pub(super) async fn shared(visit: Visit, Path(token): Path<String>) -> Reply {
    let (dossier, until) = opened(&visit, &token)?;
    let app = &visit.app;
    let mut page = visit.page("", "", "");
    let known = dossier.deeds_known().next().filter(|known| known.standing != DeedStanding::Decided);
    let of_paper = known.map(|known| {
        let template = template(app, known.made.template.as_str())?;
        let counts = matches!(known.standing, DeedStanding::InForce(_));
        let title = page.t(&template.title, &template.title_en).to_string();
        let words = deed_words(&dossier, &known, template, visit.now.day(), &page);
        Ok::<_, Fault>((title, words, counts.then(|| known.made.paper(template)), known.made.check.clone()))
    });
    let procedure = app.law.catalogue.procedure(&dossier.submission.procedure);
    let procedure = procedure.map(|known| page.t(&known.name, &known.name_en).to_string());
    let (title, words, deed, check_href) = match of_paper.transpose()? {
        Some((title, words, deed, check)) => {
            (title, Some(words), deed, format!("/verify/{}", check.as_str()))
        }
        None => (procedure.unwrap_or_default(), None, None, String::new()),
    };
    page.title.clone_from(&title);
    let shown = SharedPage {
        agency: agency_name(app, &dossier.submission.competent, visit.lang),
        until: page.day(until.day().plus(-1)),
        files: if dossier.result_to_show()?.is_empty() { Vec::new() } else { result_held(&dossier, &page) },
        token,
        title,
        words,
        check_href,
        deed,
        page,
    };
    Ok(html(StatusCode::OK, &shown))
}

/// `GET /shared/{token}/files/{digest}`: one of the result's files, byte for byte.
pub(super) async fn file(visit: Visit, Path((token, digest)): Path<(String, String)>) -> Reply {
    let (dossier, _) = opened(&visit, &token)?;
    let file = dossier.result_to_show()?.iter().find(|file| file.digest.0 == digest);
    let file = file.cloned().ok_or_else(|| Refusal::of("document.unknown"))?;
    must_not_be_infected(&visit.app, &file)?;
    let (store, wanted) = (visit.app.files.clone(), file.digest.clone());
    let read = tokio::task::spawn_blocking(move || store.get(&wanted)).await.map_err(Fault::other)?;
    let gone = || Fault::damaged(format!("file {} of {} is not on the disk", file.digest.0, dossier.id));
    Ok(to_keep(&file.name, file.media, read?.ok_or_else(gone)?))
}

/// The dossier whose result the link shows, and until when. Refused: a link that nobody made
/// (`share.unknown`), one that the person ended (`share.ended`), one that has ended by itself (`share.over`).
fn opened(visit: &Visit, token: &str) -> Result<(Dossier, motcua_core::Moment), Halt> {
    let unknown = || Refusal::of("share.unknown");
    let named = share_names(token).ok_or_else(unknown)?;
    let ended = visit.app.read(|rows| shared_link::ended(rows, named))?;
    let link = shared_by(&visit.app.receipt_key, token, ended).ok_or_else(unknown)?;
    let (id, until) = (link.id, link.until);
    if link.is_ended {
        return Err(Refusal::of("share.ended").into());
    }
    if until <= visit.now {
        return Err(Refusal::of("share.over").with("day", until.day().plus(-1).vn()).into());
    }
    let dossier = visit.app.read(|rows| by_id(rows, id))?.ok_or_else(unknown)?;
    dossier.result_to_show()?;
    Ok((dossier, until))
}
