// What CRMs write beside a company's or a person's fields, in the languages that reps meet most.
// Adapters name a group instead of listing the words. Compared in lower case, without a closing colon.
"use strict";
(() => {
  const { hookline } = globalThis;

  hookline.labels = {
    company: [
      "account", "account name", "company", "company name", "customer", "employer", "organization", "organization name", "organisation",
      "organisation name", "firma", "firmenname", "kunde", "organisationsname", "unternehmen", "unternehmensname", "empresa", "nombre de la empresa",
      "cuenta", "organización", "compte", "entreprise", "société", "azienda", "bedrijf",
    ],
    email: [
      "e-mail", "e-mail address", "email", "email address", "primary email", "work email", "e-mail-adresse", "geschäftliche e-mail",
      "correo", "correo electrónico", "adresse e-mail", "courriel",
    ],
    phone: [
      "business phone", "company phone", "main phone", "mobile", "mobile phone", "office phone", "phone", "phone number", "primary phone", "telephone",
      "work phone", "handy", "mobiltelefon", "rufnummer", "telefon", "telefonnummer", "móvil", "teléfono", "mobile", "téléphone", "telefono", "telefoon",
    ],
    website: [
      "company domain name", "domain", "domain name", "homepage", "url", "url site", "web", "web address", "web site", "website", "internetseite", "webseite",
      "página web", "sitio web", "site internet", "site web", "sito web",
    ],
  };
})();
