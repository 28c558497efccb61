//! `motcua serve`, and what every server needs.

use super::in_force::{follow_on, law_in_force, province};
use crate::config::Config;
use crate::listen::{self, Limits};
use crate::said::opening;
use crate::sweep::Sweep;
use crate::system::{random, system_now};
use crate::{scan, shelf};
use motcua_core::Fault;
use motcua_outside::clamd::{Address, Clamd, Scanner};
use motcua_store::{Options, Place, Store, setting};
use motcua_web::edge::app::Clock;
use motcua_web::edge::proxies::Proxies;
use motcua_web::{App, Server};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Runs the server until it is asked to stop.
pub fn serve(config: &Config) -> Result<(), String> {
    let store = open_store(config)?;
    let server = server(config, store, Box::new(system_now))?;
    run(config, server, || {})
}

/// The database, or a sentence that says what is wrong with it.
pub fn open_store(config: &Config) -> Result<Store, String> {
    std::fs::create_dir_all(&config.data).map_err(|error| {
        format!("Không tạo được thư mục / cannot make the folder {}: {error}", config.data.display())
    })?;
    let place = match &config.database_url {
        Some(url) => Place::Postgres(url.clone()),
        None => Place::Sqlite(config.data.join("motcua.db")),
    };
    let options = Options { readers: config.database_readers as usize, ..Options::default() };
    Store::open_with(&place, &options).map_err(|fault| opening(&fault))
}

/// Puts the server together. A database that was filled from a scenario says on
/// every page that it is simulated, however it is served.
pub fn server(config: &Config, store: Store, clock: Clock) -> Result<Server, String> {
    let proxies = Proxies::parse(&config.proxies).map_err(|part| {
        format!(
            "proxies: {part:?} không phải địa chỉ hay mạng / is neither an address nor a network (127.0.0.1, 10.0.0.0/8)"
        )
    })?;
    let files = shelf::open(config)?;
    let in_force = law_in_force(config, &store)?;
    let province = province(config, &in_force.now().law)?;
    let simulated =
        store.read(|rows| setting::get(rows, setting::SCENARIO)).map_err(|fault| opening(&fault))?.is_some();
    let receipt_key = receipt_key(&store).map_err(|fault| opening(&fault))?;
    Ok(Server {
        store,
        files,
        in_force,
        clock,
        random: Box::new(random),
        receipt_key,
        province,
        simulated,
        demo_accounts: Vec::new(),
        attempts: Default::default(),
        proxies,
        intake: Default::default(),
    })
}

/// The key that seals receipts: made once, kept in the database.
fn receipt_key(store: &Store) -> Result<[u8; 32], Fault> {
    let mut fresh = [0; 32];
    random(&mut fresh);
    let text: String = fresh.iter().map(|byte| format!("{byte:02x}")).collect();
    store.keep(setting::set_first("receipt_key", &text)).wait()?;
    let kept: Option<String> = store.read(|rows| setting::get(rows, "receipt_key"))?;
    let kept = kept.unwrap_or_default();
    let mut key = [0; 32];
    for (index, byte) in key.iter_mut().enumerate() {
        let pair =
            kept.get(index * 2..index * 2 + 2).ok_or_else(|| Fault::damaged("the receipt key is short"))?;
        *byte = u8::from_str_radix(pair, 16).map_err(Fault::damaged)?;
    }
    Ok(key)
}

/// Listens until Ctrl-C or SIGTERM, then lets running requests end.
pub fn run(config: &Config, server: Server, ready: impl FnOnce()) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("runtime: {error}"))?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(config.listen)
            .await
            .map_err(|error| format!("Không mở được cổng / cannot listen on {}: {error}", config.listen))?;
        let app = App::of(server);
        let following = tokio::spawn(follow_on(app.clone()));
        let scanning = scanner(config)?.map(|scanner| tokio::spawn(scan_on(app.clone(), scanner)));
        let stop = Arc::new(AtomicBool::new(false));
        let sweeping = tokio::spawn(sweep_on(app.clone(), config.files_grace_days, stop.clone()));
        let limits = Limits {
            connections: usize::try_from(config.connections.max(1)).unwrap_or(1),
            ..Limits::default()
        };
        tracing::info!(listen = %config.listen, "ready");
        ready();
        listen::serve(listener, motcua_web::router(app), limits, asked_to_stop()).await;
        following.abort();
        stop.store(true, Ordering::Relaxed);
        sweeping.abort();
        if let Some(scanning) = scanning {
            scanning.abort();
        }
        Ok(())
    })
}

/// The virus scanner that is configured.
fn scanner(config: &Config) -> Result<Option<Arc<dyn Scanner>>, String> {
    let Some(text) = &config.clamd else { return Ok(None) };
    let address = Address::parse(text)
        .ok_or_else(|| format!("MOTCUA_CLAMD: {text:?}: 127.0.0.1:3310 hoặc / or /run/clamav/clamd.ctl"))?;
    Ok(Some(Arc::new(Clamd { address, patience: SCAN_PATIENCE })))
}

/// How long clamd may take for one file.
const SCAN_PATIENCE: Duration = Duration::from_secs(60);
/// How long to wait when no file is due.
const SCAN_PAUSE: Duration = Duration::from_secs(2);

/// Asks about files for as long as the server runs.
async fn scan_on(app: Arc<App>, scanner: Arc<dyn Scanner>) {
    loop {
        let (here, ask) = (app.clone(), scanner.clone());
        let round = move || scan::round(&here.store, &here.files, ask.as_ref(), here.now());
        let asked = tokio::task::spawn_blocking(round).await;
        match asked {
            Ok(Ok(count)) if count > 0 => continue,
            Ok(Err(fault)) => tracing::error!(%fault, "scanning"),
            _ => {}
        }
        tokio::time::sleep(SCAN_PAUSE).await;
    }
}

/// How long after the start the shelf is swept first: not while people come back.
const SWEEP_FIRST: Duration = Duration::from_secs(600);
/// How long until it is swept again.
const SWEEP_PAUSE: Duration = Duration::from_secs(6 * 3600);

/// Sweeps what never arrived whole, and what nobody names, for as long as the server
/// runs.
async fn sweep_on(app: Arc<App>, grace_days: u32, stop: Arc<AtomicBool>) {
    let mut pause = SWEEP_FIRST;
    loop {
        tokio::time::sleep(pause).await;
        pause = SWEEP_PAUSE;
        let (app, stop) = (app.clone(), stop.clone());
        let swept = tokio::task::spawn_blocking(move || {
            shelf::sweep_arriving(&app.files)?;
            let now = || app.now();
            let (store, files, shelf_now) = (&app.store, &app.files, system_now());
            let sweep = Sweep { store, files, grace_days, now: &now, shelf_now, dry_run: false, stop: &stop };
            sweep.run().map_err(|fault| opening(&fault))
        });
        match swept.await {
            Ok(Ok(swept)) if swept.gone > 0 => {
                tracing::info!(
                    gone = swept.gone,
                    bytes = swept.bytes,
                    "files that nobody names were removed"
                );
            }
            Ok(Err(why)) => tracing::error!(why, "sweeping"),
            _ => {}
        }
    }
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
