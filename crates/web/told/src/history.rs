//! What happened to a dossier, in words: the same for the person it belongs to and for officers,
//! who also see what offices say among themselves.

use crate::completed::{asked, looked_up, paper_name};
use crate::explain::asked_late;
use crate::paper_words::{book_entry, compared, pages_cut};
use crate::wanted::{address_words, centre_name, news_words, way_words};
use motcua_core::Moment;
use motcua_core::act::Promise;
use motcua_core::catalogue::{Duty, Version};
use motcua_core::deed::PersonSignature;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{
    Assistance, Fact, Holder, Outcome, ParcelNews, ReplyWord, ShareGiven, WantedReturn,
};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name, procedure_name};
use motcua_questions::answered::Questions;

/// Who reads.
pub enum HistoryFor<'a> {
    /// The person it belongs to.
    Applicant,
    /// Officers; how a desk is called among them.
    Officers(&'a dyn Fn(&Holder) -> String),
    /// The office of the province, from above: nothing of the person, and no words in which the
    /// person might be named.
    Above,
}

/// What is needed to tell a history.
pub struct Telling<'a> {
    /// The server.
    pub app: &'a App,
    /// The version of the procedure under which it was handed in.
    pub version: Option<&'a Version>,
    /// The questions of its form.
    pub questions: Questions<'a>,
    /// The page on which it stands.
    pub page: &'a Page,
    /// Who reads.
    pub reader: HistoryFor<'a>,
}

impl Telling<'_> {
    /// What belongs to a fact beside its name, who did it, when and why.
    pub fn details(&self, fact: &Fact) -> Vec<String> {
        if let HistoryFor::Above = self.reader {
            return self.details_above(fact);
        }
        let (page, lang, version) = (self.page, self.page.language(), self.version);
        let outcome = |outcome| motcua_messages::outcome(outcome, lang).to_string();
        match fact {
            Fact::Submitted(_) if self.is_for_the_applicant() => Vec::new(),
            Fact::Submitted(submission) => {
                let way = motcua_messages::way(submission.channel, lang).to_string();
                let help = submission.assistance.as_ref().map(|help| self.helped(help));
                [Some(way), help].into_iter().flatten().collect()
            }
            Fact::Accepted { promise, digitised, fetched } => {
                let all = page.t("Giấy tờ đã nộp đều đã số hóa", "All that was handed in is digitised");
                let is_said = *digitised && !self.is_for_the_applicant();
                let mut said = vec![self.promised(promise)];
                said.extend(looked_up(version, fetched, page));
                said.extend(is_said.then(|| all.to_string()));
                said
            }
            Fact::PaymentSettled { promise } => vec![self.promised(promise)],
            Fact::Forwarded { to } | Fact::HandedBack { to } => vec![self.to(to)],
            Fact::SharesGiven { shares } => self.given_beside(shares),
            Fact::ShareReturned { of, word, .. } => vec![self.answered(of, *word, None)],
            Fact::SharesTakenBack { of, .. } => {
                of.iter().map(|agency| agency_name(self.app, agency, lang)).collect()
            }
            // Which officer of a desk has it, is the office's own affair.
            Fact::Reassigned { .. } if self.is_for_the_applicant() => Vec::new(),
            Fact::Reassigned { to } => vec![self.to(to)],
            Fact::Reopened { to, promise } => vec![self.to(to), self.promised(promise)],
            Fact::SupplementAsked { items, late_after } => {
                let late = late_after.map(|until| asked_late(until, page));
                items.iter().map(|item| asked(version, self.questions, item, page)).chain(late).collect()
            }
            Fact::Supplemented { papers, answers, person, promise, .. } => {
                let person =
                    person.iter().map(|one| motcua_messages::person_field(&one.path, lang).to_string());
                let corrected = answers.iter().map(|answer| self.questions.name(&answer.path));
                let mut said: Vec<String> = person.chain(corrected).collect();
                if self.is_for_the_applicant() {
                    // By the names that they gave their files.
                    let files = papers.iter().flat_map(|paper| &paper.files);
                    said.extend(files.map(|file| file.name.clone()));
                } else {
                    said.extend(papers.iter().map(|paper| paper_name(version, &paper.paper, page)));
                    said.push(page.t("Thời hạn tính lại từ đầu.", "The time limit began again.").to_string());
                }
                said.push(self.promised(promise));
                said
            }
            Fact::PaymentAsked { amount_vnd, of } => {
                let of = of.map(|of| motcua_messages::fee_kind(of, page.language()).to_string());
                of.into_iter().chain([page.money(*amount_vnd)]).collect()
            }
            Fact::CaseFound { case, promise } => {
                let case = version.and_then(|version| version.case(case));
                let name = case.map(|case| page.t(&case.name, &case.name_en).to_string());
                name.into_iter().chain([self.promised(promise)]).collect()
            }
            Fact::OpinionAsked { number, of, question, due, promise, .. } => {
                let asked = format!("{number}. {}: “{question}”", agency_name(self.app, of, lang));
                let until = due.map(|at| self.answer_by(at));
                let promised = promise.as_ref().map(|promise| self.promised(promise));
                [Some(asked), until, promised].into_iter().flatten().collect()
            }
            Fact::OpinionGiven { number, answer, promise } => {
                // What one office tells another is for the officers.
                let said = (!self.is_for_the_applicant()).then(|| format!("{number}. “{answer}”"));
                said.into_iter().chain(promise.as_ref().map(|promise| self.promised(promise))).collect()
            }
            Fact::ReplyRecorded { of, word, outcome: given, to, promise, .. } => {
                let said = self.answered(of, *word, *given);
                let promised = promise.as_ref().map(|promise| self.promised(promise));
                [Some(said), Some(self.to(to)), promised].into_iter().flatten().collect()
            }
            Fact::Extended { was, at_fault, told, promise, .. } => {
                let fault = agency_name(self.app, at_fault, lang);
                vec![
                    format!("{} {fault}", page.t("Cơ quan để chậm:", "The agency at fault:")),
                    self.before(*was),
                    self.promised(promise),
                    format!("{} {}", page.t("Đã báo:", "Told by:"), motcua_messages::notice(*told, lang)),
                ]
            }
            Fact::DueMoved { because, was, promise } => {
                let because = motcua_messages::because(*because, lang).to_string();
                vec![because, self.before(*was), self.promised(promise)]
            }
            Fact::SilenceRecorded { outcome: of, since, article, .. } => vec![
                format!("{} ({article})", outcome(*of)),
                format!("{} {}", page.t("Từ", "Since"), page.moment(*since)),
            ],
            Fact::AnnouncedEarly { told } => vec![motcua_messages::notice(*told, lang).to_string()],
            // What is not issued can still be handed back.
            Fact::Decided { to, .. } if self.is_for_the_applicant() && to.duty == Duty::Registry => {
                vec![self.to(to)]
            }
            Fact::Decided { outcome: of, promise, .. } => {
                let promised = promise.as_ref().map(|promise| self.promised(promise));
                [Some(outcome(*of)), promised].into_iter().flatten().collect()
            }
            Fact::Issued { outcome: of, entry, promise, unscanned, .. } => {
                let promised = promise.as_ref().map(|promise| self.promised(promise));
                let said = [Some(outcome(*of)), Some(book_entry(entry, page)), promised];
                said.into_iter().flatten().chain(self.unscanned(unscanned)).collect()
            }
            Fact::ReturnChosen { wanted } => self.wanted(wanted),
            Fact::ResultSent { to, .. } => vec![centre_name(self.app, to, page)],
            Fact::ResultTaken { to, .. } => vec![centre_name(self.app, &to.agency, page)],
            Fact::ResultMissing { .. } => Vec::new(),
            Fact::ResultRecovered { how } => vec![motcua_messages::recovered(*how, lang).to_string()],
            Fact::ResultPosted { order, .. } => self.order(order).into_iter().collect(),
            Fact::ParcelFollowed { order, news, .. } => self.parcel(order, news),
            Fact::Returned { how, got_at, .. } => {
                let got =
                    got_at.map(|at| format!("{} {}", page.t("Nhận lúc", "Received at"), page.moment(at)));
                [Some(motcua_messages::return_way(*how, lang).to_string()), got]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Fact::PagesCut { file, from, .. } => pages_cut(file, from, page),
            Fact::OriginalsCompared { originals, wants_second } => {
                let second = wants_second.then(|| page.t("Chờ người thứ hai", "A second person is to look"));
                originals
                    .iter()
                    .map(|original| compared(original, page))
                    .chain(second.map(str::to_string))
                    .collect()
            }
            // Before it is decided it may be otherwise.
            Fact::ResultDrafted { .. } if self.is_for_the_applicant() => Vec::new(),
            Fact::ResultDrafted { draft } => {
                let template = self.app.law.deeds.get(draft.template.as_str());
                template.map(|known| page.t(&known.title, &known.title_en).to_string()).into_iter().collect()
            }
            Fact::DeedRecalled { decision } => {
                vec![format!("{} {decision}", page.t("Theo văn bản:", "By the document:"))]
            }
            // Until it is issued it may be otherwise.
            Fact::DeedReplaced { .. } if self.is_for_the_applicant() => Vec::new(),
            Fact::DeedReplaced { replacement } => {
                replacement.made.entry().iter().map(|entry| book_entry(entry, page)).collect()
            }
            Fact::ReplacementIssued { entry, unscanned, .. } => {
                let entered = entry.iter().map(|entry| book_entry(entry, page));
                entered.chain(self.unscanned(unscanned)).collect()
            }
            Fact::DeedSigned { .. } if self.is_for_the_applicant() => Vec::new(),
            Fact::DeedSigned { signature: PersonSignature::Signed { certificate, .. }, .. } => {
                vec![format!("{} {certificate}", page.t("Chứng thư số:", "Certificate:"))]
            }
            Fact::DeedSigned { .. } => {
                vec![page.t("Ký tay trên bản in", "By hand, on the printed paper").to_string()]
            }
            Fact::DeedTakenBack { is_gone: true, .. } => {
                vec![page.t("Người giữ không còn bản cũ", "Its holder has the old one no more").to_string()]
            }
            Fact::DeedTakenBack { is_gone: false, .. } | Fact::DeedHandedOut { .. } => Vec::new(),
            Fact::PartsOpened { parts } => {
                parts.iter().map(|part| procedure_name(self.app, &part.procedure, lang)).collect()
            }
            // What the province and the agency tell each other is for the officers.
            Fact::Instructed { .. } | Fact::InstructionAnswered { .. } if self.is_for_the_applicant() => {
                Vec::new()
            }
            Fact::Instructed { number, text, due, .. } => {
                vec![format!("{number}. “{text}”"), self.answer_by(*due)]
            }
            Fact::InstructionAnswered { number, answer } => vec![format!("{number}. “{answer}”")],
            Fact::RejectedAtIntake
            | Fact::Withdrawn
            | Fact::Stopped
            | Fact::ConsentWithdrawn
            | Fact::LookedInto => Vec::new(),
        }
    }

    /// The same without the person: desks, agencies, dates, amounts and counts.
    fn details_above(&self, fact: &Fact) -> Vec<String> {
        let (page, lang) = (self.page, self.page.language());
        let outcome = |outcome| motcua_messages::outcome(outcome, lang).to_string();
        let mut said = match fact {
            Fact::Submitted(submission) => vec![motcua_messages::way(submission.channel, lang).to_string()],
            Fact::SupplementAsked { items, late_after } => {
                let marked = page.t("Số mục phải bổ sung:", "Items to be completed:");
                let late = late_after.map(|until| asked_late(until, page));
                [Some(format!("{marked} {}", items.len())), late].into_iter().flatten().collect()
            }
            Fact::PaymentAsked { amount_vnd, of } => {
                let of = of.map(|of| motcua_messages::fee_kind(of, page.language()).to_string());
                of.into_iter().chain([page.money(*amount_vnd)]).collect()
            }
            Fact::OpinionAsked { number, of, due, .. } => {
                let until = due.map(|at| self.answer_by(at));
                let asked = format!("{number}. {}", agency_name(self.app, of, lang));
                [Some(asked), until].into_iter().flatten().collect()
            }
            Fact::Extended { was, at_fault, told, .. } => vec![
                format!(
                    "{} {}",
                    page.t("Cơ quan để chậm:", "The agency at fault:"),
                    agency_name(self.app, at_fault, lang)
                ),
                self.before(*was),
                format!("{} {}", page.t("Đã báo:", "Told by:"), motcua_messages::notice(*told, lang)),
            ],
            Fact::DueMoved { because, was, .. } => {
                vec![motcua_messages::because(*because, lang).to_string(), self.before(*was)]
            }
            Fact::SilenceRecorded { outcome: of, article, .. } => {
                vec![format!("{} ({article})", outcome(*of))]
            }
            Fact::AnnouncedEarly { told } => vec![motcua_messages::notice(*told, lang).to_string()],
            Fact::Decided { outcome: of, .. } | Fact::Issued { outcome: of, .. } => vec![outcome(*of)],
            Fact::Returned { how, .. } => vec![motcua_messages::return_way(*how, lang).to_string()],
            Fact::PartsOpened { parts } => {
                parts.iter().map(|part| procedure_name(self.app, &part.procedure, lang)).collect()
            }
            Fact::Instructed { number, text, due, .. } => {
                vec![format!("{number}. “{text}”"), self.answer_by(*due)]
            }
            Fact::InstructionAnswered { number, answer } => vec![format!("{number}. “{answer}”")],
            Fact::ReplyRecorded { of, word, outcome: given, .. } => vec![self.answered(of, *word, *given)],
            Fact::SharesGiven { shares } => self.given_beside(shares),
            Fact::ShareReturned { of, word, .. } => vec![self.answered(of, *word, None)],
            Fact::SharesTakenBack { of, .. } => {
                of.iter().map(|agency| agency_name(self.app, agency, lang)).collect()
            }
            Fact::ResultRecovered { how } => vec![motcua_messages::recovered(*how, lang).to_string()],
            Fact::ReturnChosen { wanted } => vec![way_words(wanted, page).to_string()],
            Fact::ResultSent { to, .. } => vec![centre_name(self.app, to, page)],
            Fact::ResultPosted { order, .. } => self.order(order).into_iter().collect(),
            Fact::ParcelFollowed { order, news, .. } => self.parcel(order, news),
            Fact::Reassigned { .. }
            | Fact::ResultTaken { .. }
            | Fact::ResultMissing { .. }
            | Fact::Accepted { .. }
            | Fact::RejectedAtIntake
            | Fact::Forwarded { .. }
            | Fact::HandedBack { .. }
            | Fact::Supplemented { .. }
            | Fact::PaymentSettled { .. }
            | Fact::Withdrawn
            | Fact::Stopped
            | Fact::Reopened { .. }
            | Fact::CaseFound { .. }
            | Fact::OpinionGiven { .. }
            | Fact::PagesCut { .. }
            | Fact::OriginalsCompared { .. }
            | Fact::ResultDrafted { .. }
            | Fact::DeedRecalled { .. }
            | Fact::DeedReplaced { .. }
            | Fact::ReplacementIssued { .. }
            | Fact::DeedSigned { .. }
            | Fact::DeedTakenBack { .. }
            | Fact::DeedHandedOut { .. }
            | Fact::ConsentWithdrawn
            | Fact::LookedInto => Vec::new(),
        };
        said.extend(fact.gives_to().map(|to| self.to(to)));
        said.extend(fact.promise().map(|promise| self.promised(promise)));
        said
    }

    /// What another agency answered: what it decided, else its word.
    fn answered(&self, of: &AgencyCode, word: ReplyWord, decided: Option<Outcome>) -> String {
        let lang = self.page.language();
        let said = match decided {
            Some(outcome) => motcua_messages::outcome(outcome, lang),
            None => motcua_messages::reply_word(word, lang),
        };
        format!("{}: {said}", agency_name(self.app, of, lang))
    }

    /// Which agencies got shares, and until when.
    fn given_beside(&self, shares: &[ShareGiven]) -> Vec<String> {
        let page = self.page;
        let line = |given: &ShareGiven| {
            let agency = agency_name(self.app, &given.to.agency, page.language());
            match given.due {
                Some(due) => {
                    format!("{agency}, {} {}", page.t("phần việc đến", "its share ends"), page.moment(due))
                }
                None => agency,
            }
        };
        shares.iter().map(line).collect()
    }

    fn wanted(&self, wanted: &WantedReturn) -> Vec<String> {
        let more = match wanted {
            WantedReturn::Counter | WantedReturn::Online => None,
            WantedReturn::Centre { agency } => Some(centre_name(self.app, agency, self.page)),
            // Where somebody lives: the reception reads it where it hands the parcel over.
            WantedReturn::Post(_) if !self.is_for_the_applicant() => None,
            WantedReturn::Post(address) => Some(address_words(self.app, address, self.page)),
        };
        [Some(way_words(wanted, self.page).to_string()), more].into_iter().flatten().collect()
    }

    fn order(&self, order: &str) -> Option<String> {
        let words = self.page.t("Vận đơn", "Order");
        (!order.is_empty()).then(|| format!("{words} {order}"))
    }

    /// Why what was signed by hand was sealed without its scan; the office's own business.
    fn unscanned(&self, why: &Option<String>) -> Option<String> {
        let why = why.as_ref().filter(|_| !self.is_for_the_applicant())?;
        let said = self
            .page
            .t("Đóng dấu số mà không có bản quét chữ ký:", "Sealed without the scan of the signature:");
        Some(format!("{said} {why}"))
    }

    fn parcel(&self, order: &str, news: &ParcelNews) -> Vec<String> {
        [Some(news_words(news, self.page)), self.order(order)].into_iter().flatten().collect()
    }

    fn answer_by(&self, due: Moment) -> String {
        format!("{} {}", self.page.t("Trả lời trước:", "To answer by:"), self.page.moment(due))
    }

    fn is_for_the_applicant(&self) -> bool {
        matches!(self.reader, HistoryFor::Applicant)
    }

    fn to(&self, holder: &Holder) -> String {
        let lang = self.page.language();
        let desk = match self.reader {
            HistoryFor::Officers(desk) => desk(holder),
            HistoryFor::Applicant | HistoryFor::Above => {
                let agency = agency_name(self.app, &holder.agency, lang);
                format!("{}, {agency}", motcua_messages::duty(holder.duty, lang))
            }
        };
        format!("{} {desk}", self.page.t("Chuyển đến:", "To:"))
    }

    fn helped(&self, help: &Assistance) -> String {
        let helper = motcua_messages::helper(help.kind, self.page.language());
        let by = self.page.t("Người hỗ trợ:", "Helped by:");
        format!("{by} {helper} {}", help.name).trim_end().to_string()
    }

    fn before(&self, was: Option<Moment>) -> String {
        let was = was.map(|at| self.page.moment(at)).unwrap_or_default();
        format!("{} {was}", self.page.t("Đã hẹn trước đó:", "Promised before:"))
    }

    fn promised(&self, promise: &Promise) -> String {
        match promise.at {
            Some(at) => format!("{} {}", self.page.t("Hẹn trả:", "Due:"), self.page.moment(at)),
            None => self.page.t("Hẹn trả theo kế hoạch hằng năm", "Due by the yearly plan").to_string(),
        }
    }
}
