//! What a person owes for a dossier: worked out of the law, what the province sets and what was asked for. Nothing of
//! it is written before somebody is to pay; then a bill holds it.

use super::{Price, Term, TermSays};
use crate::catalogue::{FeeKind, FeeUnit, ReductionClass, Way};
use crate::dossier::{Dossier, State, Status};
use crate::{Law, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// For what of a dossier something is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwedFor {
    /// What the procedure costs.
    Procedure,
    /// What was asked for later: land, taxes.
    Asked {
        /// When it was asked.
        at: Moment,
    },
}

impl OwedFor {
    /// What is unlike for any two of a dossier.
    pub fn key(&self) -> String {
        match self {
            OwedFor::Procedure => "procedure".to_string(),
            OwedFor::Asked { at } => format!("asked-{}", at.0),
        }
    }

    /// The one with this key.
    pub fn parse(key: &str) -> Option<OwedFor> {
        match key {
            "procedure" => Some(OwedFor::Procedure),
            _ => key.strip_prefix("asked-")?.parse().ok().map(|at| OwedFor::Asked { at: Moment(at) }),
        }
    }
}

/// That somebody pays less, and by what it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reduction {
    /// Which class of `reductions.toml`.
    pub class: String,
    /// Who that is, as it was called on that day.
    pub name: String,
    /// The text that says so.
    pub article: String,
    /// How much of the whole is not paid, in percent.
    pub percent: u8,
    /// What was shown.
    pub proof: String,
}

impl Reduction {
    /// By a class and what was shown for it.
    pub fn by(class: &ReductionClass, proof: String) -> Reduction {
        let (name, article) = (class.name.clone(), class.article.clone());
        Reduction { class: class.id.clone(), name, article, percent: class.percent, proof }
    }

    /// What is left of an amount; parts of a đồng are not taken.
    pub fn of(&self, full_vnd: u64) -> u64 {
        full_vnd - (full_vnd / 100 * u64::from(self.percent) + full_vnd % 100 * u64::from(self.percent) / 100)
    }
}

/// What is owed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// For what of the dossier.
    pub owed: OwedFor,
    /// A charge, a fee, what the tax office wants.
    pub of: FeeKind,
    /// What one amount is paid for.
    pub unit: FeeUnit,
    /// How many of them; none while nobody has said.
    pub units: Option<u32>,
    /// How much before any reduction, in đồng; none where nobody knows yet.
    pub full_vnd: Option<u64>,
    /// What the province set, where it did.
    pub price: Option<Price>,
    /// Nobody has seen the amount in an official text.
    pub is_assumed: bool,
}

/// The most units of one bill.
pub(super) const UNITS_MAX: u32 = 10_000;

/// What is owed for a dossier. `units` is how many copies somebody wants, where it hangs on that.
pub fn owed(dossier: &Dossier, law: &Law, terms: &[Term], units: Option<u32>) -> Vec<Obligation> {
    if is_over(dossier) {
        return Vec::new();
    }
    let mut all = Vec::new();
    let asked = asked_of(dossier);
    let of_procedure = of_procedure(dossier, law, terms, units);
    // What was asked for without a name is what the procedure costs: the officer's amount, where they said one.
    let own = match (asked, of_procedure) {
        (Some((_, amount_vnd, None)), found) => {
            let known = found.unwrap_or_else(|| nothing_known(dossier, law));
            Some(Obligation { full_vnd: Some(amount_vnd), units: known.units.or(Some(1)), ..known })
        }
        (_, found) => found.filter(|found| found.full_vnd != Some(0) && is_wanted(dossier, found.owed)),
    };
    all.extend(own);
    if let Some((at, amount_vnd, Some(of))) = asked {
        all.push(Obligation {
            owed: OwedFor::Asked { at },
            of,
            unit: FeeUnit::Dossier,
            units: Some(1),
            full_vnd: Some(amount_vnd),
            price: None,
            is_assumed: false,
        });
    }
    all
}

/// It was rejected, withdrawn or stopped: nothing is owed for it.
pub fn is_over(dossier: &Dossier) -> bool {
    matches!(dossier.status(), Status::RejectedAtIntake | Status::Withdrawn | Status::Stopped)
}

/// Whether the dossier still wants this: it is not over, and nobody settled it with a proof from elsewhere. What a
/// bill asks for that is wanted no more is taken by nobody.
pub fn is_wanted(dossier: &Dossier, owed: OwedFor) -> bool {
    let asked = asked_of(dossier);
    let is_settled = dossier.reception.as_ref().is_some_and(|reception| reception.fee_settled);
    !is_over(dossier)
        && match owed {
            OwedFor::Procedure => !is_settled || asked.is_some_and(|(.., of)| of.is_none()),
            OwedFor::Asked { at } => asked.is_some_and(|(since, _, of)| since == at && of.is_some()),
        }
}

/// What it waits for: since when, how much, what for.
pub(super) fn asked_of(dossier: &Dossier) -> Option<(Moment, u64, Option<FeeKind>)> {
    if let State::AwaitingPayment { since, amount_vnd, of } = &dossier.state {
        return Some((*since, *amount_vnd, *of));
    }
    None
}

/// What was asked for where the catalogue says nothing of a price.
fn nothing_known(dossier: &Dossier, law: &Law) -> Obligation {
    let of = dossier.offer(law).map_or(FeeKind::Fee, |offer| offer.fee_kind());
    Obligation {
        owed: OwedFor::Procedure,
        of,
        unit: FeeUnit::Dossier,
        units: Some(1),
        full_vnd: None,
        price: None,
        is_assumed: false,
    }
}

/// What the procedure costs: what the province set for it, else what the catalogue says. None where it says neither.
fn of_procedure(dossier: &Dossier, law: &Law, terms: &[Term], units: Option<u32>) -> Option<Obligation> {
    let offer = dossier.offer(law)?;
    let price = price_of(dossier, terms);
    let unit = price.map_or(offer.fee_unit, |price| price.unit);
    let units = match unit {
        FeeUnit::Dossier => Some(1),
        FeeUnit::Copy => units,
        FeeUnit::Act => Some(units.unwrap_or(1)),
        FeeUnit::Page => {
            dossier.comparison.as_ref().and_then(|compared| u32::try_from(compared.pages_copied()).ok())
        }
    };
    let full_vnd = match (price, unit) {
        (Some(Price { vnd: 0, .. }), _) => Some(0),
        (Some(price), _) => units.map(|units| price.vnd.saturating_mul(u64::from(units))),
        (None, _) if offer.fee_vnd == Some(0) => Some(0),
        (None, FeeUnit::Page) => dossier.fee_known(law),
        (None, FeeUnit::Dossier | FeeUnit::Copy | FeeUnit::Act) => {
            units.and_then(|units| offer.fee_for(units))
        }
    };
    if price.is_none() && offer.fee_vnd.is_none() {
        return None;
    }
    Some(Obligation {
        owed: OwedFor::Procedure,
        of: price.map_or(offer.fee_kind(), |price| price.of),
        unit,
        units,
        full_vnd,
        price: price.cloned(),
        is_assumed: price.is_none() && offer.fee_trust.is_assumed(),
    })
}

/// What the province set for it on the day on which it was handed in; what is said for this case and this way goes
/// before what is said for all, what was set later before what was set earlier.
fn price_of<'t>(dossier: &Dossier, terms: &'t [Term]) -> Option<&'t Price> {
    let (submission, day) = (&dossier.submission, dossier.submitted_at.day());
    let is_online = submission.channel == Way::Online;
    let fits = |price: &Price| {
        price.procedure == submission.procedure
            && price.case.as_ref().is_none_or(|case| *case == submission.case)
            && price.online.is_none_or(|online| online == is_online)
    };
    let prices = terms.iter().filter(|term| term.holds_on(day)).filter_map(|term| match &term.says {
        TermSays::Price(price) if fits(price) => Some((term, price)),
        TermSays::Price(_) | TermSays::Account(_) | TermSays::Book(_) => None,
    });
    let rank = |(term, price): &(&Term, &Price)| (price.case.is_some(), price.online.is_some(), term.from);
    prices.max_by_key(rank).map(|(_, price)| price)
}

/// Refuses a number of copies that nobody can want.
pub(super) fn must_be_units(units: Option<u32>) -> Result<(), Refusal> {
    match units {
        Some(units) if units == 0 || units > UNITS_MAX => {
            Err(Refusal::of("money.units-shape").at("units").with("most", UNITS_MAX))
        }
        Some(_) | None => Ok(()),
    }
}
