//! `hookline model`: learn, read, edit, compare, apply, export and share models.

mod apply;
mod edit;
mod file;
mod share;
mod show;
mod stored;
mod train;

use crate::Global;
use crate::failure::Failure;
use crate::output::Output;
use clap::Subcommand;
use hookline_engine::score::{Dialect, sql};
use std::path::PathBuf;

/// What is done with a model. A model is a JSON file; `starter` names the built-in one.
#[derive(Subcommand)]
pub(crate) enum Model {
    /// Learns a model from accounts whose outcome is known.
    Train(train::Train),
    /// Shows a model's points.
    Show {
        /// Model file, or starter.
        model: PathBuf,
    },
    /// Changes a model by hand; a new version is written.
    Edit(edit::Edit),
    /// Shows what differs between two models.
    Diff {
        /// The earlier model.
        before: PathBuf,
        /// The later model.
        after: PathBuf,
    },
    /// Scores accounts of a file or of the database.
    Apply(apply::Apply),
    /// Writes the model as one SQL query.
    Sql {
        /// Model file, or starter.
        model: PathBuf,
        /// duckdb, postgres, spark, bigquery or snowflake.
        #[arg(long, value_parser = parse_dialect)]
        dialect: Dialect,
        /// Table that holds the accounts.
        #[arg(long, default_value = "accounts")]
        table: String,
    },
    /// Prints the models of the database.
    List,
    /// Puts a model file into the database.
    Add {
        /// Model file, signed or not.
        model: PathBuf,
    },
    /// Gives the scores of its purpose by a model of the database; the starter model without a name.
    Use {
        /// Its name.
        name: Option<String>,
    },
    /// Takes a model out of use; its versions stay, and it can be brought back.
    Remove {
        /// Its name.
        name: String,
    },
    /// Brings a removed model back.
    Restore {
        /// Its name.
        name: String,
    },
    /// Signs a model for sharing.
    Sign(share::Sign),
    /// Checks a signed model, and takes the model out of it.
    Verify(share::Verify),
}

pub(crate) fn run(command: &Model, global: &Global) -> Result<(), Failure> {
    match command {
        Model::Train(train) => train.run(global),
        Model::Show { model } => show::show(model, global),
        Model::Edit(edit) => edit.run(global),
        Model::Diff { before, after } => show::diff(before, after, global),
        Model::Apply(apply) => apply.run(global),
        Model::Sql {
            model,
            dialect,
            table,
        } => {
            let query = sql(&file::read(model)?, table, *dialect);
            let mut output = Output::new();
            output.raw(query.as_bytes())?;
            output.end()
        }
        Model::List => stored::list(global),
        Model::Add { model } => stored::add(model, global),
        Model::Use { name } => stored::use_model(name.as_deref(), global),
        Model::Remove { name } => stored::set_removed(name, true, global),
        Model::Restore { name } => stored::set_removed(name, false, global),
        Model::Sign(sign) => sign.run(),
        Model::Verify(verify) => verify.run(global),
    }
}

fn parse_dialect(name: &str) -> Result<Dialect, String> {
    Dialect::from_name(name).ok_or_else(|| {
        let known: Vec<&str> = Dialect::ALL.iter().map(|dialect| dialect.name()).collect();
        format!("it is one of {}", known.join(", "))
    })
}
