//! Invented accounts and stories in any number, always the same; `cargo xtask bench` shares them.
#![allow(dead_code, reason = "who includes this file needs a part of it")]

use std::fmt::Write as _;

const FIRST: [&str; 40] = [
    "Alder", "Amber", "Arc", "Ash", "Aspen", "Birch", "Blue", "Bright", "Cedar", "Clear", "Copper",
    "Coral", "Crest", "Delta", "East", "Elm", "Ever", "Fair", "Fern", "Flint", "Fox", "Gold",
    "Granite", "Gray", "Green", "Harbor", "Hazel", "High", "Iron", "Ivy", "Jade", "Lake", "Linden",
    "Maple", "Moss", "North", "Oak", "Pine", "Quartz", "River",
];
const SECOND: [&str; 50] = [
    "bank", "beam", "bell", "berg", "bloom", "bridge", "brook", "burn", "cliff", "coast", "cove",
    "crest", "dale", "edge", "field", "forge", "gate", "glen", "grove", "haven", "hill", "holt",
    "hurst", "land", "leaf", "light", "line", "loch", "mark", "mead", "mill", "moor", "mount",
    "peak", "point", "pond", "port", "ridge", "rock", "shore", "spring", "stead", "stone",
    "stream", "vale", "view", "ware", "well", "wick", "wood",
];
const TRADE: &str = "Robotics Foods Logistics Health Software Insurance Energy Tools Networks Staffing \
    Analytics Textiles Chemicals Pharma Motors Capital Media Retail Packaging Glass Steel Water Paper Optics Sensors \
    Plastics Farms Dairy Brewing Travel Airways Shipping Rail Homes Concrete Solar Wind Mining Security Cloud Data \
    Games Toys Fitness Dental Labs Devices Printing Furniture Education";
/// Number of words in [`TRADE`].
const TRADES: usize = 50;
const EVENT: [&str; 8] = [
    "raises $12 million in Series A funding",
    "names a new chief financial officer",
    "opens an office in Toronto",
    "launches a new product for mid-sized customers",
    "reports results for the third quarter",
    "partners with a regional distributor",
    "to acquire a smaller rival",
    "wins an industry award for safety",
];
const MONTH: [&str; 10] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
];

fn trade(number: usize) -> &'static str {
    let at = number / (FIRST.len() * SECOND.len()) % TRADES;
    TRADE.split_whitespace().nth(at).unwrap_or_default()
}

/// Name of the account with that number; no two are the same.
pub(crate) fn name(number: usize) -> String {
    let first = FIRST[number % FIRST.len()];
    let second = SECOND[number / FIRST.len() % SECOND.len()];
    let round = number / (FIRST.len() * SECOND.len() * TRADES);
    let trade = trade(number);
    if round == 0 {
        format!("{first}{second} {trade}")
    } else {
        format!("{first}{second} {trade} {round}")
    }
}

/// Domain of the account with that number.
pub(crate) fn domain(number: usize) -> String {
    format!("{}.example", name(number).to_lowercase().replace(' ', "-"))
}

/// The first line of the accounts' CSV file.
pub(crate) const HEADER: &str =
    "Account Name,Website,Industry,Employees,Annual Revenue,City,Country\n";

/// Appends the account's line of the CSV file.
pub(crate) fn write_row(text: &mut String, number: usize) {
    let employees = 10 + number * 7919 % 20_000;
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{},https://www.{},{},{employees},{},Town {},{}",
        name(number),
        domain(number),
        trade(number),
        employees * 180_000,
        number % 900,
        ["United States", "Germany", "France"][number % 3]
    );
}

/// Title of the story with that number among stories about so many accounts.
pub(crate) fn title(number: usize, accounts: usize) -> String {
    let account = number * 7 % accounts;
    format!("{} {}", name(account), EVENT[number % EVENT.len()])
}

/// An RSS feed with the stories from `start` on.
pub(crate) fn feed_xml(start: usize, count: usize, accounts: usize) -> String {
    let mut text = String::from("<rss version=\"2.0\"><channel><title>Bench wire</title>");
    for number in start..start + count {
        let _ = write!(
            text,
            "<item><title>{}</title><link>https://wire.example/news/{number}</link><pubDate>{:02} {} 2026 09:{:02}:00 GMT</pubDate></item>",
            title(number, accounts),
            1 + number % 28,
            MONTH[number / 28 % MONTH.len()],
            number % 60
        );
    }
    text.push_str("</channel></rss>");
    text
}
