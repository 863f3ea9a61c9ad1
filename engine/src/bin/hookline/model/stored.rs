//! `hookline model list|add|use|remove|restore`: the models of a database.

use super::file;
use crate::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, unexpected};
use hookline_engine::protocol::{ModelReply, ModelRequest, Reply, Request};
use hookline_engine::score::SignedModel;
use std::path::Path;

/// Prints every model of the database as a line of JSON.
pub(super) fn list(global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    print(&mut session, ModelRequest::List)
}

/// Puts a model file (signed or not) into the database.
pub(super) fn add(model: &Path, global: &Global) -> Result<(), Failure> {
    let mut session = Session::made(global)?;
    let text = std::fs::read_to_string(model)?;
    let text = if serde_json::from_str::<SignedModel>(&text).is_ok() {
        text
    } else {
        // What comes from one's own file is signed with a key made for the moment.
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|error| Failure::Failed(error.to_string()))?;
        let signed = SignedModel::sign(&file::read(model)?, &secret)
            .map_err(|error| Failure::from(error.to_reply()))?;
        serde_json::to_string(&signed)?
    };
    let request = ModelRequest::Import {
        text,
        trusted: String::new(),
        keep: true,
    };
    match session.ask(Request::Model(request))? {
        Reply::Model(ModelReply::Imported { model, .. }) => {
            let mut output = Output::new();
            output.json(&model.row)?;
            output.end()
        }
        other => Err(unexpected(&other)),
    }
}

/// Gives the scores of its purpose by a model of the database; the starter model when none is named.
pub(super) fn use_model(name: Option<&str>, global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    let (model, purpose) = match name {
        None => (None, "fit".to_owned()),
        Some(name) => {
            let (model, purpose) = named(&mut session, name, false)?;
            (Some(model), purpose)
        }
    };
    print(&mut session, ModelRequest::Activate { model, purpose })
}

/// Takes a model of the database away, or brings it back.
pub(super) fn set_removed(name: &str, removed: bool, global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    let (model, _) = named(&mut session, name, !removed)?;
    print(&mut session, ModelRequest::Remove { model, removed })
}

/// The model of that name, in place or among the removed ones, with its purpose.
fn named(session: &mut Session, name: &str, removed: bool) -> Result<(i64, String), Failure> {
    let rows = match session.ask(Request::Model(ModelRequest::List))? {
        Reply::Model(ModelReply::Models(rows)) => rows,
        other => return Err(unexpected(&other)),
    };
    rows.into_iter()
        .filter(|row| row.removed == removed && row.name.eq_ignore_ascii_case(name.trim()))
        .find_map(|row| Some((row.id?, row.purpose)))
        .ok_or_else(|| Failure::Failed(format!("there is no such model: “{name}”.")))
}

fn print(session: &mut Session, request: ModelRequest) -> Result<(), Failure> {
    let rows = match session.ask(Request::Model(request))? {
        Reply::Model(ModelReply::Models(rows)) => rows,
        other => return Err(unexpected(&other)),
    };
    let mut output = Output::new();
    for row in rows {
        output.json(&row)?;
    }
    output.end()
}
