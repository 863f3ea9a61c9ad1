//! Creme CRM, as it comes from PyPI, with two records.

use super::{free_port, listening, missing, run, start};
use crate::Outcome;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// Makes the two records and prints their addresses.
const SEED: &str = r#"
import django
django.setup()
from django.contrib.auth import get_user_model
from creme.persons import get_contact_model, get_organisation_model
from creme.creme_core.models import Relation
user = get_user_model().objects.get(username='root')
organisation = get_organisation_model().objects.create(
    user=user, name='Northwind Robotics', phone='+1 402 555 0142', url_site='https://www.northwind-robotics.example')
contact = get_contact_model().objects.create(
    user=user, first_name='Maren', last_name='Okafor', email='maren.okafor@northwind-robotics.example', phone='+1 402 555 0199')
Relation.objects.create(user=user, subject_entity=contact, type_id='persons-subject_employed_by', object_entity=organisation)
print(organisation.get_absolute_url(), contact.get_absolute_url())
"#;

/// The running CRM; it ends with the value.
pub struct Creme {
    _folder: TempDir,
    port: u16,
    server: Child,
    organisation: String,
    contact: String,
}

impl Creme {
    /// Name and password of the only user.
    pub const USER: &'static str = "root";

    /// Starts it on a copy of the database that `cargo xtask setup` has prepared. `None`, with a
    /// printed reason, where that has not been possible.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start() -> Outcome<Option<Self>> {
        let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools");
        let program = tools.join("creme/bin/creme");
        let project = tools.join("creme-project");
        let database = project.join("cremecrm");
        let files = [&program, &database].map(|file| file.to_string_lossy().into_owned());
        if let Some(file) = missing(&files.each_ref().map(String::as_str)) {
            println!(
                "skipped: Creme CRM is not set up ({file} is missing): run `cargo xtask setup`"
            );
            return Ok(None);
        }
        let folder = tempfile::Builder::new()
            .prefix("hookline-creme")
            .tempdir()?;
        std::fs::copy(&database, folder.path().join("cremecrm"))?;
        let python = Python {
            tools,
            project,
            folder: folder.path().to_owned(),
        };
        let addresses = run(python.command("python").args(["-c", SEED])).await?;
        let mut addresses = addresses.split_whitespace().map(str::to_owned).rev();
        let (contact, organisation) = (addresses.next(), addresses.next());
        let port = free_port().await?;
        let server = start(
            python
                .command("creme")
                .args(["runserver", &format!("127.0.0.1:{port}"), "--noreload"]),
            &folder.path().join("creme.out"),
        )?;
        listening(port, "Creme").await?;
        Ok(Some(Self {
            _folder: folder,
            port,
            server,
            organisation: organisation.ok_or("no organisation was made")?,
            contact: contact.ok_or("no contact was made")?,
        }))
    }

    /// Port of the CRM.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Path of the organisation's page.
    #[must_use]
    pub fn organisation(&self) -> &str {
        &self.organisation
    }

    /// Path of the contact's page.
    #[must_use]
    pub fn contact(&self) -> &str {
        &self.contact
    }

    /// Ends the server.
    ///
    /// # Errors
    /// When it does not end.
    pub async fn end(mut self) -> Outcome {
        self.server.kill().await?;
        Ok(())
    }
}

/// How Creme's programs are called.
struct Python {
    tools: PathBuf,
    project: PathBuf,
    folder: PathBuf,
}

impl Python {
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.tools.join("creme/bin").join(program));
        command
            .current_dir(&self.folder)
            .env("PYTHONPATH", &self.project)
            .env("PYTHONWARNINGS", "ignore")
            .env("DJANGO_SETTINGS_MODULE", "seller.settings");
        command
    }
}
