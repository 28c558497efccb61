//! What a file carries so that its signatures can be checked when the authorities are gone (DSS).

use crate::certificate::Certificate;
use crate::pdf::file::PdfFile;
use crate::pdf::inflate::unpack;
use crate::pdf::object::{Dict, Object};
use crate::pdf::parse::{Broken, Read};
use crate::revocation::Evidence;

/// More pieces than this have no honest reason.
const PIECES_MAX: usize = 1_000;

/// Certificates and revocation data of a file. What cannot be read is left out.
#[derive(Default)]
pub(crate) struct CheckData {
    pub certificates: Vec<Certificate>,
    pub evidence: Vec<Evidence>,
}

pub(crate) fn check_data(file: &PdfFile<'_>) -> Read<CheckData> {
    let (_, root) = file.root()?;
    let Some(dss) = file.dict_at(&root, "DSS")? else { return Ok(CheckData::default()) };
    let certificates = pieces(file, &dss, "Certs")?;
    let lists = pieces(file, &dss, "CRLs")?;
    let answers = pieces(file, &dss, "OCSPs")?;
    let lists = lists.iter().filter_map(|der| Evidence::list(der)).map(Evidence::List);
    let answers = answers.iter().filter_map(|der| Evidence::answer(der)).map(Evidence::Answer);
    Ok(CheckData {
        certificates: certificates.iter().filter_map(|der| Certificate::from_der(der).ok()).collect(),
        evidence: lists.chain(answers).collect(),
    })
}

fn pieces(file: &PdfFile<'_>, dss: &Dict, key: &str) -> Read<Vec<Vec<u8>>> {
    let all = file.array_at(dss, key)?;
    if all.len() > PIECES_MAX {
        return Err(Broken);
    }
    let mut pieces = Vec::new();
    for piece in all {
        if let Object::Stream(dict, data) = &*file.resolve(&piece)? {
            pieces.extend(unpack(dict, file.data(data)));
        }
    }
    Ok(pieces)
}
