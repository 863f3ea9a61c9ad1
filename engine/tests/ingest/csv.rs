//! CSV files as they really come: encodings, delimiters, line ends, broken quotes, hostile bytes.

use crate::shared;
use hookline_engine::ingest::csv::{Batch, CsvOptions, CsvReader};
use hookline_engine::ingest::records::{RecordBatch, RecordOptions, RecordReader};
use hookline_engine::protocol::ImportKind;
use proptest::prelude::*;

fn read_rows(bytes: &[u8], chunk: usize) -> (CsvReader, Batch) {
    let mut reader = CsvReader::new(CsvOptions::default());
    let mut batch = Batch::default();
    for piece in bytes.chunks(chunk.max(1)) {
        batch.append(reader.push(piece).unwrap());
    }
    batch.append(reader.finish().unwrap());
    (reader, batch)
}

fn read_records(bytes: &[u8]) -> (RecordReader, RecordBatch) {
    let mut reader = RecordReader::new(RecordOptions::default());
    let mut batch = RecordBatch::default();
    for piece in bytes.chunks(100_000) {
        batch.append(reader.push(piece).unwrap());
    }
    batch.append(reader.finish().unwrap());
    (reader, batch)
}

#[test]
fn crunchbase_with_bare_carriage_returns_and_mac_letters() {
    let Some(bytes) = shared::shared_bytes("data/companies/crunchbase_2013.csv") else {
        return;
    };
    let (reader, batch) = read_records(&bytes);
    assert_eq!(reader.encoding(), "macintosh");
    assert_eq!(reader.delimiter(), ',');
    assert_eq!(batch.read, 17_727);
    assert_eq!(batch.read, batch.records.len() as u64 + batch.rejected);
    let names: Vec<&str> = batch
        .records
        .iter()
        .filter_map(|row| row.field("name"))
        .collect();
    assert!(names.contains(&"Furnésh"));
    assert!(names.contains(&"BluePoint Security™"));
    // The list's second company is a spreadsheet error instead of a name.
    let error = batch
        .problems
        .iter()
        .find(|problem| problem.line == 3 && problem.rejected);
    assert!(error.unwrap().reason.contains("#NAME?"));
    let last = batch.records.last().unwrap();
    assert_eq!(last.line, 17_728);
}

#[test]
fn every_company_of_the_account_list_is_read() {
    let Some(bytes) = shared::shared_bytes("data/companies/accounts.csv") else {
        return;
    };
    let (reader, batch) = read_records(&bytes);
    assert_eq!(reader.kind(), Some(ImportKind::Accounts));
    assert_eq!(batch.read, 28_114);
    assert_eq!(batch.rejected, 0);
    let with_domain = batch
        .records
        .iter()
        .filter(|row| row.field("domain").is_some());
    assert!(with_domain.count() as f64 / batch.read as f64 > 0.99);
    let fields: Vec<(&str, &str)> = reader
        .columns()
        .iter()
        .map(|column| (column.column.as_str(), column.field.as_str()))
        .collect();
    assert!(fields.contains(&("symbol", "ticker")));
    assert!(fields.contains(&("zipcode", "postal_code")));
    assert!(fields.contains(&("market_cap", "custom")));
    assert_eq!(reader.columns()[1].examples.len(), 3);
}

#[test]
fn the_sec_list_keeps_its_identifiers() {
    let Some(bytes) = shared::shared_bytes("data/companies/sec_tickers.csv") else {
        return;
    };
    let (_, batch) = read_records(&bytes);
    assert_eq!(batch.rejected, 0);
    let first = &batch.records[0];
    assert_eq!(first.field("cik"), Some("0001045810"));
    assert_eq!(first.field("ticker"), Some("NVDA"));
    assert_eq!(first.field("name"), Some("NVIDIA CORP"));
}

#[test]
fn the_same_table_in_every_encoding() {
    let text = "Firma;Ort\r\nMüller & Söhne;Köln\r\nŁódź Café;Zürich\r\n";
    let western = "Firma;Ort\r\nMüller & Söhne;Köln\r\nCafé;Zürich\r\n";
    let utf16 = |big: bool| -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let latin: Vec<u8> = western.chars().map(|letter| letter as u8).collect();
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (text.as_bytes().to_vec(), "UTF-8"),
        (
            [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(),
            "UTF-8",
        ),
        ([b"\xFF\xFE".to_vec(), utf16(false)].concat(), "UTF-16LE"),
        ([b"\xFE\xFF".to_vec(), utf16(true)].concat(), "UTF-16BE"),
        (utf16(false), "UTF-16LE"),
        (utf16(true), "UTF-16BE"),
        (latin, "windows-1252"),
    ];
    for (bytes, encoding) in cases {
        for chunk in [1, 3, 1_000] {
            let (reader, batch) = read_rows(&bytes, chunk);
            assert_eq!(reader.encoding(), encoding);
            assert_eq!(reader.headers(), ["Firma", "Ort"], "{encoding}");
            assert_eq!(
                batch.rows[0].cell(0),
                "Müller & Söhne",
                "{encoding} by {chunk}"
            );
            assert_eq!(batch.rows[1].cell(1), "Zürich");
            assert_eq!(batch.rows.len(), 2);
        }
    }
}

#[test]
fn a_wrong_byte_in_a_utf8_file_costs_nothing_else() {
    let bytes = b"name,city\nZ\xC3\xBCrich AG,Bern\nCaf\xE9,Gen\xC3\xA8ve\n";
    let (reader, batch) = read_rows(bytes, 5);
    assert_eq!(reader.encoding(), "UTF-8");
    assert_eq!(batch.rows[0].cell(0), "Zürich AG");
    assert_eq!(batch.rows[1].cell(0), "Café");
    assert_eq!(batch.rows[1].cell(1), "Genève");
}

#[test]
fn delimiters_are_recognised() {
    for delimiter in [',', ';', '\t', '|'] {
        let text = format!(
            "name{delimiter}revenue{delimiter}city\nA{delimiter}\"1,5; or | so\"{delimiter}X\nB{delimiter}2{delimiter}Y\n"
        );
        let (reader, batch) = read_rows(text.as_bytes(), 7);
        assert_eq!(reader.delimiter(), delimiter);
        assert_eq!(batch.rows[0].cell(1), "1,5; or | so");
    }
    let german = "Name;Umsatz;Quote\nA;1,5;2,5\nB;2,25;3,5\nC;3,75;4,5\n";
    assert_eq!(read_rows(german.as_bytes(), 64).0.delimiter(), ';');
    let hinted = "sep=|\nname|city, state\nAcme|Boston, MA\n";
    let (reader, batch) = read_rows(hinted.as_bytes(), 64);
    assert_eq!(reader.headers(), ["name", "city, state"]);
    assert_eq!(batch.rows[0].line(), 3);
}

#[test]
fn a_quoted_cell_may_hold_lines_and_line_numbers_stay_right() {
    let text = "name,street\n\n\"Acme \"\"X\"\"\",\"1 Main St\r\nFloor 2\"\nBeta,Two\n";
    let (_, batch) = read_rows(text.as_bytes(), 4);
    assert_eq!(batch.rows[0].cell(0), "Acme \"X\"");
    assert_eq!(batch.rows[0].cell(1), "1 Main St\nFloor 2");
    assert_eq!((batch.rows[0].line(), batch.rows[1].line()), (3, 5));
    assert_eq!(batch.problems, []);
}

#[test]
fn a_quote_that_is_never_closed_costs_one_line() {
    let mut text = String::from("name,city,note\nAcme,Bonn,\"open quote\n");
    for number in 0..5_000 {
        text.push_str(&format!("Company {number},Town,\"said \"\"yes\"\"\"\n"));
    }
    let (_, batch) = read_rows(text.as_bytes(), 10_000);
    assert_eq!(batch.rows.len(), 5_001);
    assert_eq!(batch.rows[0].cell(0), "Acme");
    assert_eq!(batch.rows[5_000].cell(2), "said \"yes\"");
    assert_eq!((batch.problems.len(), batch.problems[0].line), (1, 2));
}

#[test]
fn a_file_of_open_quotes_is_read_in_bounded_time() {
    let text = "name,city\n".to_owned() + &"\"a,b\n".repeat(200_001);
    let (_, batch) = read_rows(text.as_bytes(), 1 << 20);
    assert_eq!(batch.rows.len(), 200_001);
    assert!(batch.problems.len() < 100);
}

#[test]
fn ragged_rows_are_kept_and_named() {
    let text = "name,city,country\nAcme\nBeta,Bonn,Germany,more,\nGamma,Rome,Italy,,,\n";
    let (_, batch) = read_rows(text.as_bytes(), 8);
    assert_eq!(batch.rows.len(), 3);
    let places: Vec<(u64, &str)> = batch
        .problems
        .iter()
        .map(|problem| (problem.line, problem.column.as_str()))
        .collect();
    assert_eq!(places, [(2, "city"), (3, "")]);
    assert!(batch.problems[0].reason.contains("column 2"));
    assert!(batch.problems.iter().all(|problem| !problem.rejected));
}

#[test]
fn header_names_are_made_unique_and_never_empty() {
    let (reader, batch) = read_rows(b"name,,phone,phone,\nAcme,1,2,3,\n", 9);
    assert_eq!(
        reader.headers(),
        ["name", "Column 2", "phone", "phone (2)", "Column 5"]
    );
    let columns: Vec<&str> = batch
        .problems
        .iter()
        .map(|problem| problem.column.as_str())
        .collect();
    assert_eq!(columns, ["Column 2", "phone (2)"]);
}

#[test]
fn titles_above_and_footers_below_a_report_are_passed_over() {
    let text = "Accounts of the north\n\nAccount Name,Phone,City\nAcme,+1 212 555 0100,Boston\n\n\
                \"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved.\"\n\
                Confidential Information - Do Not Distribute\nGenerated By: A. Rep\n";
    let (reader, batch) = read_records(text.as_bytes());
    assert_eq!(reader.columns()[0].column, "Account Name");
    assert_eq!((batch.read, batch.rejected), (1, 0));
    assert_eq!(batch.records[0].line, 4);
    assert_eq!(batch.problems, []);
}

#[test]
fn huge_and_hostile_cells() {
    let megabyte = "x".repeat(1 << 20);
    let text = format!(
        "name,description\nAcme,\"{megabyte}\"\n\u{202e}live\u{0} <script>alert(1)</script>,=cmd|'/c calc'!A1\nBeta,ok\n"
    );
    let (_, batch) = read_records(text.as_bytes());
    assert_eq!(batch.records.len(), 3);
    let long = batch.records[0].field("description").unwrap();
    assert_eq!(long.chars().count(), 20_000);
    assert_eq!(
        batch.records[1].field("name"),
        Some("live <script>alert(1)</script>")
    );
    assert!(
        batch
            .problems
            .iter()
            .any(|problem| problem.line == 3 && problem.reason.contains("NUL"))
    );
    let endless = "name,city\nAcme,".to_owned() + &"y".repeat(9 << 20) + "\nBeta,Bonn\n";
    let (_, batch) = read_records(endless.as_bytes());
    assert_eq!((batch.records.len(), batch.rejected), (1, 1));
    assert_eq!(batch.records[0].field("name"), Some("Beta"));
    assert_eq!((batch.records[0].line, batch.problems[0].line), (3, 2));
}

#[test]
fn files_without_data_and_files_that_are_no_csv() {
    let finish = |bytes: &[u8]| {
        let mut reader = RecordReader::new(RecordOptions::default());
        reader.push(bytes).and_then(|_| reader.finish())
    };
    for empty in [b"".as_slice(), b"\n\n\r\n", b"\xEF\xBB\xBF", b" , ,\n"] {
        let error = finish(empty).unwrap_err().to_reply();
        assert_eq!(error.code, "empty_file");
    }
    assert_eq!(finish(b"name,domain\n").unwrap().read, 0);
    let workbook = finish(b"PK\x03\x04rest of an xlsx").unwrap_err().to_reply();
    assert_eq!(workbook.code, "not_csv");
    assert!(workbook.next.contains("save it as CSV"));
}

#[test]
fn a_bad_cell_is_named_and_the_rest_of_its_row_kept() {
    let text = "Company,Website,Employees,Annual Revenue,Founded,SIC\n\
                Acme,https://www.acme.co.uk:8080/about?x=1,51-200,$12M,June 1998,7372\n\
                Beta,not a site,lots,-5,long ago,software\n\
                ,,12,,,\n";
    let (_, batch) = read_records(text.as_bytes());
    let acme = &batch.records[0];
    assert_eq!(acme.field("domain"), Some("acme.co.uk"));
    assert_eq!(acme.field("employees"), Some("126"));
    assert_eq!(acme.field("employees_range"), Some("51-200"));
    assert_eq!(acme.field("revenue"), Some("12000000"));
    assert_eq!(acme.field("founded"), Some("1998"));
    let beta: Vec<&str> = batch
        .problems
        .iter()
        .filter(|problem| problem.line == 3)
        .map(|problem| problem.column.as_str())
        .collect();
    assert_eq!(
        beta,
        ["Website", "Employees", "Annual Revenue", "Founded", "SIC"]
    );
    assert_eq!(batch.records[1].fields.len(), 1);
    assert_eq!((batch.read, batch.rejected), (3, 1));
    assert!(
        batch
            .problems
            .last()
            .unwrap()
            .reason
            .contains("neither a name nor a domain")
    );
}

#[test]
fn contacts_are_recognised_and_named() {
    let text = "First Name,Last Name,Email,Title,Account Name,Mobile,Birthdate\n\
                Zoë,Ångström,Zoe.A@Example.COM,VP Sales,Example Inc.,+46 70 123,3/29/1985\n\
                ,,\"Ann Lee <ann@acme.io>; ann@home.org\",,,,\n,,,CEO,Nobody Ltd,,\n";
    let (reader, batch) = read_records(text.as_bytes());
    assert_eq!(reader.kind(), Some(ImportKind::Contacts));
    let first = &batch.records[0];
    assert_eq!(first.field("name"), Some("Zoë Ångström"));
    assert_eq!(first.field("email"), Some("zoe.a@example.com"));
    assert_eq!(first.field("account_name"), Some("Example Inc."));
    assert_eq!(first.field("birthday"), Some("1985-03-29"));
    assert_eq!(batch.records[1].field("email"), Some("ann@acme.io"));
    assert_eq!(batch.rejected, 1);
}

#[test]
fn a_plain_list_without_a_header_is_data_from_the_first_line() {
    let (reader, batch) = read_records(b"acme.com\nbeta.io\n");
    assert_eq!(batch.records.len(), 2);
    assert_eq!(batch.records[0].field("domain"), Some("acme.com"));
    assert_eq!(reader.columns()[0].field, "domain");
    let (reader, batch) = read_records(b"Ann Lee;ann@acme.com;CEO\nBob Ray;bob@beta.io;CFO\n");
    assert_eq!(reader.kind(), Some(ImportKind::Contacts));
    assert_eq!(batch.records[0].field("name"), Some("Ann Lee"));
    assert_eq!((batch.records[0].line, batch.records.len()), (1, 2));
}

#[test]
fn the_chosen_mapping_goes_first_and_is_checked() {
    let options = |pairs: &[(&str, &str)]| RecordOptions {
        mapping: pairs
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect(),
        ..RecordOptions::default()
    };
    let text = b"Who,Company,Size\nAcme,Holding,9\n";
    let mut reader = RecordReader::new(options(&[("Who", "name"), ("company", "ignore")]));
    let mut batch = reader.push(text).unwrap();
    batch.append(reader.finish().unwrap());
    assert_eq!(batch.records[0].field("name"), Some("Acme"));
    assert_eq!(batch.records[0].fields.len(), 2);
    for (pairs, code) in [
        (&[("Nope", "name")], "no_such_column"),
        (&[("Who", "shoe_size")], "no_such_field"),
    ] {
        let mut reader = RecordReader::new(options(pairs));
        let outcome = reader.push(text).and_then(|_| reader.finish());
        assert_eq!(outcome.unwrap_err().to_reply().code, code);
    }
}

proptest! {
    /// What is written well is read back to the letter, whatever the chunks.
    #[test]
    fn any_table_survives_writing_and_reading(
        rows in prop::collection::vec(prop::collection::vec("[a-zé;,|\"\n ]{0,8}", 3), 1..20),
        chunk in 1_usize..40,
    ) {
        let mut text = String::from("first,second,third\n");
        for row in &rows {
            let cells: Vec<String> =
                row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text.push_str(&cells.join(","));
            text.push('\n');
        }
        let mut reader = CsvReader::new(CsvOptions { delimiter: Some(b',') });
        let mut batch = Batch::default();
        for piece in text.as_bytes().chunks(chunk) {
            batch.append(reader.push(piece).unwrap());
        }
        batch.append(reader.finish().unwrap());
        let filled: Vec<&Vec<String>> =
            rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        prop_assert_eq!(batch.rows.len(), filled.len());
        for (row, written) in batch.rows.iter().zip(filled) {
            let cells: Vec<&str> = row.cells().collect();
            prop_assert_eq!(&cells, written);
        }
    }

    /// Any bytes in any chunks: no panic, the same rows for every chunk size, every row accounted for.
    #[test]
    fn any_bytes_are_taken(bytes in prop::collection::vec(any::<u8>(), 0..400), chunk in 1_usize..50) {
        let read = |chunk: usize| {
            let mut reader = RecordReader::new(RecordOptions::default());
            let mut batch = RecordBatch::default();
            for piece in bytes.chunks(chunk) {
                batch.append(reader.push(piece).ok()?);
            }
            batch.append(reader.finish().ok()?);
            Some(batch)
        };
        let whole = read(1_000);
        if let Some(batch) = &whole {
            prop_assert_eq!(batch.read, batch.records.len() as u64 + batch.rejected);
        }
        prop_assert_eq!(read(chunk).map(|batch| batch.read), whole.map(|batch| batch.read));
    }

    /// CSV-like bytes with the marks that matter.
    #[test]
    fn broken_tables_are_taken(text in "(name|city|a|,|;|\"|\n|\r| |\u{0}|é){0,120}", chunk in 1_usize..30) {
        let mut reader = RecordReader::new(RecordOptions::default());
        for piece in text.as_bytes().chunks(chunk) {
            reader.push(piece).unwrap();
        }
        let _ = reader.finish();
    }
}
