//! How near two short words are.

/// `true` when one word becomes the other by at most `most` insertions,
/// deletions, replacements or swaps of neighbours. Words longer than 40 bytes
/// are near only when equal.
pub(super) fn near(a: &str, b: &str, most: usize) -> bool {
    const LONGEST: usize = 40;
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a == b {
        return true;
    }
    if a.len().abs_diff(b.len()) > most || a.len() > LONGEST || b.len() > LONGEST {
        return false;
    }
    // Three rows of the usual table: the one being written and the two above it.
    let mut rows = [[0usize; LONGEST + 1]; 3];
    for (at, cell) in rows[0].iter_mut().enumerate() {
        *cell = at;
    }
    for i in 1..=a.len() {
        let (above2, above, row) = ((i + 1) % 3, (i + 2) % 3, i % 3);
        rows[row][0] = i;
        let mut least = i;
        for j in 1..=b.len() {
            let replaced = rows[above][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut cost = replaced.min(rows[above][j] + 1).min(rows[row][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(rows[above2][j - 2] + 1);
            }
            rows[row][j] = cost;
            least = least.min(cost);
        }
        if least > most {
            return false;
        }
    }
    rows[a.len() % 3][b.len()] <= most
}

/// The letters of a word as bits: a cheap first look, because `most` edits
/// change at most twice as many bits.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |bits, byte| bits | 1 << (byte % 32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_near_and_two_are_not() {
        let table = [
            ("sinh", "sinh", 0, true),
            ("sinh", "xinh", 1, true),
            ("sinh", "sinhh", 1, true),
            ("sinh", "sih", 1, true),
            ("sinh", "snih", 1, true),
            ("sinh", "kinh", 0, false),
            ("sinh", "thanh", 1, false),
            ("limt", "limit", 2, true),
            ("certifcaet", "certificate", 1, false),
            ("certifcaet", "certificate", 2, true),
            ("", "a", 1, true),
            ("", "ab", 1, false),
        ];
        for (a, b, most, want) in table {
            assert_eq!(near(a, b, most), want, "{a} {b} {most}");
            assert_eq!(near(b, a, most), want, "{b} {a} {most}");
            if want {
                let changed = (letters(a) ^ letters(b)).count_ones() as usize;
                assert!(changed <= 2 * most.max(1), "{a} {b}");
            }
        }
    }
}
