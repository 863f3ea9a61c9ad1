//! Header names as the systems in use export them.

use hookline_engine::ingest::mapping::Mapping;
use hookline_engine::protocol::ImportKind;

fn recognised(headers: &[&str]) -> (ImportKind, Vec<String>) {
    let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
    let mapping = Mapping::recognise(&headers, None, &[]).unwrap();
    let fields = mapping.columns().iter().map(|column| column.field.clone());
    (mapping.kind(), fields.collect())
}

fn check(kind: ImportKind, pairs: &[(&str, &str)]) {
    let headers: Vec<&str> = pairs.iter().map(|pair| pair.0).collect();
    let wanted: Vec<&str> = pairs.iter().map(|pair| pair.1).collect();
    let (found, fields) = recognised(&headers);
    assert_eq!(fields, wanted, "of {headers:?}");
    assert_eq!(found, kind, "of {headers:?}");
}

#[test]
fn salesforce_reports_and_data_loader() {
    check(
        ImportKind::Accounts,
        &[
            ("Account ID", "external_id"),
            ("Account Name", "name"),
            ("Account Owner", "owner"),
            ("Billing Street", "street"),
            ("Billing City", "city"),
            ("Billing State/Province", "state"),
            ("Billing Zip/Postal Code", "postal_code"),
            ("Billing Country", "country"),
            ("Phone", "phone"),
            ("Website", "website"),
            ("Industry", "industry"),
            ("Annual Revenue", "revenue"),
            ("Employees", "employees"),
            ("SIC Code", "sic"),
            ("NAICS Code", "naics"),
            ("Ownership", "ownership"),
            ("Ticker Symbol", "ticker"),
            ("Year Started", "founded"),
            ("Shipping City", "custom"),
            ("Last Activity", "custom"),
        ],
    );
    check(
        ImportKind::Accounts,
        &[
            ("Id", "external_id"),
            ("Name", "name"),
            ("BillingStreet", "street"),
            ("BillingCity", "city"),
            ("BillingPostalCode", "postal_code"),
            ("Website", "website"),
            ("NumberOfEmployees", "employees"),
            ("AnnualRevenue", "revenue"),
            ("Sic", "sic"),
            ("TickerSymbol", "ticker"),
            ("OwnerId", "owner"),
            ("SystemModstamp", "ignore"),
            ("Tier__c", "custom"),
        ],
    );
    check(
        ImportKind::Contacts,
        &[
            ("Contact ID", "external_id"),
            ("First Name", "first_name"),
            ("Last Name", "last_name"),
            ("Title", "title"),
            ("Account Name", "account_name"),
            ("Mailing City", "city"),
            ("Mailing Country", "country"),
            ("Phone", "phone"),
            ("Mobile", "mobile"),
            ("Email", "email"),
            ("Contact Owner", "owner"),
            ("Department", "department"),
            ("Birthdate", "birthday"),
        ],
    );
}

#[test]
fn hubspot() {
    check(
        ImportKind::Accounts,
        &[
            ("Record ID", "external_id"),
            ("Company name", "name"),
            ("Company owner", "owner"),
            ("Company Domain Name", "domain"),
            ("Website URL", "website"),
            ("Phone Number", "phone"),
            ("City", "city"),
            ("State/Region", "state"),
            ("Postal Code", "postal_code"),
            ("Country/Region", "country"),
            ("Industry", "industry"),
            ("Number of Employees", "employees"),
            ("Annual Revenue", "revenue"),
            ("Year Founded", "founded"),
            ("LinkedIn Company Page", "linkedin"),
            ("Web Technologies", "technologies"),
            ("Lead Status", "custom"),
        ],
    );
    check(
        ImportKind::Contacts,
        &[
            ("Record ID", "external_id"),
            ("First Name", "first_name"),
            ("Last Name", "last_name"),
            ("Email", "email"),
            ("Phone Number", "phone"),
            ("Mobile Phone Number", "mobile"),
            ("Job Title", "title"),
            ("Contact owner", "owner"),
            ("Associated Company", "account_name"),
            ("Lead Status", "custom"),
        ],
    );
}

#[test]
fn dynamics() {
    check(
        ImportKind::Accounts,
        &[
            ("(Do Not Modify) Account", "external_id"),
            ("(Do Not Modify) Row Checksum", "ignore"),
            ("(Do Not Modify) Modified On", "ignore"),
            ("Account Name", "name"),
            ("Main Phone", "phone"),
            ("Address 1: City", "city"),
            ("Address 1: State/Province", "state"),
            ("Address 1: ZIP/Postal Code", "postal_code"),
            ("Address 1: Country/Region", "country"),
            ("Website", "website"),
            ("Number of Employees", "employees"),
            ("Annual Revenue", "revenue"),
            ("SIC Code", "sic"),
            ("Primary Contact", "custom"),
        ],
    );
    check(
        ImportKind::Contacts,
        &[
            ("(Do Not Modify) Contact", "external_id"),
            ("Full Name", "name"),
            ("Email", "email"),
            ("Company Name", "account_name"),
            ("Business Phone", "phone"),
            ("Job Title", "title"),
        ],
    );
}

#[test]
fn pipedrive() {
    check(
        ImportKind::Accounts,
        &[
            ("Organization - ID", "external_id"),
            ("Organization - Name", "name"),
            ("Organization - Owner", "owner"),
            ("Organization - Address", "street"),
            ("Organization - Web site", "website"),
            ("Organization - Label", "custom"),
        ],
    );
    check(
        ImportKind::Contacts,
        &[
            ("Person - ID", "external_id"),
            ("Person - Name", "name"),
            ("Person - Organization", "account_name"),
            ("Person - Email - Work", "email"),
            ("Person - Phone - Work", "phone"),
            ("Person - Job title", "title"),
        ],
    );
}

#[test]
fn spreadsheets_in_german_french_and_spanish() {
    check(
        ImportKind::Accounts,
        &[
            ("Firmenname", "name"),
            ("Straße", "street"),
            ("PLZ", "postal_code"),
            ("Ort", "city"),
            ("Land", "country"),
            ("Branche", "industry"),
            ("Mitarbeiterzahl", "employees"),
            ("Jahresumsatz (EUR)", "revenue"),
            ("Webseite", "website"),
            ("Gründungsjahr", "founded"),
        ],
    );
    check(
        ImportKind::Accounts,
        &[
            ("Raison sociale", "name"),
            ("Site web", "website"),
            ("Ville", "city"),
            ("Code postal", "postal_code"),
            ("Pays", "country"),
            ("Effectif", "employees"),
            ("Chiffre d’affaires", "revenue"),
            ("Secteur d’activité", "industry"),
        ],
    );
    check(
        ImportKind::Accounts,
        &[
            ("Razón social", "name"),
            ("Página web", "website"),
            ("Ciudad", "city"),
            ("País", "country"),
            ("Número de empleados", "employees"),
            ("Facturación anual", "revenue"),
            ("Teléfono", "phone"),
        ],
    );
    check(
        ImportKind::Contacts,
        &[
            ("Vorname", "first_name"),
            ("Nachname", "last_name"),
            ("E-Mail-Adresse", "email"),
            ("Firma", "account_name"),
            ("Abteilung", "department"),
            ("Geburtsdatum", "birthday"),
        ],
    );
    check(
        ImportKind::Contacts,
        &[
            ("Prénom", "first_name"),
            ("Nom de famille", "last_name"),
            ("Courriel", "email"),
            ("Société", "account_name"),
            ("Fonction", "title"),
        ],
    );
}

#[test]
fn of_two_columns_for_one_field_the_better_named_wins() {
    check(
        ImportKind::Accounts,
        &[
            ("Company", "name"),
            ("HQ City", "custom"),
            ("City", "city"),
            ("Phone", "phone"),
            ("Phone (2)", "custom"),
            ("Annual Revenue (USD)", "revenue"),
            ("Domain", "domain"),
        ],
    );
}

#[test]
fn an_account_list_with_an_address_stays_an_account_list() {
    let (kind, fields) = recognised(&["Company", "Website", "Industry", "Email", "Employees"]);
    assert_eq!(kind, ImportKind::Accounts);
    assert_eq!(fields[3], "custom");
    assert_eq!(recognised(&["Name", "Email"]).0, ImportKind::Contacts);
    assert_eq!(recognised(&["Name", "Domain"]).0, ImportKind::Accounts);
    assert_eq!(recognised(&["Name"]).0, ImportKind::Accounts);
}
