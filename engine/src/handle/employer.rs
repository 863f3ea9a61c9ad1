//! The account that an imported person belongs to.

use super::Engine;
use crate::Result;
use crate::protocol::AccountId;
use crate::resolve::is_free_mail;
use crate::store::account::{self, Incoming};
use crate::store::identity::{self, Claim};
use crate::store::key::{domain_key, name_key};
use crate::store::provenance::Origin;
use crate::store::related;
use std::collections::BTreeMap;

/// Accounts of one domain among which the named one is looked for.
const MOST_PER_DOMAIN: u32 = 20;

impl Engine {
    /// The account that a person's row names, by its domain, by the domain of the person's address,
    /// or by its name; made when the row names a company that nobody knows. True when it was made.
    pub(super) fn employer(
        &self,
        fields: &BTreeMap<String, String>,
        origin: &Origin,
        invented: bool,
    ) -> Result<(Option<AccountId>, bool)> {
        let name = fields.get("account_name").map(String::as_str);
        let stated = fields
            .get("account_domain")
            .and_then(|text| domain_key(text));
        let from_address = fields
            .get("email")
            .and_then(|email| domain_key(email))
            .filter(|domain| !is_free_mail(domain));
        let domain = stated.or(from_address);
        if let Some(domain) = &domain {
            let rows = account::with_domain(&self.connection, domain, MOST_PER_DOMAIN)?;
            let named = rows
                .iter()
                .find(|row| name.is_some_and(|name| name_key(name).key == name_key(&row.name).key));
            if let Some(row) = named.or(rows.first()) {
                return Ok((Some(row.id), false));
            }
        }
        let named = fields.contains_key("account_name") || fields.contains_key("account_domain");
        if !named {
            return Ok((None, false));
        }
        let name = name.or(domain.as_deref()).unwrap_or_default();
        let claim = Claim {
            source: &origin.source,
            provenance: origin.id,
            external_id: None,
            name,
            domain: domain.as_deref(),
            country: None,
        };
        if let Some(known) = identity::account(&self.connection, &claim)? {
            return Ok((Some(known), false));
        }
        // Who works at a brand or a subsidiary that is no account works for its owner.
        if let [(owner, _)] = &related::accounts_of(&self.connection, &name_key(name).key, 2)?[..] {
            return Ok((Some(owner.id), false));
        }
        if name.is_empty() {
            return Ok((None, false));
        }
        let mut fields = BTreeMap::from([("name".to_owned(), name.to_owned())]);
        fields.extend(domain.map(|domain| ("domain".to_owned(), domain)));
        let incoming = Incoming {
            external_id: None,
            fields,
            invented,
        };
        let made = account::keep(&self.connection, &incoming, origin)?;
        Ok((Some(made.account), true))
    }
}
