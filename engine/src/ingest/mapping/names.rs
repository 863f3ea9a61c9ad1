//! Header names as CRM systems and people write them, per standard field.
//!
//! Names are compared [`folded`](crate::ingest::text::folded): case, accents, blanks and
//! punctuation do not matter. English first, then German, French, Spanish; the export names of
//! Salesforce (reports and data loader), HubSpot, Dynamics 365 and Pipedrive among them.

/// A standard field and the header names that mean it, the best first, parted by bars.
pub(super) type Names = (&'static str, &'static str);

/// Words before or after a header name that do not change what it means, per kind.
/// "Billing City" is a city, "Organization - Web site" is a website.
pub(super) const ACCOUNT_QUALIFIERS: [&str; 21] = [
    "account",
    "accounts",
    "company",
    "companies",
    "organization",
    "organisation",
    "org",
    "billing",
    "primary",
    "main",
    "hq",
    "headquarters",
    "head office",
    "corporate",
    "business",
    "address 1",
    "firmen",
    "rechnungs",
    "work",
    "legal",
    "hauptsitz",
];

/// The same for contacts.
pub(super) const CONTACT_QUALIFIERS: [&str; 14] = [
    "contact",
    "contacts",
    "person",
    "people",
    "lead",
    "leads",
    "mailing",
    "primary",
    "main",
    "work",
    "business",
    "address 1",
    "geschäftliche",
    "professional",
];

/// Fields of an account.
pub(super) const ACCOUNT_NAMES: &[Names] = &[
    (
        "name",
        "account name | name | company name | company | organization name | organization | \
         organisation | business name | legal name | entity name | client | client name | \
         customer | customer name | account | firm | employer | vendor | supplier | \
         name of company | company legal name | parent account name | firma | firmenname | \
         unternehmen | unternehmensname | kunde | kundenname | organisation name | société | \
         nom de la société | entreprise | nom de l'entreprise | nom du compte | \
         raison sociale | nom | client nom | empresa | nombre de la empresa | \
         nombre de la cuenta | razón social | nombre | compañía | cliente | cuenta",
    ),
    (
        "domain",
        "domain | company domain name | company domain | email domain | web domain | \
         domain name | website domain | primary domain | root domain | domäne | domaine | \
         nom de domaine | dominio | nombre de dominio",
    ),
    (
        "website",
        "website | web site | website url | url | company url | company website | homepage | \
         home page | web | web page | website address | site | www | internet | webseite | \
         internetseite | internetadresse | site web | site internet | sitio web | \
         página web | pagina web",
    ),
    (
        "phone",
        "phone | phone number | main phone | telephone | tel | telephone number | \
         company phone | business phone | phone 1 | telephone 1 | telefon | telefonnummer | \
         rufnummer | téléphone | numéro de téléphone | teléfono | número de teléfono",
    ),
    (
        "industry",
        "industry | industry name | industry group | vertical | category | category code | \
         line of business | market | sub industry | primary industry | industry sector | \
         business sector | branche | industrie | wirtschaftszweig | secteur | \
         secteur d'activité | industria | sector de actividad | sector industrial | rubro",
    ),
    ("sector", "sector | sektor"),
    (
        "naics",
        "naics | naics code | naics codes | naics 2022 | primary naics | naicscode | \
         primary naics code",
    ),
    (
        "sic",
        "sic | sic code | sic codes | primary sic | siccode | us sic | primary sic code",
    ),
    (
        "employees",
        "employees | number of employees | no of employees | numberofemployees | \
         employee count | employees count | # employees | headcount | company size | size | \
         employee range | employees range | staff | staff count | full time employees | \
         total employees | num employees | number employees | fte | mitarbeiter | \
         mitarbeiterzahl | anzahl mitarbeiter | anzahl der mitarbeiter | beschäftigte | \
         effectif | effectifs | nombre d'employés | nombre de salariés | empleados | \
         número de empleados | plantilla",
    ),
    (
        "revenue",
        "revenue | annual revenue | annualrevenue | yearly revenue | total revenue | \
         revenue range | sales | annual sales | turnover | annual revenue usd | \
         estimated revenue | revenue usd | company revenue | umsatz | jahresumsatz | \
         chiffre d'affaires | chiffre d'affaires annuel | ca annuel | revenu annuel | \
         ingresos | ingresos anuales | facturación | facturación anual | ventas",
    ),
    (
        "ownership",
        "ownership | ownership type | company type | public or private | \
         eigentümerstruktur | eigentumsform | propriété | propiedad | tipo de propiedad",
    ),
    (
        "street",
        "street | street address | address | address 1 | address line 1 | billing street | \
         billing address | billing address line 1 | street 1 | address1 | mailing address | \
         hq address | full address | address 1 street 1 | straße | strasse | adresse | \
         anschrift | rue | calle | dirección | domicilio",
    ),
    (
        "city",
        "city | town | billing city | locality | city town | stadt | ort | ville | \
         localité | ciudad | población | localidad",
    ),
    (
        "state",
        "state | state province | state region | billing state province | billing state | \
         province | region | state or province | state code | address 1 state province | \
         county | bundesland | kanton | état | région | provincia | estado | \
         comunidad autónoma | departamento",
    ),
    (
        "postal_code",
        "postal code | zip | zip code | zipcode | postcode | post code | zip postal code | \
         billing zip postal code | billing postal code | billing zip | postalcode | \
         address 1 zip postal code | plz | postleitzahl | code postal | código postal | \
         codigo postal | cp",
    ),
    (
        "country",
        "country | country region | billing country | country name | country code | \
         hq country | nation | land | staat | pays | país",
    ),
    (
        "founded",
        "founded | year founded | founded year | founding year | year started | \
         yearstarted | founded at | founded on | founded date | established | \
         year established | inception | gegründet | gründungsjahr | année de création | \
         fondée en | fundada | año de fundación",
    ),
    (
        "description",
        "description | about | about us | company description | summary | overview | \
         business description | short description | beschreibung | descripción",
    ),
    (
        "ticker",
        "ticker | ticker symbol | tickersymbol | symbol | stock symbol | stock ticker | \
         börsenkürzel | symbole boursier | símbolo",
    ),
    ("isin", "isin | isin code"),
    ("cik", "cik | sec cik | cik number | central index key"),
    ("lei", "lei | lei code | legal entity identifier"),
    (
        "external_id",
        "account id | id | record id | company id | crm id | external id | organization id | \
         row id | accountid | hs object id | permalink | uuid | key | record id company | \
         account number | accountnumber | customer id | customer number | kundennummer | \
         kunden nr | datensatz id | identifiant | numéro de compte | identificador | \
         número de cuenta",
    ),
    (
        "owner",
        "account owner | owner | company owner | hubspot owner | owner name | ownerid | \
         assigned to | sales rep | account manager | territory owner | besitzer | inhaber | \
         zuständig | kontoinhaber | propriétaire | propriétaire du compte | propietario | \
         propietario de la cuenta",
    ),
    (
        "linkedin",
        "linkedin | linkedin url | linkedin company page | company linkedin url | \
         linkedin profile | linkedin page | company linkedin",
    ),
    (
        "technologies",
        "technologies | technology | tech stack | web technologies | technologies used | \
         installed technologies | tech | tools | software | products used | technologien | \
         tecnologías",
    ),
];

/// Fields of a person.
pub(super) const CONTACT_NAMES: &[Names] = &[
    (
        "first_name",
        "first name | firstname | given name | forename | first | vorname | prénom | \
         primer nombre | nombre de pila",
    ),
    (
        "last_name",
        "last name | lastname | surname | family name | last | nachname | familienname | \
         nom de famille | apellido | apellidos",
    ),
    (
        "name",
        "name | full name | contact name | contact | person | fullname | display name | \
         person name | lead name | vollständiger name | ansprechpartner | kontakt | \
         nom complet | nom | contact nom | nombre completo | nombre | contacto",
    ),
    (
        "email",
        "email | e mail | email address | e mail address | work email | business email | \
         primary email | email 1 | mail | email work | e mail 1 value | email addresses | \
         e mail adresse | emailadresse | adresse e mail | adresse email | courriel | \
         correo | correo electrónico | email dirección",
    ),
    (
        "phone",
        "phone | phone number | business phone | work phone | direct dial | direct phone | \
         direct line | telephone | tel | phone work | office phone | primary phone | \
         phone 1 | company phone | telefon | telefonnummer | telefon geschäftlich | \
         durchwahl | téléphone | numéro de téléphone | teléfono | número de teléfono",
    ),
    (
        "mobile",
        "mobile | mobile phone | mobile phone number | mobilephone | cell | cell phone | \
         mobile number | phone mobile | mobil | mobiltelefon | handy | portable | \
         téléphone portable | móvil | celular | teléfono móvil",
    ),
    (
        "title",
        "title | job title | jobtitle | position | role | job | designation | job role | \
         berufsbezeichnung | stellenbezeichnung | funktion | poste | fonction | \
         intitulé du poste | cargo | puesto",
    ),
    (
        "department",
        "department | dept | function | team | division | abteilung | service | \
         département | departamento",
    ),
    (
        "account_name",
        "account name | company name | company | account | organization | organisation | \
         organization name | associated company | employer | company account | \
         primary company | person organization | current company | \
         associated company primary | firma | firmenname | unternehmen | kunde | société | \
         entreprise | nom du compte | nom de la société | empresa | nombre de la empresa | \
         nombre de la cuenta | compañía | cuenta",
    ),
    (
        "account_domain",
        "company domain name | company domain | domain | account domain | website | \
         company website | website url | company url | account website | email domain | \
         webseite | site web | sitio web",
    ),
    (
        "external_id",
        "contact id | id | record id | external id | lead id | person id | contactid | \
         row id | hs object id | crm id | uuid | identifiant | identificador",
    ),
    (
        "owner",
        "contact owner | owner | lead owner | hubspot owner | owner name | ownerid | \
         besitzer | propriétaire | propietario",
    ),
    (
        "street",
        "street | street address | mailing street | address | address line 1 | \
         mailing address | straße | adresse | rue | dirección",
    ),
    (
        "city",
        "city | mailing city | town | location | stadt | ort | ville | ciudad",
    ),
    (
        "state",
        "state | state province | state region | mailing state province | mailing state | \
         province | region | bundesland | région | provincia | estado",
    ),
    (
        "postal_code",
        "postal code | zip | zip code | mailing zip postal code | mailing postal code | \
         postcode | plz | postleitzahl | code postal | código postal",
    ),
    (
        "country",
        "country | country region | mailing country | land | pays | país",
    ),
    (
        "linkedin",
        "linkedin | linkedin url | linkedin profile | linkedin profile url | \
         person linkedin url | linkedin bio",
    ),
    (
        "birthday",
        "birthday | birthdate | date of birth | birth date | dob | geburtstag | \
         geburtsdatum | date de naissance | anniversaire | cumpleaños | \
         fecha de nacimiento",
    ),
    (
        "interests",
        "interests | hobbies | interessen | hobbys | centres d'intérêt | loisirs | \
         intereses | aficiones",
    ),
    (
        "notes",
        "notes | note | comments | remarks | description | notizen | bemerkungen | \
         remarques | notas | comentarios",
    ),
];
