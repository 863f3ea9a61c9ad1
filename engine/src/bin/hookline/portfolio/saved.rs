//! `hookline portfolio list|save|tiles|next`: the portfolios of a database, asked through the door, so
//! that every figure is the one on the screen.

use super::show::parse_filter;
use crate::Global;
use crate::failure::Failure;
use crate::lines;
use crate::output::Output;
use crate::session::{Session, unexpected};
use clap::Args;
use hookline_engine::protocol::{
    Answer, Filter, PortfolioReply, PortfolioRequest, PortfolioSource, Portfolios, Reply, Request,
    View,
};
use std::path::PathBuf;

/// Which accounts of the database.
#[derive(Args)]
pub(crate) struct Accounts {
    /// A saved portfolio, by name; every account when it is not given.
    #[arg(long, value_name = "NAME")]
    portfolio: Option<String>,
    /// Drill down: "column=value", "column=low..high", or "column=" for missing.
    #[arg(long = "where", value_name = "COL=VALUE", value_parser = parse_filter)]
    filters: Vec<Filter>,
    /// Sets accounts aside that are far from the rest.
    #[arg(long)]
    without_outliers: bool,
}

/// Arguments of `portfolio save`.
#[derive(Args)]
pub(crate) struct Save {
    /// The portfolio's name.
    name: String,
    /// What sort of list it is (customers, prospects, non_renewing, ...).
    #[arg(long, default_value = "")]
    category: String,
    #[command(flatten)]
    accounts: Accounts,
    /// Keeps the search instead of the accounts it finds now.
    #[arg(long)]
    live: bool,
    /// The accounts that an imported file brought.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["live", "names"])]
    imported: Option<String>,
    /// A file of names, domains or addresses, one a line; unsure ones are printed and left out.
    #[arg(long, value_name = "FILE", conflicts_with = "live")]
    names: Option<PathBuf>,
}

/// Prints every portfolio as a line of JSON.
pub(super) fn list(global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    let mut output = Output::new();
    for portfolio in portfolios(&mut session)?.portfolios {
        output.json(&portfolio)?;
    }
    output.end()
}

/// Prints the tiles of some accounts as JSON.
pub(super) fn tiles(accounts: &Accounts, global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    let view = view(&mut session, accounts)?;
    let request = PortfolioRequest::Tiles {
        view,
        columns: Vec::new(),
        limit: 12,
        find: String::new(),
    };
    let reply = session.ask(Request::Portfolio(request))?;
    let Reply::Portfolio(PortfolioReply::Tiles(found)) = reply else {
        return Err(unexpected(&reply));
    };
    let mut output = Output::new();
    output.json(&found)?;
    output.end()
}

/// Prints the next best accounts, a line of JSON each.
pub(super) fn next(limit: u32, global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    let reply = session.ask(Request::Portfolio(PortfolioRequest::Next { limit }))?;
    let Reply::Portfolio(PortfolioReply::Recommended { rows, .. }) = reply else {
        return Err(unexpected(&reply));
    };
    let mut output = Output::new();
    for row in rows {
        output.json(&row)?;
    }
    output.end()
}

impl Save {
    pub(super) fn run(&self, global: &Global) -> Result<(), Failure> {
        let mut session = Session::existing(global)?;
        let mut output = Output::new();
        let source = match (&self.imported, &self.names) {
            (Some(file), _) => PortfolioSource::Imported { file: file.clone() },
            (None, Some(file)) => self.matched(file, &mut session, &mut output)?,
            (None, None) => {
                let view = view(&mut session, &self.accounts)?;
                if self.live {
                    PortfolioSource::Live(view)
                } else {
                    PortfolioSource::Fixed(view)
                }
            }
        };
        let request = PortfolioRequest::Save {
            portfolio: None,
            name: self.name.clone(),
            category: self.category.clone(),
            source: Some(source),
        };
        let reply = session.ask(Request::Portfolio(request))?;
        let Reply::Portfolio(PortfolioReply::Portfolios(list)) = reply else {
            return Err(unexpected(&reply));
        };
        for portfolio in list.portfolios {
            if Some(portfolio.id) == list.changed {
                output.json(&portfolio)?;
            }
        }
        output.end()
    }

    fn matched(
        &self,
        file: &std::path::Path,
        session: &mut Session,
        output: &mut Output,
    ) -> Result<PortfolioSource, Failure> {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut lines::open(file)?, &mut text)?;
        let reply = session.ask(Request::Portfolio(PortfolioRequest::Match { text }))?;
        let Reply::Portfolio(PortfolioReply::Matched(names)) = reply else {
            return Err(unexpected(&reply));
        };
        let mut accounts = Vec::new();
        for name in names {
            match name.candidates.first() {
                Some(best) if name.answer == Answer::Yes => accounts.push(best.account),
                _ => output.json(&name)?,
            }
        }
        Ok(PortfolioSource::Accounts(accounts))
    }
}

/// The view that the arguments mean.
pub(super) fn view(session: &mut Session, accounts: &Accounts) -> Result<View, Failure> {
    let portfolio = match &accounts.portfolio {
        None => None,
        Some(name) => {
            let list = portfolios(session)?;
            let found = list
                .portfolios
                .iter()
                .find(|one| one.name.eq_ignore_ascii_case(name.trim()))
                .ok_or_else(|| Failure::Failed(format!("there is no portfolio “{name}”.")))?;
            Some(found.id)
        }
    };
    Ok(View {
        portfolio,
        filters: accounts.filters.clone(),
        without_outliers: accounts.without_outliers,
        ..View::default()
    })
}

fn portfolios(session: &mut Session) -> Result<Portfolios, Failure> {
    match session.ask(Request::Portfolio(PortfolioRequest::List))? {
        Reply::Portfolio(PortfolioReply::Portfolios(list)) => Ok(list),
        other => Err(unexpected(&other)),
    }
}
