//! How much of pictures that strangers send is looked at.

/// How many points of all files of one sending are looked at: one large photograph, or some scans.
pub const CODE_POINTS_MAX: u64 = 52_000_000;

/// How many points may still be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PointsLeft {
    /// So many.
    pub points: u64,
    /// Something was not looked at, because they were not enough for it.
    pub were_short: bool,
}

impl PointsLeft {
    /// Those of a sending.
    pub fn of_a_sending() -> PointsLeft {
        PointsLeft { points: CODE_POINTS_MAX, were_short: false }
    }

    /// Takes these; none where there are not so many.
    pub(crate) fn take(&mut self, points: u64) -> Option<()> {
        match self.points.checked_sub(points) {
            Some(left) => {
                self.points = left;
                Some(())
            }
            None => {
                self.were_short = true;
                None
            }
        }
    }
}
