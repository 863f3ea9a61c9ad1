//! What the sidebar does with every message.

use super::{Msg, Sidebar};
use crate::account::Action;
use crate::actions::Deed;
use crate::browser;
use crate::browser::text::t;
use crate::parts::{Toast, bolt_words};
use crate::search::PalettePick;
use crate::wire::{Captured, Insertion, Link, PageEvent, Place, Sent, Shared};
use hookline_protocol::{LedgerRequest, PageFacts, Reply, Request};
use yew::prelude::*;

impl Sidebar {
    /// Asks what every view asks first: the engine's counts and the state of the sources.
    pub(super) fn ask_standing(&mut self, ctx: &Context<Self>) {
        let link = ctx.link();
        self.asked_hello = Some(self.client.ask(&Request::Hello, link.callback(Msg::Hello)));
        self.asked_feeds = Some(self.client.ask(&Request::Feeds, link.callback(Msg::Feeds)));
    }

    /// Takes one message; true when the view changes.
    pub(super) fn take(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Link(Link::Changed) => self.refresh(ctx),
            Msg::Link(link) => self.link = link,
            Msg::Page(event) => return self.heard(ctx, event),
            Msg::Hello(Reply::Hello(hello)) => {
                browser::set_theme(&hello.settings);
                self.hello = Some(hello);
            }
            Msg::Feeds(Reply::Feeds(feeds)) => self.feeds = feeds,
            Msg::Context(Reply::Context(context)) => {
                self.failure = None;
                self.page = context.page.clone().map(Shared::new);
                let score = self.page.as_ref().map(|page| &page.account.score);
                let bolt = score
                    .and_then(|score| score.bolt.first())
                    .map(bolt_words)
                    .unwrap_or_default();
                self.port.badge(score.and_then(|score| score.stars), &bolt);
                self.context = Some(Shared::new(*context));
                self.switched = std::mem::take(&mut self.switching);
            }
            Msg::Opened(Reply::Account(page)) => {
                self.failure = None;
                self.opened = Some(Shared::new(*page));
            }
            Msg::Reading(Reply::Draft(reading)) => self.reading = Some(reading),
            Msg::Changed(Reply::Error(error)) => self.toast = Some(Toast::failed(&error)),
            Msg::Changed(_) => self.refresh(ctx),
            Msg::Context(Reply::Error(error)) | Msg::Opened(Reply::Error(error)) => {
                self.failure = Some(error);
            }
            Msg::Hello(_) | Msg::Feeds(_) | Msg::Context(_) | Msg::Opened(_) | Msg::Reading(_) => {
                return false;
            }
            Msg::Used | Msg::Nothing => return false,
            Msg::Act(action) => self.act(ctx, action),
            Msg::Undo(correction) => {
                self.toast = Some(Toast::said(t("undone"), None));
                self.change(ctx, &Request::Undo { correction });
            }
            Msg::Add => self.add_stranger(ctx),
            Msg::AddPerson => self.add_person(ctx),
            Msg::Search(open) => {
                self.searching = open;
                self.keeping = None;
            }
            Msg::Pick(pick) => self.pick(ctx, pick),
            Msg::Back => self.opened = None,
            Msg::Collapse => self.port.collapse(),
            Msg::Retry => {
                self.page_lost = false;
                self.port.retry();
            }
            Msg::Put(place) => self.put_best(place),
            Msg::Words(span) => {
                if let Some(draft) = &self.draft {
                    self.port.focus_words(&draft.token, span);
                }
                return false;
            }
            Msg::DropToast => self.toast = None,
            Msg::Online(online) => self.online = online,
        }
        true
    }

    fn heard(&mut self, ctx: &Context<Self>, event: PageEvent) -> bool {
        match event {
            PageEvent::Facts(facts) => return self.look(ctx, facts),
            PageEvent::Draft(None) => {
                self.draft = None;
                self.reading = None;
                self.asked_draft = None;
            }
            PageEvent::Draft(Some(draft)) => {
                if self.draft.as_ref() == Some(&draft) {
                    return false;
                }
                let request = Request::Draft {
                    subject: draft.subject.clone(),
                    text: draft.text.clone(),
                    account: self.page.as_ref().map(|page| page.account.row.id),
                };
                let done = ctx.link().callback(Msg::Reading);
                self.asked_draft = Some(self.client.ask(&request, done));
                self.draft = Some(draft);
            }
            PageEvent::Inserted(id, outcome) => self.inserted(ctx, id, outcome),
            PageEvent::Sent(sent) => self.was_sent(ctx, sent),
            PageEvent::Captured(captured) => self.captured(ctx, captured),
            PageEvent::Lost => {
                self.page_lost = true;
                self.draft = None;
            }
            PageEvent::Moved => {
                self.facts = None;
                self.draft = None;
                self.reading = None;
                self.context = None;
                self.page = None;
                // A reply about the tab before comes too late.
                self.asked_context = None;
                self.asked_draft = None;
                self.page_lost = false;
            }
        }
        true
    }

    /// New facts: ask who is meant. What was chosen by hand holds only for the same people.
    fn look(&mut self, ctx: &Context<Self>, facts: PageFacts) -> bool {
        self.page_lost = false;
        if self.facts.as_ref() == Some(&facts) {
            return false;
        }
        let same = self.facts.as_ref().is_some_and(|old| {
            old.people == facts.people
                && old.company == facts.company
                && old.website == facts.website
        });
        if !same {
            browser::switch_begins();
            self.switching = true;
            self.chosen_account = None;
            self.chosen_person = None;
            self.opened = None;
            self.toast = None;
        }
        self.facts = Some(facts);
        self.ask_context(ctx);
        true
    }

    pub(super) fn ask_context(&mut self, ctx: &Context<Self>) {
        let Some(facts) = self.facts.clone() else {
            return;
        };
        let request = Request::Context {
            facts,
            account: self.chosen_account,
            person: self.chosen_person.clone(),
        };
        let done = ctx.link().callback(Msg::Context);
        self.asked_context = Some(self.client.ask(&request, done));
    }

    fn refresh(&mut self, ctx: &Context<Self>) {
        self.ask_standing(ctx);
        self.ask_context(ctx);
        if let Some(page) = &self.opened {
            self.open(ctx, page.account.row.id);
        }
    }

    fn open(&mut self, ctx: &Context<Self>, account: i64) {
        let done = ctx.link().callback(Msg::Opened);
        self.asked_opened = Some(self.client.ask(&Request::Account { account }, done));
    }

    fn act(&mut self, ctx: &Context<Self>, action: Action) {
        match action {
            Action::Insert(insertion) => self.insert(insertion),
            Action::Say(text, undo) => self.toast = Some(Toast::said(text, undo)),
            Action::Fail(error) => self.toast = Some(Toast::failed(&error)),
            Action::Choose(account, person) => {
                self.chosen_account = account;
                self.chosen_person = person;
                self.ask_context(ctx);
            }
            Action::Dial(call) => self.call = Some(call),
            Action::Keep => {
                if !self.port.capture() {
                    self.toast = Some(Toast::refused(t("keep_page_failed")));
                }
            }
            Action::Refresh => self.refresh(ctx),
        }
    }

    /// Puts the best opener at the start of the draft, or the best PS at its end.
    fn put_best(&mut self, place: Place) {
        let Some(page) = self.shown() else { return };
        let openers = &page.openers;
        let best = match place {
            Place::End => openers.postscripts.first(),
            _ => openers.openers.first(),
        };
        let Some(best) = best else { return };
        let insertion = Insertion {
            text: best.text.clone(),
            link: None,
            place,
            opener: Some(best.id.clone()),
        };
        self.insert(insertion);
    }

    fn insert(&mut self, insertion: Insertion) {
        let open = self.facts.as_ref().is_some_and(|facts| facts.draft_open);
        if self.draft.is_none() && !open {
            self.toast = Some(Toast::refused(t("insert_no_draft")));
            return;
        }
        let token = self.draft.as_ref().map_or("", |draft| draft.token.as_str());
        match self.port.insert(token, &insertion) {
            Some(id) => self.inserting = Some((id, insertion)),
            None => self.toast = Some(Toast::refused(t("state_reload_tab"))),
        }
    }

    fn inserted(&mut self, ctx: &Context<Self>, id: u64, outcome: Result<(), String>) {
        let Some((_, insertion)) = self.inserting.take_if(|(number, _)| *number == id) else {
            return;
        };
        match outcome {
            Ok(()) => {
                self.toast = Some(Toast::said(t("inserted"), None));
                self.report_use(ctx, insertion);
            }
            Err(reason) => {
                let text = if reason.is_empty() {
                    t("insert_failed")
                } else {
                    reason
                };
                self.toast = Some(Toast::refused(text));
            }
        }
    }

    /// Keeps in the ledger what went into the draft, so that an opener is not offered as new again.
    fn report_use(&mut self, ctx: &Context<Self>, insertion: Insertion) {
        let Some(page) = self.shown() else { return };
        let account = page.account.row.id;
        let person = self.context.as_ref().and_then(|known| known.person.clone());
        let request = match (insertion.opener, insertion.link) {
            (Some(opener), _) => Request::OpenerUsed {
                account,
                opener,
                email: person.and_then(|person| person.email),
                text: insertion.text,
            },
            (None, Some((title, _))) => Request::TouchAdd {
                account,
                contact: person.and_then(|person| person.id),
                channel: "link".to_owned(),
                note: title,
            },
            (None, None) => return,
        };
        let done = ctx.link().callback(|_| Msg::Used);
        self.asked_used = Some(self.client.ask(&request, done));
    }

    /// The host page let go of a draft after the rep sent it: logged without typing.
    fn was_sent(&mut self, ctx: &Context<Self>, sent: Sent) {
        let Some(page) = &self.page else { return };
        let person = self
            .context
            .as_ref()
            .and_then(|known| known.person.as_ref())
            .filter(|person| {
                let email = person.email.as_deref().unwrap_or_default();
                sent.to.iter().any(|to| to == email)
            });
        let request = Request::Ledger(LedgerRequest::Sent {
            account: page.account.row.id,
            contact: person.and_then(|person| person.id),
            email: person
                .and_then(|person| person.email.clone())
                .or_else(|| sent.to.first().cloned()),
            subject: sent.subject,
            text: sent.text,
        });
        self.toast = Some(Toast::said(t("mail_logged"), None));
        self.change(ctx, &request);
    }

    /// Keeps what was captured for the account that is shown; where none is, the rep chooses one.
    fn captured(&mut self, ctx: &Context<Self>, captured: Captured) {
        if captured.title.is_empty() && captured.text.is_empty() {
            self.toast = Some(Toast::refused(t("keep_page_marked")));
            return;
        }
        match self.shown().map(|page| page.account.row.id) {
            Some(account) => self.keep(ctx, account, captured),
            None => {
                self.keeping = Some(captured);
                self.searching = true;
            }
        }
    }

    /// The title becomes the headline, the marked words stand below it.
    fn keep(&mut self, ctx: &Context<Self>, account: i64, captured: Captured) {
        let Captured { title, text, url } = captured;
        let text = match (title.is_empty(), text.is_empty()) {
            (_, true) => title,
            (true, _) => text,
            (false, false) => {
                let mut whole = title;
                whole.push('\n');
                whole.push_str(&text);
                whole
            }
        };
        let request = Request::Paste {
            account,
            text,
            url,
            contact: None,
        };
        self.toast = Some(Toast::said(t("kept_page"), None));
        self.change(ctx, &request);
    }

    fn change(&mut self, ctx: &Context<Self>, request: &Request) {
        self.asked_change = Some(self.client.ask(request, ctx.link().callback(Msg::Changed)));
    }

    fn add_stranger(&mut self, ctx: &Context<Self>) {
        let Some(stranger) = self
            .context
            .as_ref()
            .and_then(|known| known.stranger.clone())
        else {
            return;
        };
        let mut fields = vec![("name".to_owned(), stranger.name)];
        fields.extend(stranger.domain.map(|domain| ("domain".to_owned(), domain)));
        self.change(
            ctx,
            &Request::SaveAccount {
                account: None,
                fields,
            },
        );
    }

    fn add_person(&mut self, ctx: &Context<Self>) {
        let Some(person) = super::recipients::stranger(self).cloned() else {
            return;
        };
        let account = self.page.as_ref().map(|page| page.account.row.id);
        let mut fields = vec![("email".to_owned(), person.email.unwrap_or_default())];
        if !person.name.is_empty() {
            fields.push(("name".to_owned(), person.name));
        }
        fields.extend(account.map(|account| ("account".to_owned(), account.to_string())));
        self.change(
            ctx,
            &Request::SaveContact {
                contact: None,
                fields,
            },
        );
    }

    fn pick(&mut self, ctx: &Context<Self>, pick: PalettePick) {
        self.searching = false;
        match pick {
            PalettePick::Account(account) => {
                match self.keeping.take() {
                    // The account is opened anew when the change has been made.
                    Some(captured) => {
                        self.keep(ctx, account, captured);
                        self.open(ctx, account);
                    }
                    None => self.open(ctx, account),
                }
            }
            PalettePick::Do(Deed::Jump(id)) => browser::jump_to(id),
            PalettePick::Do(Deed::Collapse) => self.port.collapse(),
            PalettePick::Do(Deed::Open(hash)) => browser::open_workspace(hash),
            PalettePick::Key(key) => {
                let done = ctx.link().callback(Msg::Opened);
                self.asked_opened = Some(self.client.ask(&Request::AccountByKey { key }, done));
            }
        }
    }
}
