//! Tiles with their drill-down, the companies of a view, white space.

use super::view::{Rows, count};
use crate::Result;
use crate::handle::Engine;
use crate::portfolio::{CodeTable, beside, tile};
use crate::protocol::{
    AccountId, AccountRow, Choice, Dashboard, MarketSegment, OutlierRow, PortfolioReply, Tile, View,
};
use crate::score::attributes::letters;
use crate::score::{Cells, score_all};
use crate::store::account;
use crate::store::model::FIT;
use jiff::Timestamp;

/// Segments of a tile at most.
const MOST_SEGMENTS: u32 = 1_000;

/// Rows of one page at most.
const MOST_ROWS: u32 = 1_000;

/// Outliers that are named.
const MOST_OUTLIERS: usize = 200;

/// The column that is summed beside the counts.
const MEASURE: &str = "revenue";

/// The tile that counts stars.
pub(super) const STARS: &str = "stars";

impl Engine {
    pub(super) fn tiles(
        &mut self,
        view: &View,
        columns: &[String],
        limit: u32,
        find: &str,
        now: Timestamp,
    ) -> Result<PortfolioReply> {
        let rows = self.rows_of(view, now)?;
        let table = &rows.universe.table;
        let all: Vec<String> = if columns.is_empty() {
            table
                .columns
                .iter()
                .map(|column| column.name.clone())
                .collect()
        } else {
            columns.to_vec()
        };
        let limit = limit.clamp(1, MOST_SEGMENTS) as usize;
        let mut tiles = Vec::new();
        for column in all.iter().filter(|column| *column != STARS) {
            let most = if find.is_empty() { limit } else { usize::MAX };
            let mut tile = tile(table, column, &rows.shown, Some(MEASURE), most)?;
            name_codes(&mut tile);
            if !find.is_empty() {
                keep_found(&mut tile, find, limit);
            }
            if columns.is_empty() && tile.segments.iter().all(|s| s.choice == Choice::Missing) {
                continue;
            }
            tiles.push(tile);
        }
        let stars = if columns.is_empty() || columns.iter().any(|column| column == STARS) {
            self.count_stars(&rows)?
        } else {
            [0; 7]
        };
        let mut outliers = Vec::new();
        for outlier in rows.outliers.iter().take(MOST_OUTLIERS) {
            let id = rows.universe.accounts[outlier.row];
            outliers.push(OutlierRow {
                account: id,
                name: account::load_row(&self.connection, id)?
                    .map_or(String::new(), |row| row.name),
                column: outlier.column.clone(),
                reason: outlier.reason.clone(),
            });
        }
        Ok(PortfolioReply::Tiles(Box::new(Dashboard {
            accounts: rows.before,
            chosen: rows.count(),
            revenue: sum(&rows),
            tiles,
            outliers,
            stars,
        })))
    }

    fn count_stars(&self, rows: &Rows) -> Result<[u64; 7]> {
        let model = self.model_in_use(FIT)?;
        let scores = score_all(&rows.universe.table, &model);
        let mut stars = [0; 7];
        for row in rows.places() {
            let place = model.stars_for(scores[row]).map_or(6, usize::from);
            stars[place.min(6)] += 1;
        }
        Ok(stars)
    }

    /// One page of the companies of a view, with how many there are.
    pub(in crate::handle) fn view_accounts(
        &mut self,
        view: &View,
        sort: &str,
        descending: bool,
        offset: u64,
        limit: u32,
        now: Timestamp,
    ) -> Result<(Vec<AccountRow>, u64)> {
        let rows = self.rows_of(view, now)?;
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        let most = offset.saturating_add(limit.min(MOST_ROWS) as usize);
        let order = self.ordered(&rows, sort, descending, most)?;
        let mut page = Vec::new();
        for row in order.iter().skip(offset) {
            let id = rows.universe.accounts[*row];
            page.extend(account::load_row(&self.connection, id)?);
        }
        self.add_stars(&mut page, now)?;
        Ok((page, rows.count()))
    }

    /// The first rows of a view in an order, at most `most`; what is not known stands last.
    pub(super) fn ordered(
        &mut self,
        rows: &Rows,
        sort: &str,
        descending: bool,
        most: usize,
    ) -> Result<Vec<usize>> {
        if sort == "name" {
            let names = self.all_by_name()?;
            let place = |id: &AccountId| rows.universe.row(*id).filter(|row| rows.shown[*row]);
            let order = names.iter();
            return Ok(if descending {
                order.rev().filter_map(place).take(most).collect()
            } else {
                order.filter_map(place).take(most).collect()
            });
        }
        let keys = self.keys(&rows.universe, sort, descending)?;
        let mut places: Vec<(u64, u32)> =
            rows.places().map(|row| (keys[row], row as u32)).collect();
        if places.len() > most && most > 0 {
            places.select_nth_unstable(most - 1);
        }
        places.truncate(most);
        places.sort_unstable();
        Ok(places.into_iter().map(|(_, row)| row as usize).collect())
    }

    pub(super) fn market(
        &mut self,
        view: &View,
        universe: Option<i64>,
        column: &str,
        now: Timestamp,
    ) -> Result<PortfolioReply> {
        let ours = self.rows_of(view, now)?;
        let market = View {
            portfolio: universe,
            ..View::default()
        };
        let all = self.rows_of(&market, now)?;
        let table = &all.universe.table;
        let segments: Vec<MarketSegment> =
            beside(table, column, &all.shown, &ours.shown, Some(MEASURE))?
                .into_iter()
                .map(|(segment, own, revenue)| MarketSegment {
                    universe: segment.count,
                    portfolio: own,
                    open: segment.count.saturating_sub(own),
                    revenue: segment.sum,
                    open_revenue: (segment.sum - revenue).max(0.0),
                    penetration: own as f64 / segment.count.max(1) as f64,
                    name: segment.name,
                    choice: segment.choice,
                })
                .collect();
        let both: Vec<bool> = all
            .shown
            .iter()
            .zip(&ours.shown)
            .map(|(all, own)| *all && *own)
            .collect();
        let universe = all.count();
        let portfolio = count(&both);
        let revenue = sum(&all);
        let own_revenue = sum(&Rows {
            universe: all.universe.clone(),
            shown: both,
            outliers: Vec::new(),
            before: 0,
        });
        let total = MarketSegment {
            name: String::new(),
            choice: Choice::Missing,
            universe,
            portfolio,
            open: universe - portfolio,
            revenue,
            open_revenue: (revenue - own_revenue).max(0.0),
            penetration: portfolio as f64 / universe.max(1) as f64,
        };
        Ok(PortfolioReply::Market { segments, total })
    }
}

/// Sum of the measure over the rows that have it.
fn sum(rows: &Rows) -> f64 {
    match rows
        .universe
        .table
        .column(MEASURE)
        .map(|column| &column.cells)
    {
        Some(Cells::Numbers(cells)) => cells
            .iter()
            .zip(&rows.shown)
            .filter(|(cell, shown)| **shown && !cell.is_nan())
            .map(|(cell, _)| cell)
            .sum(),
        _ => 0.0,
    }
}

/// Says what the codes of a tile stand for.
fn name_codes(tile: &mut Tile) {
    let table = match letters(&tile.column).as_str() {
        "naics" | "naicscode" => CodeTable::Naics,
        "sic" | "siccode" => CodeTable::Sic,
        _ => return,
    };
    for segment in &mut tile.segments {
        segment.label = table.find(&segment.name).map(|code| code.name.to_owned());
    }
}

fn keep_found(tile: &mut Tile, find: &str, limit: usize) {
    let wanted = find.trim().to_lowercase();
    let all = tile.segments.len();
    tile.segments.retain(|segment| {
        let label = segment.label.as_deref().unwrap_or_default();
        segment.name.to_lowercase().contains(&wanted) || label.to_lowercase().contains(&wanted)
    });
    let found = tile.segments.len();
    tile.segments.truncate(limit);
    tile.more = (all - found + found.saturating_sub(limit)) as u64;
}
