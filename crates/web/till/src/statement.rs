//! Sao kê: the bank's file, what it would make, then each line an act of its own; what was taken in before stays as it
//! was.

use askama::Template;
use axum::response::Response;
use motcua_core::money::statement::{Statement, must_add_up, payments_of};
use motcua_core::money::{PaymentCommand, RecordPayment, TermSays, Unbound, must_keep_accounts};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_edge::waiting::waiting;
use motcua_papers::statement::statement;
use motcua_store::files::digest_of;
use motcua_store::money;

#[derive(Template)]
#[template(path = "till/statement.html")]
struct StatementPage {
    page: Page,
    accounts: Vec<ChoiceShown>,
    account: String,
    taken: Option<Taken>,
    errors: Wrongs,
}

/// What a file made.
#[derive(Default)]
struct Taken {
    lines: usize,
    out: usize,
    new: usize,
    before: usize,
    bound: usize,
    waiting: usize,
    /// Refused, with line and sentence.
    wrong: Vec<(usize, String)>,
}

/// Lines of a statement that are carried out beside each other.
const AT_ONCE: usize = 64;

/// `GET /officer/statement`
pub async fn get(signed: Signed) -> Reply {
    must_keep_accounts(&signed.officer, &signed.officer.agency)?;
    shown(&signed, &SentForm::default(), &[], None)
}

/// `POST /officer/statement`: a file is read whole, or refused whole; then each line is an act. Sent again, it adds
/// nothing.
pub async fn post(signed: Signed, form: SentForm) -> Reply {
    must_keep_accounts(&signed.officer, &signed.officer.agency)?;
    match taken(&signed, &form).await {
        Ok(taken) => shown(&signed, &form, &[], Some(taken)),
        Err(halt) => shown(&signed, &form, &refusals(halt)?, None),
    }
}

async fn taken(signed: &Signed, form: &SentForm) -> Result<Taken, Halt> {
    let account = form.get("account").to_string();
    if !accounts(signed)?.iter().any(|known| known.value == account) {
        return Err(Refusal::of("statement.no-account").at("account").into());
    }
    let upload = form.uploads.iter().find(|upload| upload.field == "file");
    let upload = upload.ok_or_else(|| Refusal::of("staff.file-missing").at("file"))?;
    let (name, file) = (upload.name.clone(), upload.file.clone());
    let bytes = waiting(move || file.bytes()).await?;
    let read = signed.visit.app.intake.judge(move || statement(&name, &bytes)).await?;
    must_be_of(&read, &account)?;
    must_add_up(&read).map_err(|why| why.at("file"))?;
    let digest = |text: &str| digest_of(text.as_bytes()).0.chars().take(16).collect();
    let payments = payments_of(&read, &signed.officer.agency, &account, digest);
    let mut taken =
        Taken { lines: read.lines.len(), out: read.lines.len() - payments.len(), ..Taken::default() };
    let lines: Vec<usize> = read.lines.iter().filter(|line| line.vnd > 0).map(|line| line.line).collect();
    for (chunk, lines) in payments.chunks(AT_ONCE).zip(lines.chunks(AT_ONCE)) {
        let mut sent = beside_each_other(signed, chunk).await?;
        for (line, done) in lines.iter().zip(sent.drain(..)) {
            count(signed, &mut taken, *line, done)?;
        }
    }
    Ok(taken)
}

/// What each of these became.
type Done = Result<Option<Option<Unbound>>, Halt>;

/// Carries these out beside each other: they meet in the writer's groups.
async fn beside_each_other(signed: &Signed, chunk: &[RecordPayment]) -> Result<Vec<Done>, Halt> {
    let actor = signed.actor()?;
    let sent = chunk.iter().map(|command| {
        let (app, actor, command) = (&signed.visit.app, &actor, PaymentCommand::from(command.clone()));
        async move {
            let acted = send(app, actor, Sending::default(), command).await?;
            Ok(acted.after.map(|payment| payment.unbound))
        }
    });
    Ok(futures_util::future::join_all(sent).await)
}

fn count(signed: &Signed, taken: &mut Taken, line: usize, done: Done) -> Result<(), Halt> {
    match done {
        Ok(after) => {
            taken.new += 1;
            match after.flatten() {
                None => taken.bound += 1,
                Some(_) => taken.waiting += 1,
            }
        }
        Err(Halt::Refused(wrong)) if wrong.iter().all(|why| why.code == "money.payment-there") => {
            taken.before += 1
        }
        Err(Halt::Refused(wrong)) => {
            let lang = signed.visit.lang;
            taken.wrong.extend(wrong.iter().map(|why| (line, motcua_messages::sentence(why, lang))));
        }
        Err(broke) => return Err(broke),
    }
    Ok(())
}

/// Refuses a statement of another account.
fn must_be_of(read: &Statement, account: &str) -> Result<(), Refusal> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    match read.account.is_empty() || digits(&read.account).ends_with(&digits(account)) {
        true => Ok(()),
        false => Err(Refusal::of("statement.other-account").at("file").with("account", &read.account)),
    }
}

/// The accounts that this agency has or had. That of the whole province is read in by its office.
fn accounts(signed: &Signed) -> Result<Vec<ChoiceShown>, Halt> {
    let (app, agency) = (&signed.visit.app, &signed.officer.agency);
    let terms = app.read(|rows| money::terms_at(rows, agency))?;
    let mut all: Vec<ChoiceShown> = Vec::new();
    for term in &terms {
        if let TermSays::Account(account) = &term.says
            && !all.iter().any(|known| known.value == account.number)
        {
            all.push(ChoiceShown::new(
                account.number.as_str(),
                format!("{} {}", account.bank, account.number),
            ));
        }
    }
    Ok(all)
}

fn shown(
    signed: &Signed,
    form: &SentForm,
    wrong: &[Refusal],
    taken: Option<Taken>,
) -> Result<Response, motcua_edge::failure::Failure> {
    let mut page = signed.visit.page("work", "Nhập sao kê", "Take in a statement");
    let errors = Wrongs::of(wrong, signed.visit.lang, "file");
    errors.entitle(&mut page);
    let accounts = accounts(signed)?;
    let first = accounts.first().map(|known| known.value.clone()).unwrap_or_default();
    let account = form.filled("account").map_or(first, str::to_string);
    Ok(html(status_of_form(wrong), &StatementPage { accounts, account, taken, errors, page }))
}
