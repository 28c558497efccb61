//! What a running server does without being asked: the list of its work, and how often.

use crate::config::Config;
use crate::platform::Connected;
use crate::said::listed;
use crate::sweep::Sweep;
use crate::system::{random, steady, system_now};
use crate::{scan, shelf, signed_files};
use motcua_core::act::Actor;
use motcua_core::command::Command;
use motcua_core::directory::AgencyCode;
use motcua_core::webhook::source_of;
use motcua_core::{Fault, Halt, MINUTE_MS, Moment};
use motcua_edge::app::Server;
use motcua_edge::take_up::{NotTaken, take_up};
use motcua_outside::clamd::{Address, Clamd, Scanner};
use motcua_outside::post::PostOffice;
use motcua_outside::post::http::HttpPost;
use motcua_outside::post::pretend::{PostManner, PretendPost};
use motcua_outside::s3::Secret;
use motcua_outside::webhook::Messenger;
use motcua_signatures::TrustAnchors;
use motcua_store::Key;
use motcua_store::act::{Acting, carry_out_any};
use motcua_store::{money, signed_file};
use motcua_told::receipt_paper;
use motcua_work::forget;
use motcua_work::platform::{PlatformQuestions, RefundCarrier};
use motcua_work::post::{PostCarrier, PostQuestions};
use motcua_work::runner::Runner;
use motcua_work::schedule::{More, Servers, Task};
use motcua_work::turns::{Clocks, Job, Turns, work};
use motcua_work::webhooks::{self, WebhookCarrier};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long clamd may take for one file.
const SCAN_PATIENCE: Duration = Duration::from_secs(60);
/// How long a receiver of webhooks may take to answer: Standard Webhooks asks for 15 to 30 s.
const TELL_PATIENCE: Duration = Duration::from_secs(15);
/// How long one waits for a message under way before looking for others.
const PLACE_PATIENCE: Duration = Duration::from_millis(500);

/// Begins with all of it; it ends when `stop` says so. Called within the runtime.
pub fn begin(
    config: &Config,
    app: &Arc<Server>,
    trust: TrustAnchors,
    platform: Option<Connected>,
    stop: watch::Receiver<bool>,
) -> Result<JoinHandle<()>, String> {
    let post = post_office(config, app)?;
    let asked = Asked { post: post.as_ref().map(|(post, _)| post.clone()), platform: platform.clone() };
    let runner = runner(app, asked).map_err(|fault| fault.to_string())?;
    let mut jobs = vec![
        follow(app.clone()),
        arriving(app.clone()),
        sweep(app.clone(), config.files_grace_days, stop.clone()),
        check_signatures(app.clone(), trust),
        sign_receipts(app.clone()),
        tell(app.clone()),
        tell_again(app.clone()),
        carry(runner.clone()),
        answer(runner.clone()),
        answer_again(runner.clone()),
        forget(app.clone()),
    ];
    jobs.extend(post.map(|(post, every_ms)| ask_the_post(app.clone(), post, every_ms)));
    jobs.extend(platform.into_iter().flat_map(|platform| ask_the_platform(app.clone(), platform)));
    jobs.extend(scanner(config)?.map(|scanner| scan_files(app.clone(), scanner)));
    let mut name = [0; 16];
    random(&mut name);
    let turns = Turns::new(hex::encode(name));
    let clocks = Clocks { now: Arc::new(system_now), steady: steady() };
    let working = work(app.store.clone(), jobs, turns, clocks, stop);
    Ok(tokio::spawn(async move {
        working.await;
        runner.idle().await;
    }))
}

const SECOND_MS: i64 = 1_000;

fn job(
    task: (&'static str, i64, i64, Servers),
    run: impl Fn() -> Result<More, Fault> + Send + Sync + 'static,
) -> Job {
    let (name, first_ms, every_ms, on) = task;
    Job { task: Task { name, first_ms, every_ms, on }, run: Arc::new(run) }
}

/// Takes up what other processes on the same database put into force in the catalogue.
fn follow(app: Arc<Server>) -> Job {
    let told = AtomicU32::new(0);
    job(("follow the catalogue", 3 * SECOND_MS, 3 * SECOND_MS, Servers::Each), move || {
        match take_up(&app) {
            Ok(None) => {}
            Ok(Some(change)) => tracing::info!(change, "the catalogue has changed"),
            Err(NotTaken::Broke(fault)) => return Err(fault),
            // Said once for each change, not every three seconds.
            Err(NotTaken::Unreadable(change, wrong)) => {
                if told.swap(change, Ordering::Relaxed) != change {
                    let wrong = listed(&wrong);
                    tracing::error!(change, wrong, "a change of the catalogue cannot be read here");
                }
            }
        }
        Ok(More::Later)
    })
}

/// Asks the virus scanner about files that nobody has asked about.
fn scan_files(app: Arc<Server>, scanner: Arc<dyn Scanner>) -> Job {
    job(("scan files", 0, 2 * SECOND_MS, Servers::One), move || {
        let asked = scan::round(&app.store, &app.files, scanner.as_ref(), app.now())?;
        Ok(if asked > 0 { More::AtOnce } else { More::Later })
    })
}

/// Looks at the signatures of files that came in; first of all again at what was judged by another list
/// of trusted issuers than is set now.
fn check_signatures(app: Arc<Server>, trust: TrustAnchors) -> Job {
    let (named, asked_again) = (trust.name(), AtomicBool::new(false));
    job(("check signatures", 0, SECOND_MS, Servers::One), move || {
        if !asked_again.load(Ordering::Relaxed) {
            app.store.keep(signed_file::ask_again(&named)).wait()?;
            asked_again.store(true, Ordering::Relaxed);
        }
        let checked = signed_files::round(&app.store, &app.files, &trust, &named, app.now())?;
        Ok(if checked > 0 { More::AtOnce } else { More::Later })
    })
}

/// How many receipts of an agency are sealed in a round.
const ROUND_RECEIPTS: u32 = 20;
/// An agency whose key does not do it is left alone for so long.
const KEY_RESTS_MS: i64 = MINUTE_MS;

/// Seals receipts that nobody has sealed, with the keys of the agencies that gave them. One key that is away keeps only
/// its own agency's waiting.
fn sign_receipts(app: Arc<Server>) -> Job {
    let rests: Mutex<BTreeMap<AgencyCode, Moment>> = Mutex::default();
    job(("sign receipts", 0, SECOND_MS, Servers::One), move || {
        let app = app.now_in_force();
        let rests = &mut *rests.lock().unwrap_or_else(PoisonError::into_inner);
        let mut is_full = false;
        for agency in app.store.read(money::agencies_with_unsigned)? {
            let rested = rests.get(&agency).is_some_and(|until| system_now() < *until);
            if rested || !app.seals.has(&agency) {
                continue;
            }
            rests.remove(&agency);
            let receipts = app.store.read(|rows| money::receipts_unsigned(rows, &agency, ROUND_RECEIPTS))?;
            is_full |= receipts.len() == ROUND_RECEIPTS as usize;
            for receipt in &receipts {
                if let Err(halt) = receipt_paper::sign_receipt(&app, receipt, app.now()) {
                    tracing::warn!(?halt, receipt = receipt.id, "a receipt could not be sealed");
                    rests.insert(agency.clone(), system_now().plus_ms(KEY_RESTS_MS));
                    break;
                }
            }
        }
        Ok(if is_full && rests.is_empty() { More::AtOnce } else { More::Later })
    })
}

/// The virus scanner that is configured.
fn scanner(config: &Config) -> Result<Option<Arc<dyn Scanner>>, String> {
    let Some(text) = &config.clamd else { return Ok(None) };
    let address = Address::parse(text)
        .ok_or_else(|| format!("MOTCUA_CLAMD: {text:?}: 127.0.0.1:3310 hoặc / or /run/clamav/clamd.ctl"))?;
    Ok(Some(Arc::new(Clamd { address, patience: SCAN_PATIENCE })))
}

/// How long the post may take to answer.
const POST_PATIENCE: Duration = Duration::from_secs(15);
/// How often the post is asked how far parcels are; the pretend one, so that a demonstration sees it move.
const ASKS_THE_POST: (i64, i64) = (10 * MINUTE_MS, 5 * SECOND_MS);
/// From one step of the pretend post to the next.
const PRETEND_STEP_MS: i64 = MINUTE_MS;

/// A post, and how often it is asked, in milliseconds.
type PostAsked = (Arc<dyn PostOffice>, i64);

/// The post that is configured.
fn post_office(config: &Config, app: &Arc<Server>) -> Result<Option<PostAsked>, String> {
    let Some(place) = &config.post_office else { return Ok(None) };
    if place == "pretend" {
        let app = app.clone();
        let now = Arc::new(move || app.now());
        return Ok(Some((PretendPost::new(PostManner::Mixed, PRETEND_STEP_MS, now), ASKS_THE_POST.1)));
    }
    let token = config.post_office_token.clone().unwrap_or_else(|| Secret::new(""));
    let post = HttpPost::new(place, token, POST_PATIENCE)
        .map_err(|fault| format!("post_office (MOTCUA_POST_OFFICE): {place:?}: {fault}"))?;
    Ok(Some((Arc::new(post), ASKS_THE_POST.0)))
}

/// Asks the post how far the parcels are that it has.
fn ask_the_post(app: Arc<Server>, post: Arc<dyn PostOffice>, every_ms: i64) -> Job {
    let questions = PostQuestions { store: app.store.clone(), post, last: Mutex::default() };
    job(("ask the post", every_ms, every_ms, Servers::One), move || questions.round())
}

/// How often the payment platform is asked about goes at paying of which nobody has heard, and for the list of a day.
const ASKS_THE_PLATFORM: (i64, i64) = (20 * SECOND_MS, 30 * MINUTE_MS);

/// Asks the payment platform what nobody has told.
fn ask_the_platform(app: Arc<Server>, connected: Connected) -> [Job; 2] {
    let Connected { platform, collects, .. } = connected;
    let about_tries = Arc::new(PlatformQuestions::new(app.store.clone(), platform, collects));
    let (about_days, here) = (about_tries.clone(), app.clone());
    let (tries, days) = ASKS_THE_PLATFORM;
    [
        job(("ask the payment platform", tries, tries, Servers::One), move || about_tries.round(app.now())),
        job(("read the payment platform's day", MINUTE_MS, days, Servers::One), move || {
            about_days.day_before(here.now())
        }),
    ]
}

/// Not while people come back after a start; then a few times a day.
const SWEEPS: (i64, i64) = (10 * MINUTE_MS, 360 * MINUTE_MS);

/// Sweeps what never arrived whole: it lies on the disk of this very server.
fn arriving(app: Arc<Server>) -> Job {
    job(("sweep what never arrived", SWEEPS.0, SWEEPS.1, Servers::Each), move || {
        shelf::sweep_arriving(&app.files).map_err(Fault::other)?;
        Ok(More::Later)
    })
}

/// Sweeps files that nobody names.
fn sweep(app: Arc<Server>, grace_days: u32, stop: watch::Receiver<bool>) -> Job {
    job(("sweep files", SWEEPS.0, SWEEPS.1, Servers::One), move || {
        let (store, files, shelf_now) = (&app.store, &app.files, system_now());
        let (now, stop) = (|| app.now(), || *stop.borrow());
        let sweep = Sweep { store, files, grace_days, now: &now, shelf_now, dry_run: false, stop: &stop };
        let swept = sweep.run()?;
        if swept.gone > 0 {
            let (gone, bytes) = (swept.gone, swept.bytes);
            tracing::info!(gone, bytes, "files that nobody names were removed");
        }
        Ok(More::Later)
    })
}

/// Puts what webhooks are to be told on its way.
fn tell(app: Arc<Server>) -> Job {
    job(("tell webhooks", 0, SECOND_MS, Servers::One), move || webhooks::tell(&app.store))
}

/// Tries again what could not be read: after an update it can.
fn tell_again(app: Arc<Server>) -> Job {
    job(("tell what waits aside", MINUTE_MS, 10 * MINUTE_MS, Servers::One), move || {
        webhooks::tell_what_waits_aside(&app.store)
    })
}

/// Carries messages to other systems out.
fn carry(runner: Arc<Runner>) -> Job {
    job(("carry messages", 0, SECOND_MS, Servers::One), move || runner.turn(PLACE_PATIENCE))
}

/// Carries out what other systems asked for in their answers.
fn answer(runner: Arc<Runner>) -> Job {
    job(("carry out answers", 0, SECOND_MS, Servers::One), move || {
        runner.answer().map(|tried| if tried > 0 { More::AtOnce } else { More::Later })
    })
}

/// Looks again at answers that were not understood: after an update they are.
fn answer_again(runner: Arc<Runner>) -> Job {
    job(("carry out old answers", MINUTE_MS, 10 * MINUTE_MS, Servers::One), move || {
        runner.answer_again().map(|()| More::Later)
    })
}

/// Forgets messages that ended long ago.
fn forget(app: Arc<Server>) -> Job {
    job(("forget messages", 30 * MINUTE_MS, 360 * MINUTE_MS, Servers::One), move || {
        forget::forget(&app.store, system_now())
    })
}

/// Systems beside webhooks that messages are carried to.
struct Asked {
    post: Option<Arc<dyn PostOffice>>,
    platform: Option<Connected>,
}

/// Carries messages by the system's clock, whatever time it is in a demonstration:
/// signatures say when they were made.
fn runner(app: &Arc<Server>, asked: Asked) -> Result<Arc<Runner>, Fault> {
    let Asked { post, platform } = asked;
    let now = app.now_in_force();
    let carrier = WebhookCarrier {
        store: app.store.clone(),
        messenger: Arc::new(Messenger::new(&now.law.policy.told_networks, TELL_PATIENCE)?),
        source: source_of(&app.province),
        now: Arc::new(system_now),
        acts_at: {
            let app = app.clone();
            Arc::new(move || app.now())
        },
    };
    let here = app.clone();
    let act = move |actor: &Actor, key: Key, command: Command| -> Result<(), Halt> {
        let app = here.now_in_force();
        let acting = Acting { key: Some(&key), ..Acting::of(&app.law, actor, app.now()) };
        carry_out_any(&app.store, &acting, command).map(drop)
    };
    let draw = || {
        let mut bytes = [0; 8];
        random(&mut bytes);
        u64::from_le_bytes(bytes)
    };
    let mut carriers: Vec<Box<dyn motcua_work::runner::Carrier>> = vec![Box::new(carrier)];
    carriers.extend(post.map(|post| -> Box<dyn motcua_work::runner::Carrier> {
        Box::new(PostCarrier { store: app.store.clone(), post })
    }));
    carriers.extend(platform.map(|platform| -> Box<dyn motcua_work::runner::Carrier> {
        Box::new(RefundCarrier { platform: platform.platform })
    }));
    Ok(Runner::new(app.store.clone(), carriers, Arc::new(act), Arc::new(system_now), Arc::new(draw)))
}
