//! On which list of a reception a dossier's result stands since a change.

use crate::args;
use crate::sql::Stmt;
use motcua_core::dossier::Dossier;

const ADD: &str = "insert into result_out (dossier, agency, stage, other, order_number, since) \
     values (?1, ?2, ?3, ?4, ?5, ?6)";
const GONE: &str = "delete from result_out where dossier = ?1";

pub(super) fn changed(before: Option<&Dossier>, after: &Dossier) -> Vec<Stmt> {
    let row = |dossier: &Dossier| {
        let order = dossier.parcel().map(|parcel| parcel.order.clone()).unwrap_or_default();
        dossier.result_stands().map(|stands| (stands, order))
    };
    let (was, is) = (before.and_then(row), row(after));
    if was == is {
        return Vec::new();
    }
    let id = after.id.0.as_slice();
    let gone = was.map(|_| Stmt::new(GONE, args![id]));
    let new = is.map(|(stands, order)| {
        let other = stands.other.as_ref().map(|agency| agency.as_str()).unwrap_or_default();
        Stmt::new(ADD, args![id, stands.agency.as_str(), stands.stage.as_str(), other, order, stands.since.0])
    });
    gone.into_iter().chain(new).collect()
}
