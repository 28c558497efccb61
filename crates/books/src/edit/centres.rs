//! The table of centres, `agencies/46.centres.tsv`: addresses, telephone numbers, opening hours.

use crate::Books;
use motcua_core::directory::{Agency, Centre, Directory};
use motcua_core::law_change::CatalogueFile;
use motcua_core::{Refusal, Trust};

const HEADING: &str = "agency\tname\taddress\ttelephone\topening\tpoint\ttrust";

impl Books {
    /// The files with these centres: where they are and when they are open, with no day of their
    /// own. An agency that is written by hand has its centre in its block, all others have
    /// a line in the table of the province.
    pub fn with_centres(
        &self,
        directory: &Directory,
        centres: &[(&Agency, Centre)],
    ) -> Result<Vec<CatalogueFile>, Refusal> {
        // One after the other, because several may go into one file.
        let mut books = self.clone();
        let mut changed: Vec<String> = Vec::new();
        for (agency, centre) in centres {
            let file = match books.centre_by_hand(directory, agency, centre)? {
                Some(file) => file,
                None => books.centre_in_table(directory, agency, centre),
            };
            if !changed.contains(&file.path) {
                changed.push(file.path.clone());
            }
            books = books.with([&file]);
        }
        let file = |path: String| {
            let text = books.text(&path).unwrap_or_default().to_string();
            CatalogueFile { path, text }
        };
        Ok(changed.into_iter().map(file).collect())
    }

    fn centre_in_table(&self, directory: &Directory, agency: &Agency, centre: &Centre) -> CatalogueFile {
        let province = directory.province_of(&agency.unit).unwrap_or(&agency.unit);
        let path = format!("agencies/{province}.centres.tsv");
        let text = self.text(&path).unwrap_or(HEADING);
        let own = format!("{}\t", agency.code);
        let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
        let line = line(directory, agency, centre);
        match lines.iter_mut().find(|line| line.starts_with(&own)) {
            Some(there) => *there = line,
            None => lines.push(line),
        }
        CatalogueFile { path, text: format!("{}\n", lines.join("\n")) }
    }
}

fn line(directory: &Directory, agency: &Agency, centre: &Centre) -> String {
    let usual = directory.usual_names(agency.kind, agency.field, &agency.unit, agency.valid_from);
    let name = if centre.name == usual.centre { "" } else { centre.name.as_str() };
    let text = |of: &Option<String>| of.clone().unwrap_or_default();
    let point = centre.point.map(|point| point.to_string()).unwrap_or_default();
    let trust = if centre.trust == Trust::Verified { Trust::Verified } else { Trust::Assumed };
    let cells = [
        agency.code.to_string(),
        name.to_string(),
        text(&centre.address),
        text(&centre.telephone),
        text(&centre.opening),
        point,
        trust.as_str().to_string(),
    ];
    // A tab within a cell would be another cell.
    cells.map(|cell| cell.replace(['\t', '\n', '\r'], " ")).join("\t")
}
