//! Every account in memory, indexed by word, joined words, initials, domain and ticker.

use super::align::Weighed;
use super::country;
use super::domain::{brand_label, is_free_mail, registrable_domain};
use super::fold::fold;
use super::hashlist::HashList;
use super::name::Name;
use super::relation::Relation;
use super::vocabulary;
use rustc_hash::FxHashMap;

/// One account as the resolver needs it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountEntry {
    /// The caller's own id.
    pub id: i64,
    /// Name as stored.
    pub name: String,
    /// Website, host or registrable domain.
    pub domain: Option<String>,
    /// Country, in any usual spelling or as an ISO code.
    pub country: Option<String>,
    /// City of the headquarters.
    pub city: Option<String>,
    /// All names but the official one.
    pub aliases: Vec<String>,
    /// Those of the aliases that name what it owns or was, with the tie.
    pub related: Vec<(String, Relation)>,
    /// Stock tickers, with or without the exchange.
    pub tickers: Vec<String>,
    /// Its industry, products and people; words that support a mention without naming the company.
    pub context: Vec<String>,
}

/// An account inside the index.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) domain: Option<String>,
    /// Folded canonical name, one string per country.
    pub(super) country: Option<u16>,
    pub(super) city: Option<String>,
    /// Its forms in [`Index::forms`].
    pub(super) forms: std::ops::Range<u32>,
}

/// One name of an account: the official one first, then the aliases.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) account: u32,
    start: u32,
    count: u8,
}

/// The index; read-only once built.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) accounts: Vec<Account>,
    pub(super) forms: Vec<Form>,
    form_words: Vec<FormWord>,
    words: Vec<Box<str>>,
    ids: FxHashMap<Box<str>, u32>,
    weights: Vec<f32>,
    /// For each word, where its forms start in `postings`; one more entry at the end.
    offsets: Vec<u32>,
    postings: Vec<u32>,
    /// Word ids in the order of their text.
    alphabetical: Vec<u32>,
    grams: Vec<(u32, u32)>,
    pub(super) keys: HashList,
    pub(super) joined: HashList,
    pub(super) initials: HashList,
    pub(super) domains: HashList,
    pub(super) labels: HashList,
    pub(super) tickers: HashList,
    pub(super) ids_of_accounts: FxHashMap<i64, u32>,
    countries: Vec<String>,
    /// What a form is to its account, and how it is written, when it is not the account's own name.
    pub(super) ties: FxHashMap<u32, (Relation, Box<str>)>,
}

#[derive(Debug, Clone, Copy)]
struct FormWord {
    word: u32,
    cut: bool,
}

impl Index {
    pub(super) fn build(entries: impl Iterator<Item = AccountEntry>) -> Self {
        let mut index = Self::default();
        let mut country_ids: FxHashMap<String, u16> = FxHashMap::default();
        for entry in entries {
            let number = u32::try_from(index.accounts.len()).unwrap_or(u32::MAX);
            let first_form = u32::try_from(index.forms.len()).unwrap_or(u32::MAX);
            index.add_form(number, &entry.name);
            for (name, relation) in &entry.related {
                let form = u32::try_from(index.forms.len()).unwrap_or(u32::MAX);
                index.add_form(number, name);
                index.ties.insert(form, (*relation, name.as_str().into()));
            }
            let tied = |alias: &&String| entry.related.iter().any(|(name, _)| name == *alias);
            for alias in entry.aliases.iter().filter(|alias| !tied(alias)) {
                index.add_form(number, alias);
            }
            let domain = entry.domain.as_deref().and_then(registrable_domain);
            if let Some(domain) = domain.as_deref().filter(|domain| !is_free_mail(domain)) {
                index.domains.add(domain, number);
                index.labels.add(brand_label(domain), number);
            }
            for ticker in &entry.tickers {
                if let Some(ticker) = bare_ticker(ticker) {
                    index.tickers.add(&ticker, number);
                }
            }
            let country = entry.country.as_deref().and_then(|raw| {
                if let Some(known) = country_ids.get(raw) {
                    return Some(*known);
                }
                let canonical = country::canonical(raw)?;
                let id = index.country_id(canonical)?;
                country_ids.insert(raw.to_owned(), id);
                Some(id)
            });
            index.ids_of_accounts.insert(entry.id, number);
            index.accounts.push(Account {
                id: entry.id,
                name: entry.name,
                domain,
                country,
                city: entry
                    .city
                    .map(|city| fold(&city))
                    .filter(|city| !city.is_empty()),
                forms: first_form..u32::try_from(index.forms.len()).unwrap_or(u32::MAX),
            });
        }
        index.seal();
        index
    }

    fn country_id(&mut self, canonical: String) -> Option<u16> {
        if let Some(at) = self.countries.iter().position(|known| *known == canonical) {
            return u16::try_from(at).ok();
        }
        self.countries.push(canonical);
        u16::try_from(self.countries.len() - 1).ok()
    }

    /// The country's number, when some account has it.
    pub(super) fn find_country(&self, raw: &str) -> Option<Option<u16>> {
        let canonical = country::canonical(raw)?;
        let at = self.countries.iter().position(|known| *known == canonical);
        Some(at.and_then(|at| u16::try_from(at).ok()))
    }

    fn add_form(&mut self, account: u32, raw: &str) {
        let name = Name::parse(raw);
        if name.words.is_empty() {
            return;
        }
        let form = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let start = u32::try_from(self.form_words.len()).unwrap_or(u32::MAX);
        self.keys.add(&name.key(), form);
        let mut joined = String::new();
        for word in name.words.iter().take(3) {
            joined.push_str(&word.text);
            self.joined.add(&joined, form);
        }
        for initials in initials(&name) {
            self.initials.add(&initials, form);
        }
        let last = name.words.len() - 1;
        for (at, word) in name.words.iter().enumerate() {
            let cut = word.cut || (name.shouting && at == last);
            let id = self.intern(&word.text);
            self.form_words.push(FormWord { word: id, cut });
        }
        let count = u8::try_from(name.words.len()).unwrap_or(u8::MAX);
        self.forms.push(Form {
            account,
            start,
            count,
        });
    }

    fn intern(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(word.into());
        self.ids.insert(word.into(), id);
        id
    }

    fn seal(&mut self) {
        for list in [
            &mut self.keys,
            &mut self.joined,
            &mut self.initials,
            &mut self.domains,
            &mut self.labels,
            &mut self.tickers,
        ] {
            list.seal();
        }
        self.build_postings();
        let total = vocabulary::COUNTED_NAMES + self.forms.len() as f64;
        self.weights = (0..self.words.len())
            .map(|word| {
                let here = f64::from(self.offsets[word + 1] - self.offsets[word]);
                weight(&self.words[word], here, total) as f32
            })
            .collect();
        self.alphabetical = (0..u32::try_from(self.words.len()).unwrap_or(u32::MAX)).collect();
        let words = &self.words;
        self.alphabetical
            .sort_unstable_by(|a, b| words[*a as usize].cmp(&words[*b as usize]));
        for (id, word) in self.words.iter().enumerate() {
            for gram in grams(word) {
                self.grams
                    .push((gram, u32::try_from(id).unwrap_or(u32::MAX)));
            }
        }
        self.grams.sort_unstable();
        self.grams.dedup();
    }

    fn build_postings(&mut self) {
        let mut counts = vec![0_u32; self.words.len() + 1];
        for form in &self.forms {
            for word in distinct(self.raw_words(form)) {
                counts[word as usize + 1] += 1;
            }
        }
        for at in 1..counts.len() {
            counts[at] += counts[at - 1];
        }
        let mut cursor = counts.clone();
        let mut postings = vec![0_u32; *counts.last().unwrap_or(&0) as usize];
        for (number, form) in self.forms.iter().enumerate() {
            for word in distinct(self.raw_words(form)) {
                let at = &mut cursor[word as usize];
                postings[*at as usize] = u32::try_from(number).unwrap_or(u32::MAX);
                *at += 1;
            }
        }
        self.offsets = counts;
        self.postings = postings;
    }

    fn raw_words(&self, form: &Form) -> &[FormWord] {
        let start = form.start as usize;
        &self.form_words[start..start + usize::from(form.count)]
    }

    /// Number of words of a form.
    pub(super) fn word_count(&self, form: u32) -> u8 {
        self.forms.get(form as usize).map_or(0, |form| form.count)
    }

    /// The words of a form with their weights.
    pub(super) fn weighed<'a>(&'a self, form: &Form, out: &mut Vec<Weighed<'a>>) {
        out.clear();
        out.extend(self.raw_words(form).iter().map(|word| Weighed {
            text: &self.words[word.word as usize],
            cut: word.cut,
            weight: f64::from(self.weights[word.word as usize]),
        }));
    }

    /// The id of a word that some name holds.
    pub(super) fn word_id(&self, word: &str) -> Option<u32> {
        self.ids.get(word).copied()
    }

    /// The text of a word.
    pub(super) fn word(&self, id: u32) -> &str {
        &self.words[id as usize]
    }

    /// What a word weighs, also one that no name holds.
    pub(super) fn weight_of(&self, word: &str) -> f64 {
        match self.word_id(word) {
            Some(id) => f64::from(self.weights[id as usize]),
            None => weight(
                word,
                0.0,
                vocabulary::COUNTED_NAMES + self.forms.len() as f64,
            ),
        }
    }

    /// The forms that hold a word.
    pub(super) fn forms_with(&self, word: u32) -> &[u32] {
        let (start, end) = (self.offsets[word as usize], self.offsets[word as usize + 1]);
        &self.postings[start as usize..end as usize]
    }

    /// Words that begin with `prefix`, at most `most`.
    pub(super) fn words_with_prefix(
        &self,
        prefix: &str,
        most: usize,
    ) -> impl Iterator<Item = u32> + '_ {
        let start = self
            .alphabetical
            .partition_point(|id| self.word(*id) < prefix);
        let prefix = prefix.to_owned();
        self.alphabetical[start..]
            .iter()
            .copied()
            .take_while(move |id| self.word(*id).starts_with(&prefix))
            .take(most)
    }

    /// Words that share letter triples with `word`, most shared first, at most `most`.
    pub(super) fn words_like(&self, word: &str, most: usize) -> Vec<u32> {
        let wanted = grams(word);
        let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
        for gram in &wanted {
            let start = self.grams.partition_point(|pair| pair.0 < *gram);
            for pair in self.grams[start..]
                .iter()
                .take_while(|pair| pair.0 == *gram)
            {
                *shared.entry(pair.1).or_default() += 1;
            }
        }
        let enough = u32::try_from(wanted.len().div_ceil(3)).unwrap_or(1).max(1);
        let mut found: Vec<(u32, u32)> = shared
            .into_iter()
            .filter(|(_, count)| *count >= enough)
            .map(|(word, count)| (count, word))
            .collect();
        found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(most);
        found.into_iter().map(|(_, word)| word).collect()
    }
}

/// Inverse document frequency of a word over the counted names and this list, in nats.
fn weight(word: &str, here: f64, total: f64) -> f64 {
    if vocabulary::is_stop_word(word) {
        return 0.3;
    }
    ((total + 1.0) / (vocabulary::count(word) + here + 1.0))
        .ln()
        .max(0.3)
}

fn distinct(words: &[FormWord]) -> impl Iterator<Item = u32> + '_ {
    words
        .iter()
        .enumerate()
        .filter(|(at, word)| words[..*at].iter().all(|before| before.word != word.word))
        .map(|(_, word)| word.word)
}

/// The letter triples of a word with its edges marked, packed; fewest hash collisions for ASCII.
fn grams(word: &str) -> Vec<u32> {
    let edged = std::iter::once('\u{2}')
        .chain(word.chars())
        .chain(std::iter::once('\u{3}'));
    let letters: Vec<u32> = edged.map(|c| u32::from(c) & 0x3FF).collect();
    let mut grams: Vec<u32> = letters
        .windows(3)
        .map(|w| (w[0] << 20) | (w[1] << 10) | w[2])
        .collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// The initials that a name may be called by: of every word, and of all but the stop words; three
/// letters at least. The legal form's letter is added as people do ("BHEL").
pub(super) fn initials(name: &Name) -> Vec<String> {
    let mut found = Vec::new();
    let letters = |skip_stop: bool| -> String {
        name.words
            .iter()
            .filter(|word| !skip_stop || !vocabulary::is_stop_word(&word.text))
            .filter_map(|word| word.text.chars().next())
            .collect()
    };
    let legal: String = name.legal.chars().next().into_iter().collect();
    for base in [letters(false), letters(true)] {
        for text in [base.clone(), format!("{base}{legal}")] {
            if text.chars().count() >= 3 && !found.contains(&text) {
                found.push(text);
            }
        }
    }
    found
}

/// The ticker without exchange and share line: `NASDAQ: AAPL` and `aapl.o` give `AAPL`.
pub(super) fn bare_ticker(raw: &str) -> Option<String> {
    let after_exchange = raw.rsplit(':').next()?.trim().trim_start_matches('$');
    let bare = after_exchange.split(['.', ' ', '/']).next()?;
    let fits = (1..=8).contains(&bare.len())
        && bare
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'&');
    fits.then(|| bare.to_ascii_uppercase())
}
