//! Accounts and people that the rep adds or changes by hand.

use super::Engine;
use crate::protocol::{AccountId, ContactId, Reply};
use crate::store::account::{self, Incoming};
use crate::store::contact::{self, IncomingContact};
use crate::store::{counter, provenance};
use crate::{Error, Result};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Fields in one request at most.
const MOST_FIELDS: usize = 500;

/// Longest field name, in characters.
const LONGEST_FIELD_NAME: usize = 200;

/// Longest value kept, in characters.
const LONGEST_VALUE: usize = 20_000;

impl Engine {
    pub(super) fn save_account(
        &self,
        account: Option<AccountId>,
        fields: &[(String, String)],
        now: Timestamp,
    ) -> Result<Reply> {
        let fields = checked(fields, "domain")?;
        let account = match account {
            Some(account) => {
                self.known(account)?;
                account::type_fields(&self.connection, account, &fields, now.as_second())?;
                account
            }
            None => self.new_account(&fields, now)?,
        };
        counter::advance(&self.connection, counter::ACCOUNTS)?;
        self.account_page(account, now)
    }

    fn new_account(&self, fields: &[(String, String)], now: Timestamp) -> Result<AccountId> {
        let mut fields = filled(fields);
        let domain = fields
            .get("domain")
            .or_else(|| fields.get("website"))
            .cloned();
        if !fields.contains_key("name") {
            let Some(domain) = domain else {
                return Err(missing("A new account needs a name or a domain.", "name"));
            };
            fields.insert("name".to_owned(), domain);
        }
        let origin = provenance::typed(&self.connection, now.as_second())?;
        let incoming = Incoming {
            external_id: None,
            fields,
            invented: false,
        };
        Ok(account::keep(&self.connection, &incoming, &origin)?.account)
    }

    pub(super) fn save_contact(
        &self,
        contact: Option<ContactId>,
        fields: &[(String, String)],
        now: Timestamp,
    ) -> Result<Reply> {
        let mut fields = checked(fields, "email")?;
        let account = taken_account(&mut fields)?;
        if let Some(account) = account {
            self.known(account)?;
        }
        let id = match contact {
            Some(id) => {
                if contact::load(&self.connection, id)?.is_none() {
                    return Err(Error::Unknown(format!("contact {id}")));
                }
                contact::type_fields(&self.connection, id, &fields, now.as_second())?;
                contact::join_account(&self.connection, id, account)?;
                id
            }
            None => {
                let fields = filled(&fields);
                if !fields.contains_key("name") && !fields.contains_key("email") {
                    return Err(missing(
                        "A new person needs a name or an email address.",
                        "name",
                    ));
                }
                let origin = provenance::typed(&self.connection, now.as_second())?;
                let incoming = IncomingContact {
                    external_id: None,
                    account,
                    fields,
                };
                contact::keep(&self.connection, &incoming, &origin)?.contact
            }
        };
        contact::load(&self.connection, id)?
            .map(Reply::Contact)
            .ok_or_else(|| Error::Unknown(format!("contact {id}")))
    }
}

/// Text from outside on one line: no control or direction characters, at most so many characters.
pub(super) fn plain(text: &str, longest: usize) -> String {
    crate::ingest::text::plain_line(text, longest)
}

/// The fields in plain text; `key` is the field whose value must be readable where it is given.
fn checked(fields: &[(String, String)], key: &str) -> Result<Vec<(String, String)>> {
    if fields.len() > MOST_FIELDS {
        return Err(missing(
            &format!("More than {MOST_FIELDS} fields were given."),
            "fields",
        ));
    }
    let mut checked = Vec::with_capacity(fields.len());
    for (name, value) in fields {
        let name = plain(name, LONGEST_FIELD_NAME);
        let value = plain(value, LONGEST_VALUE);
        if name.is_empty() {
            return Err(missing("A field has no name.", "fields"));
        }
        if name == key && !value.is_empty() && !readable(key, &value) {
            return Err(missing(
                &format!("“{}” is no {key}.", plain(&value, 60)),
                key,
            ));
        }
        checked.push((name, value));
    }
    Ok(checked)
}

fn readable(key: &str, value: &str) -> bool {
    match key {
        "email" => crate::store::key::email_key(value).is_some(),
        _ => crate::store::key::domain_key(value).is_some(),
    }
}

fn filled(fields: &[(String, String)]) -> BTreeMap<String, String> {
    fields
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .cloned()
        .collect()
}

/// Takes the field `account` (an id) out of the fields.
fn taken_account(fields: &mut Vec<(String, String)>) -> Result<Option<AccountId>> {
    let Some(at) = fields.iter().position(|(name, _)| name == "account") else {
        return Ok(None);
    };
    let (_, value) = fields.remove(at);
    if value.is_empty() {
        return Ok(None);
    }
    match value.parse() {
        Ok(id) => Ok(Some(id)),
        Err(_) => Err(missing(
            "The field “account” is not the number of an account.",
            "account",
        )),
    }
}

fn missing(message: &str, place: &str) -> Error {
    Error::input(
        "bad_field",
        message,
        place,
        "Nothing was changed. Correct it and save again.",
    )
}
