//! `dossier.…`, in two files by the first letter of the reason.

mod a_to_m;
mod n_to_z;

use super::row::RefusalRow;

pub(super) const ROWS: [&[RefusalRow]; 2] = [a_to_m::ROWS, n_to_z::ROWS];
