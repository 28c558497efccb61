//! A paper that an agency makes, as a file: drafted, or decided under its number.

use crate::certified_copy;
use crate::unprinted::refused;
use motcua_core::catalogue::DeedId;
use motcua_core::deed::{CheckCode, Deed, DeedMade, DeedTemplate, Filling, Overprint};
use motcua_core::dossier::{DeedKnown, DeedStanding, Dossier, Outcome, Recall};
use motcua_core::{Day, Fault, Halt, Moment, Refusal};
use motcua_edge::app::App;
use motcua_edge::page::Page;
use motcua_edge::seals::{DrawMark, SealMark, ToSeal};
use motcua_edge::signers::{PaperToSign, SealPlace};
use motcua_edge::statement::StatementKey;
use motcua_typeset::{
    Area, FootMark, Nudge, Print, Typeset, overprint, proof, seal_mark, seal_mark_height, signature_mark,
    typeset,
};

/// A paper of a dossier as it stands.
pub struct PaperOf {
    /// What it says.
    pub deed: Deed,
    /// By which template.
    pub template: DeedId,
    /// What of it is printed over its stock; none for a paper that is printed whole.
    pub over: Option<Overprint>,
    /// Under which number it was decided; none for a draft.
    pub made: Option<DeedMade>,
}

/// How a paper is printed over its stock.
pub struct OverStock {
    /// How far the printer is off.
    pub nudge: Nudge,
    /// The sheet by which the printer is set right, with frames, rulers and crosses.
    pub is_proof: bool,
}

/// The paper that the decision made, else the draft; none where there is neither.
pub fn paper_of(app: &App, dossier: &Dossier) -> Result<Option<PaperOf>, Fault> {
    if let Some(made) = &dossier.deed {
        return PaperOf::of(app, made).map(Some);
    }
    // A draft that nobody signed is of no use once something was decided.
    let is_open = dossier.decided.is_none() && dossier.completion().is_none();
    let Some(draft) = dossier.draft.as_ref().filter(|_| is_open) else { return Ok(None) };
    let filling =
        motcua_core::dossier::KnownFacts::new(&app.law, dossier, dossier.last_at.day()).of_the_agency(None);
    let filling = draft.filling.clone().into_iter().chain(filling).collect();
    Ok(Some(PaperOf::drafted(template(app, draft.template.as_str())?, &filling)))
}

/// The paper with this code; without one the paper that was decided, else the draft.
pub fn paper_asked(app: &App, dossier: &Dossier, check: &str) -> Result<Option<PaperOf>, Fault> {
    match CheckCode::parse(check) {
        Some(check) => dossier.deed_with(&check).map(|known| PaperOf::of(app, known.made)).transpose(),
        None => paper_of(app, dossier),
    }
}

/// The template of a paper that was made: it stays, whatever is made by other ones since.
pub fn template<'a>(app: &'a App, id: &str) -> Result<&'a DeedTemplate, Fault> {
    app.law.deeds.get(id).ok_or_else(|| Fault::other(format!("the template {id} of a paper is gone")))
}

impl PaperOf {
    /// The one that was signed.
    pub fn of(app: &App, made: &DeedMade) -> Result<PaperOf, Fault> {
        let template = template(app, made.template.as_str())?;
        let (deed, over) = (made.paper(template), made.overprint(template));
        Ok(PaperOf { deed, over, template: template.id.clone(), made: Some(made.clone()) })
    }

    /// One that nobody signed yet.
    pub fn drafted(template: &DeedTemplate, filling: &Filling) -> PaperOf {
        let (deed, over) = (template.fill(filling, true), template.overprint(filling));
        PaperOf { deed, over, template: template.id.clone(), made: None }
    }

    /// As a file, with the moment at which it came to be. Refused (`deed.no-letter`) where a name has a
    /// letter that papers are not printed with.
    pub fn print(&self, app: &App, dossier: &Dossier) -> Result<Typeset, Halt> {
        self.set(app, dossier, None)
    }

    /// The same of one that may count no more: then it says so across each page.
    pub fn print_standing(&self, app: &App, dossier: &Dossier) -> Result<Typeset, Halt> {
        self.set(app, dossier, self.across(dossier))
    }

    /// As officers look at it: with the signature of whoever decided where it was signed with a key, and as
    /// print where it was not, or counts no more.
    pub fn file_standing(&self, app: &App, dossier: &Dossier) -> Result<Vec<u8>, Halt> {
        let signed = match self.across(dossier) {
            None => self.signed(app)?,
            Some(_) => None,
        };
        signed.map_or_else(|| Ok(self.print_standing(app, dossier)?.pdf), Ok)
    }

    /// What is printed over its stock; none for a paper that is printed whole. Refused (`deed.no-room`)
    /// where some words do not fit into their place.
    pub fn over_stock(&self, dossier: &Dossier, how: OverStock) -> Result<Option<Typeset>, Halt> {
        let Some(over) = &self.over else { return Ok(None) };
        let draft = self.made.is_none().then_some("DỰ THẢO");
        let print = Print { foot: None, ..self.print_of(dossier, draft.or(self.across(dossier))) };
        let set = if how.is_proof { proof } else { overprint };
        set(over, how.nudge, &print).map(Some).map_err(refused)
    }

    fn across(&self, dossier: &Dossier) -> Option<&'static str> {
        let known = self.made.as_ref().and_then(|made| dossier.deed_with(&made.check));
        known.and_then(|known| match known.standing {
            DeedStanding::Recalled(_) => Some("ĐÃ THU HỒI"),
            DeedStanding::ReplacedBy(_) => Some("ĐÃ THAY THẾ"),
            DeedStanding::Decided | DeedStanding::InForce(_) => None,
        })
    }

    /// What it says, to compare a paper with: without any signature, and saying so.
    pub fn to_compare(&self, app: &App, dossier: &Dossier) -> Result<Vec<u8>, Halt> {
        Ok(self.set(app, dossier, Some("ĐỂ ĐỐI CHIẾU"))?.pdf)
    }

    fn set(&self, app: &App, dossier: &Dossier, across: Option<&'static str>) -> Result<Typeset, Halt> {
        let print = self.print_of(dossier, across);
        let Some(made) = &self.made else { return typeset(&self.deed, &print).map_err(refused) };
        let template = template(app, made.template.as_str())?;
        let print = Print { foot: Some(foot_mark(app, made, dossier.whose(template, made))), ..print };
        let set = typeset(&self.deed, &print).map_err(refused)?;
        match template.compares {
            Some(asked) if asked.binds => {
                certified_copy::bound(app, dossier, made, &print, set, &self.deed.title)
            }
            _ => Ok(set),
        }
    }

    fn print_of(&self, dossier: &Dossier, across: Option<&'static str>) -> Print {
        let made = self.made.as_ref();
        Print {
            made: made.map_or(dossier.last_at, |made| made.day.at(0)),
            id: format!("motcua:{}:{}", dossier.code(), made.map_or("draft", |made| made.check.as_str())),
            across,
            foot: None,
        }
    }

    /// As a file that whoever decided can sign, with the place of their mark and of the seal that comes
    /// afterwards. `signer` is their name.
    pub fn to_sign(
        &self,
        app: &App,
        dossier: &Dossier,
        signer: &str,
        now: Moment,
    ) -> Result<PaperToSign, Halt> {
        let made = self.made.as_ref().ok_or_else(|| Refusal::of("deed.not-to-sign"))?;
        let set = self.print(app, dossier)?;
        let said = [format!("Ký bởi: {signer}"), format!("Thời gian ký: {}", now.iso())];
        let spoken = format!("Ký số bởi {signer} lúc {}", now.iso());
        let mark = match &set.signature {
            Some(area) => {
                let rect = mark_rect(area, &said, PERSON);
                let (width, height) = size_of(rect);
                let drawn = signature_mark(&said, width, height).map_err(refused)?;
                Some(SealMark { drawn, page: area.page + 1, rect, spoken })
            }
            None => None,
        };
        let name = app.seals.name_in_mark(&made.agency, &made.agency_name(), now);
        let seal = set.signature.filter(|_| app.seals.has(&made.agency)).map(|area| SealPlace {
            page: area.page + 1,
            rect: mark_rect(&area, &seal_said(&name, now), SEAL_BESIDE),
            spoken: format!("Con dấu số của {name}"),
        });
        Ok(PaperToSign { paper: made.check.as_str().to_string(), pdf: set.pdf, mark, seal })
    }

    /// As a file with the seal of the agency that decided, behind the signature of whoever decided where it
    /// was made with a key; none where the agency has no key here: what nobody signed or sealed is no
    /// paper, only what one will say. Refused (`deed.not-signed`) while that signature is awaited.
    pub fn sealed(&self, app: &App, dossier: &Dossier, now: Moment) -> Result<Option<Vec<u8>>, Halt> {
        let Some(made) = self.made.as_ref().filter(|made| app.seals.has(&made.agency)) else {
            return Ok(None);
        };
        made.must_be_signed()?;
        must_still_seal(app, made, now)?;
        let set = self.print(app, dossier)?;
        let name = made.agency_name();
        let is_signed = made.signature.file().is_some();
        let share = if is_signed { SEAL_BESIDE } else { SEAL_ALONE };
        let draw = set.signature.map(|area| {
            move |name: &str| {
                let spoken = format!("Ký số bởi {name} lúc {}", now.iso());
                seal_mark_at(&area, &seal_said(name, now), share, spoken)
            }
        });
        let mark = draw.as_ref().map(|draw| draw as &DrawMark<'_>);
        let pdf = self.signed(app)?.unwrap_or(set.pdf);
        let paper = ToSeal { agency: &made.agency, name: &name, pdf: &pdf, mark, now, is_signed };
        app.seals.seal(&paper)
    }

    /// The file with the signature of whoever decided; none where they sign by hand, or have not yet.
    pub fn signed(&self, app: &App) -> Result<Option<Vec<u8>>, Fault> {
        let made = self.made.as_ref();
        let Some(file) = made.and_then(|made| made.signature.file()) else { return Ok(None) };
        let gone = || Fault::damaged(format!("file {} is not on the disk", file.digest.0));
        app.files.get(&file.digest)?.ok_or_else(gone).map(Some)
    }
}

/// Refuses a seal of an agency that is no more (`seal.agency-closed`). What it sealed before stays as it is.
fn must_still_seal(app: &App, made: &DeedMade, now: Moment) -> Result<(), Refusal> {
    let agency = app.law.directory.agency(&made.agency);
    match agency.is_none_or(|agency| agency.is_closed_on(now.day())) {
        true => Err(Refusal::of("seal.agency-closed").with("agency", made.agency_name())),
        false => Ok(()),
    }
}

pub(crate) fn seal_said(name: &str, now: Moment) -> [String; 2] {
    [format!("Ký bởi: {name}"), format!("Thời gian ký: {}", now.iso())]
}

/// From which share of the room to sign in to which, from its left, a mark goes. NĐ 30/2020 lays a seal over a
/// third of a signature; these marks are words, which stand beside each other to be read.
pub(crate) type Share = (f32, f32);
const SEAL_ALONE: Share = (0.0, 0.6);
const SEAL_BESIDE: Share = (0.0, 0.49);
const PERSON: Share = (0.51, 1.0);

/// Where a mark with these lines stands. Equal for lines that break alike: the place of a seal is kept free
/// before its time is known.
fn mark_rect(area: &Area, said: &[String], (from, to): Share) -> [f64; 4] {
    let width = area.width * (to - from);
    let height = seal_mark_height(said, width).min(area.height);
    let top = area.y + (area.height - height) / 2.0;
    let (left, lower) = (area.x + area.width * from, area.page_height - top - height);
    [left, lower, left + width, lower + height].map(f64::from)
}

fn size_of(rect: [f64; 4]) -> (f32, f32) {
    ((rect[2] - rect[0]) as f32, (rect[3] - rect[1]) as f32)
}

pub(crate) fn seal_mark_at(
    area: &Area,
    said: &[String],
    share: Share,
    spoken: String,
) -> Result<SealMark, Halt> {
    let rect = mark_rect(area, said, share);
    let (width, height) = size_of(rect);
    let drawn = seal_mark(said, width, height).map_err(refused)?;
    Ok(SealMark { drawn, page: area.page + 1, rect, spoken })
}

/// A paper about nobody as a file.
pub fn print_sample(deed: &Deed, now: Moment) -> Result<Vec<u8>, Halt> {
    let print = Print { made: now, id: format!("motcua:sample:{}", deed.title), across: None, foot: None };
    Ok(typeset(deed, &print).map_err(refused)?.pdf)
}

/// What a paper about nobody prints over its stock, as the sheet by which a printer is set right.
pub fn proof_sample(over: &Overprint, now: Moment) -> Result<Vec<u8>, Halt> {
    let print = Print { made: now, id: format!("motcua:proof:{}", over.title), across: None, foot: None };
    Ok(proof(over, Nudge::default(), &print).map_err(refused)?.pdf)
}

fn foot_mark(app: &App, made: &DeedMade, whose: &str) -> FootMark {
    let code = made.check.to_string();
    let second = match app.site.as_str() {
        "" => "Kiểm tra giấy này: nhập mã vào trang dịch vụ công của cơ quan cấp".to_string(),
        site => format!("Kiểm tra giấy này: quét mã hoặc mở {}/verify", without_scheme(site)),
    };
    let holds = code_text(app, made, whose);
    FootMark { holds, lines: [format!("Mã kiểm tra: {code}"), second], keyword: code }
}

/// What the code at the foot of a paper holds: the address that checks it and, behind that, what the paper says by
/// itself, signed ([`StatementKey`]). In capitals, which take the least room; a site below a path of another one has
/// its plain address alone, because a path is not the same in capitals.
pub fn code_text(app: &App, made: &DeedMade, whose: &str) -> String {
    let (site, check) = (app.site.as_str(), made.check.as_str());
    let statement = StatementKey::of(&app.receipt_key).statement(made, whose);
    match statement.filter(|_| !without_scheme(site).contains('/')) {
        Some(statement) => format!("{}/V/{check}/{statement}", site.to_ascii_uppercase()),
        None if site.is_empty() => check.to_string(),
        None => format!("{site}/verify/{check}"),
    }
}

/// `motcua.hue.gov.vn` of `https://motcua.hue.gov.vn`, as people type it.
pub(crate) fn without_scheme(site: &str) -> &str {
    site.split_once("://").map_or(site, |(_, host)| host)
}

/// What the file of a paper is called: `Giấy xác nhận 05-UBND-XNTTHN.pdf`.
pub fn file_name(paper: &PaperOf, dossier: &Dossier) -> String {
    let tail = match &paper.made {
        Some(made) if made.number > 0 => made.number_and_symbol().replace('/', "-"),
        Some(_) => dossier.code().to_string(),
        None => format!("dự thảo {}", dossier.code()),
    };
    format!("{} {tail}.pdf", paper.deed.title)
}

/// Whether a paper counts, for anybody who asks.
pub struct DeedWords {
    /// Shape of the tag.
    pub kind: &'static str,
    /// In a word.
    pub state: &'static str,
    /// In a sentence.
    pub more: String,
    /// Until when it can be used; empty without such a time.
    pub until: String,
    /// What it is good for; empty for a refusal.
    pub good_for: String,
}

/// What is to be said of a paper of a dossier.
pub fn deed_words(
    dossier: &Dossier,
    known: &DeedKnown<'_>,
    template: &DeedTemplate,
    today: Day,
    page: &Page,
) -> DeedWords {
    let until = template.last_day(known.made.day);
    let is_over = until.is_some_and(|until| until < today);
    let refused = dossier.completion().is_some_and(|(_, outcome)| outcome == Outcome::Refused);
    let (kind, state, more) = match known.standing {
        DeedStanding::Decided => (
            "soon",
            match known.made.signature.awaited() {
                Some(_) => page.t("Đã quyết định, chờ ký số", "Decided, waits for its signature"),
                None => page.t("Đã ký, chưa phát hành", "Decided, not issued yet"),
            },
            page.t(
                "Giấy này chưa có giá trị cho đến khi được phát hành.",
                "It does not count until it is issued.",
            )
            .to_string(),
        ),
        DeedStanding::Recalled(recall) => {
            ("late", page.t("Đã bị thu hồi", "Recalled"), recall_words(recall, page))
        }
        DeedStanding::ReplacedBy(former) => (
            "late",
            page.t("Đã được thay thế", "Replaced"),
            format!(
                "{}{} {}{}.",
                recalled_before(former.recalled.as_ref(), page),
                page.t(
                    "Giấy này không còn giá trị; thay cho nó từ ngày",
                    "It counts no more; in its place since"
                ),
                former.replaced_at.day().vn(),
                successor(dossier, &former.by, page)
            ),
        ),
        DeedStanding::InForce(_) if is_over => (
            "rest",
            page.t("Hết thời hạn sử dụng", "No longer usable"),
            page.t(
                "Cơ quan đã cấp giấy này, thời hạn ghi trên giấy đã qua.",
                "The agency made it; its time is over.",
            )
            .to_string(),
        ),
        DeedStanding::InForce(_) => (
            "good",
            page.t("Có giá trị", "Valid"),
            page.t("Cơ quan đã cấp giấy này.", "The agency made this paper.").to_string(),
        ),
    };
    // Of what counts no more nobody is told what it can be used for.
    let counts = matches!(known.standing, DeedStanding::Decided | DeedStanding::InForce(_));
    DeedWords {
        kind,
        state,
        more,
        until: until.filter(|_| counts).map(|until| page.day(until)).unwrap_or_default(),
        good_for: match refused || !counts {
            true => String::new(),
            false => page.t(&template.good_for, &template.good_for_en).to_string(),
        },
    }
}

/// Number, day, until when and what for, as far as there are any.
pub fn paper_facts(made: &DeedMade, words: &DeedWords, page: &Page) -> Vec<(&'static str, String)> {
    let number = if made.number > 0 { made.number_and_symbol() } else { String::new() };
    let mut facts = vec![
        (page.t("Số, ký hiệu", "Number"), number),
        (page.t("Ngày ghi trên giấy", "Day on the paper"), page.day(made.day)),
        (page.t("Dùng được đến hết ngày", "To be used until"), words.until.clone()),
        (page.t("Dùng để", "Good for"), words.good_for.clone()),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

/// Since when, and by which document.
pub fn recall_words(recall: &Recall, page: &Page) -> String {
    format!(
        "{} {}, {} {}.",
        page.t("Giấy này không còn giá trị từ ngày", "It counts no more since"),
        recall.at.day().vn(),
        page.t("theo", "by"),
        recall.decision.trim_end_matches('.')
    )
}

/// That a paper which was replaced had been recalled before.
fn recalled_before(recall: Option<&Recall>, page: &Page) -> String {
    recall.map(|recall| format!("{} ", recall_words(recall, page))).unwrap_or_default()
}

/// The paper that stands for another, by its number and day: not by its code, with which one could read
/// it.
fn successor(dossier: &Dossier, by: &CheckCode, page: &Page) -> String {
    let Some(next) = dossier.deed_with(by).filter(|next| next.made.number > 0) else {
        return format!(" {}", page.t("là giấy khác", "there is another paper"));
    };
    format!(
        " {} {} {} {}",
        page.t("là giấy số", "there is No."),
        next.made.number_and_symbol(),
        page.t("ngày", "of"),
        next.made.day.vn()
    )
}
