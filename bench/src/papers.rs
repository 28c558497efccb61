//! Papers: set as files, and signed in one sitting, beside a file of the same size that is only packed, and beside
//! the key alone.

use crate::measure::{per_second, percentiles};
use crate::scale::Scale;
use motcua_books::Books;
use motcua_core::Moment;
use motcua_core::deed::Deed;
use motcua_core::law::Policy;
use motcua_signatures::pretend::{PretendAuthority, PretendSubject};
use motcua_signatures::{
    Appearance, Certificate, FileKey, KeyOrder, KeyReply, PaperState, SignatureProblem, Signer, SigningBatch,
    SigningKey, complete, prepare,
};
use motcua_typeset::{FootMark, Print, typeset};
use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

const TEMPLATE: &str = "xac-nhan-hon-nhan.1";
/// A token that signs 50 a second is a fast one.
const TOKEN: Duration = Duration::from_millis(20);

/// Prints both.
pub fn run(scale: &Scale) {
    let law = Books::embedded().law(Policy::default()).expect("the catalogue is sound");
    let deed = law.deeds.get(TEMPLATE).expect("a template").sample();
    let once = |deed: &Deed| typeset(deed, &print()).expect("a paper").pdf;
    let pdf = once(&deed);
    println!("\n## A certificate as a file of {} kB ({TEMPLATE}), milliseconds\n", pdf.len() / 1000);
    println!("| what | p50 | p95 | p99 |\n|---|---|---|---|");
    let row = |what: &str, [p50, p95, p99]: [f64; 3]| println!("| {what} | {p50:.2} | {p95:.2} | {p99:.2} |");
    let packed = percentiles(scale.papers, |_| {
        black_box(miniz_oxide::deflate::compress_to_vec_zlib(black_box(&pdf), 6));
    });
    row("a file of its size, only packed (baseline)", packed);
    row("set, with the code at its foot", percentiles(scale.papers, |_| drop(black_box(once(&deed)))));
    for threads in [1, 2] {
        let all = per_second(threads, scale.typeset, |_| || drop(black_box(once(&deed))));
        println!("\nA second, by {threads}: {all:.0}");
    }
    signed(&pdf, scale.signed);
}

fn print() -> Print {
    let lines = ["Mã kiểm tra: ABCD-EFGH-JKMN-PQRS".to_string(), "Kiểm tra giấy này".to_string()];
    let holds = "HTTPS://MOTCUA.EXAMPLE.VN/V/ABCDEFGHJKMNPQRS".to_string();
    let foot = Some(FootMark { holds, lines, keyword: "ABCD-EFGH-JKMN-PQRS".into() });
    Print { made: Moment(0), id: "motcua:bench".into(), across: None, foot }
}

/// A key that takes its time.
struct SlowKey {
    key: FileKey,
    waiting: Vec<KeyOrder>,
}

impl SigningKey for SlowKey {
    fn certificate(&self) -> Result<&Certificate, SignatureProblem> {
        Ok(self.key.certificate())
    }

    fn chain(&self) -> &[Certificate] {
        self.key.chain()
    }

    fn ask(&mut self, orders: &[KeyOrder]) -> Result<(), SignatureProblem> {
        self.waiting = orders.iter().rev().cloned().collect();
        Ok(())
    }

    fn replies(&mut self) -> Vec<KeyReply> {
        let next = self.waiting.pop();
        let reply =
            |order: KeyOrder| KeyReply { value: slowly(&self.key, &order.to_sign), paper: order.paper };
        next.map(reply).into_iter().collect()
    }
}

#[expect(clippy::disallowed_methods, reason = "a token takes its time")]
fn slowly(key: &FileKey, text: &[u8]) -> Result<Vec<u8>, SignatureProblem> {
    thread::sleep(TOKEN);
    key.sign(text)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
fn signed(pdf: &[u8], count: usize) {
    let authority = PretendAuthority::root("Gốc thử", (0, 1_000_000)).expect("an authority");
    let subject = PretendSubject::signer("Trần Văn Bình", "", (0, 1_000_000));
    let key = authority.signer(&subject).expect("a key");
    let begun = Instant::now();
    for _ in 0..count {
        black_box(slowly(&key, b"x")).expect("a signature");
    }
    let alone = begun.elapsed();
    let mut key = SlowKey { key, waiting: Vec::new() };
    let begun = Instant::now();
    let signer = Signer {
        certificate: key.key.certificate().clone(),
        chain: key.key.chain().to_vec(),
        name: String::new(),
        reason: String::new(),
        place: String::new(),
        certifies: false,
    };
    let prepared =
        |nth: usize| (nth.to_string(), prepare(pdf, &signer, &Appearance::Invisible, 1_000).expect("room"));
    let mut batch = SigningBatch::new((0..count).map(prepared).collect());
    batch.ask(&mut key).expect("asked");
    while batch.is_waiting() {
        batch.take_from(&mut key);
    }
    for one in batch.papers() {
        let PaperState::Signed(value) = &one.state else { panic!("{}", one.paper) };
        black_box(complete(&one.prepared, value, &signer.chain, None).expect("a signed paper"));
    }
    let all = begun.elapsed();
    println!(
        "\n| {count} papers signed in one sitting | milliseconds | of the key's own rate |\n|---|---|---|"
    );
    println!("| the key alone, 20 ms each (baseline) | {:.0} | 1 |", alone.as_secs_f64() * 1000.0);
    let share = alone.as_secs_f64() / all.as_secs_f64();
    println!("| prepared, signed, finished | {:.0} | {share:.2} |", all.as_secs_f64() * 1000.0);
}
