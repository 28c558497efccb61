//! Money: owed, paid at the counter or by transfer, receipted, waived, given back, closed at the end of the day.

mod online;
mod paying;
mod receipts;

use super::*;
use crate::act::Series;
use crate::catalogue::FeeKind;
use crate::command::{Asks, Change};
use crate::money::{
    ApproveRefund, ApproveWaiver, AskRefund, AskWaiver, BankAccount, Bill, BillCommand, BillStanding,
    BindPayment, CancelBill, CloseTill, ClosingCommand, ConfirmTill, EndTerm, IssueReceipt, OwedFor,
    PLATFORM, PaymentCommand, PaymentReference, PaymentWay, Price, RaiseBill, ReceiptBook, ReceiptCommand,
    ReceiptSign, RecordPayment, SendRefund, SetTerm, SignReceipt, TakePayment, TermCommand, TermSays,
    Unbound, VoidReceipt, closing_id, owed,
};
use std::collections::BTreeMap;

/// A dossier whose copies cost 8,000 đồng each, and all the money around it.
struct Purse {
    law: Law,
    memory: Memory<'static>,
    series: BTreeMap<String, u32>,
    now: Moment,
}

fn fees(text: &str) -> String {
    text.replace(
        "fee_text = \"Không thu\"",
        "fee_vnd = 8000\nfee_unit = \"copy\"\nfee_text = \"8.000 đ/bản\"",
    )
}

const CLASSES: &str = "[[class]]\nid = \"poor\"\nname = \"Hộ nghèo\"\nname_en = \"Poor\"\nproof = \"x\"\n\
    proof_en = \"x\"\npercent = 100\nfrom = 2017-01-01\narticle = \"Luật 97/2015 Điều 10\"\ntrust = \"assumed\"\n\
    [[class]]\nid = \"half\"\nname = \"Một nửa\"\nname_en = \"Half\"\nproof = \"x\"\nproof_en = \"x\"\npercent = 50\n\
    from = 2017-01-01\narticle = \"x\"\ntrust = \"assumed\"\n";

fn reception() -> Actor {
    officer(HERE, &[Duty::Reception])
}

fn registry() -> Actor {
    officer(HERE, &[Duty::Registry])
}

fn leader() -> Actor {
    officer(HERE, &[Duty::Leader])
}

fn province() -> Actor {
    officer("H57.001", &[Duty::Leader])
}

fn platform() -> Actor {
    Actor::Outside { system: PLATFORM.into() }
}

fn reference(byte: u8) -> PaymentReference {
    PaymentReference::drawn([byte; 8])
}

impl Purse {
    /// Handed in and accepted; the office has an account and a receipt book of three numbers.
    fn new() -> Purse {
        Purse::with(&[Verb::Accept])
    }

    fn with(way: &[Verb]) -> Purse {
        let mut law = law::law_with(ClockStart::Acceptance, fees);
        let catalogue = std::mem::replace(&mut law, law::law(ClockStart::Acceptance)).catalogue;
        law.catalogue = catalogue.with_reductions(&[("reductions.toml", CLASSES)]).unwrap();
        let mut town = Town::new();
        town.law = law;
        town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
        for verb in way {
            let (all, code) = (officer(HERE, &Duty::ALL), town.code());
            town.act(&all, |desk| do_verb(desk, *verb, &code)).unwrap();
        }
        let accounts = town.accounts.clone();
        let dossiers = vec![town.dossier().clone()].into();
        let memory = Memory { dossiers, accounts, ..Memory::default() };
        let mut purse = Purse { law: town.law, memory, series: BTreeMap::new(), now: town.now };
        purse.set("account", account()).unwrap();
        purse.set("book", book("25TAA", 1, 3)).unwrap();
        purse
    }

    fn set(&mut self, id: &str, says: TermSays) -> Result<(), Vec<&'static str>> {
        let (agency, from) = (agency(HERE), self.now.day());
        let command = SetTerm { id: id.into(), agency, says, from, reason: "theo quyết định".into() };
        self.act(&province(), TermCommand::from(command))
    }

    /// Carries a command out as a store would: all of it or nothing.
    fn act(&mut self, actor: &Actor, command: impl Asks) -> Result<(), Vec<&'static str>> {
        let asked = command.into_command().carry_out(&self.law, &mut self.memory, actor, self.now);
        let mut changes = asked.map_err(|halt| match halt {
            Halt::Refused(all) => all.iter().map(|refusal| refusal.code).collect::<Vec<_>>(),
            Halt::Broke(fault) => panic!("broken, not refused: {fault}"),
        })?;
        for change in changes.all_mut() {
            self.keep(change);
        }
        self.memory.drawn = self.series.iter().map(|(name, last)| (Series(name.clone()), *last)).collect();
        Ok(())
    }

    fn keep(&mut self, change: &mut Change) {
        fn put<R: Record>(all: &mut Vec<R>, after: &R) {
            match all.iter_mut().find(|known| R::id_bytes(known.id()) == R::id_bytes(after.id())) {
                Some(known) => *known = after.clone(),
                None => all.push(after.clone()),
            }
        }
        match change {
            Change::Bill(changed) => put(&mut self.memory.bills, &changed.after),
            Change::Payment(changed) => put(&mut self.memory.payments, &changed.after),
            Change::Closing(changed) => put(&mut self.memory.closings, &changed.after),
            Change::Term(changed) => put(&mut self.memory.terms, &changed.after),
            Change::Dossier(changed) => put(self.memory.dossiers.to_mut(), &changed.after),
            Change::Receipt(changed) => {
                if let Some(Series(name)) = changed.series() {
                    let next = self.series.entry(name).or_default();
                    *next += 1;
                    changed.number(*next);
                }
                put(&mut self.memory.receipts, &changed.after);
            }
            other => panic!("money changed {other:?}"),
        }
    }

    fn dossier(&self) -> &Dossier {
        &self.memory.dossiers[0]
    }

    fn bill(&self) -> &Bill {
        self.memory.bills.last().expect("a bill")
    }

    fn raise(&mut self, units: u32) -> PaymentReference {
        let (id, code) = (reference(units as u8), self.dossier().code().clone());
        let command = RaiseBill { id: id.clone(), code, owed: OwedFor::Procedure, units: Some(units) };
        self.act(&citizen(), BillCommand::from(command)).unwrap();
        id
    }

    fn taking(&self, amount_vnd: u64) -> TakePayment {
        TakePayment {
            code: self.dossier().code().clone(),
            owed: OwedFor::Procedure,
            bill: reference(200),
            payment: format!("cash-{}", self.memory.payments.len()),
            way: PaymentWay::Cash,
            amount_vnd,
            units: Some(3),
            class: None,
            proof: String::new(),
            slip: String::new(),
        }
    }

    fn take(&mut self, command: TakePayment) -> Result<(), Vec<&'static str>> {
        self.act(&reception(), BillCommand::from(command))
    }

    fn comes(&mut self, id: &str, amount_vnd: u64, memo: &str) -> Result<(), Vec<&'static str>> {
        self.act(&registry(), PaymentCommand::from(coming(id, amount_vnd, memo, self.now)))
    }

    fn waits(&self, id: &str) -> Option<Unbound> {
        self.memory
            .payments
            .iter()
            .find(|payment| payment.id.ends_with(&format!("-{id}")))
            .expect("a payment")
            .unbound
    }
}

fn coming(id: &str, amount_vnd: u64, memo: &str, paid_at: Moment) -> RecordPayment {
    RecordPayment {
        key: id.into(),
        agency: agency(HERE),
        way: PaymentWay::Transfer,
        amount_vnd,
        paid_at,
        payer: "NGUYEN THI HOA".into(),
        memo: memo.into(),
        source: "0071001234567".into(),
    }
}

fn account() -> TermSays {
    TermSays::Account(BankAccount {
        bin: "970436".into(),
        bank: "Vietcombank".into(),
        number: "0071001234567".into(),
        holder: "UBND PHUONG PHU XUAN".into(),
    })
}

fn book(sign: &str, first: u32, last: u32) -> TermSays {
    let sign = ReceiptSign::parse(sign).unwrap();
    TermSays::Book(ReceiptBook { form: "EBL01".into(), sign, of: None, first, last })
}

fn why() -> String {
    "theo quy định".into()
}
