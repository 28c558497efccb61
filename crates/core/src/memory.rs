//! A reader that holds its records in memory: for asking the rules about records that
//! somebody has already (a page, a simulation, a test), without a store.

use crate::account::{Account, ReadAccounts};
use crate::act::{OfficerId, Series, Who};
use crate::catalogue::{DeedId, Duty, RegisterId};
use crate::consignment::{Consignment, ReadConsignments};
use crate::deed::Said;
use crate::directory::AgencyCode;
use crate::document::{FileDigest, Scanned};
use crate::dossier::{Dossier, DossierCode, DossierId, ReadDossiers};
use crate::law_change::{CatalogueFile, LawInForce, OpenUnder, ReadLawChanges};
use crate::money::{
    Bill, Closing, Payment, PaymentReference, PaymentWay, ReadMoney, Receipt, ReceiptSign, Term, TermSays,
    Till, TillSum,
};
use crate::outage::{Outage, ReadOutages};
use crate::outbox::Delivery;
use crate::register::{DecidedDossier, EntryPlace, ReadEntries, RegisterEntry};
use crate::text::fold;
use crate::webhook::{ReadWebhooks, Webhook};
use crate::year_book::{BookKey, BookTotal, ReadYearBooks, YearBook};
use crate::{Day, Fault, Halt, Law, Moment, Refusal};
use std::borrow::Cow;
use std::sync::Arc;

/// Records in memory. What is not put in is not there.
#[derive(Default)]
pub struct Memory<'a> {
    /// Dossiers.
    pub dossiers: Cow<'a, [Dossier]>,
    /// Recorded outages, in the order in which they were recorded.
    pub outages: Cow<'a, [Outage]>,
    /// Files in which a virus was found; of all others nobody has looked.
    pub infected: Vec<FileDigest>,
    /// Accounts.
    pub accounts: Vec<Account>,
    /// Desks where somebody sits, beside those of `accounts`.
    pub staffed: Vec<(AgencyCode, Duty)>,
    /// The catalogue as it was last changed.
    pub law: Option<LawInForce>,
    /// How many open dossiers rest on which version.
    pub open: Vec<OpenUnder>,
    /// Templates by which papers were drafted, beside those of `dossiers`.
    pub templates: Vec<DeedId>,
    /// Webhooks.
    pub webhooks: Vec<Webhook>,
    /// Entries of registers.
    pub entries: Vec<RegisterEntry>,
    /// Books of which something is to be said.
    pub year_books: Vec<YearBook>,
    /// Hand-over lists.
    pub consignments: Vec<Consignment>,
    /// What is owed.
    pub bills: Vec<Bill>,
    /// What came in.
    pub payments: Vec<Payment>,
    /// What was given for it.
    pub receipts: Vec<Receipt>,
    /// Tills that were closed.
    pub closings: Vec<Closing>,
    /// Accounts, receipt books, prices.
    pub terms: Vec<Term>,
    /// What the columns of books add up to.
    pub totals: Vec<(BookKey, Vec<BookTotal>)>,
    /// The last numbers of counters.
    pub drawn: Vec<(Series, u32)>,
    /// Messages to other systems.
    pub deliveries: Vec<Delivery>,
    /// The law that proposed files make; none: no file is sound.
    pub proposed: Option<Arc<Law>>,
}

impl<'a> Memory<'a> {
    /// This dossier, and nothing else.
    pub fn of(dossier: &'a Dossier) -> Memory<'a> {
        Memory { dossiers: Cow::Borrowed(std::slice::from_ref(dossier)), ..Memory::default() }
    }

    /// With these recorded outages.
    pub fn with_outages(self, outages: &'a [Outage]) -> Memory<'a> {
        Memory { outages: Cow::Borrowed(outages), ..self }
    }
}

impl ReadDossiers for Memory<'_> {
    fn dossier(&mut self, code: &DossierCode) -> Result<Option<Dossier>, Fault> {
        Ok(self.dossiers.iter().find(|dossier| dossier.code() == code).cloned())
    }

    fn dossier_of(&mut self, id: DossierId) -> Result<Option<Dossier>, Fault> {
        Ok(self.dossiers.iter().find(|dossier| dossier.id == id).cloned())
    }

    fn scanned(&mut self, file: &FileDigest) -> Result<Scanned, Fault> {
        Ok(if self.infected.contains(file) { Scanned::Infected } else { Scanned::NotScanned })
    }
}

impl ReadConsignments for Memory<'_> {
    fn consignment(&mut self, id: &str) -> Result<Option<Consignment>, Fault> {
        Ok(self.consignments.iter().find(|list| list.id == id).cloned())
    }
}

impl ReadMoney for Memory<'_> {
    fn bill(&mut self, id: &PaymentReference) -> Result<Option<Bill>, Fault> {
        Ok(self.bills.iter().find(|bill| bill.id == *id).cloned())
    }

    fn bills_of(&mut self, dossier: &DossierCode) -> Result<Vec<Bill>, Fault> {
        Ok(self.bills.iter().filter(|bill| bill.dossier == *dossier).cloned().collect())
    }

    fn payment(&mut self, id: &str) -> Result<Option<Payment>, Fault> {
        Ok(self.payments.iter().find(|payment| payment.id == id).cloned())
    }

    fn receipt(&mut self, id: &str) -> Result<Option<Receipt>, Fault> {
        Ok(self.receipts.iter().find(|receipt| receipt.id == id).cloned())
    }

    fn closing(&mut self, id: &str) -> Result<Option<Closing>, Fault> {
        Ok(self.closings.iter().find(|closing| closing.id == id).cloned())
    }

    fn term(&mut self, id: &str) -> Result<Option<Term>, Fault> {
        Ok(self.terms.iter().find(|term| term.id == id).cloned())
    }

    fn terms_of(&mut self, _: &AgencyCode) -> Result<Vec<Term>, Fault> {
        Ok(self.terms.clone())
    }

    fn books_with_sign(&mut self, sign: &ReceiptSign) -> Result<Vec<Term>, Fault> {
        let has = |term: &&Term| matches!(&term.says, TermSays::Book(book) if book.sign == *sign);
        Ok(self.terms.iter().filter(has).cloned().collect())
    }

    fn till(&mut self, of: &OfficerId, agency: &AgencyCode, day: Day) -> Result<Till, Fault> {
        let is_theirs = |who: &Who, when: Moment| who.officer.as_ref() == Some(of) && when.day() == day;
        let here = || self.payments.iter().filter(|payment| payment.agency == *agency);
        let mut sums = Vec::new();
        for way in PaymentWay::ALL.into_iter().filter(|way| way.is_at_the_counter()) {
            let taken = here().filter(|one| one.way == way && is_theirs(&one.taken_by, one.came_at));
            let taken: Vec<u64> = taken.map(|payment| payment.amount_vnd).collect();
            let back = here().flat_map(|payment| &payment.refunds).filter(|refund| {
                let sent = refund.sent_by.as_ref().zip(refund.sent_at);
                sent.is_some_and(|((who, by), at)| *by == way && is_theirs(who, at))
            });
            let given_back_vnd: u64 = back.map(|refund| refund.amount_vnd).sum();
            if !taken.is_empty() || given_back_vnd > 0 {
                let payments = u32::try_from(taken.len()).map_err(Fault::other)?;
                sums.push(TillSum { way, payments, vnd: taken.iter().sum(), given_back_vnd });
            }
        }
        Ok(Till { sums })
    }
}

impl ReadYearBooks for Memory<'_> {
    fn year_book(&mut self, id: &str) -> Result<Option<YearBook>, Fault> {
        Ok(self.year_books.iter().find(|book| book.id == id).cloned())
    }

    fn last_drawn(&mut self, series: &Series) -> Result<u32, Fault> {
        Ok(self.drawn.iter().find(|(known, _)| known == series).map_or(0, |(_, last)| *last))
    }

    fn standing_in(&mut self, book: &BookKey, from: u32) -> Result<u32, Fault> {
        let entries = self.entries.iter().filter(|entry| entry.place.book() == *book);
        let stands = |dossier: &Dossier| {
            let deeds = dossier.deeds_known().filter(|known| known.made.series() == Some(book.series()));
            deeds.filter(|known| known.made.number >= from.max(1)).count()
        };
        let all = entries.count() + self.dossiers.iter().map(stands).sum::<usize>();
        u32::try_from(all).map_err(Fault::other)
    }

    fn totals_in(&mut self, book: &BookKey, _from: u32) -> Result<Vec<BookTotal>, Fault> {
        let found = self.totals.iter().find(|(known, _)| known == book);
        Ok(found.map(|(_, totals)| totals.clone()).unwrap_or_default())
    }
}

impl ReadEntries for Memory<'_> {
    fn entry(&mut self, id: &str) -> Result<Option<RegisterEntry>, Fault> {
        Ok(self.entries.iter().find(|entry| entry.id == id).cloned())
    }

    fn entry_at(&mut self, place: &EntryPlace) -> Result<Option<RegisterEntry>, Fault> {
        let is_there = |entry: &&RegisterEntry| {
            let there = &entry.place;
            there.book() == place.book() && there.slot() == place.slot() && !entry.is_void()
        };
        Ok(self.entries.iter().find(is_there).cloned())
    }

    fn entries_of(
        &mut self,
        register: &RegisterId,
        agency: &AgencyCode,
        folded: &str,
    ) -> Result<Vec<RegisterEntry>, Fault> {
        let is_here =
            |entry: &&RegisterEntry| entry.place.register == *register && entry.place.agency == *agency;
        let says = |said: &Said| matches!(said, Said::Text(text) if fold(text) == folded);
        let found = self.entries.iter().filter(is_here).filter(|entry| entry.said.values().any(says));
        Ok(found.cloned().collect())
    }

    fn entry_of_dossier(
        &mut self,
        register: &RegisterId,
        code: &str,
    ) -> Result<Option<RegisterEntry>, Fault> {
        let is_it = |entry: &&RegisterEntry| {
            entry.place.register == *register && entry.dossier.as_deref() == Some(code) && !entry.is_void()
        };
        Ok(self.entries.iter().find(is_it).cloned())
    }

    fn decided_dossier(&mut self, code: &str) -> Result<Option<DecidedDossier>, Fault> {
        let found = self.dossiers.iter().find(|dossier| dossier.code().to_string() == code);
        Ok(found.map(Dossier::as_decided))
    }
}

impl ReadOutages for Memory<'_> {
    fn outage(&mut self, id: &str) -> Result<Option<Outage>, Fault> {
        Ok(self.outages.iter().find(|outage| outage.id == id).cloned())
    }

    fn outages(&mut self, of: &AgencyCode, since: Moment) -> Result<Vec<Outage>, Fault> {
        let lies_in_it =
            |outage: &&Outage| outage.until > since && (outage.whole_province || outage.agency == *of);
        Ok(self.outages.iter().filter(lies_in_it).cloned().collect())
    }
}

impl ReadAccounts for Memory<'_> {
    fn account(&mut self, id: &OfficerId) -> Result<Option<Account>, Fault> {
        Ok(self.accounts.iter().find(|account| account.officer.id == *id).cloned())
    }

    fn has_staff(&mut self, agency: &AgencyCode, duty: Duty, day: Day) -> Result<bool, Fault> {
        let here = self.accounts.iter().any(|account| account.works_at(agency, duty, day));
        Ok(here || self.staffed.contains(&(agency.clone(), duty)))
    }

    fn account_of_person(&mut self, identity: &str, email: &str) -> Result<Option<Account>, Fault> {
        let is_theirs = |kept: &str, asked: &str| !asked.is_empty() && kept == asked;
        let found = self.accounts.iter().find(|account| {
            let known = &account.particulars;
            is_theirs(&known.identity, identity) || is_theirs(&known.email, email)
        });
        Ok(found.cloned())
    }

    fn is_led(&mut self, agency: &AgencyCode, day: Day) -> Result<bool, Fault> {
        Ok(self.accounts.iter().any(|account| account.leads(agency, day)))
    }

    fn dossiers_held_by(&mut self, id: &OfficerId) -> Result<Vec<String>, Fault> {
        let holds =
            |dossier: &&Dossier| !dossier.status().is_final() && dossier.holder.officer.as_ref() == Some(id);
        Ok(self.dossiers.iter().filter(holds).map(|dossier| dossier.code().to_string()).collect())
    }
}

impl ReadLawChanges for Memory<'_> {
    fn law_in_force(&mut self) -> Result<Option<LawInForce>, Fault> {
        Ok(self.law.clone())
    }

    fn open_by_version(&mut self) -> Result<Vec<OpenUnder>, Fault> {
        Ok(self.open.clone())
    }

    fn templates_used(&mut self) -> Result<Vec<DeedId>, Fault> {
        let used = self.dossiers.iter().flat_map(Dossier::templates_used).cloned();
        Ok(self.templates.iter().cloned().chain(used).collect())
    }

    fn proposed(&mut self, _: &[CatalogueFile]) -> Result<Arc<Law>, Halt> {
        self.proposed.clone().ok_or_else(|| Refusal::of("catalogue.not-changed-here").at("files").into())
    }
}

impl ReadWebhooks for Memory<'_> {
    fn webhook(&mut self, id: &str) -> Result<Option<Webhook>, Fault> {
        Ok(self.webhooks.iter().find(|webhook| webhook.id == id).cloned())
    }

    fn delivery(&mut self, id: &str) -> Result<Option<Delivery>, Fault> {
        Ok(self.deliveries.iter().find(|delivery| delivery.id == id).cloned())
    }
}
