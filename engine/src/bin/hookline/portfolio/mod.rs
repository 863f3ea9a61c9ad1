//! `hookline portfolio`: a list of accounts as a whole, from a CSV file or the database.

mod contrast;
mod lookalike;
mod persona;
mod saved;
mod show;

use crate::Global;
use crate::failure::Failure;
use clap::Subcommand;

/// What is asked of a list.
#[derive(Subcommand)]
pub(crate) enum Portfolio {
    /// Shows segments, with drill-down, outliers, and white space against a universe.
    Show(show::Show),
    /// Contrasts two lists: what tells them apart, and what is merely frequent.
    Contrast(contrast::Contrast),
    /// Finds the accounts most like the chosen ones.
    Lookalike(lookalike::Lookalike),
    /// Groups contacts into personas.
    Persona(persona::Persona),
    /// Prints the portfolios saved in the database.
    List,
    /// Saves accounts of the database as a portfolio.
    Save(saved::Save),
    /// Prints the tiles of a portfolio of the database, as the workspace shows them.
    Tiles(saved::Accounts),
    /// Prints the next best accounts of the database, each with its reason.
    Next {
        /// Accounts printed.
        #[arg(long, default_value_t = 10)]
        limit: u32,
    },
}

pub(crate) fn run(command: &Portfolio, global: &Global) -> Result<(), Failure> {
    match command {
        Portfolio::Show(show) => show.run(global),
        Portfolio::Contrast(contrast) => contrast.run(global),
        Portfolio::Lookalike(lookalike) => lookalike.run(global),
        Portfolio::Persona(persona) => persona.run(global),
        Portfolio::List => saved::list(global),
        Portfolio::Save(save) => save.run(global),
        Portfolio::Tiles(accounts) => saved::tiles(accounts, global),
        Portfolio::Next { limit } => saved::next(*limit, global),
    }
}
