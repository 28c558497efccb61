//! Numbers as people write them.

/// How a language writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// Between groups of three digits.
    pub thousands: char,
    /// Between the whole and its parts.
    pub decimal: char,
    /// Between a number and its percent sign.
    pub before_percent: &'static str,
}

impl Numbers {
    /// 1.234 and 94,72 %. The space does not break.
    pub const VI: Numbers = Numbers { thousands: '.', decimal: ',', before_percent: "\u{a0}" };
    /// 1,234 and 94.72%.
    pub const EN: Numbers = Numbers { thousands: ',', decimal: '.', before_percent: "" };

    /// `2934` → `2.934`.
    pub fn count(self, number: u64) -> String {
        let digits = number.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(self.thousands);
            }
            out.push(digit);
        }
        out
    }

    /// Two decimals, half rounded up; an en dash when nothing was counted,
    /// because 0 of 0 is neither nothing nor everything.
    pub fn percent(self, numerator: u64, denominator: u64) -> String {
        if denominator == 0 {
            return "–".to_string();
        }
        let (n, d) = (u128::from(numerator), u128::from(denominator));
        let hundredths = (n * 20_000 + d) / (2 * d);
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        format!("{whole}{}{rest:02}{}%", self.decimal, self.before_percent)
    }
}
