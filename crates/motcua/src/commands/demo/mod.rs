//! `motcua demo`: a whole province on simulated data, filled on the first run.

mod clock;
mod progress;
mod stage;
mod world;

pub use clock::now;

use super::served;
use super::{in_force, serve};
use crate::config::{ClockSetting, Config};
use crate::said::opening;
use crate::system::system_now;
use motcua_core::act::Officer;
use motcua_core::catalogue::Duty;
use motcua_core::directory::{Agency, AgencyKind, DepartmentField, UnitCode};
use motcua_core::{Law, Moment};
use motcua_edge::apart::apart;
use motcua_edge::app::{DemoAccount, TimeSource};
use motcua_simulator::staff::Staff;
use motcua_store::Store;
use stage::Stage;
use std::net::SocketAddr;
use world::PASSWORD;

/// How many communes have their log-ins shown when nothing says which.
const SHOWN: usize = 2;

/// Fills the database where that is still to be done, and serves. An `empty` one has
/// the staff and no dossiers.
pub fn demo(config: &Config, scenario: Option<&str>, empty: bool) -> Result<(), String> {
    let stage = Stage::of(config, &in_force::books(config)?, scenario, empty)?;
    // A demonstration has a post that carries nothing.
    let post_office = config.post_office.clone().or_else(|| Some("pretend".into()));
    let config = Config { province: stage.province.clone(), post_office, ..config.clone() };
    let Played { home, store, clock, accounts, example, office } = apart(|| play(&config, &stage))?;
    let config = with_a_platform(config, office);
    let mut served = serve::server(&config, store, clock)?;
    let server = &mut served.server;
    server.demo_accounts = accounts;
    let welcome = welcome(config.listen, &stage, &home, &example, server.now(), &server.demo_accounts);
    serve::run(&config, served, || println!("{welcome}"))
}

/// What is left of a stage when it is filled: the law that it was filled by and its people are no
/// more in memory, thirty thousand of the whole nation.
struct Played {
    home: UnitCode,
    store: Store,
    clock: TimeSource,
    accounts: Vec<DemoAccount>,
    /// The code of a dossier to look at.
    example: String,
    /// The office of the province that pages begin with.
    office: Option<String>,
}

/// A demonstration has a payment platform that moves no money.
fn with_a_platform(config: Config, office: Option<String>) -> Config {
    match (&config.payment_platform, office) {
        (None, Some(office)) => {
            let (payment_platform, payment_platform_agency) = (Some("pretend".into()), Some(office));
            Config { payment_platform, payment_platform_agency, ..config }
        }
        (Some(_), _) | (None, None) => config,
    }
}

fn play(config: &Config, stage: &Stage) -> Result<Played, String> {
    let law = in_force::law(config)?;
    let home = served::home(&law)?;
    let staff = staff(&law, stage);
    let store = world::open(config, stage, &staff)?;
    let clock: TimeSource = match config.clock {
        ClockSetting::System => Box::new(system_now),
        ClockSetting::Scenario => {
            let opens = first_morning(&law, stage, &home);
            clock::running_from(&store, opens).map_err(|fault| opening(&fault))?
        }
    };
    let accounts = accounts(&law, stage, &home, &staff);
    let example = shown(&law, stage, &home).first().map(|agency| agency.code.to_string());
    let example = format!("{}-250701-0001", example.unwrap_or_default());
    let mut offices = law.directory.agencies_in(&home);
    let office = offices.find(|agency| agency.kind == AgencyKind::ProvinceOffice);
    let office = office.map(|office| office.code.to_string());
    Ok(Played { home, store, clock, accounts, example, office })
}

/// The people of every province that is served.
fn staff(law: &Law, stage: &Stage) -> Staff {
    let mut provinces: Vec<UnitCode> = law
        .directory
        .agencies()
        .iter()
        .filter_map(|agency| law.directory.province_of(&agency.unit).cloned())
        .collect();
    provinces.sort();
    provinces.dedup();
    Staff::of_provinces(law, &provinces, stage.from, stage.seed)
}

/// The committees whose log-ins are shown: those that the scenario names, else the first of the
/// province that pages begin with.
fn shown<'a>(law: &'a Law, stage: &Stage, home: &UnitCode) -> Vec<&'a Agency> {
    let directory = &law.directory;
    let committees = directory
        .children_on(home, stage.from)
        .filter(|commune| {
            stage.shown.is_empty() || stage.shown.iter().any(|code| *code == commune.code.as_str())
        })
        .flat_map(|commune| directory.agencies_in_on(&commune.code, stage.from))
        .filter(|agency| agency.kind == AgencyKind::PeopleCommittee);
    if stage.shown.is_empty() { committees.take(SHOWN).collect() } else { committees.collect() }
}

/// When the offices open on the first working day after the month.
fn first_morning(law: &Law, stage: &Stage, province: &UnitCode) -> Moment {
    let day = law.calendar.next_working(stage.to);
    let opens = law
        .directory
        .agencies_in(province)
        .next()
        .and_then(|agency| law.hours_of(&agency.code).on(day).first())
        .map_or(8 * 60, |span| span.from);
    day.at(opens)
}

/// The log-ins that are shown: reception, case officer, leader, registry and helper of two
/// communes, the leader of the province's office, who keeps the catalogue, the keeper of staff, and
/// the leader of a department.
fn accounts(law: &Law, stage: &Stage, home: &UnitCode, staff: &Staff) -> Vec<DemoAccount> {
    let roles = [
        (Duty::Reception, "Tiếp nhận và trả kết quả", "Reception"),
        (Duty::Case, "Cán bộ thụ lý", "Case officer"),
        (Duty::Leader, "Lãnh đạo", "Leader"),
        (Duty::Registry, "Văn thư", "Registry"),
    ];
    let shown = shown(law, stage, home).into_iter();
    let helpers = staff.helpers(law);
    let account = |officer: &Officer, role: &str, role_en: &str, agency: &str| DemoAccount {
        id: officer.id.0.clone(),
        role: role.to_string(),
        role_en: role_en.to_string(),
        agency: agency.to_string(),
        password: PASSWORD.into(),
    };
    let of_communes = shown
        .flat_map(|agency| {
            let desks = roles.iter().filter_map(|(duty, role, role_en)| {
                let officer = staff.at(&agency.code, *duty).next()?;
                Some(account(officer, role, role_en, &agency.name))
            });
            let helper = helpers.iter().find(|helper| helper.agency == agency.code);
            let helper = helper
                .map(|helper| account(helper, "Điểm đại lý (nộp thay)", "Helper at a point", &agency.name));
            desks.chain(helper).collect::<Vec<_>>()
        })
        .collect::<Vec<_>>();
    let offices = law.directory.agencies_in(home).filter(|agency| agency.kind == AgencyKind::ProvinceOffice);
    let of_offices = [
        (Duty::Leader, "Lãnh đạo văn phòng tỉnh (danh mục)", "Leader of the province’s office"),
        (Duty::Staff, "Quản trị cán bộ của tỉnh", "Keeper of the province’s staff"),
    ];
    let of_province = offices.flat_map(|agency| {
        let desks = of_offices.iter().filter_map(|(duty, role, role_en)| {
            let officer = staff.at(&agency.code, *duty).next()?;
            Some(account(officer, role, role_en, &agency.name))
        });
        desks.collect::<Vec<_>>()
    });
    let is_justice = |agency: &&Agency| agency.field == Some(DepartmentField::Justice);
    let of_departments = law.directory.agencies_in(home).filter(is_justice).filter_map(|agency| {
        let officer = staff.at(&agency.code, Duty::Leader).next()?;
        Some(account(officer, "Lãnh đạo sở", "Leader of a department", &agency.name))
    });
    of_communes.into_iter().chain(of_province).chain(of_departments).collect()
}

/// What the operator reads once the server listens.
fn welcome(
    listen: SocketAddr,
    stage: &Stage,
    home: &UnitCode,
    code: &str,
    now: Moment,
    accounts: &[DemoAccount],
) -> String {
    let host = match listen.ip() {
        ip if ip.is_unspecified() => "localhost".to_string(),
        std::net::IpAddr::V6(ip) => format!("[{ip}]"),
        ip => ip.to_string(),
    };
    let address = format!("http://{host}:{}", listen.port());
    let width = |text: fn(&DemoAccount) -> String| {
        accounts.iter().map(|account| text(account).chars().count()).max().unwrap_or(0)
    };
    let role = |account: &DemoAccount| format!("{} / {}", account.role, account.role_en);
    let (ids, roles) = (width(|account| account.id.clone()), width(role));
    let table: String = accounts
        .iter()
        .map(|account| format!("    {:ids$}   {:roles$}   {}\n", account.id, role(account), account.agency))
        .collect();
    format!(
        "\n  Một Cửa · {} · DỮ LIỆU MÔ PHỎNG / SIMULATED DATA\n\n    {address}\n\n  \
         Đồng hồ của bản chạy thử / The demonstration's clock: {} {}\n\n  \
         Tài khoản / Log-ins – mật khẩu / password: {PASSWORD}\n{table}\n  \
         Thử bằng curl / Try with curl\n    \
         curl '{address}/api/v1/scoreboard?unit={home}&from=2025-07-01&to=2025-07-31'\n    \
         curl '{address}/api/v1/procedures?q=khai%20sinh'\n    \
         curl '{address}/api/v1/dossiers/{code}'\n\n  \
         Dừng / Stop: Ctrl-C\n",
        stage.title,
        now.clock(),
        now.day().vn(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_books::Books;

    #[test]
    fn the_welcome_names_the_address_the_log_ins_and_three_calls() {
        let law = Books::embedded().law(Default::default()).unwrap();
        let stage = Stage::of(&Config::default(), &Books::embedded(), None, false).unwrap();
        let province = UnitCode::parse("46").unwrap();
        let staff = Staff::of(&law, &province, stage.from, stage.seed);
        let accounts = accounts(&law, &stage, &province, &staff);
        assert_eq!(accounts.len(), 13);
        let of_province: Vec<&str> = accounts[10..].iter().map(|account| account.id.as_str()).collect();
        assert_eq!(of_province, ["lanhdao.hue", "quantri.hue", "lanhdao.hue.sotuphap"]);
        let now = first_morning(&law, &stage, &province);
        assert_eq!(now.iso(), "2025-08-01T07:30:00+07:00");
        let listen = "0.0.0.0:8080".parse().unwrap();
        let text = welcome(listen, &stage, &province, "H57.101-250701-0001", now, &accounts);
        for part in [
            "unit=46&",
            "H57.101-250701-0001",
            "http://localhost:8080\n",
            "lanhdao.phuxuan ",
            "tiepnhan.phuvang ",
            "mot-cua",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert_eq!(text.matches("curl 'http").count(), 3);
    }
}
