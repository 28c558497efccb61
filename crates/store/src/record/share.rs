//! The shares that an act ended: one row each, for the figures by agency.

use super::dossier::Placed;
use crate::args;
use crate::sql::Stmt;
use motcua_core::dossier::Dossier;

const SHARE_ADD: &str = "insert into share_ended (dossier, seq, opinion, share, province, unit, procedure, \
     agency, ended_day, ended_at, working_minutes, overrun_minutes) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, \
     ?10, ?11, ?12)";

pub(super) fn ended<'a>(dossier: &'a Dossier, placed: &'a Placed) -> impl Iterator<Item = Stmt> + 'a {
    let Placed { unit, parent, ended, .. } = placed;
    let province = if parent.is_empty() { unit.as_str() } else { parent.as_str() };
    ended.iter().map(move |share| {
        let row = args![
            dossier.id.0.as_slice(),
            share.seq,
            share.opinion,
            share.share,
            province,
            unit.as_str(),
            dossier.submission.procedure.as_str(),
            share.agency.as_str(),
            i64::from(share.at.day().0),
            share.at.0,
            share.working_minutes,
            share.overrun_minutes,
        ];
        Stmt::new(SHARE_ADD, row)
    })
}
