//! Files that nobody else may read.

use std::path::Path;

/// Refuses a file that others than its owner may read or write: whoever reads a key signs in its owner's name.
pub fn must_be_private(path: &Path) -> Result<(), String> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let rights = std::fs::metadata(path).map_err(|error| error.to_string())?.permissions().mode() & 0o777;
        if rights & 0o077 != 0 {
            return Err(format!(
                "người khác đọc hoặc ghi được tệp khóa này (quyền {rights:03o}); hãy chạy chmod 600 / others can read or write this key file (rights {rights:03o}); run chmod 600"
            ));
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_key_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pem");
        std::fs::write(&path, "key").unwrap();
        for (rights, fits) in [(0o600, true), (0o400, true), (0o640, false), (0o604, false), (0o620, false)] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(rights)).unwrap();
            let said = must_be_private(&path);
            assert_eq!(said.is_ok(), fits, "{rights:o}: {said:?}");
            assert!(said.is_ok() || said.unwrap_err().contains("chmod 600"));
        }
        assert!(must_be_private(&folder.path().join("khong-co.pem")).is_err());
    }
}
