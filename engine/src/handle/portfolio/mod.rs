//! Lists of accounts as a whole.

mod advice;
mod compare;
mod export;
mod lists;
mod network;
mod org_chart;
mod people;
mod prospects;
mod tiles;
mod view;

pub(super) use compare::comparable;
pub(super) use view::Rows;

use super::Engine;
use crate::Result;
use crate::protocol::{PortfolioReply, PortfolioRequest, Reply};
use jiff::Timestamp;

impl Engine {
    pub(super) fn portfolio(&mut self, request: PortfolioRequest, now: Timestamp) -> Result<Reply> {
        let reply = match request {
            PortfolioRequest::List => self.portfolios(None, now)?,
            PortfolioRequest::Save {
                portfolio,
                name,
                category,
                source,
            } => {
                let source = source
                    .map(|source| self.prepared(source, now))
                    .transpose()?;
                let saved = self.written(|engine| {
                    engine.save_portfolio(portfolio, &name, &category, source, now)
                })?;
                self.portfolios(Some(saved), now)?
            }
            PortfolioRequest::Remove { portfolio, removed } => {
                self.written(|engine| engine.remove_portfolio(portfolio, removed, now))?;
                self.portfolios(Some(portfolio), now)?
            }
            PortfolioRequest::Match { text } => self.match_names(&text)?,
            PortfolioRequest::Tiles {
                view,
                columns,
                limit,
                find,
            } => self.tiles(&view, &columns, limit, &find, now)?,
            PortfolioRequest::Accounts {
                view,
                sort,
                descending,
                offset,
                limit,
            } => {
                let (rows, total) =
                    self.view_accounts(&view, &sort, descending, offset, limit, now)?;
                PortfolioReply::Accounts { rows, total }
            }
            PortfolioRequest::Export { view, offset } => self.export_view(&view, offset, now)?,
            PortfolioRequest::Market {
                view,
                universe,
                column,
            } => self.market(&view, universe, &column, now)?,
            PortfolioRequest::Contrast { first, second } => {
                PortfolioReply::Contrast(self.contrast(&first, &second, now)?)
            }
            PortfolioRequest::LookAlikes {
                view,
                accounts,
                top,
                limit,
            } => self.look_alikes(&view, &accounts, top, limit, now)?,
            PortfolioRequest::People { view, text, limit } => {
                self.people(&view, &text, limit, now)?
            }
            PortfolioRequest::Personas { view } => {
                PortfolioReply::Personas(self.personas(&view, now)?)
            }
            PortfolioRequest::PersonaName { key, name } => {
                self.written(|engine| engine.name_persona(&key, &name))?;
                PortfolioReply::Personas(self.personas(&crate::protocol::View::default(), now)?)
            }
            PortfolioRequest::Committee {
                view,
                department,
                offset,
                limit,
            } => self.committee(&view, &department, offset, limit, now)?,
            PortfolioRequest::Next { limit } => self.next_best(limit, now)?,
            PortfolioRequest::Churn { view, limit } => self.churn(&view, limit, now)?,
            PortfolioRequest::OrgChart { account } => {
                PortfolioReply::OrgChart(self.org_chart(account, now)?)
            }
            PortfolioRequest::Network { account } => {
                PortfolioReply::Network(self.network(account, now)?)
            }
        };
        Ok(Reply::Portfolio(reply))
    }
}
