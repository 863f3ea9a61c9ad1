//! Real webmail and a real CRM for the end-to-end tests. What cannot be had is said, and its tests skip.

use crate::failure::Failure;
use crate::programs::{call, first_present, target};
use crate::setup::apt_command;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Roundcube, the mail server behind it, and the program that delivers to it.
const MAIL_PACKAGES: &[&str] = &[
    "roundcube-core",
    "roundcube-sqlite3",
    "php-cli",
    "dovecot-imapd",
    "exim4-daemon-light",
];
/// What those packages bring, for seeing that they are there.
const MAIL_FILES: &[&str] = &[
    "/var/lib/roundcube/public_html/index.php",
    "/usr/sbin/dovecot",
    "/usr/sbin/exim4",
    "/usr/bin/php",
];
const CREME: &str = "creme-crm==2.8.6";
/// What the tests' Creme needs beside its defaults: no broker for jobs, the address it is reached at.
const CREME_SETTINGS: &str = "\n\
    ALLOWED_HOSTS = ['*']\n\
    CSRF_TRUSTED_ORIGINS = ['https://crm.seller.example']\n\
    JOBMANAGER_BROKER = 'redis://@127.0.0.1:9/0'\n\
    SECRET_KEY = 'for-tests-on-this-machine-alone'\n";

/// Installs both; prints why not where one cannot be had.
pub(crate) fn set_up() {
    for (what, outcome) in [
        ("Roundcube with Dovecot and Exim", mail()),
        ("Creme CRM", creme()),
    ] {
        if let Err(failure) = outcome {
            println!("setup: {what} cannot be had here, its tests will be skipped: {failure}");
        }
    }
}

fn mail() -> Result<(), Failure> {
    if MAIL_FILES.iter().all(|file| Path::new(file).exists()) {
        return Ok(());
    }
    let apt =
        apt_command().ok_or_else(|| Failure::new("there is no apt-get, or no right to use it"))?;
    println!("setup: apt-get install {}", MAIL_PACKAGES.join(" "));
    call(
        apt()
            .args(["install", "-y", "--no-install-recommends"])
            .args(MAIL_PACKAGES),
    )
}

/// A virtual environment, a project in it, and its database with Creme's own data; some minutes, once.
fn creme() -> Result<(), Failure> {
    let tools = target().join("tools");
    let project = tools.join("creme-project");
    if project.join("cremecrm").exists() {
        return Ok(());
    }
    println!("setup: pip install {CREME} in target/tools, and its database (some minutes)");
    let python = python()?;
    let environment = tools.join("creme");
    fs::create_dir_all(&tools)?;
    // Made anew: an environment that another Python has begun mixes the libraries of both.
    if environment.exists() {
        fs::remove_dir_all(&environment)?;
    }
    quietly(Command::new(python).args(["-m", "venv"]).arg(&environment))?;
    quietly(Command::new(environment.join("bin/pip")).args([
        "install",
        "--quiet",
        "--disable-pip-version-check",
        CREME,
    ]))?;
    // Made elsewhere and moved at the end, so that half a project is never taken for a whole one.
    let making = tools.join("creme-making");
    if making.exists() {
        fs::remove_dir_all(&making)?;
    }
    fs::create_dir_all(&making)?;
    let creme = |folder: &Path, arguments: &[&str]| {
        quietly(
            Command::new(environment.join("bin/creme"))
                .args(arguments)
                .current_dir(folder)
                .env("PYTHONPATH", folder)
                .env("PYTHONWARNINGS", "ignore"),
        )
    };
    creme(&making, &["creme_start_project", "seller"])?;
    let made = making.join("seller");
    let settings = made.join("seller/settings.py");
    let text = fs::read_to_string(&settings)? + CREME_SETTINGS;
    fs::write(&settings, text)?;
    for step in ["migrate", "creme_populate", "generatemedia"] {
        creme(&made, &[step, "--settings=seller.settings"])?;
    }
    if project.exists() {
        fs::remove_dir_all(&project)?;
    }
    fs::rename(&made, &project)?;
    fs::remove_dir_all(&making)?;
    Ok(())
}

/// A Python that can make virtual environments; Debian's needs a package for that.
fn python() -> Result<&'static str, Failure> {
    let able = |program: &str| {
        Command::new(program)
            .args(["-c", "import venv, ensurepip"])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    let found = || {
        ["/usr/bin/python3", "python3"]
            .into_iter()
            .find(|program| first_present(&[*program]).is_some() && able(program))
    };
    if let Some(program) = found() {
        return Ok(program);
    }
    if let Some(apt) = apt_command() {
        call(apt().args(["install", "-y", "--no-install-recommends", "python3-venv"]))?;
    }
    found().ok_or_else(|| Failure::new("there is no Python with venv"))
}

/// Runs a program without its output, which would be long; what it says in error is shown.
fn quietly(command: &mut Command) -> Result<(), Failure> {
    call(command.stdout(Stdio::null()))
}
