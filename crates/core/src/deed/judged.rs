//! What is said in fields, judged field by field: the same for papers and for entries of registers.

use super::field::{DeedField, Filling, Said, input_of};
use crate::Refusal;
use crate::text::grouped;

/// Rows of a list: some pages of a paper.
const ROWS_MOST: usize = 200;

/// What these fields say, without those that say nothing. Refused with everything that is wrong, each at
/// its field.
pub fn judged(fields: &[DeedField], said: &Filling) -> Result<Filling, Vec<Refusal>> {
    let is_known = |name: &String| fields.iter().any(|field| field.name == *name);
    let strangers = said.keys().filter(|name| !is_known(name));
    let mut wrong: Vec<Refusal> = strangers
        .map(|name| Refusal::of("deed.unknown-field").at(input_of(name)).with("name", name))
        .collect();
    let mut filling = Filling::new();
    for field in fields {
        match said.get(&field.name).filter(|says| !says.is_empty()) {
            None if field.is_required => wrong.push(field.refused("deed.field-missing")),
            None => {}
            Some(Said::List(rows)) if rows.len() > ROWS_MOST => {
                wrong.push(field.refused("deed.too-many-rows").with("most", ROWS_MOST));
            }
            Some(says) if says.kind() != field.kind => wrong.push(field.refused("deed.field-kind")),
            Some(says) if says.letters() > usize::from(field.most) => {
                wrong.push(field.refused("deed.field-long").with("most", field.most));
            }
            Some(Said::Number(number)) if !(field.least..=field.greatest).contains(number) => {
                let refused = field.refused("deed.number-unlikely").with("least", grouped(field.least, '.'));
                wrong.push(refused.with("greatest", grouped(field.greatest, '.')));
            }
            Some(says) => {
                filling.insert(field.name.clone(), says.clone());
            }
        }
    }
    if wrong.is_empty() { Ok(filling) } else { Err(wrong) }
}
