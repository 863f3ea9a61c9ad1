//! `hookline portfolio`: a list of accounts as a whole, from a CSV file or the database.

mod contrast;
mod lookalike;
mod persona;
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
}

pub(crate) fn run(command: &Portfolio, global: &Global) -> Result<(), Failure> {
    match command {
        Portfolio::Show(show) => show.run(global),
        Portfolio::Contrast(contrast) => contrast.run(global),
        Portfolio::Lookalike(lookalike) => lookalike.run(global),
        Portfolio::Persona(persona) => persona.run(global),
    }
}
