//! `motcua serve`, and what every server needs.

use super::in_force::law_in_force;
use super::served;
use super::work;
use crate::config::Config;
use crate::drawing::DrawnApart;
use crate::lasting::{Lasting, Stamps};
use crate::listen::{self, ServingLimits};
use crate::platform::Connected;
use crate::said::opening;
use crate::seals::SealKeys;
use crate::shelf;
use crate::signers::SignerKeys;
use crate::system::{random, system_now};
use crate::trust;
use motcua_core::Fault;
use motcua_core::directory::{AgencyCode, Directory};
use motcua_edge::apart::apart;
use motcua_edge::app::Server;
use motcua_edge::app::TimeSource;
use motcua_edge::platform::OnlinePayments;
use motcua_edge::proxies::Proxies;
use motcua_edge::seals::{NoSeals, Seals};
use motcua_edge::signers::{NoSigners, Signers};
use motcua_outside::time_stamps::TimeStamps;
use motcua_signatures::TrustAnchors;
use motcua_store::{DatabasePlace, Options, Store, setting};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Runs the server until it is asked to stop.
pub fn serve(config: &Config) -> Result<(), String> {
    let store = open_store(config)?;
    let served = server(config, store, Box::new(system_now))?;
    run(config, served, || {})
}

/// Makes the folder of all data, for nobody but whoever runs the server. One that is there keeps
/// the rights that its operator gave it.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut make = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
    make.recursive(true).create(folder)
}

/// The database, or a sentence that says what is wrong with it.
pub fn open_store(config: &Config) -> Result<Store, String> {
    make_private(&config.data).map_err(|error| {
        format!("Không tạo được thư mục / cannot make the folder {}: {error}", config.data.display())
    })?;
    let place = match &config.database_url {
        Some(url) => DatabasePlace::Postgres(url.clone()),
        None => DatabasePlace::Sqlite(config.data.join("motcua.db")),
    };
    let options = Options { readers: config.database_readers as usize, ..Options::default() };
    Store::open_with(&place, &options).map_err(|fault| opening(&fault))
}

/// A server, and whom signatures in what is handed in are judged by behind its pages.
pub struct ServerReady {
    /// The server.
    pub server: Server,
    trust: TrustAnchors,
    platform: Option<Connected>,
}

/// Puts the server together. A database that was filled from a scenario says on
/// every page that it is simulated, however it is served.
pub fn server(config: &Config, store: Store, clock: TimeSource) -> Result<ServerReady, String> {
    let proxies = Proxies::parse(&config.proxies).map_err(|part| {
        format!(
            "proxies: {part:?} không phải địa chỉ hay mạng / is neither an address nor a network (127.0.0.1, 10.0.0.0/8)"
        )
    })?;
    let files = shelf::open(config)?;
    let in_force = apart(|| law_in_force(config, &store))?;
    let province = served::home(&in_force.now().law)?;
    let simulated =
        store.read(|rows| setting::get(rows, setting::SCENARIO)).map_err(|fault| opening(&fault))?.is_some();
    let receipt_key = receipt_key(&store).map_err(|fault| opening(&fault))?;
    let platform = Connected::read(config)?;
    must_know(platform.as_ref(), &in_force.now().law.directory)?;
    let Keys { seals, signers, trust } = keys(config, &in_force.now().law.directory)?;
    let server = Server {
        store: Arc::new(store),
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
        trying: Default::default(),
        first_use_days: config.first_use_days,
        seals,
        signers,
        signing: Default::default(),
        platform: platform.clone().map(|platform| Box::new(platform) as Box<dyn OnlinePayments>),
        drawing: Box::new(DrawnApart::here()?),
        site: config.site.trim_end_matches('/').to_string(),
    };
    Ok(ServerReady { server, trust, platform })
}

/// Refuses a platform that pays an agency which nobody knows: no bill would be its.
fn must_know(platform: Option<&Connected>, directory: &Directory) -> Result<(), String> {
    match platform.filter(|platform| directory.agency(&platform.collects).is_none()) {
        None => Ok(()),
        Some(platform) => Err(format!(
            "payment_platform_agency (MOTCUA_PAYMENT_PLATFORM_AGENCY): danh mục không có cơ quan / the catalogue has no agency {}",
            platform.collects
        )),
    }
}

/// Keys that sign and seal here.
struct Keys {
    seals: Box<dyn Seals>,
    signers: Box<dyn Signers>,
    /// Whom signatures in what is handed in are judged by.
    trust: TrustAnchors,
}

/// How long a paper waits for a time stamp.
const STAMP_PATIENCE: Duration = Duration::from_secs(5);

fn keys(config: &Config, directory: &Directory) -> Result<Keys, String> {
    let seals = config.seals.as_deref().map(SealKeys::read).transpose()?;
    let own = seals.as_ref().map(SealKeys::certificates).unwrap_or_default();
    let trust = trust::read(config.trust.as_deref(), &own)?;
    for ended in trust.anchors().iter().filter(|anchor| anchor.days_left(system_now().0) < 0) {
        let name = ended.common_name();
        tracing::warn!(name, "a certificate that signatures are judged by has ended");
    }
    let stamps = config.time_stamps.as_deref().map(|address| TimeStamps::new(address, STAMP_PATIENCE));
    let stamps = stamps.transpose().map_err(|fault| format!("time_stamps: {fault}"))?;
    let stamps = stamps.map(|authority| Stamps { authority, random });
    let lasting = Arc::new(Lasting { trust: trust.clone(), stamps });
    let seals: Box<dyn Seals> = match seals {
        Some(seals) => {
            for (agency, ends) in seals.ending(system_now()) {
                let (days, next) = (ends.left_days, ends.next.map(|next| next.iso()).unwrap_or_default());
                tracing::warn!(agency, days, next, "the certificate of a seal ends soon");
            }
            let named = |code: &AgencyCode| {
                directory.agency_as_of(code, system_now().day()).map(|agency| agency.name.clone())
            };
            for (agency, certificate) in seals.foreign(named) {
                tracing::warn!(
                    agency,
                    certificate,
                    "the certificate of a seal bears another name than the agency"
                );
            }
            Box::new(seals.finished_by(lasting.clone()))
        }
        None => Box::new(NoSeals),
    };
    let signers: Box<dyn Signers> = match &config.signers {
        Some(folder) => {
            let signers = SignerKeys::read(folder, lasting)?;
            // Whoever hangs keeps nobody waiting.
            drop(signers.look(system_now()));
            Box::new(signers)
        }
        None => Box::new(NoSigners),
    };
    Ok(Keys { seals, signers, trust })
}

/// The key that seals receipts: made once, kept in the database.
fn receipt_key(store: &Store) -> Result<[u8; 32], Fault> {
    let mut fresh = [0; 32];
    random(&mut fresh);
    store.keep(setting::set_first("receipt_key", &hex::encode(fresh))).wait()?;
    let kept: Option<String> = store.read(|rows| setting::get(rows, "receipt_key"))?;
    let mut key = [0; 32];
    hex::decode_to_slice(kept.unwrap_or_default(), &mut key).map_err(Fault::damaged)?;
    Ok(key)
}

/// How long work that nobody asked for may take to its end when the server stops.
const WORK_PATIENCE: Duration = Duration::from_secs(5);

/// Listens until Ctrl-C or SIGTERM, then lets running requests end.
pub fn run(config: &Config, served: ServerReady, ready: impl FnOnce()) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("runtime: {error}"))?;
    let ServerReady { server, trust, platform } = served;
    let server = Arc::new(server);
    // Kept until the runtime is gone: connections to PostgreSQL are not closed inside it.
    let _kept = server.clone();
    let ran = runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(config.listen)
            .await
            .map_err(|error| format!("Không mở được cổng / cannot listen on {}: {error}", config.listen))?;
        let (stopping, stop) = watch::channel(false);
        // Of port 0 the system made one.
        let listen = listener.local_addr().unwrap_or(config.listen);
        if let Some(platform) = &platform {
            platform.listens(&server, listen);
        }
        let working = work::begin(config, &server, trust, platform, stop)?;
        let limits = ServingLimits {
            connections: usize::try_from(config.connections.max(1)).unwrap_or(1),
            ..ServingLimits::default()
        };
        let stops = asked_to_stop();
        tracing::info!(%listen, "ready");
        ready();
        listen::serve(listener, motcua_web::router(server), limits, stops).await;
        let _ = stopping.send(true);
        // What is under way comes to its end; what does not is cut off, and done again.
        let _ = tokio::time::timeout(WORK_PATIENCE, working).await;
        Ok(())
    });
    // Whatever hangs (a scanner, a name that is resolved) keeps nobody waiting.
    runtime.shutdown_timeout(WORK_PATIENCE);
    ran
}

/// Ends when somebody asks the program to stop. It is heard from the moment of the call on: whoever reads “ready” may ask
/// at once, and is not to end a program that has not begun to listen to them.
fn asked_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (interrupt, terminate) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
        async move {
            match (interrupt, terminate) {
                (Ok(mut interrupt), Ok(mut terminate)) => {
                    tokio::select! {
                        _ = interrupt.recv() => {}
                        _ = terminate.recv() => {}
                    }
                }
                (Ok(mut one), Err(_)) | (Err(_), Ok(mut one)) => drop(one.recv().await),
                (Err(_), Err(_)) => std::future::pending().await,
            }
        }
    }
    #[cfg(not(unix))]
    async {
        let _ = tokio::signal::ctrl_c().await;
    }
}
