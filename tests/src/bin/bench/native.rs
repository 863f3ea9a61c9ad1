//! The engine's door natively: `engine/examples/measure` on 100,000 accounts, and on a million.

use crate::data::{ACCOUNTS, STORIES, folder};
use crate::table::heading;
use hookline_tests::Outcome;
use std::path::Path;
use std::process::Command;

/// Accounts of the large list.
const MILLION: usize = 1_000_000;

/// Prints the engine's times with 100,000 accounts and 200,000 stories, and keeps the database.
pub(crate) fn run() -> Outcome {
    heading(
        "The engine natively, with 100,000 accounts and 200,000 stories (`cargo xtask bench native`)",
    );
    let made = folder()?.join("being-made.db");
    measure(&[
        ACCOUNTS.to_string(),
        STORIES.to_string(),
        made.to_string_lossy().into_owned(),
    ])?;
    std::fs::rename(made, folder()?.join("accounts-and-stories.db"))?;
    Ok(())
}

/// Prints the engine's times with a million accounts.
pub(crate) fn million() -> Outcome {
    heading("The engine natively, with 1,000,000 accounts (`cargo xtask bench million`)");
    measure(&[MILLION.to_string(), "0".to_owned()])
}

fn measure(arguments: &[String]) -> Outcome {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/examples/measure");
    if Command::new(program).args(arguments).status()?.success() {
        Ok(())
    } else {
        Err("the measuring tool failed".into())
    }
}
