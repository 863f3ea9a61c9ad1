//! The workspace's work on files, as a rep does it: import with a stop, backup, restore, export.

use hookline_tests::{Kind, Options, Outcome, PATIENCE, Stage, Workspace};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use thirtyfour::prelude::*;

/// Rows of a file that takes many slices, each with a note of [`NOTE_BYTES`].
const MANY: usize = 12_000;
const NOTE_BYTES: usize = 600;

async fn click(stage: &Stage, label: &str) -> Outcome {
    let path = format!("//button[normalize-space(.)='{label}']");
    let button = stage
        .browser
        .driver
        .query(By::XPath(path.as_str()))
        .wait(PATIENCE, std::time::Duration::from_millis(50))
        .first()
        .await?;
    button.click().await?;
    Ok(())
}

async fn choose_file(stage: &Stage, file: &Path) -> Outcome {
    let input = stage
        .browser
        .driver
        .query(By::Css("input[type=file]"))
        .wait(PATIENCE, std::time::Duration::from_millis(50))
        .first()
        .await?;
    input.send_keys(file.to_string_lossy().into_owned()).await?;
    Ok(())
}

async fn wait_for_text(stage: &Stage, words: &str) -> Outcome {
    stage
        .browser
        .wait_until(&format!("document.body.innerText.includes({words:?})"))
        .await
}

async fn accounts(workspace: &Workspace<'_>) -> Outcome<u64> {
    let hello = workspace.ask(json!("hello")).await?;
    Ok(hello["hello"]["accounts"].as_u64().ok_or("no count")?)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_shows_its_progress_and_stops_where_the_rep_says() -> Outcome {
    let stage = Stage::empty(Options::default()).await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("many.csv");
    let mut text = String::from("Company Name,Website,City,Notes\n");
    let note = "n".repeat(NOTE_BYTES);
    for number in 0..MANY {
        text.push_str(&format!(
            "Company {number},https://company-{number}.example,Town {},{note}\n",
            number % 50
        ));
    }
    std::fs::write(&file, text)?;
    let workspace = Workspace::open(&stage.browser, "#/import").await?;
    choose_file(&stage, &file).await?;
    click(&stage, "Start import").await?;
    stage
        .browser
        .wait_until("document.querySelector('progress')?.value > 0")
        .await?;
    click(&stage, "Cancel").await?;
    wait_for_text(&stage, "Import stopped; what was read is kept").await?;
    let kept = accounts(&workspace).await?;
    assert!(kept > 0 && kept < MANY as u64, "{kept}");
    // The same file again completes it and doubles nothing.
    let workspace = Workspace::open(&stage.browser, "#/import").await?;
    stage.browser.driver.refresh().await?;
    choose_file(&stage, &file).await?;
    click(&stage, "Start import").await?;
    wait_for_text(&stage, "Import finished").await?;
    assert_eq!(accounts(&workspace).await?, MANY as u64);
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_downloaded_and_taken_back_and_everything_is_exported() -> Outcome {
    if Kind::from_environment() == Kind::Firefox {
        println!(
            "skipped: this test sets the folder for downloads, which WebDriver cannot in Firefox"
        );
        return Ok(());
    }
    let stage = Stage::furnished(Options::default()).await?;
    let folder = tempfile::tempdir()?;
    let downloads = json!({ "behavior": "allow", "downloadPath": folder.path() });
    stage
        .browser
        .driver
        .cdp()
        .send_raw("Browser.setDownloadBehavior", downloads)
        .await?;
    let workspace = Workspace::open(&stage.browser, "#/backup").await?;
    click(&stage, "Download a backup").await?;
    wait_for_text(&stage, "The backup is in your downloads.").await?;
    let backup = downloaded(folder.path(), "hookline-backup.db").await?;
    click(&stage, "Download the export").await?;
    wait_for_text(&stage, "The export is in your downloads.").await?;
    let export = downloaded(folder.path(), "hookline-export.jsonl").await?;
    let lines: Vec<Value> = std::fs::read_to_string(export)?
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let export_text = json!(lines).to_string();
    for word in ["Northwind Robotics", "maren.okafor@", "Series B"] {
        assert!(export_text.contains(word), "{word} is not in the export");
    }

    workspace
        .import(
            "more.csv",
            "accounts",
            "Name,Website\nLate Arrival,late-arrival.example\n",
        )
        .await?;
    assert_eq!(accounts(&workspace).await?, 4);
    // A file that is no backup is refused, and nothing changes.
    let wrong = folder.path().join("wrong.db");
    std::fs::write(&wrong, b"this is no database")?;
    choose_file(&stage, &wrong).await?;
    wait_for_text(&stage, "It is not a Hookline backup.").await?;
    assert_eq!(accounts(&workspace).await?, 4);
    choose_file(&stage, &backup).await?;
    wait_for_text(&stage, "The backup is in place.").await?;
    assert_eq!(accounts(&workspace).await?, 3);
    let page = workspace
        .ask(json!({"account_by_key": {"key": "northwind-robotics.example"}}))
        .await?;
    assert_eq!(
        page["account"]["account"]["row"]["name"],
        "Northwind Robotics"
    );
    stage.end().await
}

/// The finished download of that name.
async fn downloaded(folder: &Path, name: &str) -> Outcome<PathBuf> {
    let file = folder.join(name);
    let limit = std::time::Instant::now() + PATIENCE;
    while !file.exists() {
        if std::time::Instant::now() > limit {
            return Err(format!("{name} was not downloaded").into());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    Ok(file)
}
