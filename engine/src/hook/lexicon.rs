//! Word lists for headlines: what may be written small, which verbs say what, what needs tact.

use crate::protocol::SignalKind;

/// Headline words that are common in English business news and never a name on their own: in
/// a headline with every word capitalised these can be written small.
const COMMON: &str = "a about acquires acquisition across adds after agreement agrees ahead all amid an and \
announces annual app appoints as at award awards battery beats board boosts brings business buys by campus capital \
center centre chain chief closes cloud comes companies company completes contract creates customers cut data day \
deal deals debuts delivery demand develops digital doubles drive efforts electric energy enters enterprise expand \
expands expansion exchange executive expected facility factory faster features final firm first flagship for \
forces former founder from fuel full fund funding further future gains general gets global goes green group grow growth \
has head headquarters help her hire hires hiring his home hub in industry innovation insurance international \
into introduces invest investment investors is it its jobs join joins joint lab latest launch launches lead leader leads line local machine \
major maker makes management manager manufacturing market markets marketing million more move moves names named national network new \
next of off offer offering office offices officer on online open opens operations opportunities or out over partner partners \
partnership payment payments pilot plan plans plant platform power president price prices product production \
products program project public quarter raises range record recognized records recruits regional release releases remote report research results retail rolls round sales \
scale second secures security seed senior series service services sets several share shares signs site small smart snags software solar solution solutions \
staff start starts startup startups store stores strategic strategy strong suite supply support team teams tech \
technology test the their third this three through to today tool tools top training transformation two under unveils up upgrade use users venture vice warehouse wins with \
workers workforce world year years";

/// True when the lower-case word may be written small without losing a name.
pub(super) fn is_common(lower: &str) -> bool {
    COMMON.split_ascii_whitespace().any(|word| word == lower)
}

/// Words between a name and its verb that change nothing ("has", "to", "today").
pub(super) const BETWEEN: &[&str] = &[
    "has",
    "have",
    "just",
    "today",
    "officially",
    "successfully",
    "to",
    "will",
    "is",
    "plans",
    "set",
    "agrees",
    "agreed",
    "now",
];

/// Prepositions before a name: the name is then not who acts ("founder of Acme raises").
pub(super) const PREPOSITIONS: &[&str] = &[
    "of", "to", "from", "with", "for", "by", "at", "in", "on", "behind", "vs", "versus", "over",
    "against", "and", "than", "after", "amid", "like", "ex", "former", "via", "into", "or", "&",
    "not", "without", "despite",
];

/// Verbs by which a headline says that the company named before them did it.
pub(super) const fn verbs(kind: SignalKind) -> &'static [&'static str] {
    match kind {
        SignalKind::Funding => &[
            "raises",
            "raised",
            "raise",
            "raising",
            "closes",
            "closed",
            "close",
            "secures",
            "secured",
            "secure",
            "lands",
            "landed",
            "nabs",
            "bags",
            "gets",
            "snags",
            "scores",
            "completes",
            "completed",
            "announces",
            "announced",
            "picks up",
            "hauls in",
            "pulls in",
            "attracts",
            "receives",
            "received",
            "collects",
            "grabs",
            "banks",
        ],
        SignalKind::Acquisition => &[
            "acquires",
            "acquired",
            "acquire",
            "acquiring",
            "buys",
            "bought",
            "buy",
            "snaps up",
            "scoops up",
            "takes over",
            "completes acquisition of",
            "announces acquisition of",
            "completes purchase of",
        ],
        SignalKind::Product => &[
            "launches",
            "launched",
            "launch",
            "unveils",
            "unveiled",
            "introduces",
            "introduced",
            "releases",
            "released",
            "rolls out",
            "debuts",
            "ships",
        ],
        SignalKind::Partnership => &[
            "partners with",
            "partnered with",
            "partner with",
            "teams up with",
            "joins forces with",
            "signs deal with",
            "announces partnership with",
            "signs partnership with",
        ],
        SignalKind::Hiring => &[
            "hires",
            "hire",
            "hiring",
            "adds",
            "add",
            "adding",
            "creates",
            "create",
            "creating",
            "to hire",
            "to add",
            "recruits",
            "recruit",
            "recruiting",
        ],
        SignalKind::Expansion => &[
            "opens",
            "opened",
            "open",
            "opening",
            "expands in",
            "expands to",
            "expands into",
            "expand in",
            "expand to",
            "expand into",
            "expanding into",
            "expanding to",
            "enters",
            "entered",
            "enter",
            "launches in",
            "sets up",
            "builds",
            "build",
        ],
        SignalKind::Leadership => &[
            "names",
            "named",
            "name",
            "appoints",
            "appointed",
            "appoint",
            "hires",
            "hired",
            "taps",
            "tapped",
            "promotes",
            "promoted",
            "welcomes",
            "welcomed",
            "announces",
            "elects",
            "elected",
        ],
        SignalKind::Award => &[
            "wins",
            "won",
            "win",
            "takes home",
            "receives",
            "received",
            "earns",
            "earned",
        ],
        SignalKind::Ipo
        | SignalKind::Layoffs
        | SignalKind::Earnings
        | SignalKind::Legal
        | SignalKind::Security
        | SignalKind::Rebrand
        | SignalKind::Bankruptcy => &[],
    }
}

/// Where an object ends: the words that begin the rest of a headline.
pub(super) const OBJECT_ENDS: &[&str] = &[
    "for", "in", "from", "to", "at", "as", "with", "after", "amid", "on", "by", "that", "which",
    "who", "while", "when", "but", "over", "into", "ahead", "despite", "through", "via", "during",
    "before", "under", "across", "against", "backed", "led", "worth", "it", "is", "are", "was",
    "will", "and",
];

/// Words that make an object something else than it seems: a stake is not the company.
pub(super) const NOT_OBJECTS: &[&str] = &[
    "stake",
    "stakes",
    "shares",
    "share",
    "minority",
    "majority",
    "assets",
    "rights",
    "tender",
    "offer",
    "bid",
    "control",
    "investigation",
    "probe",
    "recall",
    "review",
    "debt",
    "bonds",
    "half",
    "part",
    "parts",
    "court",
    "lawsuit",
    "case",
    "appeal",
    "approval",
    "time",
    "contract",
    "rest",
    "remaining",
];

/// Kinds of site that an expansion may name, as words of a headline.
pub(super) const SITES: &[&str] = &[
    "office",
    "offices",
    "plant",
    "factory",
    "hub",
    "headquarters",
    "store",
    "stores",
    "warehouse",
    "campus",
    "facility",
    "lab",
    "showroom",
    "site",
    "hotel",
    "restaurant",
    "studio",
    "branch",
    "clinic",
    "gigafactory",
    "depot",
];

/// Words that call for a neutral sentence whatever the kind: death, injury, crime, politics.
const TACT: &str = "dies died dead death deaths killed kills fatal fatality obituary funeral mourns mourning suicide shooting crash \
explosion fire injured injures victims victim hospitalised hospitalized cancer murder assault harassment abuse racism racist \
arrested indicted convicted prison fraud scandal allegations alleged accused war invasion attack hostages strike strikes \
walkout boycott election senator congress parliament minister trump biden republican democrat politics political sanctions layoffs \
layoff redundancies bankrupt bankruptcy insolvency insolvent lawsuit sued sues breach hacked ransomware recall recalls tot tod gestorben \
entlassungen insolvenz muere muerte fallece despidos quiebra halt halts halted suspends suspended scraps scrapped shelves \
shelved cancels cancelled canceled delays delayed struggles struggling slump slumps plunge plunges plummets losses warns ousts ousted \
closure closures";

/// The same in several words.
const TACT_PHRASES: &[&str] = &[
    "runs low",
    "running low",
    "runs out",
    "running out of",
    "short of cash",
    "cash crunch",
    "cash-strapped",
    "cost-cutting",
    "cost cuts",
    "profit warning",
    "going concern",
    "hostile takeover",
    "misses estimates",
    "misses expectations",
];

/// Words for an owner's paper, and for its ups and downs.
const SHARES: &[&str] = &["shares", "share", "stock", "stocks"];
const MOVES: &[&str] = &[
    "jump",
    "jumps",
    "jumped",
    "fall",
    "falls",
    "fell",
    "rise",
    "rises",
    "rose",
    "slump",
    "slumps",
    "surge",
    "surges",
    "surged",
    "drop",
    "drops",
    "dropped",
    "plunge",
    "plunges",
    "plunged",
    "soar",
    "soars",
    "soared",
    "climb",
    "climbs",
    "climbed",
    "slide",
    "slides",
    "slid",
    "tumble",
    "tumbles",
    "tumbled",
    "gain",
    "gains",
    "gained",
    "rally",
    "rallies",
    "dip",
    "dips",
    "sink",
    "sinks",
    "sank",
    "price",
    "prices",
    "upgrade",
    "downgrade",
    "upgraded",
    "downgraded",
    "rating",
];
/// Words between the paper and its move ("shares of Acme jump").
const REACH: usize = 4;

/// Words of a story about how it all began.
const ORIGINS: &[&str] = &[
    "was founded in",
    "were founded in",
    "was founded by",
    "the history of",
    "a brief history",
];

/// Words that say of a person's death and hardly anything else: no sales mail opens with one.
const DEATH: &str = "dies died obituary funeral mourns mourning suicide murder murdered killed fatal fatality gestorben verstorben muere \
fallece fallecido décès décédé";

/// The first word of `text` that calls for tact, if there is one.
pub(super) fn tactful_word(text: &str) -> Option<&'static str> {
    first_of(TACT, text).or_else(|| {
        let lower = text.to_lowercase();
        TACT_PHRASES
            .iter()
            .copied()
            .find(|phrase| lower.contains(phrase))
    })
}

/// True when a headline speaks of the price of a company's shares: news for its owners, not for those
/// who work there.
pub(super) fn is_about_shares(title: &str) -> bool {
    let lower = title.to_lowercase();
    if lower.contains("price target") || lower.contains("target price") {
        return true;
    }
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.iter().enumerate().any(|(at, word)| {
        SHARES.contains(word)
            && words
                .iter()
                .skip(at + 1)
                .take(REACH)
                .any(|next| MOVES.contains(next))
    })
}

/// True when a headline tells how the company began.
pub(super) fn is_about_origins(title: &str) -> bool {
    let lower = title.to_lowercase();
    ORIGINS.iter().any(|phrase| lower.contains(phrase))
}

/// True when `text` tells of a death.
pub(super) fn tells_of_death(text: &str) -> bool {
    first_of(DEATH, text).is_some()
}

fn first_of(list: &'static str, text: &str) -> Option<&'static str> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .take(400)
        .map(str::to_lowercase)
        .collect();
    list.split_ascii_whitespace()
        .find(|word| words.iter().any(|seen| seen == word))
}
