//! Universal search: one in-memory index per sort of record, read step by step when it is first
//! needed, kept current by what the database reports of every write.

use super::wanted::Wanted;
use crate::protocol::{
    AccountRow, Contact, FoundTask, Reply, SearchPage, SearchQuery, SearchResults, SearchSort,
    SignalsReply, Story,
};
use crate::search::traits::{StoryTraits, day_of};
use crate::search::{Document, SearchIndex};
use crate::store::{account, contact, documents, news, search};
use crate::{Engine, Result};
use jiff::Timestamp;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Results of one sort at most.
const MOST_RESULTS: u32 = 100;

/// Records read into the index with one question; 20,000 headlines take about 0.2 s natively.
const STEP: usize = 20_000;

/// Records still unread that a question waits for, rather than answer without forgiving errors.
const READ_AT_ONCE: u64 = 60_000;

/// Records of one sort that are held in memory at most; a larger table is searched on disk, without
/// forgiving typing errors.
const MOST_INDEXED: u64 = 400_000;

/// Hits looked at for a filter that needs the database.
const MOST_FILTERED: usize = 20_000;

/// Documents that may have gone before the index is made anew.
const MOST_GONE: usize = 50_000;

/// Sorts of records with a table of their own, as [`documents`] reads them.
const TABLES: [&str; 5] = ["account", "contact", "story", "touch", "enrolment"];
const ACCOUNT: usize = 0;
const CONTACT: usize = 1;
const STORY: usize = 2;
const TOUCH: usize = 3;
const ENROLMENT: usize = 4;

/// Ids of records that were written since they were read, by table.
type Dirty = Arc<Mutex<[FxHashSet<i64>; TABLES.len()]>>;

/// The index over everything.
#[derive(Default)]
pub(in crate::handle) struct SearchState {
    indexes: [SearchIndex; TABLES.len()],
    /// Last id read of each table; `None` when it was read to its end.
    read_to: [Option<i64>; TABLES.len()],
    /// True for a table too large for memory.
    on_disk: [bool; TABLES.len()],
    /// Documents replaced or removed since.
    gone: usize,
    traits: FxHashMap<i64, StoryTraits>,
    /// Digest of each document, so that a write that changes none of its words costs nothing.
    digests: [FxHashMap<i64, u64>; TABLES.len()],
    dirty: Dirty,
}

impl Engine {
    /// The simple search of the protocol's first version.
    pub(in crate::handle) fn search(
        &mut self,
        text: &str,
        limit: u32,
        now: Timestamp,
    ) -> Result<Reply> {
        let query = SearchQuery {
            text: text.to_owned(),
            limit,
            sorts: vec![SearchSort::Account, SearchSort::Person, SearchSort::Story],
            ..SearchQuery::default()
        };
        let page = self.found(&query, now)?;
        Ok(Reply::Search(SearchResults {
            accounts: page.accounts,
            contacts: page.contacts,
            stories: page.stories,
        }))
    }

    pub(super) fn find(&mut self, query: &SearchQuery, now: Timestamp) -> Result<Reply> {
        let page = self.found(query, now)?;
        Ok(Reply::Signals(Box::new(SignalsReply::Search(page))))
    }

    fn found(&mut self, query: &SearchQuery, now: Timestamp) -> Result<SearchPage> {
        let mut state = match self.search.take() {
            Some(state) => state,
            None => self.new_search()?,
        };
        let outcome = self.found_in(&mut state, query, now);
        if state.gone < MOST_GONE {
            self.search = Some(state);
        }
        outcome
    }

    fn found_in(
        &self,
        state: &mut SearchState,
        query: &SearchQuery,
        now: Timestamp,
    ) -> Result<SearchPage> {
        self.refresh(state)?;
        let mut unread = self.unread(state)?;
        let text = query.text.trim();
        if text.is_empty() {
            self.read_on(state, STEP)?;
            return Ok(SearchPage {
                unread: self.unread(state)?,
                ..SearchPage::default()
            });
        }
        if (1..=READ_AT_ONCE).contains(&unread) {
            while unread > 0 {
                self.read_on(state, STEP)?;
                unread = self.unread(state)?;
            }
        }
        if unread == 0 {
            // The last step may have ended exactly with the last record.
            state.read_to = [None; TABLES.len()];
        }
        let limit = query.limit.min(MOST_RESULTS) as usize;
        let wanted = Wanted::of(query)?;
        let asked = |sort: SearchSort| {
            let all = query.sorts.is_empty() || query.sorts.contains(&sort);
            let of_stories = !query.kinds.is_empty() || !query.types.is_empty();
            let dated = wanted.has_dates();
            all && match sort {
                SearchSort::Story => true,
                SearchSort::Task => !of_stories,
                SearchSort::Setting => !of_stories && !dated && !wanted.needs_account(),
                SearchSort::Account | SearchSort::Person => !of_stories && !dated,
            }
        };
        let mut page = SearchPage {
            unread,
            ..SearchPage::default()
        };
        if asked(SearchSort::Account) {
            page.accounts = self.accounts_found(state, text, limit, &wanted, now)?;
        }
        if asked(SearchSort::Person) {
            page.contacts = self.people_found(state, text, limit, &wanted)?;
        }
        if asked(SearchSort::Story) {
            page.stories = self.stories_found(state, text, limit, &wanted, now)?;
        }
        if asked(SearchSort::Task) {
            page.tasks = self.tasks_found(state, text, limit, &wanted)?;
        }
        if asked(SearchSort::Setting) {
            page.settings = crate::search::pages::found(text, limit);
        }
        Ok(page)
    }

    fn accounts_found(
        &self,
        state: &SearchState,
        text: &str,
        limit: usize,
        wanted: &Wanted,
        now: Timestamp,
    ) -> Result<Vec<AccountRow>> {
        let ids = match state.ids(ACCOUNT, text, limit, wanted.needs_account()) {
            Some(ids) => ids,
            None => match search::match_expression(text) {
                Some(words) => search::accounts(&self.connection, &words, MOST_RESULTS)?
                    .into_iter()
                    .map(|row| row.id)
                    .collect(),
                None => Vec::new(),
            },
        };
        let mut rows = Vec::new();
        for id in ids {
            if rows.len() == limit {
                break;
            }
            if wanted.account_fits(&self.connection, id)? {
                rows.extend(account::load_row(&self.connection, id)?);
            }
        }
        self.add_stars(&mut rows, now)?;
        Ok(rows)
    }

    fn people_found(
        &self,
        state: &SearchState,
        text: &str,
        limit: usize,
        wanted: &Wanted,
    ) -> Result<Vec<Contact>> {
        let found = match state.ids(CONTACT, text, limit, wanted.needs_account()) {
            Some(ids) => {
                let mut people = Vec::new();
                for id in ids {
                    people.extend(contact::load(&self.connection, id)?);
                }
                people
            }
            None => match search::match_expression(text) {
                Some(words) => search::contacts(&self.connection, &words, MOST_RESULTS)?,
                None => Vec::new(),
            },
        };
        let mut people = Vec::new();
        for person in found {
            let fits = match person.account {
                Some(account) => wanted.account_fits(&self.connection, account)?,
                None => !wanted.needs_account(),
            };
            if fits && people.len() < limit {
                people.push(person);
            }
        }
        Ok(people)
    }

    fn stories_found(
        &self,
        state: &SearchState,
        text: &str,
        limit: usize,
        wanted: &Wanted,
        now: Timestamp,
    ) -> Result<Vec<Story>> {
        if state.waits(STORY) {
            let found = match search::match_expression(text) {
                Some(words) => {
                    news::search(&self.connection, &words, MOST_RESULTS, now.as_second())?
                }
                None => Vec::new(),
            };
            let mut stories = Vec::new();
            for story in found {
                if stories.len() < limit
                    && wanted.story_fits(&StoryTraits::of(&story))
                    && wanted.story_is_about(&self.connection, story.id)?
                {
                    stories.push(story);
                }
            }
            return Ok(stories);
        }
        let today = day_of(now.as_second());
        let most = if wanted.needs_account() {
            MOST_FILTERED
        } else {
            limit * 2 + 20
        };
        let hits = state.indexes[STORY].search_where(text, most, |id| {
            state
                .traits
                .get(&id)
                .is_some_and(|traits| traits.day <= today && wanted.story_fits(traits))
        });
        let mut heads: Vec<i64> = Vec::new();
        for hit in hits {
            if heads.len() == limit {
                break;
            }
            let head = state
                .traits
                .get(&hit.id)
                .and_then(|traits| traits.head)
                .unwrap_or(hit.id);
            // A story that the rep muted is not found through its copies either.
            let hidden = !state.digests[STORY].contains_key(&head);
            if !hidden && !heads.contains(&head) && wanted.story_is_about(&self.connection, head)? {
                heads.push(head);
            }
        }
        let mut stories = Vec::with_capacity(heads.len());
        for head in heads {
            stories.extend(news::load(&self.connection, head, None, now.as_second())?);
        }
        Ok(stories)
    }

    fn tasks_found(
        &self,
        state: &SearchState,
        text: &str,
        limit: usize,
        wanted: &Wanted,
    ) -> Result<Vec<FoundTask>> {
        let mut tasks = Vec::new();
        let mut take = |found: Option<(FoundTask, i64)>| -> Result<bool> {
            if let Some((task, at)) = found
                && wanted.day_fits(day_of(at))
                && wanted.account_fits(&self.connection, task.account)?
            {
                tasks.push(task);
            }
            Ok(tasks.len() < limit)
        };
        // What is to be done comes before what was done.
        for id in state.ids(ENROLMENT, text, limit, true).unwrap_or_default() {
            if !take(self.open_step_found(id, text)?)? {
                return Ok(tasks);
            }
        }
        for id in state.ids(TOUCH, text, limit, true).unwrap_or_default() {
            if !take(documents::task(&self.connection, id)?)? {
                return Ok(tasks);
            }
        }
        Ok(tasks)
    }

    /// An empty index that hears of every write from now on.
    fn new_search(&mut self) -> Result<SearchState> {
        let mut state = SearchState::default();
        for (place, table) in TABLES.into_iter().enumerate() {
            state.on_disk[place] = account::count(&self.connection, table)? > MOST_INDEXED;
            state.read_to[place] = (!state.on_disk[place]).then_some(i64::MAX);
        }
        let dirty = Arc::clone(&state.dirty);
        self.connection
            .update_hook(Some(move |_, _: &str, table: &str, id: i64| {
                if let Some(place) = TABLES.iter().position(|known| *known == table) {
                    let mut sets = dirty.lock().unwrap_or_else(PoisonError::into_inner);
                    sets[place].insert(id);
                }
            }))?;
        Ok(state)
    }

    /// Records of all tables that are still to be read.
    fn unread(&self, state: &SearchState) -> Result<u64> {
        let mut unread = 0;
        for (place, table) in TABLES.into_iter().enumerate() {
            if let Some(last) = state.read_to[place] {
                unread += documents::count_below(&self.connection, table, last)?;
            }
        }
        Ok(unread)
    }

    /// Reads the next records, newest first: small tables before the stories.
    fn read_on(&self, state: &mut SearchState, most: usize) -> Result<()> {
        let mut left = most;
        for place in [ACCOUNT, CONTACT, ENROLMENT, TOUCH, STORY] {
            let Some(last) = state.read_to[place] else {
                continue;
            };
            if left == 0 {
                break;
            }
            let mut read = 0;
            let mut lowest = last;
            documents::each_below(&self.connection, TABLES[place], last, left, |row| {
                lowest = row.id;
                read += 1;
                state.take(place, row);
            })?;
            state.read_to[place] = (read == left).then_some(lowest);
            left -= read;
        }
        Ok(())
    }

    /// Takes over what was written since the last question.
    fn refresh(&self, state: &mut SearchState) -> Result<()> {
        let dirty =
            std::mem::take(&mut *state.dirty.lock().unwrap_or_else(PoisonError::into_inner));
        for (place, ids) in dirty.into_iter().enumerate() {
            for id in ids {
                let unread = state.read_to[place].is_some_and(|last| id < last);
                if state.on_disk[place] || unread {
                    continue;
                }
                match documents::one(&self.connection, TABLES[place], id)? {
                    Some(row) => state.take(place, row),
                    None => state.drop(place, id),
                }
            }
        }
        Ok(())
    }
}

impl SearchState {
    /// True while a table is not wholly in memory.
    fn waits(&self, place: usize) -> bool {
        self.on_disk[place] || self.read_to[place].is_some()
    }

    /// The best ids of a table; `None` while it must be searched on disk.
    fn ids(&self, place: usize, text: &str, limit: usize, filtered: bool) -> Option<Vec<i64>> {
        if self.waits(place) && !matches!(place, TOUCH | ENROLMENT) {
            return None;
        }
        let most = if filtered { MOST_FILTERED } else { limit };
        let hits = self.indexes[place].search(text, most);
        Some(hits.into_iter().map(|hit| hit.id).collect())
    }

    fn take(&mut self, place: usize, row: documents::Row) {
        if row.hidden {
            self.drop(place, row.id);
            return;
        }
        if let Some(traits) = row.traits {
            self.traits.insert(row.id, traits);
        }
        let digest = digest(&row.title, &row.text);
        match self.digests[place].insert(row.id, digest) {
            Some(known) if known == digest => return,
            Some(_) => self.gone += 1,
            None => {}
        }
        self.indexes[place].add(&Document {
            id: row.id,
            title: &row.title,
            text: &row.text,
        });
    }

    fn drop(&mut self, place: usize, id: i64) {
        if self.digests[place].remove(&id).is_some() {
            self.indexes[place].remove(id);
            self.traits.remove(&id);
            self.gone += 1;
        }
    }
}

fn digest(title: &str, text: &str) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    (title, text).hash(&mut hasher);
    hasher.finish()
}
