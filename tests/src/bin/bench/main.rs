//! `cargo xtask bench [TABLE]`: sizes, the engine natively and in the browser, the views, CSV import and
//! search beside peers.
//!
//! Every table prints what was measured, the figure, and the goal. Absolute times depend on the
//! machine; where a peer is named, both ran in turn in this run and the ratio is what counts.

mod browser;
mod data;
mod million;
mod native;
mod peers;
mod size;
mod stories;
mod table;
mod typing;
mod wasm;

use hookline_tests::Outcome;

/// A table of figures: its name and what fills it.
const TABLES: &[&str] = &[
    "size",
    "native",
    "million",
    "million-wasm",
    "wasm",
    "browser",
    "typing",
    "content",
    "csv",
    "search",
    "search-wasm",
];

#[tokio::main]
async fn main() -> Outcome {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = wanted.iter().find(|name| !TABLES.contains(&name.as_str())) {
        return Err(format!(
            "there is no table “{unknown}”; there are {}",
            TABLES.join(", ")
        )
        .into());
    }
    for name in TABLES {
        let is_wanted = wanted.iter().any(|wanted| wanted == name);
        // Without a choice, its rows come with the table `browser`.
        if !is_wanted && (!wanted.is_empty() || *name == "typing") {
            continue;
        }
        match *name {
            "size" => size::run()?,
            "native" => native::run()?,
            "million" => native::million()?,
            "million-wasm" => million::run().await?,
            "wasm" => wasm::run().await?,
            "browser" => browser::run().await?,
            "typing" => {
                table::heading("A rep who types (`cargo xtask bench typing`)");
                typing::run().await?;
            }
            "content" => browser::content().await?,
            "csv" => peers::csv().await?,
            "search-wasm" => stories::run().await?,
            _ => peers::search()?,
        }
    }
    Ok(())
}
