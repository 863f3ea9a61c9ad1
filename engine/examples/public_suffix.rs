//! Makes `data/public_suffix/rules.txt` from the rules of the `psl` crate, whose list is renewed every day.
//!
//! ```text
//! cargo update -p psl
//! cargo run --example public_suffix -- PATH/TO/psl/data/rules.txt >engine/data/public_suffix/rules.txt
//! ```
#![allow(clippy::print_stdout)]

use std::collections::BTreeSet;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("which file?")?;
    let mut sections: [BTreeSet<String>; 2] = Default::default();
    for rule in std::fs::read_to_string(file)?.lines() {
        let (mark, name) = match rule.strip_prefix("*.") {
            Some(name) => ("*.", name),
            None => rule
                .strip_prefix('!')
                .map_or(("", rule), |name| ("!", name)),
        };
        let name = url::Host::parse(name)?.to_string();
        // A wildcard's section is that of what it covers.
        let example = if mark == "*." {
            format!("any.{name}")
        } else {
            name.clone()
        };
        let suffix = psl::suffix(example.as_bytes()).ok_or("a rule without a suffix")?;
        let private = suffix.typ() == Some(psl::Type::Private);
        sections[usize::from(private)].insert(format!("{mark}{name}"));
    }
    println!(
        "# The public suffix list (https://publicsuffix.org), made by `cargo run --example public_suffix`."
    );
    println!("# Subject to the Mozilla Public License 2.0 (https://mozilla.org/MPL/2.0/).");
    println!("# Names in ASCII; after the line ===, suffixes that companies rent out.");
    for rule in &sections[0] {
        println!("{rule}");
    }
    println!("===");
    for rule in &sections[1] {
        println!("{rule}");
    }
    Ok(())
}
