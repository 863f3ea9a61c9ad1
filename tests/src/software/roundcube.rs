//! Roundcube with Dovecot and Exim, as Debian packages them: one mailbox on loopback.

use super::{free_port, listening, missing, run, start};
use crate::{Outcome, PATIENCE};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// What the packages roundcube-core, roundcube-sqlite3, dovecot-imapd, exim4-daemon-light and php-cli bring.
const FILES: &[&str] = &[
    "/var/lib/roundcube/public_html/index.php",
    "/usr/share/roundcube/SQL/sqlite.initial.sql",
    "/etc/roundcube/defaults.inc.php",
    "/usr/sbin/dovecot",
    "/usr/sbin/exim4",
    "/usr/bin/php",
];
/// The system user that owns the mailbox: servers refuse to deliver as root.
const OWNER: &str = "mail";

/// The running webmail; its servers end with the value.
pub struct Roundcube {
    folder: TempDir,
    port: u16,
    servers: Vec<Child>,
}

impl Roundcube {
    /// Address of the mailbox; every address is delivered to it.
    pub const MAILBOX: &'static str = "rep@seller.example";
    /// Its password.
    pub const PASSWORD: &'static str = "secret";

    /// Starts mail server, delivery and webmail. `None`, with a printed reason, where the packages
    /// are not there or this user may not start them.
    ///
    /// # Errors
    /// When one of them does not start.
    pub async fn start() -> Outcome<Option<Self>> {
        if let Some(file) = missing(FILES) {
            println!(
                "skipped: Roundcube with Dovecot and Exim is not installed ({file} is missing)"
            );
            return Ok(None);
        }
        if run(Command::new("id").arg("-u")).await?.trim() != "0" {
            println!(
                "skipped: only root may start Dovecot and Exim with a mailbox of another user"
            );
            return Ok(None);
        }
        let folder = tempfile::Builder::new().prefix("hookline-mail").tempdir()?;
        let ports = [free_port().await?, free_port().await?, free_port().await?];
        let [imap, smtp, web] = ports;
        write_files(folder.path(), imap, smtp)?;
        let here = folder.path();
        run(Command::new("chmod").arg("755").arg(here)).await?;
        run(Command::new("chown")
            .args(["-R", &format!("{OWNER}:{OWNER}")])
            .args([here.join("mail"), here.join("spool"), here.join("logs")]))
        .await?;
        let schema = "$d = new PDO($argv[1]); $d->exec(file_get_contents('/usr/share/roundcube/SQL/sqlite.initial.sql'));";
        let database = format!("sqlite:{}", here.join("roundcube.db").display());
        run(Command::new("php").args(["-r", schema, &database])).await?;
        let log = |name: &str| here.join("logs").join(name);
        let servers = vec![
            start(
                Command::new("/usr/sbin/dovecot")
                    .arg("-c")
                    .arg(here.join("dovecot.conf"))
                    .arg("-F"),
                &log("dovecot.out"),
            )?,
            start(
                Command::new("/usr/sbin/exim4")
                    .arg("-C")
                    .arg(here.join("exim.conf"))
                    .arg("-bdf"),
                &log("exim.out"),
            )?,
            start(
                Command::new("php")
                    .env("ROUNDCUBE_CONFIG_DIR", here.join("config"))
                    .args(["-S", &format!("127.0.0.1:{web}")])
                    .args(["-t", "/var/lib/roundcube/public_html"]),
                &log("php.out"),
            )?,
        ];
        for (port, what) in ports.into_iter().zip(["Dovecot", "Exim", "Roundcube"]) {
            listening(port, what).await?;
        }
        Ok(Some(Self {
            folder,
            port: web,
            servers,
        }))
    }

    /// Port of the webmail.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Puts a message into the mailbox, as if it had just arrived.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn receive(&self, name: &str, message: &str) -> Outcome {
        let file = self.mailbox().join("new").join(name);
        std::fs::write(&file, message)?;
        run(Command::new("chown")
            .arg(format!("{OWNER}:{OWNER}"))
            .arg(file))
        .await?;
        Ok(())
    }

    /// Waits for a delivered message that contains some words, and gives it as it was delivered.
    ///
    /// # Errors
    /// When none arrives within [`PATIENCE`].
    pub async fn arrived(&self, words: &str) -> Outcome<String> {
        let limit = Instant::now() + PATIENCE;
        loop {
            for folder in ["new", "cur"] {
                for entry in std::fs::read_dir(self.mailbox().join(folder))? {
                    let text = std::fs::read(entry?.path()).unwrap_or_default();
                    let text = String::from_utf8_lossy(&text).into_owned();
                    if text.contains(words) {
                        return Ok(text);
                    }
                }
            }
            if Instant::now() > limit {
                return Err(format!("no message with “{words}” was delivered").into());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn mailbox(&self) -> PathBuf {
        self.folder.path().join("mail/rep")
    }

    /// Ends the servers.
    ///
    /// # Errors
    /// When one does not end.
    pub async fn end(mut self) -> Outcome {
        for server in &mut self.servers {
            // Dovecot ends its children only when it is asked to end.
            if let Some(id) = server.id() {
                let _ = run(Command::new("kill").arg(id.to_string())).await;
            }
            server.wait().await?;
        }
        Ok(())
    }
}

fn write_files(folder: &Path, imap: u16, smtp: u16) -> Outcome {
    for name in [
        "config",
        "temp",
        "logs",
        "run",
        "spool",
        "mail/rep/cur",
        "mail/rep/new",
        "mail/rep/tmp",
    ] {
        std::fs::create_dir_all(folder.join(name))?;
    }
    // Roundcube reads its defaults from the folder of its configuration.
    std::os::unix::fs::symlink(
        "/etc/roundcube/defaults.inc.php",
        folder.join("config/defaults.inc.php"),
    )?;
    let here = folder.display();
    std::fs::write(
        folder.join("config/config.inc.php"),
        format!(
            "<?php\n\
             $config['db_dsnw'] = 'sqlite:///{here}/roundcube.db?mode=0600';\n\
             $config['imap_host'] = '127.0.0.1:{imap}';\n\
             $config['smtp_host'] = '127.0.0.1:{smtp}';\n\
             $config['smtp_user'] = '';\n\
             $config['smtp_pass'] = '';\n\
             $config['des_key'] = 'twenty-four-bytes-of-key';\n\
             $config['plugins'] = [];\n\
             $config['skin'] = 'elastic';\n\
             $config['language'] = 'en_US';\n\
             $config['htmleditor'] = 1;\n\
             $config['mail_domain'] = 'seller.example';\n\
             $config['create_default_folders'] = true;\n\
             $config['log_dir'] = '{here}/logs/';\n\
             $config['temp_dir'] = '{here}/temp/';\n"
        ),
    )?;
    std::fs::write(
        folder.join("dovecot.conf"),
        format!(
            "base_dir = {here}/run\nstate_dir = {here}/run\nprotocols = imap\nlisten = 127.0.0.1\nssl = no\n\
             disable_plaintext_auth = no\nlog_path = {here}/logs/dovecot.log\n\
             mail_location = maildir:{here}/mail/%n\nfirst_valid_uid = 1\n\
             service imap-login {{\n inet_listener imap {{\n port = {imap}\n }}\n inet_listener imaps {{\n port = 0\n }}\n}}\n\
             passdb {{\n driver = static\n args = password={password}\n}}\n\
             userdb {{\n driver = static\n args = uid={OWNER} gid={OWNER} home={here}/mail/%n\n}}\n\
             namespace inbox {{\n inbox = yes\n}}\n",
            password = Roundcube::PASSWORD,
        ),
    )?;
    std::fs::write(
        folder.join("exim.conf"),
        format!(
            "spool_directory = {here}/spool\nlog_file_path = {here}/logs/exim-%slog\nexim_user = {OWNER}\nexim_group = {OWNER}\n\
             local_interfaces = 127.0.0.1\ndaemon_smtp_ports = {smtp}\nprimary_hostname = seller.example\ntls_advertise_hosts =\n\
             never_users =\nacl_smtp_rcpt = accept\npid_file_path = {here}/run/exim.pid\n\
             begin acl\naccept:\n  accept\n\
             begin routers\nall:\n  driver = accept\n  transport = mailbox\n\
             begin transports\nmailbox:\n  driver = appendfile\n  directory = {here}/mail/rep\n  maildir_format\n  user = {OWNER}\n  group = {OWNER}\n\
             begin retry\n* * F,1m,1s\n"
        ),
    )?;
    Ok(())
}
