//! Exact keys of companies that a feed states: stock symbols and ISINs.

/// Exchanges by the names that releases use, and the short name that keys carry.
const EXCHANGES: [(&str, &str); 40] = [
    ("nasdaq", "NASDAQ"),
    ("nasdaqgs", "NASDAQ"),
    ("nasdaqgm", "NASDAQ"),
    ("nasdaqcm", "NASDAQ"),
    ("nasdaq cm", "NASDAQ"),
    ("nasdaq gs", "NASDAQ"),
    ("nasdaq gm", "NASDAQ"),
    ("nyse", "NYSE"),
    ("new york stock exchange", "NYSE"),
    ("nyse american", "NYSEAMERICAN"),
    ("nyse mkt", "NYSEAMERICAN"),
    ("amex", "NYSEAMERICAN"),
    ("nyse arca", "NYSEARCA"),
    ("tsx", "TSX"),
    ("tsxv", "TSXV"),
    ("tsx-v", "TSXV"),
    ("tsx venture", "TSXV"),
    ("toronto", "TSX"),
    ("cse", "CSE"),
    ("lse", "LSE"),
    ("aim", "LSE"),
    ("london", "LSE"),
    ("asx", "ASX"),
    ("nse", "NSE"),
    ("bse", "BSE"),
    ("hkex", "HKEX"),
    ("sehk", "HKEX"),
    ("sgx", "SGX"),
    ("tse", "TSE"),
    ("otcqb", "OTC"),
    ("otcqx", "OTC"),
    ("otc", "OTC"),
    ("otcmkts", "OTC"),
    ("otc pink", "OTC"),
    ("euronext", "EURONEXT"),
    ("xetra", "XETRA"),
    ("frankfurt", "FRA"),
    ("fra", "FRA"),
    ("swx", "SIX"),
    ("six", "SIX"),
];

/// Longest symbol, in characters.
const MAX_SYMBOL: usize = 12;

/// "EXCHANGE:SYMBOL" from a text like "Nasdaq:ACME" or "New York Stock Exchange: ABC".
pub(super) fn ticker(text: &str) -> Option<String> {
    let (exchange, symbol) = text.split_once(':')?;
    let exchange = exchange.trim().to_lowercase();
    let exchange = EXCHANGES.iter().find(|(name, _)| *name == exchange)?.1;
    let symbol = symbol.trim().trim_start_matches('$');
    let end = symbol
        .find(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-')))
        .unwrap_or(symbol.len());
    let symbol = symbol[..end].trim_end_matches(['.', '-']);
    let good = (1..=MAX_SYMBOL).contains(&symbol.len())
        && !symbol.starts_with(|letter: char| !letter.is_ascii_alphanumeric())
        // Exchanges in Asia use numbers, words in lower case are no symbols.
        && !symbol.chars().any(|letter| letter.is_ascii_lowercase());
    good.then(|| format!("{exchange}:{symbol}"))
}

/// Keys in brackets within a text: "Acme Corp. (NASDAQ: ACME, TSX: AC)".
pub(super) fn tickers_in_text(text: &str, keys: &mut Vec<String>) {
    for bracket in text.split(['(', '[']).skip(1) {
        let inside = bracket.split([')', ']']).next().unwrap_or("");
        if inside.len() > 120 || !inside.contains(':') {
            continue;
        }
        for part in inside.split([',', ';', '/', '|']) {
            push(keys, ticker(part));
        }
    }
}

/// An ISIN: two letters, nine letters or digits, and a check digit that is right (ISO 6166).
pub(super) fn isin(text: &str) -> Option<String> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let shape = bytes.len() == 12
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..11]
            .iter()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
        && bytes[11].is_ascii_digit();
    if !shape {
        return None;
    }
    let digits: Vec<u32> = text
        .chars()
        .filter_map(|letter| letter.to_digit(36))
        .flat_map(|value| {
            if value > 9 {
                vec![value / 10, value % 10]
            } else {
                vec![value]
            }
        })
        .collect();
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, &digit)| {
            let weighed = if place % 2 == 1 { digit * 2 } else { digit };
            weighed / 10 + weighed % 10
        })
        .sum();
    sum.is_multiple_of(10).then(|| text.to_owned())
}

/// Adds a key once.
pub(super) fn push(keys: &mut Vec<String>, key: Option<String>) {
    if let Some(key) = key
        && !keys.contains(&key)
        && keys.len() < 50
    {
        keys.push(key);
    }
}
