//! The reader that acts are given: any connection.

use crate::{Key, Rows, args};
use motcua_core::account::{Account, ReadAccounts};
use motcua_core::act::{OfficerId, Series};
use motcua_core::catalogue::{DeedId, Duty, RegisterId};
use motcua_core::consignment::{Consignment, ReadConsignments};
use motcua_core::directory::AgencyCode;
use motcua_core::document::{FileDigest, Scanned};
use motcua_core::dossier::{Dossier, DossierCode, DossierId, ReadDossiers};
use motcua_core::law_change::{CatalogueFile, LawInForce, OpenUnder, ReadLawChanges};
use motcua_core::money::{
    Bill, Closing, Payment, PaymentReference, ReadMoney, Receipt, ReceiptSign, Term, Till,
};
use motcua_core::outage::{Outage, ReadOutages};
use motcua_core::outbox::Delivery;
use motcua_core::register::{DecidedDossier, EntryPlace, ReadEntries, RegisterEntry};
use motcua_core::webhook::{ReadWebhooks, Webhook};
use motcua_core::year_book::{BookKey, BookTotal, ReadYearBooks, YearBook};
use motcua_core::{Day, Fault, Halt, Law, Moment, Refusal};
use std::sync::Arc;

/// Reads the law that files would make, laid over what is in force.
pub type Proposing<'a> = dyn Fn(&[CatalogueFile]) -> Result<Arc<Law>, Halt> + Sync + 'a;

/// What acts are given to read from.
pub struct StoreReader<'a> {
    /// The connection.
    pub rows: &'a mut dyn Rows,
    /// The law under which is acted.
    pub law: &'a Law,
    /// Reads what would become law.
    pub proposing: Option<&'a Proposing<'a>>,
}

impl ReadDossiers for StoreReader<'_> {
    fn dossier(&mut self, code: &DossierCode) -> Result<Option<Dossier>, Fault> {
        crate::dossier::by_code(self.rows, code)
    }

    fn dossier_of(&mut self, id: DossierId) -> Result<Option<Dossier>, Fault> {
        crate::dossier::by_id(self.rows, id)
    }

    fn scanned(&mut self, file: &FileDigest) -> Result<Scanned, Fault> {
        crate::scan::of(self.rows, file)
    }
}

impl ReadConsignments for StoreReader<'_> {
    fn consignment(&mut self, id: &str) -> Result<Option<Consignment>, Fault> {
        crate::consignment::get(self.rows, id)
    }
}

impl ReadMoney for StoreReader<'_> {
    fn bill(&mut self, id: &PaymentReference) -> Result<Option<Bill>, Fault> {
        crate::money::bill(self.rows, id)
    }

    fn bills_of(&mut self, dossier: &DossierCode) -> Result<Vec<Bill>, Fault> {
        crate::money::bills_of(self.rows, dossier)
    }

    fn payment(&mut self, id: &str) -> Result<Option<Payment>, Fault> {
        crate::money::payment(self.rows, id)
    }

    fn receipt(&mut self, id: &str) -> Result<Option<Receipt>, Fault> {
        crate::money::receipt(self.rows, id)
    }

    fn closing(&mut self, id: &str) -> Result<Option<Closing>, Fault> {
        crate::money::closing(self.rows, id)
    }

    fn term(&mut self, id: &str) -> Result<Option<Term>, Fault> {
        crate::money::term(self.rows, id)
    }

    fn terms_of(&mut self, agency: &AgencyCode) -> Result<Vec<Term>, Fault> {
        crate::money::terms_of(self.rows, self.law, agency)
    }

    fn books_with_sign(&mut self, sign: &ReceiptSign) -> Result<Vec<Term>, Fault> {
        crate::money::books_with_sign(self.rows, sign)
    }

    fn till(&mut self, of: &OfficerId, agency: &AgencyCode, day: Day) -> Result<Till, Fault> {
        crate::money::till(self.rows, of, agency, day)
    }
}

impl ReadYearBooks for StoreReader<'_> {
    fn year_book(&mut self, id: &str) -> Result<Option<YearBook>, Fault> {
        crate::year_book::get(self.rows, id)
    }

    fn last_drawn(&mut self, series: &Series) -> Result<u32, Fault> {
        crate::year_book::last_drawn(self.rows, series)
    }

    fn standing_in(&mut self, book: &BookKey, from: u32) -> Result<u32, Fault> {
        crate::year_book::standing_in(self.rows, book, from)
    }

    fn totals_in(&mut self, book: &BookKey, from: u32) -> Result<Vec<BookTotal>, Fault> {
        crate::year_book::totals_in(self.rows, self.law, book, from)
    }
}

impl ReadEntries for StoreReader<'_> {
    fn entry(&mut self, id: &str) -> Result<Option<RegisterEntry>, Fault> {
        crate::entry::get(self.rows, id)
    }

    fn entry_at(&mut self, place: &EntryPlace) -> Result<Option<RegisterEntry>, Fault> {
        crate::entry::at(self.rows, place)
    }

    fn entries_of(
        &mut self,
        register: &RegisterId,
        agency: &AgencyCode,
        folded: &str,
    ) -> Result<Vec<RegisterEntry>, Fault> {
        crate::entry::saying(self.rows, register, agency, folded)
    }

    fn entry_of_dossier(
        &mut self,
        register: &RegisterId,
        code: &str,
    ) -> Result<Option<RegisterEntry>, Fault> {
        crate::entry::of_dossier(self.rows, register, code)
    }

    fn decided_dossier(&mut self, code: &str) -> Result<Option<DecidedDossier>, Fault> {
        let Ok(code) = DossierCode::parse(code) else { return Ok(None) };
        Ok(crate::dossier::by_code(self.rows, &code)?.as_ref().map(Dossier::as_decided))
    }
}

impl ReadOutages for StoreReader<'_> {
    fn outage(&mut self, id: &str) -> Result<Option<Outage>, Fault> {
        crate::outage::get(self.rows, id)
    }

    fn outages(&mut self, of: &AgencyCode, since: Moment) -> Result<Vec<Outage>, Fault> {
        crate::outage::striking(self.rows, of, since)
    }
}

impl ReadAccounts for StoreReader<'_> {
    fn account(&mut self, id: &OfficerId) -> Result<Option<Account>, Fault> {
        crate::account::get(self.rows, id)
    }

    fn has_staff(&mut self, agency: &AgencyCode, duty: Duty, day: Day) -> Result<bool, Fault> {
        crate::account::has_staff(self.rows, agency, duty, day)
    }

    fn account_of_person(&mut self, identity: &str, email: &str) -> Result<Option<Account>, Fault> {
        crate::account::of_person(self.rows, identity, email)
    }

    fn is_led(&mut self, agency: &AgencyCode, day: Day) -> Result<bool, Fault> {
        let here = crate::account::accounts(self.rows, Some(agency))?;
        Ok(here.iter().any(|account| account.leads(agency, day)))
    }

    fn dossiers_held_by(&mut self, id: &OfficerId) -> Result<Vec<String>, Fault> {
        let held = crate::account::dossiers_held_by(self.rows, id, u32::MAX)?;
        Ok(held.iter().map(|dossier| dossier.code().to_string()).collect())
    }
}

impl ReadLawChanges for StoreReader<'_> {
    fn law_in_force(&mut self) -> Result<Option<LawInForce>, Fault> {
        crate::catalogue::law_in_force(self.rows)
    }

    fn open_by_version(&mut self) -> Result<Vec<OpenUnder>, Fault> {
        crate::catalogue::open_by_version(self.rows)
    }

    fn templates_used(&mut self) -> Result<Vec<DeedId>, Fault> {
        crate::catalogue::templates_used(self.rows)
    }

    fn proposed(&mut self, files: &[CatalogueFile]) -> Result<Arc<Law>, Halt> {
        match self.proposing {
            Some(read) => read(files),
            None => Err(Refusal::of("catalogue.not-changed-here").at("files").into()),
        }
    }
}

impl ReadWebhooks for StoreReader<'_> {
    fn webhook(&mut self, id: &str) -> Result<Option<Webhook>, Fault> {
        crate::webhook::get(self.rows, id)
    }

    fn delivery(&mut self, id: &str) -> Result<Option<Delivery>, Fault> {
        crate::outbox::get(self.rows, id)
    }
}

/// What a key was used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyUsed {
    /// Digest of the content then.
    pub digest: [u8; 32],
    /// The kind of record that it made or changed.
    pub kind: String,
    /// Which record.
    pub record: Vec<u8>,
    /// The sequence number after that.
    pub seq: u32,
}

/// Whether a request with this key was carried out before.
pub fn answered(rows: &mut dyn Rows, key: &Key) -> Result<Option<KeyUsed>, Fault> {
    let row = rows
        .row("select digest, kind, record, seq from idempotency where key = ?1", &args![key.key.as_str()])?;
    row.map(|row| {
        let digest = row.bytes(0)?.try_into().map_err(|_| Fault::damaged("an idempotency digest"))?;
        let seq = u32::try_from(row.int(3)?).map_err(Fault::damaged)?;
        Ok(KeyUsed { digest, kind: row.text(1)?.to_string(), record: row.bytes(2)?.to_vec(), seq })
    })
    .transpose()
}
