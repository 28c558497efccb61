//! Whom this installation trusts when somebody hands in a signed file: a folder of certificates and of
//! lists of those that were taken back, and the agencies whose keys lie here.

use motcua_signatures::{Certificate, TrustAnchors};
use std::fmt::Display;
use std::path::Path;

/// Reads the folder (`.pem`, `.crt`, `.cer`: certificates, `.crl`: revocation lists) and adds certificates
/// that are trusted by themselves. Without a folder only those: every other sound signature is of an
/// unknown issuer. An error names the file.
pub fn read(folder: Option<&Path>, own: &[Certificate]) -> Result<TrustAnchors, String> {
    let told = |path: &Path, why: &dyn Display| {
        format!("trust: {}: {why} / không đọc được, cannot be read", path.display())
    };
    let mut paths = Vec::new();
    if let Some(folder) = folder {
        for entry in std::fs::read_dir(folder).map_err(|error| told(folder, &error))? {
            paths.push(entry.map_err(|error| told(folder, &error))?.path());
        }
    }
    paths.sort();
    let (mut certificates, mut lists) = (own.to_vec(), Vec::new());
    for path in &paths {
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_ascii_lowercase();
        if !["pem", "crt", "cer", "crl"].contains(&end.as_str()) {
            continue;
        }
        let bytes = std::fs::read(path).map_err(|error| told(path, &error))?;
        if end == "crl" {
            lists.push((path, bytes));
        } else {
            let read = Certificate::from_file(&bytes).map_err(|problem| told(path, &problem.code()))?;
            certificates.extend(read);
        }
    }
    lists.into_iter().try_fold(TrustAnchors::new(certificates), |trust, (path, list)| {
        trust.with_list(&list).map_err(|problem| told(path, &problem.code()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_signatures::pretend::PretendAuthority;

    const YEARS: (i64, i64) = (0, 1_000_000_000_000);

    #[test]
    fn certificates_and_lists_are_read_and_what_cannot_be_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let root = PretendAuthority::root("Gốc thử", YEARS).unwrap();
        let other = PretendAuthority::root("Gốc khác", YEARS).unwrap();
        let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
        write("goc.cer", root.certificate().der());
        write("ghi-chu.txt", b"not read");
        let alone = read(Some(folder.path()), &[]).unwrap();
        assert_eq!(alone.anchors(), [root.certificate().clone()]);
        write("goc.crl", &root.revocation_list(&[], 0, YEARS.1).unwrap());
        let with_list = read(Some(folder.path()), &[]).unwrap();
        let with_own = read(Some(folder.path()), &[other.certificate().clone()]).unwrap();
        let names = [alone.name(), with_list.name(), with_own.name()];
        assert!(names[0] != names[1] && names[1] != names[2], "what is judged by is named: {names:?}");
        assert_eq!(read(Some(folder.path()), &[]).unwrap().name(), names[1]);
        write("hong.pem", b"-----BEGIN CERTIFICATE-----");
        assert!(read(Some(folder.path()), &[]).unwrap_err().contains("hong.pem"));
        assert!(read(Some(&folder.path().join("khong-co")), &[]).is_err());
        assert_eq!(read(None, &[]).unwrap().anchors(), []);
    }
}
