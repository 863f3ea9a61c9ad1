//! The field's closed lists: what happened, where a text came from, how sure an answer is.

use serde::{Deserialize, Serialize};

/// What happened to a company, as a headline or a filing says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalKind {
    /// Money raised: a round, a grant, a loan, an offering under Regulation D.
    Funding,
    /// Going public: filing, pricing, first day, also by SPAC.
    Ipo,
    /// A merger, a take-over, a disposal, a spin-off.
    Acquisition,
    /// An officer or director comes, goes or changes role.
    Leadership,
    /// A product or service starts, changes, or is withdrawn.
    Product,
    /// Two companies agree to work together; a customer win counts.
    Partnership,
    /// The company is taking people on.
    Hiring,
    /// The company lets people go, closes a site, or leaves a market.
    Layoffs,
    /// A new office, plant, country or market.
    Expansion,
    /// Results, guidance, a trading statement.
    Earnings,
    /// A prize, a rank, a certificate.
    Award,
    /// A suit, a fine, an investigation, a settlement.
    Legal,
    /// A breach, an outage, a vulnerability.
    Security,
    /// A new name, brand or ticker.
    Rebrand,
    /// Insolvency, administration, liquidation.
    Bankruptcy,
}

impl SignalKind {
    /// Every kind, in the order in which views list them.
    pub const ALL: [Self; 15] = [
        Self::Funding,
        Self::Ipo,
        Self::Acquisition,
        Self::Leadership,
        Self::Product,
        Self::Partnership,
        Self::Hiring,
        Self::Layoffs,
        Self::Expansion,
        Self::Earnings,
        Self::Award,
        Self::Legal,
        Self::Security,
        Self::Rebrand,
        Self::Bankruptcy,
    ];

    /// The name on the wire, in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Funding => "funding",
            Self::Ipo => "ipo",
            Self::Acquisition => "acquisition",
            Self::Leadership => "leadership",
            Self::Product => "product",
            Self::Partnership => "partnership",
            Self::Hiring => "hiring",
            Self::Layoffs => "layoffs",
            Self::Expansion => "expansion",
            Self::Earnings => "earnings",
            Self::Award => "award",
            Self::Legal => "legal",
            Self::Security => "security",
            Self::Rebrand => "rebrand",
            Self::Bankruptcy => "bankruptcy",
        }
    }

    /// The kind with that [`name`](Self::name), if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What sort of thing a story is; the chips above the news filter by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContentType {
    /// An article by a publisher.
    News,
    /// The company's own announcement, on its site or a wire.
    PressRelease,
    /// A funding record: Form D or a round with its amount.
    Funding,
    /// A video (YouTube, Vimeo).
    Video,
    /// A post of a corporate blog.
    Blog,
    /// A filing with a regulator.
    Filing,
    /// A job advertisement.
    Job,
}

impl ContentType {
    /// Every type, in the order of the chips.
    pub const ALL: [Self; 7] = [
        Self::News,
        Self::PressRelease,
        Self::Funding,
        Self::Video,
        Self::Blog,
        Self::Filing,
        Self::Job,
    ];

    /// The name on the wire, in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::PressRelease => "press_release",
            Self::Funding => "funding",
            Self::Video => "video",
            Self::Blog => "blog",
            Self::Filing => "filing",
            Self::Job => "job",
        }
    }

    /// The type with that [`name`](Self::name), if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How a fact came to be known; the order is the order of trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceClass {
    /// Filed with an authority (SEC, GLEIF, a company register).
    Filed,
    /// Said by the company itself (press release, corporate blog, its channel).
    Company,
    /// Written or checked by an editor.
    Editorial,
    /// Found by a machine (news search, a crawler).
    Mined,
    /// Contributed by many (Wikidata, a community).
    Crowdsourced,
    /// Typed or imported by the rep.
    Typed,
}

impl SourceClass {
    /// The name on the wire, in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Company => "company",
            Self::Editorial => "editorial",
            Self::Mined => "mined",
            Self::Crowdsourced => "crowdsourced",
            Self::Typed => "typed",
        }
    }

    /// The class with that [`name`](Self::name), if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Filed,
            Self::Company,
            Self::Editorial,
            Self::Mined,
            Self::Crowdsourced,
            Self::Typed,
        ]
        .into_iter()
        .find(|class| class.name() == name)
    }
}

/// Is this the company? Three answers, never a guess dressed up as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The evidence is enough.
    Yes,
    /// The evidence is against it, or there is none.
    No,
    /// There is some evidence; a person should look.
    Unsure,
}

impl Answer {
    /// The name on the wire, in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unsure => "unsure",
        }
    }
}
