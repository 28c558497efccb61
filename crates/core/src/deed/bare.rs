//! Words that announce what is not there: “do  cấp”, “số ,”, “()”. Nobody can tell whether it was forgotten. (Behind a
//! colon every paper prints dots by itself.) A template either leaves the row out (`?name …`) or prints dots to write
//! on (`{name|dots}`).

use super::block::{ColumnsLine, Deed, DeedBlock, Run};
use super::field::Filling;
use super::{DeedField, DeedTemplate};

/// A label that stands bare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BareLabel {
    /// Which block of the paper.
    pub block: usize,
    /// The field that says nothing.
    pub field: String,
    /// What is printed.
    pub words: String,
}

impl DeedTemplate {
    /// The labels that stand bare on a paper that says this, where one of its optional fields says nothing; the blocks
    /// are those of the paper without that field.
    pub fn bare_labels(&self, filling: &Filling) -> Vec<(Filling, Vec<BareLabel>)> {
        let whole = lines(&self.fill(filling, false));
        let optional = self.fields.iter().filter(|field| !field.is_required);
        let without = |field: &DeedField| {
            let mut less = filling.clone();
            less.remove(&field.name)?;
            let found = lines(&self.fill(&less, false))
                .into_iter()
                .filter(|(_, words)| is_bare(words) && whole.iter().all(|(_, before)| before != words));
            let bare = found.map(|(block, words)| BareLabel { block, field: field.name.clone(), words });
            let bare: Vec<BareLabel> = bare.collect();
            (!bare.is_empty()).then_some((less, bare))
        };
        optional.filter_map(without).collect()
    }
}

/// Every line and cell of a paper, with its block.
fn lines(paper: &Deed) -> Vec<(usize, String)> {
    let mut all = Vec::new();
    for (at, block) in paper.blocks.iter().enumerate() {
        let mut say = |runs: &[Run]| {
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            all.extend(text.split('\n').map(|line| (at, line.to_string())));
        };
        match block {
            DeedBlock::Text { runs, .. } => say(runs),
            DeedBlock::Columns { lines, .. } => {
                for line in lines {
                    if let ColumnsLine::Cells(cells) = line {
                        cells.iter().for_each(|cell| say(&cell.runs));
                    }
                }
            }
            // The cells of a table stand under heads, and lines of lists are said by whoever says them.
            DeedBlock::Table { .. }
            | DeedBlock::Heading(_)
            | DeedBlock::National
            | DeedBlock::Gap(_)
            | DeedBlock::NewPage => {}
        }
    }
    all
}

/// Whether something is announced and not said: two spaces or one at the end, a mark after a space, brackets around
/// nothing.
fn is_bare(line: &str) -> bool {
    let lonely = ["  ", " ,", " ;", " .", " )", "()", "( "];
    line.ends_with(' ') || lonely.iter().any(|lonely| line.contains(lonely))
}

#[cfg(test)]
mod tests {
    use super::is_bare;

    #[test]
    fn what_is_announced_and_not_said_is_seen() {
        for (line, want) in [
            ("cấp ngày ", true),
            ("số ; ngày 05/07/2025", true),
            ("tại , tỉnh Huế", true),
            ("Hỗ trợ ()", true),
            ("kể từ .", true),
            ("do  cấp ngày 05/07/2025", true),
            ("Dân tộc: ……", false),
            ("giải quyết như sau:", false),
            ("lúc 10:30 ngày 05/07/2025", false),
            ("Số: 05/UBND; quyển 01", false),
        ] {
            assert_eq!(is_bare(line), want, "{line}");
        }
    }
}
