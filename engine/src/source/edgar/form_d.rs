//! Form D: money raised from private investors, with amounts, often before any press release.
//!
//! Persons named in it are counted, not kept: who they are is no business of an account's news.

use super::{NAME, base_form, dollars};
use crate::Result;
use crate::ingest::markup::{Document, ElementId};
use crate::ingest::text::plain_line;
use crate::protocol::{ContentType, SignalKind, SourceClass};
use crate::source::address::full_cik;
use crate::source::fields::{filled, unreadable};
use crate::source::findings::{CompanyFacts, CompanyKeys, Findings, SourceStory, entry, moment};

/// Industry group of funds, which raise money to invest it.
const FUND: &str = "Pooled Investment Fund";

/// What a Form D says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormD {
    /// Name of the issuer.
    pub issuer: String,
    /// Its Central Index Key, ten digits.
    pub cik: Option<String>,
    /// True for a change of an earlier notice.
    pub amendment: bool,
    /// Industry group in the words of the form.
    pub industry: String,
    /// Dollars offered in all; `None` when indefinite.
    pub offered: Option<i64>,
    /// Dollars sold so far.
    pub sold: Option<i64>,
    /// Dollars that remain; `None` when indefinite.
    pub remaining: Option<i64>,
    /// Investors so far.
    pub investors: Option<i64>,
    /// Day of the first sale, `YYYY-MM-DD`, empty when it has not been.
    pub first_sale: String,
    /// Day of the signature, `YYYY-MM-DD`.
    pub signed: String,
    /// Year of incorporation; empty when not told.
    pub founded: String,
    /// Persons named in the form.
    pub persons: usize,
}

impl FormD {
    /// True when the issuer is a fund.
    #[must_use]
    pub fn is_fund(&self) -> bool {
        self.industry == FUND
    }

    /// The raise in one sentence.
    #[must_use]
    pub fn headline(&self) -> String {
        let name = &self.issuer;
        match (self.sold.filter(|&sold| sold > 0), self.offered) {
            (Some(sold), Some(offered)) if sold < offered => {
                format!(
                    "{name} raises {} of {} offered",
                    dollars(sold),
                    dollars(offered)
                )
            }
            (Some(sold), _) => format!("{name} raises {}", dollars(sold)),
            (None, Some(offered)) => {
                format!("{name} offers {} to private investors", dollars(offered))
            }
            (None, None) => format!("{name} offers securities to private investors"),
        }
    }
}

pub(in crate::source) fn read(payload: &[u8], url: &str) -> Result<Findings> {
    let text = String::from_utf8_lossy(payload);
    let document = Document::parse(text.trim_start());
    let form =
        parse(&document).ok_or_else(|| unreadable(url, NAME, "the document is no Form D"))?;
    let company = company(&document, &form);
    let mut found = entry(form.headline() + " (Form D)", ContentType::Funding);
    found.summary = summary(&form);
    found.url = crate::ingest::canonical_url(url);
    found.publisher = Some(NAME.to_owned());
    found.published = moment(&form.signed);
    found.categories.extend(filled(form.industry.clone()));
    found.external_id = url.to_owned();
    let story = SourceStory {
        entry: found,
        class: SourceClass::Filed,
        kinds: vec![SignalKind::Funding],
        company: company.keys.clone(),
    };
    Ok(Findings {
        title: NAME.to_owned(),
        stories: vec![story],
        companies: vec![company],
        problems: Vec::new(),
    })
}

/// Reads the document; `None` when it is no Form D.
#[must_use]
pub fn parse(document: &Document) -> Option<FormD> {
    let kind = document
        .find("submissiontype")
        .map(|element| document.text(element))?;
    if base_form(&kind) != "D" {
        return None;
    }
    let issuer = document.find("primaryissuer")?;
    let offering = document.find("offeringdata")?;
    let inside = |parent: ElementId, path: &[&str]| text_at(document, parent, path);
    let amount = |path: &[&str]| {
        inside(offering, path)
            .parse::<f64>()
            .ok()
            .map(|value| value as i64)
    };
    let persons = document
        .elements
        .iter()
        .filter(|element| element.name == "relatedpersoninfo");
    Some(FormD {
        issuer: inside(issuer, &["entityname"]),
        cik: full_cik(&inside(issuer, &["cik"])),
        amendment: kind.trim().ends_with("/A"),
        industry: inside(offering, &["industrygroup", "industrygrouptype"]),
        offered: amount(&["offeringsalesamounts", "totalofferingamount"]),
        sold: amount(&["offeringsalesamounts", "totalamountsold"]),
        remaining: amount(&["offeringsalesamounts", "totalremaining"]),
        investors: amount(&["investors", "totalnumberalreadyinvested"]),
        first_sale: inside(offering, &["typeoffiling", "dateoffirstsale", "value"]),
        signed: inside(offering, &["signatureblock", "signature", "signaturedate"]),
        founded: inside(issuer, &["yearofinc", "value"]),
        persons: persons.count(),
    })
    .filter(|form| !form.issuer.is_empty())
}

fn text_at(document: &Document, parent: ElementId, path: &[&str]) -> String {
    let found = path
        .iter()
        .try_fold(parent, |element, name| document.child(element, name));
    let text = found.map_or_else(String::new, |element| document.text(element));
    plain_line(&text, 300)
}

fn summary(form: &FormD) -> String {
    let mut parts = Vec::new();
    match form.offered {
        Some(offered) => parts.push(format!("Offered: {}", dollars(offered))),
        None => parts.push("Offered: indefinite".to_owned()),
    }
    parts.extend(form.sold.map(|sold| format!("sold: {}", dollars(sold))));
    parts.extend(
        form.remaining
            .map(|left| format!("remaining: {}", dollars(left))),
    );
    parts.extend(form.investors.map(|count| format!("investors: {count}")));
    if !form.first_sale.is_empty() {
        parts.push(format!("first sale: {}", form.first_sale));
    }
    if form.amendment {
        parts.push("amends an earlier notice".to_owned());
    }
    if !form.industry.is_empty() {
        parts.push(format!("industry: {}", form.industry));
    }
    parts.join("; ") + "."
}

fn company(document: &Document, form: &FormD) -> CompanyFacts {
    let mut facts = CompanyFacts {
        keys: CompanyKeys {
            name: form.issuer.clone(),
            cik: form.cik.clone(),
            ..CompanyKeys::default()
        },
        source: NAME,
        class: SourceClass::Filed,
        url: None,
        fields: Vec::new(),
        other_names: Vec::new(),
    };
    facts.add("name", &form.issuer);
    facts.add("cik", form.cik.as_deref().unwrap_or(""));
    facts.add("industry", &form.industry);
    facts.add("founded", &form.founded);
    if let Some(issuer) = document.find("primaryissuer") {
        let inside = |path: &[&str]| text_at(document, issuer, path);
        facts.add("phone", &inside(&["issuerphonenumber"]));
        facts.add("street", &inside(&["issueraddress", "street1"]));
        facts.add("city", &inside(&["issueraddress", "city"]));
        facts.add("state", &inside(&["issueraddress", "stateorcountry"]));
        facts.add("postal_code", &inside(&["issueraddress", "zipcode"]));
        let former = document.children(issuer).filter(|&child| {
            matches!(
                document.elements[child].name.as_str(),
                "issuerpreviousnamelist" | "edgarpreviousnamelist"
            )
        });
        let names = former
            .flat_map(|list| document.children(list))
            .map(|name| plain_line(&document.text(name), 300));
        facts.other_names = names
            .filter(|name| !name.is_empty() && name != "None")
            .collect();
        let former = facts.other_names.join("; ");
        facts.add("former_names", &former);
    }
    facts
}
