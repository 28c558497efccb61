//! What real people type, and what they must be shown first.

use crate::catalogue::tests::committed;
use crate::catalogue::{Catalogue, ProcedureId};

fn ids(catalogue: &Catalogue, query: &str, limit: usize) -> Vec<String> {
    catalogue.search(query, limit).iter().map(|procedure| procedure.id.to_string()).collect()
}

#[test]
fn people_find_what_they_mean_at_the_top() {
    let table = [
        // As published, with and without marks, begun, and in the telex of a hurry.
        ("đăng ký khai sinh", "1.001193"),
        ("dang ky khai sinh", "1.001193"),
        ("Đăng Ký KHAI-SINH", "1.001193"),
        ("khai sinh", "1.001193"),
        ("khai si", "1.001193"),
        ("dang ki khai sinh", "1.001193"),
        ("thủ tục đăng ký khai sinh", "1.001193"),
        ("giay khai sinh cho con", "1.001193"),
        ("tôi muốn làm giấy khai sinh cho con", "1.001193"),
        ("khaisinh", "1.001193"),
        ("khai xinh", "1.001193"),
        ("dang ky ket hon", "1.000894"),
        ("đăng ký kết hôn với người nước ngoài", "2.000806"),
        ("ket hom", "1.000894"),
        ("khai tử", "1.000656"),
        ("giay chung tu", "1.000656"),
        ("xac nhan tinh trang hon nhan", "1.004873"),
        ("giấy độc thân", "1.004873"),
        ("doc than", "1.004873"),
        ("sổ đỏ lần đầu", "1.013978"),
        ("lam so do", "1.013978"),
        ("doi so do", "1.012783"),
        ("tách thửa", "1.012784"),
        ("tach so do", "1.012784"),
        ("tranh chap dat dai", "1.012812"),
        ("ho kinh doanh", "1.001612"),
        ("mở quán", "1.001612"),
        ("giay phep kinh doanh", "1.001612"),
        ("tạm trú", "1.004194"),
        ("dang ky tam tru", "1.004194"),
        ("gia hạn tạm trú", "1.002755"),
        ("nhap ho khau", "1.004222"),
        ("tách hộ khẩu", "1.010038"),
        ("sao y bản chính", "2.000815"),
        ("công chứng", "2.000815"),
        ("chung thuc chu ky", "2.000884"),
        ("trich luc khai sinh", "2.000635"),
        ("bao hiem y te tre em", "2.000986"),
        ("xin phép xây nhà", "1.013225"),
        ("giấy phép xây dựng", "1.013225"),
        ("nghĩa vụ quân sự", "1.013133"),
        ("con nuôi", "2.001263"),
        ("lý lịch tư pháp", "3.000333"),
        ("li lich tu phap", "3.000333"),
        ("mai táng phí người cao tuổi", "1.014028"),
        ("hộ nghèo", "1.011607"),
        // English, and a slip in it.
        ("birth certificate", "1.001193"),
        ("marriage", "1.000894"),
        ("building permit", "1.013225"),
        ("temporary residence", "1.004194"),
        ("adoptoin", "2.001263"),
        // Codes.
        ("1.001193", "1.001193"),
        ("1001193", "1.001193"),
        ("1.001193.000.00.00.H57", "1.001193"),
        ("1.0011", "1.001193"),
        ("3.000722", "2.000986"),
    ];
    let catalogue = committed();
    let mut missed = Vec::new();
    for (query, want) in table {
        let got = ids(&catalogue, query, 3);
        if got.first().map(String::as_str) != Some(want) {
            missed.push(format!("{query:?}: {got:?}, want {want}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_the_catalogue_does_not_have_is_not_invented() {
    let catalogue = committed();
    for query in ["hộ chiếu", "bằng lái xe", "zzzz", "xyz abc", "", "  ", "?!", "9.9", "visa"] {
        assert_eq!(ids(&catalogue, query, 5), Vec::<String>::new(), "{query:?}");
    }
}

#[test]
fn no_more_than_asked_for_and_nothing_twice() {
    let catalogue = committed();
    for query in ["dat", "đăng ký", "1.0", "cấp giấy", "1.001193"] {
        for limit in [0, 1, 7, 100] {
            let mut got = ids(&catalogue, query, limit);
            assert!(got.len() <= limit, "{query} {limit}");
            let found = got.len();
            got.sort();
            got.dedup();
            assert_eq!(got.len(), found, "{query} {limit}");
        }
    }
}

#[test]
fn every_procedure_is_first_for_its_own_name_in_both_languages() {
    let catalogue = committed();
    for procedure in catalogue.all() {
        for name in [&procedure.name, &crate::text::fold(&procedure.name), &procedure.name_en] {
            let got = catalogue.search(name, 1).first().map(|found| found.id.clone());
            assert_eq!(got, Some(procedure.id.clone()), "{name}");
        }
    }
}

/// A province has thousands of procedures; the syllables repeat, the answer
/// must not drown.
#[test]
fn one_among_six_thousand_is_still_first() {
    let mut procedures = committed().all().to_vec();
    for copy in 1..72 {
        for of in 0..85 {
            let mut other = procedures[of].clone();
            other.id = ProcedureId::from(format!("copy-{copy}-{of}"));
            other.code = None;
            other.other_codes.clear();
            other.name = format!("{} {}", procedures[(of + copy) % 85].name, other.name);
            other.keywords.clear();
            procedures.push(other);
        }
    }
    let large = Catalogue::of(procedures, Default::default());
    assert_eq!(large.all().len(), 85 * 72);
    for (query, want) in
        [("giấy độc thân", "1.004873"), ("khai sinh", "1.001193"), ("so do lan dau", "1.013978")]
    {
        assert_eq!(ids(&large, query, 1), [want], "{query}");
    }
}
