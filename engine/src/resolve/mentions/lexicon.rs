//! Which words are ordinary words, given names or places, and therefore say little by themselves.

use crate::packed::{Packed, packed};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// Words that running text writes in lower case; made by `cargo run --example common_words`.
static COMMON: Packed = packed!("src/resolve/words/common_words.txt");
/// Everyday words that companies like to be called by; written for this project.
static EVERYDAY: Packed = packed!("src/resolve/words/everyday_words.txt");
/// Given names of many countries; written for this project.
static GIVEN_NAMES: Packed = packed!("src/resolve/words/given_names.txt");
/// Countries, states, cities and rivers; written for this project.
static PLACES: Packed = packed!("src/resolve/words/places.txt");

/// Days and months; as little a company's name as a place.
const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What sort of word it is, where it is more than a name of a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// In no list: most likely a name.
    Rare,
    /// An ordinary word.
    Common,
    /// A person's first name.
    GivenName,
    /// A country, state, city, river, day or month.
    Place,
}

/// The sort of a folded word; places before names before ordinary words.
pub(super) fn sort(word: &str) -> Sort {
    static TABLE: OnceLock<FxHashMap<&'static str, Sort>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: FxHashMap<&'static str, Sort> =
            DAYS.iter().map(|day| (*day, Sort::Place)).collect();
        for (list, sort) in [
            (&COMMON, Sort::Common),
            (&EVERYDAY, Sort::Common),
            (&GIVEN_NAMES, Sort::GivenName),
            (&PLACES, Sort::Place),
        ] {
            for word in list.text().split_ascii_whitespace() {
                if !DAYS.contains(&word) {
                    table.insert(word, sort);
                }
            }
        }
        table
    });
    table.get(word).copied().unwrap_or(Sort::Rare)
}

/// Verbs and nouns of business news that follow or precede a company's name.
const BUSINESS: &str = "acquire acquires acquired acquiring acquisition adds agrees agreed aims announce announces announced annual appoints appointed approves asks axes bags bans \
    bets bid bids board boosts boss braces breach buy buys buyback buying bought buyout ceo cfo chair chairman chief claims closes co-founder coo cto cuts cut deal deals debuts defends delays delists \
    denies deputy director ditches dividend doubles drops earnings ebitda employees enters exits expands expects explores faces fell falls files filing filed fires fined fine forecast forecasts founder funding \
    gains gets gives grows guidance halves hands head hikes hires hiring hits holds hq inc inks in-line intends invests invested investor investors ipo issue jobs joins jumps kills lands launch launches launched \
    layoffs lawsuit leads listing lists loss losses loses lost lowers ltd makes margin margins market merger merges misses moves names named net offer offers opens order orders outlook owns partners patent pays picks plan plans planning \
    plc plunges poaches posts posted prepares president price prices profit profits promises promotes promotion pulls quarter quarterly quits raises raised raise rallies rally ranks rating reaches rebounds rebrands recalls reclaims records \
    rejects releases renames replaces reports reported result results revamps revenue reveals rights rises rose rolls sacks said sales says secures seeks sees sell sells selling sets settles settlement share shareholders shares shed sheds shelves \
    shuts signs sinks slashes slides slips slumps snaps soars spin-off spins splits spokesman staff stake start-up starts statement stock stocks stops strikes subsidiary sues suit surges suspends takeover takes talks \
    targets tells tender tests threatens to tops trades trading treble trims tumbles turns turnover unit unveils up upgrades upbeat urges valuation valued valuing versus wants warns weighs will wins withdraws workers workforce worth writes zooms \
    can could may might must should would has have is was are were had down says: jump gain fall rise slip drop ends end closing climbs drags gained lower higher plummets tanks cracks crashes spurts \
    now again still also finally just officially reportedly chooses skids grounds plugs pops blames braces bumps clears climbs completes confirms considers continues courts creates crosses crushes curbs debates declares declines deepens delivers demands \
    deploys designs details develops disappoints discloses discontinues dismisses dives divests dodges doubts drives eases edges elects eliminates embraces emerges employs ends engages enlists ensures eyes establishes exceeds extends fends fights finds fixes floats follows \
    forges freezes gears goes hails handed hauls hints hosts hunts hurts ignites imposes improves increases incurs introduces invites is-said issues jolts keeps kicks lags laps lays leaps lets lifts locks loosens loses lures makes manages marks matches mulls narrows nears needs \
    nets notches notifies obtains offloads opposes ousts outbids outpaces parts passes pauses pegs pens pivots pledges pockets polishes predicts presents presses probes produces projects provides pumps purchases pushes puts quietly ramps ranks re-enters reacts readies \
    receives recruits reduces refiles refuses regains reinstates rejoins relaunches relocates remains removes renews reopens reorganises reorganizes replies rescues resets resigns resolves responds restores restructures resumes retains retires retreats returns reverses rides \
    rockets rules runs ropes scales scoops scores scraps scrambles selects serves shakes shifts shines shocks shoots shows shrinks shrugs sidesteps signals slams slows smashes sours sparks spends spikes spreads stands steps sticks strengthens stretches struggles submits \
    succeeds suffers supplies supports surpasses surprises swaps swings switches tackles taps teams tightens touts traces transfers triples trusts uncovers undercuts unloads upends uses vows walks weathers widens woos works wows bought took gave went got won lost sold sued \
    jan feb mar apr may jun june jul july aug sep sept oct nov dec january february march april august september october november december monday tuesday wednesday thursday friday qtr pat ebit executives executive scrip scrips case net bullish bearish target bonus debt q1 q2 q3 q4 fy h1 h2 managing executive vice md cmd evp svp vp agm egm 10-k 8-k 10-q";

/// True for a word that news puts beside a company's name, or a quarter or year of account.
pub(super) fn is_business(word: &str) -> bool {
    if is_period(word) {
        return true;
    }
    static TABLE: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    TABLE
        .get_or_init(|| BUSINESS.split_ascii_whitespace().collect())
        .contains(word)
}

/// "q3", "3q", "h1", "fy26".
pub(super) fn is_period(word: &str) -> bool {
    let rest = word
        .strip_prefix("fy")
        .or_else(|| word.strip_prefix(['q', 'h']))
        .or_else(|| word.strip_suffix(['q', 'h']));
    rest.is_some_and(|rest| {
        (1..=4).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Abbreviations that news uses for other things than companies.
const ACRONYMS: &str = "ai api atf ceo cfo cio cmd cmo coo cpi cto dna esg etf eu evp fbi fca fda fdi fii fiis fmcg fpo ftc gdp gmt gst hq hr imf ipo ipos ira irs it llc \
    mba md mou nasdaq nato nba nfl ngo nhs npa nyse oem otc pat pc pe pm ppi pr psu psus qip rbi rd roe sc sebi sec svp sme smes spac tv uae uk un us usa usd vc vcs vp wto yoy qoq icu gps usb led lng lpg cng \
    dii diis cbi ed ncp bjp aap gop sat nav isis nri nris eps pmi iip obc";

/// True for a folded abbreviation that news uses every day ("ipo").
pub(super) fn is_acronym_of_news(word: &str) -> bool {
    static TABLE: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    TABLE
        .get_or_init(|| ACRONYMS.split_ascii_whitespace().collect())
        .contains(word)
}

/// True for the folded abbreviation of a stock exchange, which news names as the place of trading.
pub(super) fn is_exchange_acronym(word: &str) -> bool {
    matches!(
        word,
        "nse"
            | "bse"
            | "nyse"
            | "lse"
            | "tse"
            | "tsx"
            | "asx"
            | "sgx"
            | "hkex"
            | "jse"
            | "cse"
            | "sse"
            | "szse"
            | "six"
            | "bme"
            | "omx"
            | "otc"
            | "amex"
    )
}
