//! Applicants who do not exist. Names are plausible; identity and telephone
//! numbers have the right form and can belong to nobody.

use crate::plan::random::Rng;

/// A simulated applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Family, middle and given name, as they are written in Vietnamese.
    pub name: String,
    /// Twelve digits in the form of a personal identification number. The fourth
    /// digit, which codes sex and century of birth, is 9: a birth after 2300.
    pub identity: String,
    /// Ten digits in the form of a mobile number; real ones have begun with 03, 05,
    /// 07, 08 or 09 since they became ten digits long in 2018, never with 010.
    pub phone: String,
    /// Year of birth.
    pub born: i32,
    /// A woman, by the name.
    pub woman: bool,
}

// Families by their share of the population, in per mille and rounded: enough
// to look right in a list, no statistic.
const FAMILIES: [(&str, u32); 24] = [
    ("Nguyễn", 320),
    ("Trần", 110),
    ("Lê", 95),
    ("Phạm", 60),
    ("Hoàng", 45),
    ("Phan", 45),
    ("Võ", 40),
    ("Đặng", 30),
    ("Hồ", 30),
    ("Ngô", 25),
    ("Dương", 20),
    ("Huỳnh", 20),
    ("Bùi", 20),
    ("Đỗ", 18),
    ("Trương", 18),
    ("Tôn Thất", 14),
    ("Châu", 12),
    ("Mai", 12),
    ("Hà", 12),
    ("Cao", 11),
    ("Đoàn", 11),
    ("Lương", 11),
    ("Thái", 11),
    ("Đào", 10),
];
const MEN_MIDDLE: [&str; 12] =
    ["Văn", "Đình", "Hữu", "Quang", "Minh", "Công", "Đức", "Xuân", "Viết", "Quốc", "Thanh", "Ngọc"];
const MEN_GIVEN: [&str; 24] = [
    "An", "Bảo", "Bình", "Cường", "Dũng", "Đạt", "Hải", "Hiếu", "Hùng", "Huy", "Khánh", "Khoa", "Lâm",
    "Long", "Nam", "Nghĩa", "Phong", "Phúc", "Quân", "Sơn", "Thành", "Thắng", "Tuấn", "Vinh",
];
const WOMEN_MIDDLE: [&str; 10] =
    ["Thị", "Thị", "Thị", "Thị Thu", "Thị Ngọc", "Thị Mỹ", "Ngọc", "Thanh", "Phương", "Khánh"];
const WOMEN_GIVEN: [&str; 24] = [
    "Anh",
    "Chi",
    "Diệp",
    "Dung",
    "Giang",
    "Hà",
    "Hạnh",
    "Hằng",
    "Hiền",
    "Hoa",
    "Hồng",
    "Hương",
    "Lan",
    "Liên",
    "Linh",
    "Mai",
    "My",
    "Nga",
    "Nhung",
    "Oanh",
    "Phượng",
    "Thảo",
    "Trang",
    "Yến",
];

/// The person of this seed, always the same; `province` is the two-digit code
/// of the province (`46`), as in a real number.
pub fn person(seed: u64, province: &str) -> Person {
    let mut rng = Rng::of(seed, "person");
    let woman = rng.chance(520);
    let (middles, givens): (&[&str], &[&str]) =
        if woman { (&WOMEN_MIDDLE, &WOMEN_GIVEN) } else { (&MEN_MIDDLE, &MEN_GIVEN) };
    let name = format!("{} {} {}", family(&mut rng), rng.pick(middles), rng.pick(givens));
    let born = rng.middle_between(1945, 2006) as i32;
    let century_and_sex = u8::from(woman) + 2 * u8::from(born >= 2000);
    // No place has a code of nine hundred and more.
    let identity = format!("9{province:0>2}{century_and_sex}{:02}{:06}", born % 100, rng.below(1_000_000));
    let phone = format!("010{:07}", rng.below(10_000_000));
    Person { name, identity, phone, born, woman }
}

fn family(rng: &mut Rng) -> &'static str {
    let all: u32 = FAMILIES.iter().map(|f| f.1).sum();
    let mut left = rng.below(u64::from(all)) as u32;
    for (family, share) in FAMILIES {
        if left < share {
            return family;
        }
        left -= share;
    }
    FAMILIES[0].0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_well_formed_numbers_that_belong_to_nobody() {
        for seed in 0..2000 {
            let someone = person(seed, "46");
            assert_eq!(someone.identity.len(), 12);
            assert!(someone.identity.starts_with("946"), "{someone:?}");
            let number = motcua_core::identity::IdentityNumber::parse(&someone.identity).unwrap();
            assert_eq!(number.birth_year(), someone.born);
            assert!(someone.identity.bytes().all(|b| b.is_ascii_digit()));
            assert!(someone.phone.len() == 10 && someone.phone.starts_with("010"));
            assert!(someone.name.split(' ').count() >= 3);
            assert_eq!(someone, person(seed, "46"));
        }
    }

    #[test]
    fn many_people_have_many_names() {
        let names: std::collections::BTreeSet<String> =
            (0..5000).map(|seed| person(seed, "46").name).collect();
        assert!(names.len() > 2500, "{}", names.len());
    }
}
