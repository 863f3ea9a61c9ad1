//! Real webmail and a real CRM that nobody here wrote, each in a folder and on ports of its own.

mod creme;
mod roundcube;

pub use creme::Creme;
pub use roundcube::Roundcube;

use crate::{Outcome, PATIENCE};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

/// A port of the loopback interface that was free a moment ago.
async fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))
        .await?
        .local_addr()?
        .port())
}

/// Starts a program that ends with the value; what it says goes into a file.
fn start(command: &mut Command, log: &Path) -> Outcome<Child> {
    let log = std::fs::File::create(log)?;
    let program = command.as_std().get_program().to_owned();
    command
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("{}: {error}", program.to_string_lossy()).into())
}

/// Waits until something listens on the port.
async fn listening(port: u16, what: &str) -> Outcome {
    let limit = Instant::now() + 3 * PATIENCE;
    while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        if Instant::now() > limit {
            return Err(format!("{what} does not listen on port {port}").into());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

/// Runs a program to its end and gives what it says.
async fn run(command: &mut Command) -> Outcome<String> {
    let shown = format!("{:?}", command.as_std());
    let output = command.output().await?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(format!("{shown}: {said}").into())
}

/// The first of the files that is missing, for the reason why a test is skipped.
fn missing<'a>(files: &[&'a str]) -> Option<&'a str> {
    files.iter().copied().find(|file| !Path::new(file).exists())
}
