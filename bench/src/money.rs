//! Money: a bill with its VietQR, and a bank's statement that is taken in, beside the code alone and the rule alone.

use crate::measure::{counted, per_second, percentiles};
use crate::scale::Scale;
use crate::work;
use motcua_core::act::Actor;
use motcua_core::command::Asks;
use motcua_core::memory::Memory;
use motcua_core::money::{
    BankAccount, PaymentCommand, PaymentReference, PaymentWay, RecordPayment, references_in,
};
use motcua_core::{Law, Moment};
use motcua_store::act::{Acting, carry_out};
use motcua_store::{DatabasePlace, Store};
use qrcodegen::{QrCode, QrCodeEcc};
use std::collections::HashMap;
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Those who take lines in beside each other.
const CLIENTS: usize = 64;

/// Prints all.
pub fn run(scale: &Scale) {
    bills(scale);
    reconciled(scale);
    taken_in(scale);
}

fn reference(number: u64) -> PaymentReference {
    PaymentReference::drawn(number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes())
}

fn bills(scale: &Scale) {
    let account = BankAccount {
        bin: "970436".into(),
        bank: "Vietcombank".into(),
        number: "0071001234567".into(),
        holder: "UBND PHUONG PHU XUAN".into(),
    };
    let text = |number: u64| {
        let code = account.qr(Some(8_000 + number % 1000), reference(number).as_str());
        code.payload().expect("a code")
    };
    let drawn = |text: &str| QrCode::encode_text(text, QrCodeEcc::Low).expect("a code");
    let known = text(1);
    println!("\n## A bill with its VietQR, milliseconds\n\n| what | p50 | p95 | p99 |\n|---|---|---|---|");
    let row = |what: &str, [p50, p95, p99]: [f64; 3]| println!("| {what} | {p50:.3} | {p95:.3} | {p99:.3} |");
    row(
        "the squares of a known text (baseline)",
        percentiles(scale.papers, |_| drop(black_box(drawn(&known)))),
    );
    row(
        "reference, text, sum and squares",
        percentiles(scale.papers, |at| {
            drop(black_box(drawn(&text(at as u64))));
        }),
    );
    let all = per_second(2, scale.typeset, |_| || drop(black_box(drawn(&text(7)))));
    println!("\nA second, by 2: {all:.0}");
}

/// The month of a province in memory: every line against every bill.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
fn reconciled(scale: &Scale) {
    let (bills, lines) = scale.money;
    let begun = Instant::now();
    let known: HashMap<PaymentReference, u64> = (0..bills).map(|at| (reference(at), 8_000)).collect();
    let memos = (0..lines).map(|at| {
        let text = reference(at % (bills + bills / 100)).to_string();
        let (head, tail) = text.split_at(6);
        format!("MBVCB.{at}.{head} {tail}.CT tu 0351000646393 NGUYEN VAN A toi 0071001234567")
    });
    let (mut bound, mut wait) = (0_u64, 0_u64);
    for memo in memos {
        match references_in(&memo).first().and_then(|reference| known.get(reference)) {
            Some(_) => bound += 1,
            None => wait += 1,
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!("\n## {lines} lines of a statement against {bills} bills, in memory\n");
    println!("{seconds:.2} seconds; {bound} fit, {wait} wait for a person");
}

/// Lines of a statement through the door, durable, beside the rule alone.
fn taken_in(scale: &Scale) {
    let law: Law = work::law();
    let agency = work::centres(&law).remove(0);
    let actor = Actor::Officer(work::officer(&agency));
    let now = Moment::parse("2026-07-01T09:00").expect("a moment");
    let next = AtomicU64::new(0);
    let coming = || {
        let at = next.fetch_add(1, Ordering::Relaxed);
        PaymentCommand::from(RecordPayment {
            key: format!("0071001234567-FT{at:010}"),
            agency: agency.clone(),
            way: PaymentWay::Transfer,
            amount_vnd: 8_000,
            paid_at: now,
            payer: "NGUYEN VAN A".into(),
            memo: format!("{} le phi", reference(at)),
            source: "0071001234567".into(),
        })
    };
    let alone = per_second(1, scale.acts, |_| {
        || {
            let decided = coming().into_command().carry_out(&law, &mut Memory::default(), &actor, now);
            drop(black_box(decided.expect("a payment")));
        }
    });
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&DatabasePlace::Sqlite(folder.path().join("motcua.db"))).expect("the schema");
    let (count, took) = counted(CLIENTS, scale.acts, |_| {
        || drop(carry_out(&store, &Acting::of(&law, &actor, now), coming()).expect("a payment"))
    });
    println!("\n## Lines of a statement, a second (SQLite, durable)\n\n| what | figure |\n|---|---|");
    println!("| the rule alone, 1 (baseline) | {alone:.0} |");
    println!("| written, {CLIENTS} beside each other | {:.0} |", count as f64 / took.as_secs_f64());
}
