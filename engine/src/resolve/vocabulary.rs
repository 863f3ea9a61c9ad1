//! What the words of company names weigh: how common each is, and which are short for which.

use crate::packed::{Packed, packed};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// How many company names hold each of the commonest words of company names: "word count", a line
/// each, most frequent first. Made by `cargo run --example name_words` (there the sources).
static COUNTS: Packed = packed!("src/resolve/words/name_words.txt");

/// Number of names that [`COUNTS`] was counted over.
pub(super) const COUNTED_NAMES: f64 = 38_479.0;

/// What a word that is in none of the counted lists is taken to have been seen.
const RARE: f64 = 3.0;

/// Abbreviations that price lists, filings and people use in company names.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("intl", "international"),
    ("intnl", "international"),
    ("internl", "international"),
    ("internat", "international"),
    ("grp", "group"),
    ("gp", "group"),
    ("gr", "group"),
    ("gruppe", "group"),
    ("groupe", "group"),
    ("gruppo", "group"),
    ("grupo", "group"),
    ("hldg", "holding"),
    ("hldgs", "holding"),
    ("hdg", "holding"),
    ("hdgs", "holding"),
    ("hlds", "holding"),
    ("hld", "holding"),
    ("holdings", "holding"),
    ("hold", "holding"),
    ("natl", "national"),
    ("finl", "financial"),
    ("fin", "financial"),
    ("genl", "general"),
    ("gen", "general"),
    ("mfg", "manufacturing"),
    ("manuf", "manufacturing"),
    ("tech", "technology"),
    ("techs", "technology"),
    ("technologies", "technology"),
    ("techn", "technology"),
    ("technol", "technology"),
    ("sys", "system"),
    ("systems", "system"),
    ("svc", "service"),
    ("svcs", "service"),
    ("serv", "service"),
    ("services", "service"),
    ("svs", "service"),
    ("ind", "industry"),
    ("inds", "industry"),
    ("indus", "industry"),
    ("industries", "industry"),
    ("industrie", "industry"),
    ("industria", "industry"),
    ("res", "resource"),
    ("resources", "resource"),
    ("rsc", "resource"),
    ("mtls", "metal"),
    ("metals", "metal"),
    ("minls", "mineral"),
    ("minerals", "mineral"),
    ("mng", "mining"),
    ("el", "electric"),
    ("elec", "electric"),
    ("electr", "electric"),
    ("pwr", "power"),
    ("bkg", "banking"),
    ("bnk", "bank"),
    ("bca", "banca"),
    ("bco", "banco"),
    ("bk", "bank"),
    ("bque", "banque"),
    ("ste", "societe"),
    ("soc", "societe"),
    ("entmt", "entertainment"),
    ("entert", "entertainment"),
    ("ent", "enterprise"),
    ("enterprises", "enterprise"),
    ("comm", "communication"),
    ("comms", "communication"),
    ("communications", "communication"),
    ("communic", "communication"),
    ("telecommunications", "telecommunication"),
    ("telecomm", "telecommunication"),
    ("sol", "solution"),
    ("sols", "solution"),
    ("solutions", "solution"),
    ("pharm", "pharmaceutical"),
    ("pharma", "pharmaceutical"),
    ("pharmaceuticals", "pharmaceutical"),
    ("pharmac", "pharmaceutical"),
    ("pharmaceut", "pharmaceutical"),
    ("lab", "laboratory"),
    ("labs", "laboratory"),
    ("laboratories", "laboratory"),
    ("therap", "therapeutics"),
    ("therapeut", "therapeutics"),
    ("expl", "exploration"),
    ("explor", "exploration"),
    ("devel", "development"),
    ("dev", "development"),
    ("dvlp", "development"),
    ("develop", "development"),
    ("developers", "development"),
    ("mgmt", "management"),
    ("mgt", "management"),
    ("mgnt", "management"),
    ("inv", "investment"),
    ("invest", "investment"),
    ("invs", "investment"),
    ("investments", "investment"),
    ("invt", "investment"),
    ("ins", "insurance"),
    ("insur", "insurance"),
    ("assur", "assurance"),
    ("prop", "property"),
    ("props", "property"),
    ("properties", "property"),
    ("prod", "product"),
    ("prods", "product"),
    ("products", "product"),
    ("eng", "engineering"),
    ("engr", "engineering"),
    ("engg", "engineering"),
    ("engin", "engineering"),
    ("chem", "chemical"),
    ("chems", "chemical"),
    ("chemicals", "chemical"),
    ("petr", "petroleum"),
    ("petrol", "petroleum"),
    ("transp", "transport"),
    ("trans", "transport"),
    ("constr", "construction"),
    ("const", "construction"),
    ("mtg", "mortgage"),
    ("tr", "trust"),
    ("amer", "american"),
    ("am", "american"),
    ("dt", "deutsche"),
    ("dte", "deutsche"),
    ("deut", "deutsche"),
    ("kon", "koninklijke"),
    ("koninkl", "koninklijke"),
    ("cie", "compagnie"),
    ("ges", "gesellschaft"),
    ("univ", "universal"),
    ("assoc", "associates"),
    ("assocs", "associates"),
    ("bros", "brothers"),
    ("gebr", "gebruder"),
    ("ctr", "center"),
    ("centre", "center"),
    ("centers", "center"),
    ("hosp", "hospital"),
    ("hospitals", "hospital"),
    ("med", "medical"),
    ("semicon", "semiconductor"),
    ("semicond", "semiconductor"),
    ("softw", "software"),
    ("ry", "railway"),
    ("rwy", "railway"),
    ("util", "utility"),
    ("utils", "utility"),
    ("utilities", "utility"),
    ("envir", "environmental"),
    ("env", "environmental"),
    ("auto", "automotive"),
    ("autom", "automotive"),
    ("automobile", "automotive"),
    ("commun", "community"),
    ("cmnty", "community"),
    ("fst", "first"),
    ("1st", "first"),
    ("nat", "national"),
    ("pte", "private"),
    ("st", "saint"),
    ("hk", "hongkong"),
    ("und", "and"),
    ("et", "and"),
    ("y", "and"),
    ("u", "and"),
    ("infra", "infrastructure"),
    ("fert", "fertilizer"),
    ("fertilisers", "fertilizer"),
    ("fertilizers", "fertilizer"),
    ("biotech", "biotechnology"),
    ("biotec", "biotechnology"),
    ("fds", "fund"),
    ("funds", "fund"),
    ("acq", "acquisition"),
    ("acquis", "acquisition"),
    ("equip", "equipment"),
    ("instr", "instruments"),
    ("mach", "machinery"),
    ("prec", "precision"),
    ("sci", "science"),
    ("sciences", "science"),
    ("expr", "express"),
    ("float", "floating"),
    ("glob", "global"),
    ("mkts", "markets"),
    ("mkt", "market"),
    ("bev", "beverage"),
    ("bever", "beverage"),
    ("gbl", "global"),
    ("intg", "integrated"),
    ("ctl", "control"),
    ("oper", "operating"),
    ("opp", "opportunities"),
    ("pac", "pacific"),
    ("shipb", "shipbuilding"),
    ("ship", "shipping"),
];

/// The full form of an abbreviation, or the singular of a word that is used in both.
pub(super) fn spelled_out(word: &str) -> Option<&'static str> {
    static TABLE: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
    TABLE
        .get_or_init(|| ABBREVIATIONS.iter().copied().collect())
        .get(word)
        .copied()
}

/// How many of [`COUNTED_NAMES`] names hold the word.
pub(super) fn count(word: &str) -> f64 {
    static TABLE: OnceLock<FxHashMap<&'static str, f64>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        COUNTS
            .text()
            .lines()
            .filter_map(|line| line.split_once(' '))
            .filter_map(|(word, count)| Some((word, count.parse().ok()?)))
            .collect()
    });
    table.get(word).copied().unwrap_or(RARE)
}

/// True for a word that many company names share ("group", "bank", "energy").
pub(super) fn is_generic(word: &str) -> bool {
    count(word) >= GENERIC
}

/// From this many counted names on a word no longer tells one company from another.
const GENERIC: f64 = 90.0;

/// Words that are left out of initials and weigh nothing.
pub(super) fn is_stop_word(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "of"
            | "the"
            | "for"
            | "de"
            | "des"
            | "du"
            | "la"
            | "le"
            | "les"
            | "di"
            | "del"
            | "della"
            | "van"
            | "von"
            | "der"
            | "den"
            | "in"
            | "a"
            | "e"
            | "y"
            | "et"
            | "und"
            | "och"
            | "og"
            | "ve"
            | "to"
            | "at"
            | "on"
            | "by"
            | "do"
            | "da"
            | "dos"
            | "das"
            | "d"
            | "l"
    )
}
