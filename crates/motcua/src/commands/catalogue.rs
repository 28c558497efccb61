//! `motcua catalogue check`

use motcua_books::Books;
use motcua_core::BadData;
use motcua_core::law::Policy;
use motcua_web::messages;
use std::path::Path;

/// Reads every file and says everything that is wrong, with file, line, field and reason.
pub fn check(folder: Option<&Path>) -> Result<(), String> {
    let books = match folder {
        Some(folder) => Books::folder(folder).map_err(|wrong| listed(&wrong))?,
        None => Books::embedded(),
    };
    let law = books.law(Policy::default()).map_err(|wrong| listed(&wrong))?;
    let procedures = law.catalogue.all();
    let unverified: usize =
        procedures.iter().filter_map(|p| p.versions.last()).map(|version| version.unverified().len()).sum();
    println!(
        "Danh mục đọc được: {} thủ tục, {} cơ quan; {unverified} dữ kiện chưa kiểm chứng.\n\
         The catalogue is sound: {} procedures, {} agencies; {unverified} facts not verified.",
        procedures.len(),
        law.directory.agencies().len(),
        procedures.len(),
        law.directory.agencies().len(),
    );
    Ok(())
}

/// All mistakes, a paragraph each, and how many.
pub fn listed(wrong: &[BadData]) -> String {
    let mut text: String = wrong.iter().map(|bad| messages::bad_data(bad) + "\n").collect();
    text.push_str(&format!("{} lỗi / mistakes", wrong.len()));
    text
}
