// Adapters of the CRMs and webmail that a rep adds: what each reads of a page cut down to what it looks at.
// The pages are synthetic; Creme's and Roundcube's follow the templates of their releases 2.8.6 and 1.6.5.
import assert from "node:assert/strict";
import test from "node:test";
import { factsOf } from "./content.mjs";

const page = (body, head = "") => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

function holds(facts, wanted) {
  for (const [name, value] of Object.entries(wanted)) assert.deepEqual(facts[name], value, `${name} of ${JSON.stringify(facts)}`);
}

const record = (name, email) => [{ role: "record", name, email }];

test("Pipedrive", () => {
  const head = "<title>Northwind Robotics - organization details</title>";
  holds(factsOf(page("<main><a href='tel:+14025550142'>+1 402 555 0142</a></main>", head), "https://seller.pipedrive.com/organization/7"), {
    adapter: "pipedrive", view: "record", company: "Northwind Robotics", phones: ["+1 402 555 0142"],
  });
  const person = "<main><h1>Priya Castellan</h1><a href='/organization/8'>Northwind Traders</a><a href='mailto:priya@northwind-traders.example'>mail</a></main>";
  holds(factsOf(page(person), "https://seller.pipedrive.com/person/9"), {
    company: "Northwind Traders", people: record("Priya Castellan", "priya@northwind-traders.example"),
  });
});

test("Zoho CRM, in any region", () => {
  for (const region of ["com", "eu", "in"]) {
    const body = "<main><h1>Priya Castellan</h1><a href='/crm/org1/tab/Accounts/8'>Northwind Traders</a><a href='mailto:priya@northwind-traders.example'>x</a></main>";
    holds(factsOf(page(body), `https://crm.zoho.${region}/crm/org1/tab/Contacts/9`), {
      adapter: "zoho", company: "Northwind Traders", people: record("Priya Castellan", "priya@northwind-traders.example"),
    });
  }
});

test("EspoCRM on a host of the rep's own", () => {
  const head = "<link rel='stylesheet' href='client/css/espo/espo.css'>";
  const field = (name, inner) => `<div class='cell' data-name='${name}'><div class='field' data-name='${name}'>${inner}</div></div>`;
  const account = field("name", "Northwind Robotics") + field("website", "<a href='https://northwind-robotics.example'>northwind-robotics.example</a>");
  holds(factsOf(page(`<div id='main'>${account}</div>`, head), "https://crm.seller.example/#Account/view/65f"), {
    adapter: "espocrm", company: "Northwind Robotics", website: "https://northwind-robotics.example",
  });
  const contact = field("name", "Priya Castellan") + field("account", "<a href='#Account/view/8'>Northwind Traders</a>") + field("emailAddress", "<a href='mailto:priya@northwind-traders.example'>x</a>");
  holds(factsOf(page(`<div id='main'>${contact}</div>`, head), "https://crm.seller.example/#Contact/view/66a"), {
    company: "Northwind Traders", people: record("Priya Castellan", "priya@northwind-traders.example"),
  });
});

test("SuiteCRM", () => {
  const body = "<div field='name'><span class='sugar_field' id='name'>Northwind Robotics</span></div><div field='website'><a href='http://northwind-robotics.example'>x</a></div>";
  holds(factsOf(page(body), "https://suite.seller.example/index.php?module=Accounts&action=DetailView&record=1"), {
    adapter: "suitecrm", company: "Northwind Robotics", website: "http://northwind-robotics.example",
  });
});

test("Odoo: a person's company is the parent, a company is itself", () => {
  const field = (name, value) => `<div class='o_field_widget' name='${name}'>${value}</div>`;
  const shell = (fields) => page(`<div class='o_web_client'><div class='o_form_view'>${fields}</div></div>`);
  holds(factsOf(shell(field("name", "Priya Castellan") + field("parent_id", "Northwind Traders") + field("email", "<a href='mailto:priya@northwind-traders.example'>x</a>")), "https://odoo.seller.example/odoo/contacts/7"), {
    adapter: "odoo", company: "Northwind Traders", people: record("Priya Castellan", "priya@northwind-traders.example"),
  });
  holds(factsOf(shell(field("name", "Northwind Robotics") + field("website", "<a href='https://northwind-robotics.example'>x</a>")), "https://odoo.seller.example/odoo/contacts/8"), {
    company: "Northwind Robotics", website: "https://northwind-robotics.example", people: [],
  });
});

test("Creme CRM", () => {
  const card = (name, rest) => page(`<div class='brick brick-hat brick-hat-card'><div class='hat-card'><span class='card-name'>${name}<button>edit</button></span>${rest}</div></div>`);
  const phone = "<div class='card-info-field'><span class='card-info-key'>Phone</span><span class='card-info-value'>+1 402 555 0142<a class='card-info-action'>edit</a></span></div>";
  holds(factsOf(card("Northwind Robotics, Inc.", phone), "https://creme.seller.example/persons/organisation/12"), {
    adapter: "creme", company: "Northwind Robotics", phones: ["+1 402 555 0142"],
  });
  const job = "<div class='card-jobs'><div class='card-job'>Buyer at <a href='/persons/organisation/13'>Northwind Traders</a></div></div><span class='card-info-value' data-type='email'><a href='mailto:priya@northwind-traders.example'>x</a></span>";
  holds(factsOf(card("Ms. Priya Castellan", job), "https://creme.seller.example/persons/contact/14"), {
    company: "Northwind Traders", people: record("Ms. Priya Castellan", "priya@northwind-traders.example"),
  });
});

test("Twenty", () => {
  const head = "<title>Northwind Robotics</title><meta property='og:title' content='Twenty'>";
  holds(factsOf(page("<a target='_blank' href='https://northwind-robotics.example'>x</a>", head), "https://twenty.seller.example/object/company/0b7c"), {
    adapter: "twenty", company: "Northwind Robotics", website: "https://northwind-robotics.example",
  });
});

test("Roundcube: a message's people", () => {
  const head = "<script src='program/js/app.min.js?s=1'></script>";
  const adr = (kind, title, name) => `<td class='header ${kind}'><span class='adr'><a class='rcmContactAddress' href='mailto:${title}' title='${title}'>${name}</a></span></td>`;
  const body = `<div id='message-header'><h2 class='subject'><span class='voice'>Subject: </span>Robots</h2><table class='header-headers'><tbody><tr>${adr("from", "maren@northwind-robotics.example", "Maren Okafor")}</tr><tr>${adr("to", "rep@seller.example", "Rep")}</tr></tbody></table></div>`;
  holds(factsOf(page(body, head), "https://mail.seller.example/?_task=mail&_action=show&_uid=4"), {
    adapter: "roundcube", view: "thread", subject: "Robots",
    people: [{ role: "sender", name: "Maren Okafor", email: "maren@northwind-robotics.example" }, { role: "participant", name: "Rep", email: "rep@seller.example" }],
  });
});

test("any other page: addresses, telephone numbers and what is marked up", () => {
  const body = "<main itemscope itemtype='https://schema.org/Organization'><h1 itemprop='name'>Northwind Robotics</h1><a href='tel:+14025550142'>call</a><a itemprop='url' href='https://northwind-robotics.example'>site</a></main>";
  holds(factsOf(page(body), "https://directory.example/northwind"), {
    adapter: "any-page", view: "record", company: "Northwind Robotics", website: "https://northwind-robotics.example", phones: ["+14025550142"],
  });
  holds(factsOf(page("<p>nothing</p>"), "https://directory.example/empty"), { view: "other", people: [], unread: ["page"] });
});
