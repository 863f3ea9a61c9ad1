//! What stock exchanges and data vendors append to a company's name: share class, par value,
//! depositary receipts. Cut off before names are compared.

/// Vendors' two-letter codes of the currency that a par value is in ("EO" euro, "DL" US dollar,
/// "LS" pound sterling), as price lists of German exchanges write them.
const CURRENCY_CODES: &[&str] = &[
    "eo", "dl", "ls", "sf", "sk", "dk", "nk", "yn", "hd", "sd", "ad", "cd", "rc", "zy", "yc", "rp",
    "ba", "ir", "is", "tn", "nd", "mn", "rb", "kd", "kc", "wn", "uf", "ff", "dm", "pp", "mr", "ms",
    "rn", "tl", "rl", "rs", "ek", "lt", "np", "bp", "fm",
];

/// Words that speak of the share, not of the company.
const NOISE: &[&str] = &[
    "ord",
    "shs",
    "ords",
    "ordinary",
    "shares",
    "adr",
    "adrs",
    "gdr",
    "gdrs",
    "ads",
    "spons",
    "sponsored",
    "unsponsored",
    "spon",
    "unsp",
    "pref",
    "prefs",
    "preferred",
    "pfd",
    "inh",
    "nam",
    "nom",
    "on",
    "vzo",
    "vz",
    "vna",
    "drn",
    "drc",
    "fgn",
    "nvdr",
    "regs",
    "144a",
    "cl",
    "class",
    "ser",
    "cdi",
    "cva",
    "bdr",
    "registered",
    "bearer",
    "subord",
    "sb",
    "vt",
    "wh",
    "iss",
    "compartment",
    "prom",
    "sp",
    "stk",
    "cert",
    "depositary",
    "depository",
    "receipt",
    "receipts",
    "common",
    "stock",
    "representing",
    "warrant",
    "warrants",
    "wts",
    "units",
    "rights",
    "postp",
    "publ",
    "adr1",
    "nv144a",
    "konv",
    "cr",
    "cnv",
    "act",
];

/// Words that are noise only together with other noise.
const WEAK_NOISE: &[&str] = &[
    "na", "new", "old", "reg", "s", "or", "st", "de", "a", "b", "c", "h", "n", "p", "x",
];

/// Number of leading words to keep once the share's words are cut from the end.
///
/// `shouting` says that the name was written in capitals throughout, as price lists do; only then
/// are single letters and bare numbers taken for a share class or a par value.
pub(super) fn keep<T: AsRef<str>>(tokens: &[T], shouting: bool) -> usize {
    let word = |index: usize| tokens[index].as_ref();
    let mut end = tokens.len();
    let mut cut_some = false;
    while end > 1 {
        let last = word(end - 1);
        let before = word(end - 2);
        if NOISE.contains(&last) {
            // "Common" and the like end real names too; the share's words come in pairs there.
            if matches!(
                last,
                "common" | "stock" | "units" | "rights" | "act" | "on" | "st"
            ) && !shouting
                && !cut_some
            {
                break;
            }
            end -= 1;
            cut_some = true;
        } else if matches!(before, "class" | "cl" | "series" | "ser" | "compartment")
            && last.chars().count() <= 2
        {
            end -= 2;
            cut_some = true;
        } else if let Some(kept) = without_par_value(tokens, end) {
            end = kept;
            cut_some = true;
        } else if cut_some
            && (WEAK_NOISE.contains(&last)
                || CURRENCY_CODES.contains(&last)
                || shouting && is_number(last))
        {
            end -= 1;
        } else if shouting && end > 2 && matches!(last, "a" | "b" | "na") {
            end -= 1;
            cut_some = true;
        } else {
            break;
        }
    }
    end.max(1)
}

/// "dl 01", "eo 0 52", "h yc 1": where the words before the par value end.
fn without_par_value<T: AsRef<str>>(tokens: &[T], end: usize) -> Option<usize> {
    let mut start = end;
    while start > 0 && is_number(tokens[start - 1].as_ref()) && end - start < 3 {
        start -= 1;
    }
    if start == end || start < 2 {
        return None;
    }
    CURRENCY_CODES
        .contains(&tokens[start - 1].as_ref())
        .then_some(start - 1)
}

/// Number of leading words to keep when the name is said twice, as some lists do
/// ("AVIO SPA AVIO ORD SHS", cut at a fixed length).
pub(super) fn keep_first_saying<T: AsRef<str>>(tokens: &[T]) -> usize {
    let Some(first) = tokens.first().map(AsRef::as_ref) else {
        return 0;
    };
    for second in 1..tokens.len() {
        let repeated =
            tokens[second..]
                .iter()
                .zip(tokens)
                .enumerate()
                .all(|(index, (again, once))| {
                    let (again, once) = (again.as_ref(), once.as_ref());
                    let is_last = second + index + 1 == tokens.len();
                    again == once || (is_last && again.len() >= 3 && once.starts_with(again))
                });
        // "Sing Sing" and "Mahindra and Mahindra" are names; a repeat restarts after a legal form
        // or covers two words.
        let after_form = super::legal::is_form(tokens[second - 1].as_ref());
        if repeated && first.len() > 1 && (after_form || tokens.len() - second >= 2) {
            return second;
        }
    }
    tokens.len()
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}
