//! Who is on the page: people, the accounts they may mean, and the page of the one that is shown.

use super::Engine;
use super::lookup::{RECOGNISED, resolution};
use super::save::plain;
use crate::Result;
use crate::protocol::{
    AccountId, AccountPage, Candidate, Contact, Context, PageFacts, PersonOnPage, PersonRole,
    Reply, Stranger,
};
use crate::resolve::{brand_label, is_free_mail};
use crate::store::key::{domain_key, email_key, person_key};
use crate::store::{account, contact, setting};
use jiff::Timestamp;

/// People of one page that are looked at; a mailing list is nobody to write to.
const MOST_PEOPLE: usize = 50;

/// Candidates told.
const MOST_CANDIDATES: usize = 10;

/// Longest name on a page, in characters.
const LONGEST_NAME: usize = 200;

impl Engine {
    /// Recipients come first, then the sender, then the record, then further participants. The rep's
    /// own address is left out, the rep's colleagues come last, and free-mail hosts mean no company.
    pub(super) fn context(
        &self,
        facts: &PageFacts,
        chosen_account: Option<AccountId>,
        chosen_person: Option<&str>,
        now: Timestamp,
    ) -> Result<Reply> {
        let own = self.own_domains(facts)?;
        let people = self.people_of(facts, &own, chosen_person)?;
        let mut candidates = Vec::new();
        let on_record = facts.view == "record";
        if on_record {
            self.add_record(facts, &mut candidates)?;
        }
        for person in people.iter().filter(|person| !person.colleague) {
            merge(&mut candidates, person.accounts.clone());
        }
        if !on_record {
            self.add_record(facts, &mut candidates)?;
        }
        candidates.truncate(MOST_CANDIDATES);
        let shown = self.shown(chosen_account, &people, &candidates)?;
        let person = people.first().filter(|person| {
            shown.is_none() || person.chosen || !person.colleague && person.may_be_at(shown)
        });
        let page = match shown {
            Some(account) => {
                Some(self.recognised_page(account, facts, &candidates, person, now)?)
            }
            None => None,
        };
        if on_record && chosen_account.is_none() {
            let whose = people
                .iter()
                .find(|person| person.role == rank(PersonRole::Record))
                .and_then(|person| person.contact.id);
            self.remember_record(facts, whose, shown)?;
        }
        let stranger = match &page {
            Some(_) => None,
            None => stranger(facts, &people, &candidates),
        };
        let context = Context {
            summary: summary(&people, page.as_ref(), &candidates, stranger.as_ref()),
            person: person.map(|person| person.contact.clone()),
            people: self.told(&people)?,
            candidates,
            page,
            stranger,
        };
        Ok(Reply::Context(Box::new(context)))
    }

    /// Domains of the rep's own company.
    fn own_domains(&self, facts: &PageFacts) -> Result<Vec<String>> {
        let set = setting::get(&self.connection, "own_domains")?;
        let mut own: Vec<String> = set.split([' ', ',', ';']).filter_map(domain_key).collect();
        own.extend(domain_key(&facts.own_email));
        own.retain(|domain| !is_free_mail(domain));
        Ok(own)
    }

    fn people_of(
        &self,
        facts: &PageFacts,
        own: &[String],
        chosen: Option<&str>,
    ) -> Result<Vec<Person>> {
        let own_email = email_key(&facts.own_email);
        let chosen = chosen.and_then(email_key);
        let mut people: Vec<Person> = Vec::new();
        for named in facts.people.iter().take(MOST_PEOPLE) {
            let email = email_key(&named.email);
            let name = plain(&named.name, LONGEST_NAME);
            if email.is_some() && email == own_email || email.is_none() && name.is_empty() {
                continue;
            }
            let known = people.iter_mut().find(|person| match &email {
                Some(_) => person.contact.email == email,
                None => person.contact.email.is_none() && person.contact.name == name,
            });
            if let Some(known) = known {
                known.role = known.role.min(rank(named.role));
                continue;
            }
            let domain = email.as_deref().and_then(domain_key);
            let mut person = self.person_named(&name, email)?;
            person.role = rank(named.role);
            person.colleague = domain.is_some_and(|domain| own.contains(&domain));
            person.chosen = chosen.is_some() && person.contact.email == chosen;
            people.push(person);
        }
        crate::order::by_key(&mut people, |person| {
            (!person.chosen, person.colleague, person.role)
        });
        Ok(people)
    }

    fn person_named(&self, name: &str, email: Option<String>) -> Result<Person> {
        let accounts = match &email {
            Some(email) => self.by_email(email)?,
            None => Vec::new(),
        };
        let stored = match &email {
            Some(email) => contact::with_email(&self.connection, email)?,
            None => {
                // Without an address a name means somebody only when one person has it.
                let mut same = contact::with_name(&self.connection, &person_key(name), 2)?;
                (same.len() == 1).then(|| same.remove(0))
            }
        };
        let mut accounts = accounts;
        if let (true, Some(account)) = (
            accounts.is_empty() && email.is_none(),
            stored.as_ref().and_then(|person| person.account),
        ) && let Some(row) = account::load_row(&self.connection, account)?
        {
            accounts = self.by_name(&row.name)?;
            accounts.retain(|candidate| candidate.account == account);
        }
        let contact = stored.unwrap_or_else(|| Contact {
            id: None,
            fit: None,
            source: None,
            name: match (&email, name.is_empty()) {
                (Some(email), true) => email.clone(),
                _ => name.to_owned(),
            },
            title: None,
            phone: None,
            account: accounts
                .first()
                .filter(|best| best.confidence >= RECOGNISED)
                .map(|best| best.account),
            email,
        });
        Ok(Person {
            contact,
            accounts,
            role: u8::MAX,
            colleague: false,
            chosen: false,
        })
    }

    /// Accounts that the record's website and company name mean; both together are surer.
    fn add_record(&self, facts: &PageFacts, candidates: &mut Vec<Candidate>) -> Result<()> {
        if let Some(domain) = domain_key(&facts.website).filter(|domain| !is_free_mail(domain)) {
            merge(candidates, self.by_domain(&domain, "website")?);
        }
        let company = plain(&facts.company, LONGEST_NAME);
        if !company.is_empty() {
            merge(candidates, self.by_name(&company)?);
        }
        Ok(())
    }

    /// The account to show: the chosen one; else the best of the first person (or the record), when
    /// it is sure enough and no other is as sure.
    fn shown(
        &self,
        chosen: Option<AccountId>,
        people: &[Person],
        candidates: &[Candidate],
    ) -> Result<Option<AccountId>> {
        if let Some(account) = chosen {
            self.known(account)?;
            return Ok(Some(account));
        }
        let meant = people.iter().find(|person| person.chosen);
        let list = match meant {
            Some(person) => &person.accounts,
            None => candidates,
        };
        Ok(list
            .iter()
            .find(|candidate| candidate.confidence >= RECOGNISED)
            .map(|candidate| candidate.account))
    }

    fn recognised_page(
        &self,
        account: AccountId,
        facts: &PageFacts,
        candidates: &[Candidate],
        person: Option<&Person>,
        now: Timestamp,
    ) -> Result<AccountPage> {
        let found: Vec<Candidate> = candidates
            .iter()
            .filter(|candidate| candidate.account == account)
            .cloned()
            .collect();
        let asked = found
            .first()
            .and_then(|best| best.evidence.first())
            .map_or_else(
                || plain(&facts.company, LONGEST_NAME),
                |evidence| evidence.text.clone(),
            );
        let matched = (!found.is_empty()).then(|| resolution(&asked, found));
        let contact = person.and_then(|person| person.contact.id);
        let first_name = person.map(|person| person.contact.name.as_str());
        let first_name = first_name.filter(|name| !name.contains('@'));
        self.page_of(account, matched, contact, first_name, now)
    }

    fn told(&self, people: &[Person]) -> Result<Vec<PersonOnPage>> {
        let mut told = Vec::with_capacity(people.len());
        for person in people {
            let name = match person.contact.account {
                Some(account) => account::load_row(&self.connection, account)?.map(|row| row.name),
                None => None,
            };
            told.push(PersonOnPage {
                contact: person.contact.clone(),
                account_name: name,
            });
        }
        Ok(told)
    }
}

/// A person on the page with the accounts they may belong to.
struct Person {
    contact: Contact,
    accounts: Vec<Candidate>,
    role: u8,
    colleague: bool,
    chosen: bool,
}

impl Person {
    /// May the person belong to the account that is shown? A stranger may.
    fn may_be_at(&self, account: Option<AccountId>) -> bool {
        self.accounts.is_empty()
            || self
                .accounts
                .iter()
                .any(|candidate| Some(candidate.account) == account)
    }
}

const fn rank(role: PersonRole) -> u8 {
    match role {
        PersonRole::Recipient => 0,
        PersonRole::Sender => 1,
        PersonRole::Record => 2,
        PersonRole::Participant => 3,
    }
}

/// Adds candidates; one that is there already gathers the evidence and the greater confidence.
fn merge(candidates: &mut Vec<Candidate>, found: Vec<Candidate>) {
    for new in found {
        match candidates
            .iter_mut()
            .find(|known| known.account == new.account)
        {
            Some(known) => {
                known.confidence = known.confidence.max(new.confidence);
                for evidence in new.evidence {
                    if !known.evidence.contains(&evidence) {
                        known.evidence.push(evidence);
                    }
                }
            }
            None => candidates.push(new),
        }
    }
}

/// A company on the page that nobody knows: the record's, else that of the first person's address.
fn stranger(facts: &PageFacts, people: &[Person], candidates: &[Candidate]) -> Option<Stranger> {
    if candidates
        .iter()
        .any(|candidate| candidate.confidence >= RECOGNISED)
    {
        return None;
    }
    let company = plain(&facts.company, LONGEST_NAME);
    let of_person = people
        .iter()
        .filter(|person| !person.colleague)
        .filter_map(|person| person.contact.email.as_deref().and_then(domain_key))
        .find(|domain| !is_free_mail(domain));
    let domain = domain_key(&facts.website)
        .filter(|domain| !is_free_mail(domain))
        .or_else(|| company.is_empty().then_some(of_person)?);
    let name = match (&domain, company.is_empty()) {
        (_, false) => company,
        (Some(domain), true) => capitalised(brand_label(domain)),
        (None, true) => return None,
    };
    let is_known = |domain: &String| {
        let same = |candidate: &Candidate| candidate.domain.as_ref() == Some(domain);
        candidates.iter().any(same)
    };
    (!domain.as_ref().is_some_and(is_known)).then_some(Stranger { name, domain })
}

fn capitalised(label: &str) -> String {
    let mut letters = label.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn summary(
    people: &[Person],
    page: Option<&AccountPage>,
    candidates: &[Candidate],
    stranger: Option<&Stranger>,
) -> String {
    let person = people
        .iter()
        .find(|person| !person.colleague)
        .map(|person| person.contact.name.as_str());
    match (page, person) {
        (Some(page), Some(person)) => format!("{person} at {}.", page.account.row.name),
        (Some(page), None) => format!("{}.", page.account.row.name),
        (None, _) if candidates.len() > 1 => {
            format!("{} accounts may be meant. Choose one.", candidates.len())
        }
        (None, _) => match (stranger, person) {
            (Some(stranger), _) => format!("{} is not among your accounts.", stranger.name),
            (None, Some(person)) => format!("{person} is at no account that you have."),
            (None, None) => "Nobody was recognised on this page.".to_owned(),
        },
    }
}
