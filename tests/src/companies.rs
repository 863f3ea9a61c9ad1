//! An invented customer list in which the industry says most about who buys, and people there.

use std::fmt::Write as _;

/// 240 companies: software firms of up to 160 people are mostly won, mines mostly lost.
#[must_use]
pub fn companies() -> String {
    let mut csv = String::from(
        "Account ID,Name,Domain,Industry,Employees,Annual Revenue,Country,City,NAICS,Technologies,Ownership,Stage,Competitors\n",
    );
    for row in 0..240_u32 {
        // A fixed mixing of the row number stands for chance.
        let chance = row.wrapping_mul(2_654_435_761) >> 16;
        let software = chance % 2 == 0;
        let won = chance % 10 < if software { 8 } else { 2 };
        let (industry, naics) = if software {
            ("Software", "513210")
        } else {
            ("Mining", "212230")
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            csv,
            "A{row},Firm {row} GmbH,firm{row}.example,{industry},{},{}000000,{},{},{naics},{},{},{},Firm {} GmbH",
            20 + (chance % 400),
            1 + chance % 90,
            if row % 3 == 0 { "France" } else { "Germany" },
            ["Lyon", "Berlin", "Hamburg"][row as usize % 3],
            if software {
                "Microsoft Office; Salesforce"
            } else {
                "Microsoft Office; SAP"
            },
            if row % 4 == 0 { "Public" } else { "Private" },
            if won { "won" } else { "lost" },
            (row + 1) % 240,
        );
    }
    csv
}

/// Job titles of many levels and functions.
const TITLES: [&str; 6] = [
    "CEO",
    "VP Sales",
    "Sales Manager",
    "CFO",
    "Software Engineer",
    "VP Marketing",
];

/// Twenty-four people, six at each of four firms: `firm0.example` and so on below `domain`, called
/// `Firm 0 GmbH` and so on by `kind`.
#[must_use]
pub fn people(domain: &str, kind: &str) -> String {
    let mut csv = String::from("First Name,Last Name,Title,Email,Phone,Company\n");
    for (place, title) in TITLES.into_iter().cycle().take(24).enumerate() {
        let firm = place / TITLES.len();
        // Writing to a string cannot fail.
        let _ = writeln!(
            csv,
            "Pat{place},Sample,{title},pat{place}@firm{firm}.{domain},+49 30 2000{place:02},Firm {firm} {kind}"
        );
    }
    csv
}
