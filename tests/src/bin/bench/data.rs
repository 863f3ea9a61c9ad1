//! Invented accounts and stories in the numbers that the goals name, always the same.

use std::fmt::Write as _;

/// Accounts stored while the browser is measured.
pub(crate) const ACCOUNTS: usize = 100_000;
/// Stories stored while the browser is measured.
pub(crate) const STORIES: usize = 200_000;

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
const TRADE: [&str; 50] = [
    "Robotics",
    "Foods",
    "Logistics",
    "Health",
    "Software",
    "Insurance",
    "Energy",
    "Tools",
    "Networks",
    "Staffing",
    "Analytics",
    "Textiles",
    "Chemicals",
    "Pharma",
    "Motors",
    "Capital",
    "Media",
    "Retail",
    "Packaging",
    "Glass",
    "Steel",
    "Water",
    "Paper",
    "Optics",
    "Sensors",
    "Plastics",
    "Farms",
    "Dairy",
    "Brewing",
    "Travel",
    "Airways",
    "Shipping",
    "Rail",
    "Homes",
    "Concrete",
    "Solar",
    "Wind",
    "Mining",
    "Security",
    "Cloud",
    "Data",
    "Games",
    "Toys",
    "Fitness",
    "Dental",
    "Labs",
    "Devices",
    "Printing",
    "Furniture",
    "Education",
];
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

/// Name of the account with that number; no two are the same.
pub(crate) fn name(number: usize) -> String {
    let first = FIRST[number % FIRST.len()];
    let second = SECOND[number / FIRST.len() % SECOND.len()];
    let trade = TRADE[number / (FIRST.len() * SECOND.len()) % TRADE.len()];
    format!("{first}{second} {trade}")
}

/// Domain of the account with that number.
pub(crate) fn domain(number: usize) -> String {
    format!("{}.example", name(number).to_lowercase().replace(' ', "-"))
}

/// A CSV file with that many accounts.
pub(crate) fn accounts_csv(count: usize) -> String {
    let mut text =
        String::from("Account Name,Website,Industry,Employees,Annual Revenue,City,Country\n");
    for number in 0..count {
        let trade = TRADE[number / (FIRST.len() * SECOND.len()) % TRADE.len()];
        let employees = 10 + number * 7919 % 20_000;
        let _ = writeln!(
            text,
            "{},https://www.{},{trade},{employees},{},Town {},United States",
            name(number),
            domain(number),
            employees * 180_000,
            number % 900
        );
    }
    text
}

/// An RSS feed with the stories from `start` on.
pub(crate) fn feed_xml(start: usize, count: usize) -> String {
    let mut text = String::from("<rss version=\"2.0\"><channel><title>Bench wire</title>");
    for number in start..start + count {
        let account = number * 7 % ACCOUNTS;
        let _ = write!(
            text,
            "<item><title>{} {}</title><link>https://{}/news/{number}</link><pubDate>{}</pubDate></item>",
            name(account),
            EVENT[number % EVENT.len()],
            domain(account),
            date(number)
        );
    }
    text.push_str("</channel></rss>");
    text
}

fn date(number: usize) -> String {
    let month = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
    ][number / 28 % 10];
    format!(
        "{:02} {month} 2026 09:{:02}:00 GMT",
        1 + number % 28,
        number % 60
    )
}
