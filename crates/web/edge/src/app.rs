//! What the server holds while it runs. The binary makes it: clock and
//! randomness come in here and nowhere else.

use super::drawing::Drawing;
use super::platform::OnlinePayments;
use super::proxies::Proxies;
use super::seals::Seals;
use super::signers::{Signers, SigningStates};
use crate::attempts::Attempts;
use crate::in_force::{InForce, LawHeld};
use crate::intake::IntakeTurns;
use motcua_books::Books;
use motcua_core::directory::UnitCode;
use motcua_core::document::{FileDigest, FileRef};
use motcua_core::{Fault, FaultKind, Law, Moment};
use motcua_papers::Taken;
use motcua_store::files::{Files, Sent, digest_of};
use motcua_store::{Aside, Rows, Store, Written, scan, shelf, signed_file};
use std::ops::Deref;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Where time comes from.
pub type TimeSource = Box<dyn Fn() -> Moment + Send + Sync>;
/// Where randomness comes from.
pub type RandomSource = Box<dyn Fn(&mut [u8]) + Send + Sync>;

/// What one visit holds: the running server, and the law that was in force when it came.
/// A visit keeps the law under which it began, even if a new one is put into force meanwhile.
pub struct App {
    server: Arc<Server>,
    /// Units, calendar, procedures.
    pub law: Arc<Law>,
    /// The texts that the law was read from.
    pub books: Arc<Books>,
    /// The last change of the catalogue in it.
    pub change: u32,
    /// The province that the visit is about: the one that is served or, of several, the one
    /// that the person chose. It hides the server's, with which every visit begins.
    pub province: UnitCode,
}

impl Deref for App {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.server
    }
}

impl App {
    /// The server as it starts.
    pub fn of(server: Server) -> Arc<App> {
        Arc::new(server).now_in_force()
    }

    /// The same server under the law that is in force now, for the next visit.
    pub fn now_in_force(&self) -> Arc<App> {
        self.server.now_in_force()
    }

    /// The server without a law, for what lasts longer than a visit.
    pub fn server(&self) -> Arc<Server> {
        self.server.clone()
    }

    /// The same for a visit that is about this province.
    pub fn about(&self, province: UnitCode) -> Arc<App> {
        let App { law, books, change, .. } = self;
        let (law, books) = (law.clone(), books.clone());
        Arc::new(App { server: self.server.clone(), law, books, change: *change, province })
    }

    /// Whether a visit must say which province it is about.
    pub fn serves_several(&self) -> bool {
        self.law.policy.province.is_none()
    }
}

/// The running server.
pub struct Server {
    /// The database.
    pub store: Arc<Store>,
    /// Uploaded files.
    pub files: Files,
    /// The law for new visits.
    pub in_force: InForce,
    /// The clock: the system's, or the stopped one of a scenario.
    pub clock: TimeSource,
    /// Random bytes.
    pub random: RandomSource,
    /// The key under which receipts are sealed.
    pub receipt_key: [u8; 32],
    /// The province that this installation serves; of several, the one that pages begin with.
    pub province: UnitCode,
    /// Everything shown is simulated, and says so.
    pub simulated: bool,
    /// Log-ins shown on the log-in page of a demonstration.
    pub demo_accounts: Vec<DemoAccount>,
    /// Failed tries at log-ins and receipt secrets.
    pub attempts: Attempts,
    /// The proxies in front of the server, which are trusted to name the client's address.
    pub proxies: Proxies,
    /// Files on their way in.
    pub intake: IntakeTurns,
    /// Turns to try a password.
    pub trying: PasswordTurns,
    /// For how many days after today a one-time password holds.
    pub first_use_days: u32,
    /// Keys with which agencies seal what they issue.
    pub seals: Box<dyn Seals>,
    /// Keys with which persons sign what they decided.
    pub signers: Box<dyn Signers>,
    /// What those keys were asked for and have not done.
    pub signing: SigningStates,
    /// The payment platform; none where none is connected.
    pub platform: Option<Box<dyn OnlinePayments>>,
    /// Draws pages as pictures.
    pub drawing: Box<dyn Drawing>,
    /// The address by which everybody reaches the site, as papers print it
    /// (`https://motcua.hue.gov.vn`); empty where nobody has said.
    pub site: String,
}

/// Turns to try a password: few at a time.
pub struct PasswordTurns(pub Arc<Semaphore>);

/// How many passwords are tried at a time.
const PASSWORDS_TRIED_AT_ONCE: usize = 4;

impl Default for PasswordTurns {
    fn default() -> PasswordTurns {
        PasswordTurns(Arc::new(Semaphore::new(PASSWORDS_TRIED_AT_ONCE)))
    }
}

/// A ready log-in of a demonstration.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    /// Log-in name.
    pub id: String,
    /// What the account is for, Vietnamese.
    pub role: String,
    /// The same in English.
    pub role_en: String,
    /// Where.
    pub agency: String,
    /// Password.
    pub password: String,
}

impl Server {
    /// What a visit holds that begins now. Whatever outlives visits holds the server alone: a law that
    /// somebody holds takes its memory as long.
    pub fn now_in_force(self: &Arc<Server>) -> Arc<App> {
        let LawHeld { law, books, change } = self.in_force.now();
        let province = self.province.clone();
        Arc::new(App { server: self.clone(), law, books, change, province })
    }

    /// Now, by the server's clock.
    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    /// `N` random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }

    /// Keeps a file that was taken, durably, and asks for it to be scanned and its signatures
    /// to be looked at. The asking is written before any act that the file comes with, because
    /// the writer takes things in turn; nobody has to wait for it here. Waits for the disk, the
    /// database and S3: never called where others are served.
    pub fn keep_file(&self, taken: &Taken<'_>) -> Result<FileRef, Fault> {
        self.take_in(&digest_of(&taken.bytes))?;
        let file = taken.file(self.files.put(&taken.bytes)?);
        self.ask_about(&file);
        Ok(file)
    }

    /// The same for a file that came with a form and is on the disk already.
    pub fn keep_sent(&self, sent: &Sent, file: &FileRef) -> Result<(), Fault> {
        self.take_in(sent.digest())?;
        self.files.keep(sent)?;
        self.ask_about(file);
        Ok(())
    }

    /// From here on no sweep takes the file away before its grace is over.
    fn take_in(&self, digest: &FileDigest) -> Result<(), Fault> {
        match self.store.keep(shelf::taking_in(digest, self.now())).wait()? {
            Written::Done(_) => Ok(()),
            Written::Conflict => {
                let detail = format!("{} is being swept out at this moment", digest.0);
                Err(Fault { kind: FaultKind::ShelfUnavailable, detail })
            }
        }
    }

    /// Whether it has a virus, and what its signatures are worth.
    fn ask_about(&self, file: &FileRef) {
        let mut asked = scan::ask(&file.digest, self.now());
        if file.media.may_be_signed() {
            asked = asked.and(signed_file::ask(&file.digest, self.now()));
        }
        drop(self.store.keep(asked));
    }

    /// Reads. Short reads run in place; where they wait on a network, the thread
    /// is given up for others first.
    pub fn read<T, E: From<motcua_core::Fault>>(
        &self,
        read: impl FnOnce(&mut dyn Rows) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.store.reads_wait() {
            tokio::task::block_in_place(|| self.store.read(read))
        } else {
            self.store.read(read)
        }
    }

    /// Reads with a connection that is taken when something is asked.
    pub fn read_on_demand<T>(&self, read: impl FnOnce(&mut dyn Rows) -> T) -> T {
        let aside: Aside =
            if self.store.reads_wait() { |ask| tokio::task::block_in_place(ask) } else { |ask| ask() };
        self.store.read_on_demand(aside, read)
    }
}
