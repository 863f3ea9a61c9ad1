//! Countries under one name, however a list writes them.

/// Names and codes of one country, folded, the name first.
const COUNTRIES: &[&[&str]] = &[
    &[
        "united states",
        "us",
        "usa",
        "u s",
        "u s a",
        "united states of america",
        "america",
        "etats unis",
        "vereinigte staaten",
        "estados unidos",
    ],
    &[
        "united kingdom",
        "uk",
        "gb",
        "gbr",
        "great britain",
        "england",
        "scotland",
        "wales",
        "northern ireland",
        "royaume uni",
        "grossbritannien",
        "reino unido",
    ],
    &[
        "germany",
        "de",
        "deu",
        "deutschland",
        "allemagne",
        "alemania",
    ],
    &["france", "fr", "fra", "frankreich", "francia"],
    &["spain", "es", "esp", "espana", "spanien"],
    &["italy", "it", "ita", "italia", "italien", "italie"],
    &[
        "netherlands",
        "nl",
        "nld",
        "the netherlands",
        "holland",
        "nederland",
        "niederlande",
        "pays bas",
    ],
    &["belgium", "be", "bel", "belgique", "belgie", "belgien"],
    &["switzerland", "ch", "che", "schweiz", "suisse", "svizzera"],
    &["austria", "at", "aut", "osterreich"],
    &["sweden", "se", "swe", "sverige"],
    &["norway", "no", "nor", "norge"],
    &["denmark", "dk", "dnk", "danmark"],
    &["finland", "fi", "fin", "suomi"],
    &["iceland", "is", "isl", "island"],
    &["ireland", "ie", "irl", "republic of ireland", "eire"],
    &["portugal", "pt", "prt"],
    &["greece", "gr", "grc", "hellas"],
    &["luxembourg", "lu", "lux"],
    &["poland", "pl", "pol", "polska"],
    &["czech republic", "cz", "cze", "czechia", "cesko"],
    &["slovakia", "sk", "svk"],
    &["hungary", "hu", "hun", "magyarorszag"],
    &["romania", "ro", "rou"],
    &["bulgaria", "bg", "bgr"],
    &["croatia", "hr", "hrv", "hrvatska"],
    &["slovenia", "si", "svn"],
    &["serbia", "rs", "srb"],
    &["ukraine", "ua", "ukr"],
    &["russia", "ru", "rus", "russian federation"],
    &["estonia", "ee", "est"],
    &["latvia", "lv", "lva"],
    &["lithuania", "lt", "ltu"],
    &["turkey", "tr", "tur", "turkiye"],
    &["cyprus", "cy", "cyp"],
    &["malta", "mt", "mlt"],
    &["israel", "il", "isr"],
    &["united arab emirates", "ae", "are", "uae"],
    &["saudi arabia", "sa", "sau", "ksa"],
    &["qatar", "qa", "qat"],
    &["kuwait", "kw", "kwt"],
    &["egypt", "eg", "egy"],
    &["morocco", "ma", "mar"],
    &["south africa", "za", "zaf", "rsa"],
    &["nigeria", "ng", "nga"],
    &["kenya", "ke", "ken"],
    &["india", "in", "ind", "bharat"],
    &["pakistan", "pk", "pak"],
    &["bangladesh", "bd", "bgd"],
    &[
        "china",
        "cn",
        "chn",
        "people s republic of china",
        "peoples republic of china",
        "prc",
        "mainland china",
    ],
    &["hong kong", "hk", "hkg", "hong kong sar"],
    &["taiwan", "tw", "twn"],
    &["japan", "jp", "jpn", "nippon"],
    &[
        "south korea",
        "kr",
        "kor",
        "korea",
        "republic of korea",
        "korea republic of",
    ],
    &["singapore", "sg", "sgp"],
    &["malaysia", "my", "mys"],
    &["indonesia", "id", "idn"],
    &["thailand", "th", "tha"],
    &["vietnam", "vn", "vnm", "viet nam"],
    &["philippines", "ph", "phl", "the philippines"],
    &["australia", "au", "aus"],
    &["new zealand", "nz", "nzl"],
    &["canada", "ca", "can"],
    &["mexico", "mx", "mex"],
    &["brazil", "br", "bra", "brasil"],
    &["argentina", "ar", "arg"],
    &["chile", "cl", "chl"],
    &["colombia", "co", "col"],
    &["peru", "pe", "per"],
    &["uruguay", "uy", "ury"],
];

/// True for a country's name in any usual spelling, not for its codes, which are words as well.
#[must_use]
pub fn is_country(text: &str) -> bool {
    text.chars().count() > 3 && COUNTRIES.iter().any(|names| names.contains(&text))
}

/// The country's folded name; an unknown country stands for itself. `None` for an empty text.
#[must_use]
pub fn canonical(country: &str) -> Option<String> {
    let folded: Vec<String> = super::name::words(country)
        .into_iter()
        .map(|word| word.text)
        .collect();
    let folded = folded.join(" ");
    if folded.is_empty() {
        return None;
    }
    let known = COUNTRIES
        .iter()
        .find(|names| names.contains(&folded.as_str()));
    Some(known.map_or(folded, |names| names[0].to_owned()))
}
