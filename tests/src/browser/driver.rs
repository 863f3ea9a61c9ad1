//! The programs that speak WebDriver, and the processes of a browser.

use crate::Outcome;
use std::path::Path;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// Starts a driver program on a port of its own choice, reads the port from the line that contains
/// `greeting`, and gives the address to talk to.
pub(super) async fn start(
    program: &str,
    arguments: &[&str],
    greeting: &str,
) -> Outcome<(Child, String)> {
    let mut service = Command::new(program)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("{program}: {error}; run `cargo xtask setup`"))?;
    let stdout = service.stdout.take().ok_or("the driver has no output")?;
    let mut lines = BufReader::new(stdout).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some((_, rest)) = line.split_once(greeting) {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            let port: u16 = digits.parse()?;
            // The driver must not block on a full pipe.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok((service, format!("http://127.0.0.1:{port}")));
        }
    }
    Err(format!("{program} ended before it was ready").into())
}

/// SIGKILL for every process that was started with that profile.
pub(super) fn kill_processes_of(profile: &Path) -> Outcome {
    let mark = profile.to_string_lossy().into_owned();
    for entry in std::fs::read_dir("/proc")? {
        let folder = entry?.path();
        let Ok(command) = std::fs::read(folder.join("cmdline")) else {
            continue;
        };
        if String::from_utf8_lossy(&command).contains(&mark) {
            let id = folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            std::process::Command::new("kill")
                .args(["-9", &id])
                .status()?;
        }
    }
    // The locks name a process that is gone.
    for lock in [
        "SingletonLock",
        "SingletonSocket",
        "SingletonCookie",
        "lock",
        ".parentlock",
    ] {
        let _ = std::fs::remove_file(profile.join(lock));
    }
    Ok(())
}
