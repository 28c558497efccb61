//! A payment platform that moves no money: it listens on this machine, takes orders, has a page where one pays, and
//! tells it as platforms do, late, twice, out of order or not at all. It ships, so that a demonstration and every test
//! has one.

use super::pretend_page::{page_of, paid_page};
use super::wire::{
    BROKEN_OFF, DAY, INIT, NOT_KNOWN, NOTICE, PAID, QUERY, RAN_OUT, REFUND, STILL_OPEN, is_sealed, said,
    sealed, stamp, unstamp,
};
use super::write_day_file;
use crate::pretend_http::{HttpHeard, answer, listen};
use motcua_core::Moment;
use motcua_core::money::{PlatformLine, PlatformLineKind, references_in};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How it behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlatformManner {
    /// It says everything once, at once.
    Honest,
    /// It says everything late and twice; a refund is under way when it is asked first.
    LateAndTwice,
    /// It does what it is asked, and the answer is lost, once for each question.
    AnswersLost,
    /// It is down.
    Silent,
    /// It takes no orders and sends nothing back.
    Refuses,
    /// What it would say of its own accord is lost: one has to ask.
    LosesNotices,
    /// Behind “paid” it says “failed”.
    TakesItBack,
}

/// The name that the pretend platform has for us.
pub const PRETEND_PARTNER: &str = "MOTCUA";
/// The secret that it shares with us.
pub const PRETEND_SECRET: &str = "pretend";

/// The pretend platform.
pub struct PretendPlatform {
    now: Arc<dyn Fn() -> Moment + Send + Sync>,
    address: SocketAddr,
    /// Where it sends what it says; none: whoever tries it takes it ([`PretendPlatform::take_notices`]).
    tells: Mutex<Option<String>>,
    inside: Mutex<Inside>,
}

struct Inside {
    manner: PlatformManner,
    /// Those whose answer was lost.
    lost: Vec<String>,
    orders: BTreeMap<String, PretendOrder>,
    refunds: BTreeMap<String, PretendRefund>,
    /// What came in and went back.
    moved: Vec<PlatformLine>,
    notices: Vec<String>,
}

/// An order that it took.
#[derive(Debug, Clone)]
struct PretendOrder {
    reference: String,
    amount_vnd: u64,
    words: String,
    /// [`STILL_OPEN`], [`PAID`] and so on.
    code: &'static str,
    transaction: String,
    paid_vnd: u64,
    paid_at: Moment,
}

struct PretendRefund {
    is_under_way: bool,
    number: String,
}

/// How late it says something to whoever it sends to.
const LATE: Duration = Duration::from_millis(1_500);

impl PretendPlatform {
    /// One that listens on a free port of this machine and goes by this clock.
    pub fn begin(
        manner: PlatformManner,
        now: Arc<dyn Fn() -> Moment + Send + Sync>,
    ) -> io::Result<Arc<PretendPlatform>> {
        let here: Arc<Mutex<Option<Arc<PretendPlatform>>>> = Arc::default();
        let hears = here.clone();
        let address = listen("pretend platform", move |heard, stream| {
            let platform = hears.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if let Some(platform) = platform {
                platform.hear(heard, stream);
            }
        })?;
        let inside = Mutex::new(Inside {
            manner,
            lost: Vec::new(),
            orders: BTreeMap::new(),
            refunds: BTreeMap::new(),
            moved: Vec::new(),
            notices: Vec::new(),
        });
        let platform = Arc::new(PretendPlatform { now, address, tells: Mutex::default(), inside });
        *here.lock().unwrap_or_else(PoisonError::into_inner) = Some(platform.clone());
        Ok(platform)
    }

    /// Where it is asked.
    pub fn address(&self) -> String {
        format!("http://{}/messages", self.address)
    }

    /// From now on it sends what it says to this address.
    pub fn tells(&self, address: &str) {
        *self.tells.lock().unwrap_or_else(PoisonError::into_inner) = Some(address.to_string());
    }

    /// From now on it behaves so.
    pub fn behave(&self, manner: PlatformManner) {
        self.inside().manner = manner;
    }

    /// What it would have said so far, whole messages, in order; then it forgets them.
    pub fn take_notices(&self) -> Vec<String> {
        std::mem::take(&mut self.inside().notices)
    }

    /// How many orders it has.
    pub fn orders(&self) -> usize {
        self.inside().orders.len()
    }

    /// What came in and went back.
    pub fn moved(&self) -> Vec<PlatformLine> {
        self.inside().moved.clone()
    }

    /// Somebody pays so much for what is known by this reference: an order, or a bill that is paid by scanning its code.
    /// False where there is nothing to pay.
    pub fn pay(&self, reference: &str, amount_vnd: u64) -> bool {
        let at = (self.now)();
        let mut inside = self.inside();
        let nth = inside.moved.len() + 1;
        let transaction = format!("PF{:X}{nth:04}", at.0.unsigned_abs() / 1000);
        let is_order = inside.orders.contains_key(reference);
        let order = inside.orders.entry(reference.to_string()).or_insert_with(|| PretendOrder {
            reference: reference.to_string(),
            amount_vnd,
            words: String::new(),
            code: STILL_OPEN,
            transaction: String::new(),
            paid_vnd: 0,
            paid_at: at,
        });
        if is_order && order.code != STILL_OPEN {
            return false;
        }
        (order.code, order.paid_vnd, order.paid_at) = (PAID, amount_vnd, at);
        order.transaction.clone_from(&transaction);
        let paid = order.clone();
        let line = PlatformLine {
            kind: PlatformLineKind::Came,
            reference: reference.to_string(),
            transaction,
            amount_vnd,
            at,
        };
        inside.moved.push(line);
        let said = notice(&paid, PAID);
        match inside.manner {
            PlatformManner::TakesItBack => {
                inside.notices.extend([said, notice(&paid, BROKEN_OFF)]);
            }
            PlatformManner::LateAndTwice => inside.notices.extend([said.clone(), said]),
            PlatformManner::LosesNotices => {}
            PlatformManner::Honest
            | PlatformManner::AnswersLost
            | PlatformManner::Silent
            | PlatformManner::Refuses => inside.notices.push(said),
        }
        drop(inside);
        self.send();
        true
    }

    /// Somebody breaks it off, or lets its time run out.
    pub fn break_off(&self, reference: &str, in_time: bool) -> bool {
        let mut inside = self.inside();
        let code = if in_time { BROKEN_OFF } else { RAN_OUT };
        let Some(order) = inside.orders.get_mut(reference).filter(|order| order.code == STILL_OPEN) else {
            return false;
        };
        order.code = code;
        let said = notice(order, code);
        if inside.manner != PlatformManner::LosesNotices {
            inside.notices.push(said);
        }
        drop(inside);
        self.send();
        true
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends what it has to say, in a thread of its own; late where that is its manner.
    fn send(&self) {
        let Some(to) = self.tells.lock().unwrap_or_else(PoisonError::into_inner).clone() else { return };
        let is_late = self.inside().manner == PlatformManner::LateAndTwice;
        let notices = self.take_notices();
        thread::spawn(move || {
            if is_late {
                be_late();
            }
            let Ok(client) = crate::http::client(Duration::from_secs(10)) else { return };
            for body in notices {
                let request = client.post(to.as_str()).header("content-type", "application/json").body(body);
                // Whether anybody heard it, a platform like this does not ask.
                let _ = crate::http::ask(request, 10_000);
            }
        });
    }

    fn hear(&self, heard: HttpHeard, stream: TcpStream) {
        if self.inside().manner == PlatformManner::Silent {
            return;
        }
        if let Some(reference) = heard.path.strip_prefix("/pay/") {
            return self.shows(reference, &heard.body, stream);
        }
        if heard.path == "/transfer" {
            return self.transferred(&heard.body, stream);
        }
        let message: Map<String, Value> = serde_json::from_slice(&heard.body).unwrap_or_default();
        let fields: &[&str] = match said(&message, "LoaiBanTin").as_str() {
            "INIT" => &INIT,
            "QUERY" => &QUERY,
            "REFUND" => &REFUND,
            "RECONCILE" => &DAY,
            _ => &[],
        };
        let is_ours = !fields.is_empty()
            && is_sealed(fields, &message, PRETEND_SECRET)
            && said(&message, "MaDoiTac") == PRETEND_PARTNER;
        if !is_ours {
            return says(stream, &json!({ "error_code": "97", "message": "MaXacThuc" }));
        }
        let replied = match fields.len() {
            14 => self.takes(&message),
            5 => self.asked(&message),
            7 => self.sends_back(&message),
            _ => self.day_of(&message),
        };
        let name = format!("{} {}", said(&message, "LoaiBanTin"), said(&message, "MaThamChieu"));
        let mut inside = self.inside();
        if inside.manner == PlatformManner::AnswersLost && !inside.lost.contains(&name) {
            inside.lost.push(name);
            return;
        }
        drop(inside);
        says(stream, &replied);
    }

    fn takes(&self, message: &Map<String, Value>) -> Value {
        let mut inside = self.inside();
        if inside.manner == PlatformManner::Refuses {
            return json!({ "error_code": "05", "message": "not taken" });
        }
        let reference = said(message, "MaThamChieu");
        if inside.orders.contains_key(&reference) {
            return json!({ "error_code": "06", "message": "there already" });
        }
        let Ok(amount_vnd) = said(message, "SoTien").parse() else {
            return json!({ "error_code": "07", "message": "SoTien" });
        };
        let url = self.url(&reference);
        let order = PretendOrder {
            reference: reference.clone(),
            amount_vnd,
            words: said(message, "ThongTinGiaoDich"),
            code: STILL_OPEN,
            transaction: String::new(),
            paid_vnd: 0,
            paid_at: Moment(0),
        };
        inside.orders.insert(reference, order);
        json!({ "error_code": "0", "message": url })
    }

    fn url(&self, reference: &str) -> String {
        format!("http://{}/pay/{reference}", self.address)
    }

    fn asked(&self, message: &Map<String, Value>) -> Value {
        let reference = said(message, "MaThamChieu");
        let inside = self.inside();
        let mut told = match inside.orders.get(&reference) {
            Some(order) => noticed(order, order.code),
            None => {
                let unknown = PretendOrder {
                    reference: reference.clone(),
                    amount_vnd: 0,
                    words: String::new(),
                    code: NOT_KNOWN,
                    transaction: String::new(),
                    paid_vnd: 0,
                    paid_at: Moment(0),
                };
                noticed(&unknown, NOT_KNOWN)
            }
        };
        told.insert("UrlThanhToan".into(), Value::String(self.url(&reference)));
        Value::Object(told)
    }

    fn sends_back(&self, message: &Map<String, Value>) -> Value {
        let at = (self.now)();
        let name = said(message, "MaThamChieu");
        let mut inside = self.inside();
        if inside.manner == PlatformManner::Refuses {
            return json!({ "error_code": "0", "status": "FAILED", "message": "account closed" });
        }
        if let Some(known) = inside.refunds.get_mut(&name) {
            known.is_under_way = false;
            return json!({ "error_code": "0", "status": "SUCCESS", "message": known.number });
        }
        let (transaction, amount_vnd) = (said(message, "MaGiaoDich"), said(message, "SoTien").parse());
        let Ok(amount_vnd) = amount_vnd else {
            return json!({ "error_code": "07", "message": "SoTien" });
        };
        let sum = |kind: PlatformLineKind| -> u64 {
            let of = inside.moved.iter().filter(|line| line.transaction == transaction && line.kind == kind);
            of.map(|line| line.amount_vnd).sum()
        };
        if sum(PlatformLineKind::WentBack) + amount_vnd > sum(PlatformLineKind::Came) {
            return json!({ "error_code": "0", "status": "FAILED", "message": "more than is here" });
        }
        let number = format!("RF{:04}", inside.refunds.len() + 1);
        let is_under_way = inside.manner == PlatformManner::LateAndTwice;
        let found = inside.moved.iter().find(|line| line.transaction == transaction);
        let reference = found.map(|line| line.reference.clone()).unwrap_or_default();
        let kind = PlatformLineKind::WentBack;
        inside.moved.push(PlatformLine { kind, reference, transaction, amount_vnd, at });
        inside.refunds.insert(name, PretendRefund { is_under_way, number: number.clone() });
        let state = if is_under_way { "PENDING" } else { "SUCCESS" };
        json!({ "error_code": "0", "status": state, "message": number })
    }

    fn day_of(&self, message: &Map<String, Value>) -> Value {
        let day = unstamp(&format!("{}000000", said(message, "ThoiGianGD"))).map(Moment::day);
        let inside = self.inside();
        let lines: Vec<PlatformLine> =
            inside.moved.iter().filter(|line| Some(line.at.day()) == day).cloned().collect();
        json!({ "error_code": "0", "message": write_day_file(&lines) })
    }

    /// The page where a person pays.
    fn shows(&self, reference: &str, form: &[u8], stream: TcpStream) {
        let form = String::from_utf8_lossy(form);
        let order = self.inside().orders.get(reference).cloned();
        let page = match (order, form.as_ref()) {
            (Some(order), "") => page_of(reference, order.amount_vnd, &order.words),
            (Some(order), form) => {
                let less = order.amount_vnd.saturating_sub(1_000);
                let is_done = match form {
                    "do=pay" => self.pay(reference, order.amount_vnd),
                    "do=less" => self.pay(reference, less),
                    _ => self.break_off(reference, true),
                };
                paid_page(is_done)
            }
            (None, _) => paid_page(false),
        };
        let kind = "content-type: text/html; charset=utf-8";
        answer(stream, "200 OK", &[kind], page.as_bytes());
    }

    /// Somebody pays by scanning a code in their bank's app: amount and words as they stand in the code.
    fn transferred(&self, body: &[u8], stream: TcpStream) {
        let told: Map<String, Value> = serde_json::from_slice(body).unwrap_or_default();
        let words = said(&told, "words");
        let amount = said(&told, "amount_vnd").parse();
        let is_done = match (references_in(&words).first(), amount) {
            (Some(bill), Ok(amount)) => self.pay(bill.as_str(), amount),
            (_, Ok(amount)) => self.pay(&words, amount),
            (_, Err(_)) => false,
        };
        says(stream, &json!({ "error_code": if is_done { "0" } else { "08" } }));
    }
}

#[expect(clippy::disallowed_methods, reason = "to be late is what it pretends; nobody waits for it")]
fn be_late() {
    thread::sleep(LATE);
}

fn says(stream: TcpStream, reply: &Value) {
    answer(stream, "200 OK", &["content-type: application/json"], reply.to_string().as_bytes());
}

/// What it says of an order, signed.
fn noticed(order: &PretendOrder, code: &str) -> Map<String, Value> {
    let values = [
        "NOTICE",
        code,
        PRETEND_PARTNER,
        &order.reference,
        &order.paid_vnd.to_string(),
        "VND",
        &order.transaction,
        "PRETEND",
        &stamp(order.paid_at),
        &order.words,
    ];
    sealed(&NOTICE, &values.map(str::to_string), PRETEND_SECRET)
}

fn notice(order: &PretendOrder, code: &str) -> String {
    Value::Object(noticed(order, code)).to_string()
}
