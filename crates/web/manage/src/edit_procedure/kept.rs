//! What the page does not ask, and the next version says as before.

use motcua_core::Law;
use motcua_core::catalogue::{Opens, Part, SilenceMeans, Version};
use motcua_core::form::GENERAL;
use motcua_edge::page::Page;
use motcua_told::explain;

/// One thing of it.
pub(super) struct KeptShown {
    pub(super) what: &'static str,
    pub(super) says: String,
    /// Where it is looked at and changed, and the words of the link; may be empty.
    pub(super) href: String,
    pub(super) link: String,
}

/// All of it, in the order of the file.
pub(super) fn kept(law: &Law, version: &Version, page: &Page) -> Vec<KeptShown> {
    let lang = page.language();
    let plain = |what: &'static str, says: String| {
        let (href, link) = (String::new(), String::new());
        KeptShown { what, says, href, link }
    };
    let mut all = Vec::new();
    for case in &version.cases {
        let form = version.form_in(&case.id).unwrap_or(GENERAL);
        all.push(KeptShown {
            what: page.t("Trường hợp", "Case"),
            says: page.t(&case.name, &case.name_en).to_string(),
            href: format!("/manage/forms/{form}"),
            link: format!("{} {form}", page.t("Tờ khai", "Form")),
        });
    }
    if let Some(wait) = &version.wait_for_opinion {
        let what =
            page.t("Chờ ý kiến, không tính vào thời hạn", "Waiting for an opinion, left out of the limit");
        all.push(plain(what, explain::limit(*wait, lang)));
    }
    if let Some(silence) = &version.silence {
        let means = match silence.means {
            SilenceMeans::Approved => page.t("là đồng ý", "is a yes"),
            SilenceMeans::Refused => page.t("là từ chối", "is a no"),
        };
        let (after, law) =
            (explain::limit(silence.after, lang), motcua_messages::law(&silence.article, lang));
        all.push(plain(
            page.t("Quá hạn mà im lặng", "Silence after the due date"),
            format!("{after}: {means} ({law})"),
        ));
    }
    all.extend(
        version.parts.iter().map(|part| {
            plain(page.t("Mở hồ sơ liên thông", "Opens a linked dossier"), linked(law, part, page))
        }),
    );
    all
}

fn linked(law: &Law, part: &Part, page: &Page) -> String {
    let found = law.catalogue.procedure(&part.procedure);
    let name = found.map_or(part.procedure.as_str(), |found| page.t(&found.name, &found.name_en));
    let when = match part.opens {
        Opens::AtAcceptance => page.t("khi tiếp nhận", "at acceptance"),
        Opens::AfterDecision => page.t("sau khi có kết quả", "after the decision"),
    };
    format!("{name} ({when})")
}
