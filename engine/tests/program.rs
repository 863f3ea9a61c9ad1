//! The program `hookline` as people and scripts run it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const NOW: &str = "2026-11-24T12:00:00Z";

const CRM: &str = "Account Name,Website,Industry,Employees,Country\n\
    Zyntora Robotics Inc,https://zyntora.com,Robotics,420,United States\n\
    \"=HYPERLINK(\"\"http://evil.example\"\")\",evil.example.com,Software,10,Spain\n\
    ,,Retail,,\n\
    Quellmark Foods,quellmark.co.uk,Food,90,United Kingdom\n";

const FEED: &str = "<rss version=\"2.0\"><channel><title>Industry Wire</title><item>\
    <title>Zyntora Robotics raises $40 million Series B</title><link>https://wire.example.com/z</link>\
    <pubDate>Thu, 12 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>";

fn hookline(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hookline"))
        .current_dir(folder)
        .args(["--now", NOW])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn good(folder: &Path, arguments: &[&str], input: &str) -> String {
    let output = hookline(folder, arguments, input);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

fn filled() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("crm.csv"), CRM).unwrap();
    std::fs::write(folder.path().join("feed.xml"), FEED).unwrap();
    good(folder.path(), &["--db", "w.db", "import", "crm.csv"], "");
    good(
        folder.path(),
        &[
            "--db",
            "w.db",
            "feed",
            "read",
            "feed.xml",
            "--url",
            "https://wire.example.com/feed",
        ],
        "",
    );
    folder
}

#[test]
fn an_import_says_what_became_of_every_row() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("crm.csv"), CRM).unwrap();
    let text = good(folder.path(), &["--db", "w.db", "import", "crm.csv"], "");
    assert!(
        text.starts_with("4 rows read, 3 kept, 0 updated, 0 unchanged, 1 rejected\n"),
        "{text}"
    );
    assert!(
        text.contains("line 4: rejected: The row has neither a name nor a domain."),
        "{text}"
    );
    let again = good(
        folder.path(),
        &["--db", "w.db", "--json", "import", "crm.csv"],
        "",
    );
    let state = &json_lines(&again)[0];
    assert_eq!(
        (&state["kept"], &state["updated"], &state["unchanged"]),
        (&0.into(), &0.into(), &3.into())
    );
    let mapped = "Firma;Was\nAcme;Software\n";
    let text = good(
        folder.path(),
        &[
            "--db",
            "w.db",
            "import",
            "-",
            "--as",
            "accounts",
            "--map",
            "Was=industry",
        ],
        mapped,
    );
    assert!(text.contains("column “Was” is industry"), "{text}");
}

/// The keys of a JSON object in alphabetical order; their order on the line is not promised.
fn sorted_keys(line: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = line
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

#[test]
fn resolve_answers_every_line_in_the_stated_form() {
    let folder = filled();
    let input = "Zyntora Robotics\n\njo@zyntora.com\nquellmark.co.uk\nNobody Of That Name\nZyntora Robotics raises $40 million\n";
    let lines = json_lines(&good(folder.path(), &["--db", "w.db", "resolve"], input));
    assert_eq!(lines.len(), 5);
    for line in &lines {
        let keys = sorted_keys(line);
        assert_eq!(
            keys,
            ["account", "answer", "confidence", "domain", "input", "why"]
        );
    }
    let short: Vec<(&str, Option<&str>, Option<&str>)> = lines
        .iter()
        .map(|line| {
            (
                line["answer"].as_str().unwrap(),
                line["account"].as_str(),
                line["domain"].as_str(),
            )
        })
        .collect();
    let zyntora = ("yes", Some("Zyntora Robotics Inc"), Some("zyntora.com"));
    assert_eq!(
        short,
        [
            zyntora,
            zyntora,
            ("yes", Some("Quellmark Foods"), Some("quellmark.co.uk")),
            ("no", None, None),
            zyntora
        ]
    );
}

#[test]
fn a_bare_word_in_a_headline_is_not_yet_the_company() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = "Name,Website\nApple Inc.,apple.com\nTarget Corporation,target.com\nSquare Inc,squareup.com\nMüller & Söhne GmbH,mueller-soehne.example\n";
    std::fs::write(folder.path().join("a.csv"), accounts).unwrap();
    good(folder.path(), &["--db", "w.db", "import", "a.csv"], "");
    let expected = [
        ("Apple pie recipes to try this fall", "no|unsure"),
        ("I missed my target this quarter", "no|unsure"),
        (
            "Protesters fill the square in front of parliament",
            "no|unsure",
        ),
        ("Target Corporation to open 30 stores in Texas", "yes"),
        ("Apple Inc. buys a maker of small batteries", "yes"),
        (
            "Mueller und Soehne Maschinenbau und Handels GmbH",
            "yes|unsure",
        ),
    ];
    let input: String = expected.map(|(line, _)| format!("{line}\n")).concat();
    let lines = json_lines(&good(folder.path(), &["--db", "w.db", "resolve"], &input));
    for (line, (headline, answers)) in lines.iter().zip(expected) {
        let answer = line["answer"].as_str().unwrap();
        assert!(
            answers.split('|').any(|one| one == answer),
            "{headline}: {line}"
        );
    }
}

#[test]
fn a_rumour_is_called_one() {
    let folder = tempfile::tempdir().unwrap();
    let input = "Zyntora said to weigh IPO next year, sources say\nZyntora raises $40 million Series B led by Prairie Peak\n";
    let lines = json_lines(&good(folder.path(), &["classify", "-"], input));
    assert_eq!(lines[0]["stance"], "rumour");
    assert_eq!(lines[0]["congratulate"], false);
    assert!(lines[1].get("stance").is_none());
    let facts = lines[1]["facts"].as_array().unwrap();
    assert!(
        facts.iter().any(|fact| fact["name"] == "amount"),
        "{}",
        lines[1]
    );
}

#[test]
fn classify_takes_titles_and_objects() {
    let folder = tempfile::tempdir().unwrap();
    let input = "Zyntora raises $40 million Series B\n{\"title\":\"Acme files for bankruptcy\",\"summary\":\"Court papers show it.\"}\n{not json\n";
    let lines = json_lines(&good(folder.path(), &["classify", "-"], input));
    assert_eq!(lines.len(), 3);
    for line in &lines {
        for key in ["about", "congratulate", "kinds", "title"] {
            assert!(!line[key].is_null(), "{key} is missing in {line}");
        }
    }
    let kind = &lines[0]["kinds"][0];
    assert_eq!(kind["kind"], "funding");
    assert!(kind["confidence"].is_f64() && kind["span"].as_array().unwrap().len() == 2);
    assert_eq!(lines[1]["kinds"][0]["kind"], "bankruptcy");
    assert_eq!(lines[1]["congratulate"], false);
    assert_eq!(lines[2]["title"], "{not json");
}

#[test]
fn scores_add_up_and_cells_are_harmless() {
    let folder = filled();
    let lines = json_lines(&good(
        folder.path(),
        &["--db", "w.db", "score", "--format", "json"],
        "",
    ));
    assert_eq!(lines.len(), 3);
    for line in &lines {
        let points = line["contributions"].as_array().unwrap().iter();
        let sum: i64 = points.map(|part| part["points"].as_i64().unwrap()).sum();
        assert_eq!(Some(sum), line["score"].as_i64(), "{line}");
        assert!(line["stars"].is_u64() && line["bolt"].is_boolean());
    }
    assert_eq!(
        (&lines[0]["account"], &lines[0]["bolt"]),
        (&"Zyntora Robotics Inc".into(), &true.into())
    );
    let csv = good(folder.path(), &["--db", "w.db", "score"], "");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(
        reader.headers().unwrap().iter().collect::<Vec<_>>(),
        [
            "account",
            "domain",
            "stars",
            "score",
            "bolt",
            "contributions"
        ]
    );
    for row in reader.records() {
        for cell in row.unwrap().iter() {
            assert!(
                !cell.starts_with(['=', '+', '@'])
                    && (!cell.starts_with('-') || cell.parse::<i64>().is_ok()),
                "{cell}"
            );
        }
    }
}

#[test]
fn the_account_and_its_hooks_are_printed() {
    let folder = filled();
    let page = &json_lines(&good(
        folder.path(),
        &["--db", "w.db", "account", "jo@zyntora.com"],
        "",
    ))[0];
    assert_eq!(page["account"]["row"]["name"], "Zyntora Robotics Inc");
    assert_eq!(page["news"]["total"], 1);
    assert_eq!(page["account"]["score"]["bolt"][0]["days_ago"], 12);
    let openers = json_lines(&good(
        folder.path(),
        &["--db", "w.db", "hooks", "--account", "zyntora.com"],
        "",
    ));
    assert!(!openers.is_empty());
    let opener = &openers[0];
    assert_eq!(opener["url"], "https://wire.example.com/z");
    assert_eq!(opener["publisher"], "Industry Wire");
    let quote = opener["quote"].as_str().unwrap();
    let title: Vec<char> = "Zyntora Robotics raises $40 million Series B"
        .chars()
        .collect();
    let at = |index: usize| opener["span"][index].as_u64().unwrap() as usize;
    assert_eq!(title[at(0)..at(1)].iter().collect::<String>(), quote);
    assert!(
        opener["published"]
            .as_str()
            .unwrap()
            .starts_with("2026-11-12")
    );
    let stranger = hookline(
        folder.path(),
        &[
            "--db",
            "w.db",
            "hooks",
            "--account",
            "zyntora.com",
            "--contact",
            "no@body.com",
        ],
        "",
    );
    assert_eq!(stranger.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&stranger.stderr).contains("no@body.com"));
    assert!(!stranger.stdout.is_empty());
}

#[test]
fn a_draft_is_read_in_zones() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Hi Jo,\n\nSaw the Series B. \n\nMost teams lose a day a week to reports. Is that so at yours?\n\nPS Enjoy the regatta.\n";
    let reading = &json_lines(&good(folder.path(), &["draft"], text))[0];
    assert_eq!(reading["zones"].as_array().unwrap().len(), 3);
    assert!(!reading["criteria"].as_array().unwrap().is_empty());
}

#[test]
fn export_backup_and_restore() {
    let folder = filled();
    good(folder.path(), &["--db", "w.db", "export", "all.jsonl"], "");
    let exported = std::fs::read_to_string(folder.path().join("all.jsonl")).unwrap();
    let accounts = json_lines(&exported)
        .into_iter()
        .filter(|line| line["type"] == "account");
    for account in accounts {
        let fields = account["fields"].as_array().unwrap();
        assert!(
            fields
                .iter()
                .all(|field| field["provenance"]["source"] == "crm.csv")
        );
    }
    good(folder.path(), &["--db", "w.db", "backup", "copy.db"], "");
    good(folder.path(), &["--db", "new.db", "restore", "copy.db"], "");
    let again = good(folder.path(), &["--db", "new.db", "export", "-"], "");
    assert_eq!(again, exported);
    std::fs::write(folder.path().join("bad.db"), "not a backup").unwrap();
    let refused = hookline(folder.path(), &["--db", "new.db", "restore", "bad.db"], "");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&refused.stderr).contains("bad.db: The backup cannot be used.")
    );
    assert_eq!(
        good(folder.path(), &["--db", "new.db", "export", "-"], ""),
        exported
    );
}

#[test]
fn misuse_is_2_and_failure_is_1() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("text.db"),
        "not a database, but long enough to be looked at".repeat(100),
    )
    .unwrap();
    std::fs::write(
        folder.path().join("page.html"),
        "<!doctype html><html><body>x</body></html>",
    )
    .unwrap();
    for (arguments, code) in [
        (&["no-such-command"][..], 2),
        (&["resolve"], 2),
        (&["--now", "yesterday", "classify"], 2),
        (&["--db", "w.db", "import", "x.csv", "--as", "planets"], 2),
        (&["--db", "w.db", "import", "x.csv", "--map", "nothing"], 2),
        (&["--db", "missing.db", "resolve"], 1),
        (&["--db", "w.db", "import", "missing.csv"], 1),
        (&["--db", "text.db", "import", "page.html"], 1),
        (&["--db", "w.db", "feed", "read", "page.html"], 1),
        (&["classify", "missing.txt"], 1),
    ] {
        let output = hookline(folder.path(), arguments, "");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(
            output.stdout.is_empty() && !output.stderr.is_empty(),
            "{arguments:?}"
        );
    }
    let version = good(folder.path(), &["--version"], "");
    assert_eq!(
        version.trim(),
        format!("hookline {}", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_reader_that_has_enough_ends_the_program_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let many: String = (0..50_000)
        .map(|n| format!("Company {n} raises money\n"))
        .collect();
    std::fs::write(folder.path().join("titles.txt"), many).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_hookline"))
        .current_dir(folder.path())
        .args(["classify", "titles.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut first).unwrap();
    drop(stdout);
    let mut errors = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut errors)
        .unwrap();
    assert!(child.wait().unwrap().success(), "{errors}");
    assert_eq!(errors, "");
}

/// Rows acknowledged in a database that another process may have been killed over.
fn acknowledged(file: &Path) -> (u64, u64) {
    let connection = rusqlite::Connection::open(file).unwrap();
    let verdict: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok");
    let accounts: i64 = connection
        .query_row("SELECT count(*) FROM account", [], |row| row.get(0))
        .unwrap();
    let told: Option<String> = connection
        .query_row("SELECT max(state) FROM import", [], |row| row.get(0))
        .unwrap();
    let kept = told.map_or(0, |state| {
        serde_json::from_str::<Value>(&state).unwrap()["kept"]
            .as_u64()
            .unwrap()
    });
    (accounts.unsigned_abs(), kept)
}

#[test]
fn an_import_killed_in_the_middle_keeps_what_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("w.db");
    let many: String = std::iter::once("name,domain,industry,employees\n".to_owned())
        .chain(
            (0..150_000)
                .map(|n| format!("Company Number {n},company{n}.com,Software,{}\n", n % 5_000)),
        )
        .collect();
    std::fs::write(folder.path().join("big.csv"), &many).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_hookline"))
        .current_dir(folder.path())
        .args(["--db", "w.db", "import", "big.csv"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(60);
    let committed = |file: &Path| {
        let connection =
            rusqlite::Connection::open_with_flags(file, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)
                .ok()?;
        connection
            .query_row("SELECT count(*) FROM import", [], |row| {
                row.get::<_, i64>(0)
            })
            .ok()
    };
    while committed(&file).unwrap_or(0) == 0 && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_millis(150));
    child.kill().unwrap();
    child.wait().unwrap();
    let (accounts, kept) = acknowledged(&file);
    assert!(kept > 0 && kept < 150_000, "killed in the middle: {kept}");
    assert_eq!(
        accounts, kept,
        "what was acknowledged is there, and nothing else"
    );
    let text = good(folder.path(), &["--db", "w.db", "import", "big.csv"], "");
    let wanted = format!(
        "150000 rows read, {} kept, 0 updated, {kept} unchanged, 0 rejected",
        150_000 - kept
    );
    assert!(text.starts_with(&wanted), "{text}");
}

#[test]
fn a_saved_mails_header_gives_the_subject_and_is_no_part_of_the_draft() {
    let folder = TempDir::new().unwrap();
    let body = "Hi Jane,\n\nSaw the Berlin office. How do you staff it?\n";
    let read = |text: &str| json_lines(&good(folder.path(), &["draft"], text))[0].clone();
    let bare = read(body);
    for header in [
        "Subject: Berlin office\n\n",
        "From: Sam <sam@seller.example>\r\nTo: Jane <jane@acme.example>\r\nSubject: Berlin office\r\n\r\n",
        "Betreff: Berlin office\n\n",
    ] {
        let reading = read(&format!("{header}{body}"));
        assert_eq!(reading["words"], bare["words"], "{header}");
        let subject = reading["criteria"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["name"] == "subject")
            .unwrap();
        assert!(
            !subject["finding"].as_str().unwrap().contains("no subject"),
            "{subject}"
        );
    }
    // A first line with a colon is the rep's own where no header follows.
    let own = read("To: be honest, we saw the Berlin office.\nHow do you staff it?\n");
    assert!(own["words"].as_u64() > Some(10), "{own}");
}
