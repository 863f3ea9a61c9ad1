//! `cargo xtask package`: reproducible zips (same input, same bytes).

use crate::failure::Failure;
use crate::manifest::Browser;
use crate::programs::root;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

/// Builds, then writes `dist/hookline-VERSION-BROWSER.zip`.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    crate::build::run(arguments)?;
    for browser in Browser::ALL {
        let name = format!(
            "hookline-{}-{}.zip",
            env!("CARGO_PKG_VERSION"),
            browser.name()
        );
        let file = root().join("dist").join(&name);
        fs::write(&file, zip_folder(&crate::build::dist(browser))?)?;
        println!("package: dist/{name}");
    }
    Ok(())
}

/// Zips a folder: names sorted, no times, fixed permissions.
fn zip_folder(folder: &Path) -> Result<Vec<u8>, Failure> {
    let mut files = Vec::new();
    list(folder, &mut files)?;
    files.sort();
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for file in files {
        let name = file
            .strip_prefix(folder)
            .unwrap_or(&file)
            .to_string_lossy()
            .replace('\\', "/");
        writer
            .start_file(name, options)
            .map_err(|error| Failure::new(error.to_string()))?;
        writer.write_all(&fs::read(&file)?)?;
    }
    let cursor = writer
        .finish()
        .map_err(|error| Failure::new(error.to_string()))?;
    Ok(cursor.into_inner())
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            list(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    #[test]
    fn the_same_files_give_the_same_bytes_whenever_they_were_written() {
        let make = |pause: bool| {
            let folder =
                std::env::temp_dir().join(format!("hookline-zip-{}-{pause}", std::process::id()));
            fs::create_dir_all(folder.join("b")).unwrap();
            let first: (&str, &str) = if pause {
                ("b/2.txt", "two")
            } else {
                ("a.txt", "one")
            };
            let second: (&str, &str) = if pause {
                ("a.txt", "one")
            } else {
                ("b/2.txt", "two")
            };
            for (name, text) in [first, second] {
                fs::write(folder.join(name), text).unwrap();
            }
            let time = std::time::SystemTime::UNIX_EPOCH
                + std::time::Duration::from_secs(1_000_000 + u64::from(pause));
            fs::File::options()
                .write(true)
                .open(folder.join("a.txt"))
                .unwrap()
                .set_modified(time)
                .unwrap();
            let bytes = zip_folder(&folder).unwrap();
            fs::remove_dir_all(folder).unwrap();
            bytes
        };
        assert_eq!(make(false), make(true));
    }
}
