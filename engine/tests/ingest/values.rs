//! Cells as people write them: numbers, ranges, domains, addresses, dates.

use hookline_engine::ingest::date;
use hookline_engine::ingest::values::{self, Reading, number, web};
use proptest::prelude::*;

fn value(field: &str, cell: &str) -> String {
    match values::read(field, cell) {
        Reading::Value(value) | Reading::WithFurther(value, _) | Reading::WithNote(value, _) => {
            value
        }
        Reading::Empty => "(empty)".to_owned(),
        Reading::Bad(_) => "(bad)".to_owned(),
    }
}

#[test]
fn amounts() {
    for (written, read) in [
        ("1234", 1_234),
        ("1,234", 1_234),
        ("1.234", 1_234),
        ("1.234,5", 1_235),
        ("1,234.56", 1_235),
        ("1 234 567", 1_234_567),
        ("1\u{202f}234", 1_234),
        ("1'234'567", 1_234_567),
        ("12,34,567", 1_234_567),
        ("$12M", 12_000_000),
        ("US$ 1.5 billion", 1_500_000_000),
        ("€ 2,5 Mio.", 2_500_000),
        ("3 Mrd. EUR", 3_000_000_000),
        ("1.234 million", 1_234_000),
        ("1,234 million", 1_234_000_000),
        ("1.234 Mio. €", 1_234_000_000),
        ("1,234 Mio. €", 1_234_000),
        ("¥3,000 million", 3_000_000_000),
        ("3.000 m", 3_000_000_000),
        ("1,500 employees", 1_500),
        ("1.500 Mitarbeiter", 1_500),
        ("12k", 12_000),
        ("1.2E+07", 12_000_000),
        ("51-200", 126),
        ("51 – 200 employees", 126),
        ("10K-50K", 30_000),
        ("10-50M", 30_000_000),
        ("$10 million to $50 million", 30_000_000),
        ("10,001+", 10_001),
        ("> 500", 500),
        ("1000.0", 1_000),
        ("0", 0),
        ("~250 Mitarbeiter", 250),
        ("1-10", 6),
        ("over 1,000", 1_000),
        ("4", 4),
        ("0.5M", 500_000),
        (".5M", 500_000),
    ] {
        assert_eq!(
            number::amount(written).map(|amount| amount.value),
            Ok(read),
            "{written}"
        );
    }
    for written in [
        "lots",
        "-5",
        "(12)",
        "1,2,3",
        "12 34",
        "1.2.3",
        "200-51",
        "5%",
        "10 apples",
        "",
        "K",
        "1e99",
        "12/5",
    ] {
        assert!(number::amount(written).is_err(), "{written}");
    }
    assert_eq!(number::amount("£3m").unwrap().currency, Some("GBP"));
    assert_eq!(number::amount("12").unwrap().currency, None);
    assert!(number::amount("51-200").unwrap().range);
}

#[test]
fn a_foreign_currency_and_a_range_are_kept_beside_the_number() {
    let Reading::WithFurther(value, further) = values::read("revenue", "€10M - €20M") else {
        panic!("a range in euro");
    };
    assert_eq!(value, "15000000");
    let names: Vec<&str> = further.iter().map(|pair| pair.0).collect();
    assert_eq!(names, ["revenue_range", "revenue_currency"]);
}

#[test]
fn domains_of_websites_and_addresses() {
    for (written, read) in [
        ("https://www.Example.co.uk:8443/a/b?c#d", "example.co.uk"),
        ("shop.acme.com", "acme.com"),
        ("ann@mail.acme.com", "acme.com"),
        ("//acme.com/x", "acme.com"),
        ("acme.com.", "acme.com"),
        ("http://user:secret@acme.io/", "acme.io"),
        ("müller.de", "xn--mller-kva.de"),
        ("xn--mller-kva.de", "xn--mller-kva.de"),
        ("acme.github.io", "acme.github.io"),
        ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ("000502.cn", "000502.cn"),
        ("wordpress.com", "wordpress.com"),
        ("a.b.c.acme.com.au", "acme.com.au"),
    ] {
        assert_eq!(
            web::registrable_domain(written),
            Ok(read.to_owned()),
            "{written}"
        );
    }
    for written in [
        "",
        "acme",
        "Acme Inc.",
        "10.0.0.1",
        "[::1]",
        "co.uk",
        "ftp://acme.com",
        "javascript:alert(1)",
        "acme.invalidtld",
        "http://",
        "a..b",
    ] {
        assert!(web::registrable_domain(written).is_err(), "{written}");
    }
    assert_eq!(
        web::own_domain("https://www.linkedin.com/company/acme"),
        None
    );
    assert_eq!(
        web::own_domain("https://www.linkedin.com"),
        Some("linkedin.com".to_owned())
    );
    assert_eq!(
        web::website("WWW.Acme.com"),
        Ok("https://www.acme.com".to_owned())
    );
    assert_eq!(
        web::website("http://u:p@acme.com/x"),
        Ok("http://acme.com/x".to_owned())
    );
    assert!(web::website("javascript:alert(1)").is_err());
    assert!(web::website("data:text/html,x").is_err());
}

#[test]
fn addresses_and_phones() {
    assert_eq!(
        web::email(" Ann.Lee+x@Mail.Acme.COM "),
        Ok("ann.lee+x@mail.acme.com".to_owned())
    );
    assert_eq!(
        web::email("mailto:a@b.co?subject=x"),
        Ok("a@b.co".to_owned())
    );
    assert_eq!(web::email("\"Lee, Ann\" <a@b.co>"), Ok("a@b.co".to_owned()));
    for bad in [
        "a@",
        "@b.co",
        "a b@c.de",
        "a@b",
        "a@@b.co",
        "a@b..co",
        "a@[1.2.3.4]",
        ".a@b.co",
        "x",
    ] {
        assert!(web::email(bad).is_err(), "{bad}");
    }
    assert_eq!(
        value("phone", "tel:+1 (212) 555-0100 ext. 4"),
        "+1 (212) 555-0100 ext. 4"
    );
    assert_eq!(value("phone", "1-800-FLOWERS"), "1-800-FLOWERS");
    assert_eq!(value("phone", "call me"), "(bad)");
}

#[test]
fn other_fields() {
    assert_eq!(value("naics", "511210 - Software Publishers"), "511210");
    assert_eq!(value("sic", "Software"), "(bad)");
    assert_eq!(value("founded", "1998.0"), "1998");
    assert_eq!(value("founded", "2012-06-01"), "2012");
    assert_eq!(
        value("technologies", "Salesforce; HubSpot ;salesforce|AWS"),
        "Salesforce; HubSpot; AWS"
    );
    assert_eq!(value("employees", "n/a"), "(empty)");
    assert_eq!(value("industry", "Unknown"), "(empty)");
    assert_eq!(value("name", "None"), "None");
    assert_eq!(value("name", "#REF!"), "(bad)");
    assert_eq!(value("name", "A\u{202e}cme\u{0}\n  Corp"), "Acme Corp");
    assert_eq!(value("birthday", "29 février"), "--02-29");
    assert_eq!(value("birthday", "31.12.1980"), "1980-12-31");
    assert_eq!(value("birthday", "soon"), "(bad)");
}

#[test]
fn dates_of_feeds_in_all_their_forms() {
    for (written, read) in [
        ("Sun, 08 Mar 2020 12:34:56 GMT", "2020-03-08T12:34:56Z"),
        ("Sun, 8 Mar 2020 12:34:56 +0200", "2020-03-08T10:34:56Z"),
        ("08 Mar 20 12:34 EST", "2020-03-08T17:34:00Z"),
        (
            "Sunday, March 8, 2020 12:34:56 PM PDT",
            "2020-03-08T19:34:56Z",
        ),
        ("2020-03-08T12:34:56.789+01:00", "2020-03-08T11:34:56.789Z"),
        ("2020-03-08T12:34:56", "2020-03-08T12:34:56Z"),
        ("2020-03-08T12:34Z", "2020-03-08T12:34:00Z"),
        ("2020-03-08 12:34:56 -0500", "2020-03-08T17:34:56Z"),
        ("2020-03-08 12:34:56.0", "2020-03-08T12:34:56Z"),
        ("2020-03-08", "2020-03-08T00:00:00Z"),
        ("2020-03", "2020-03-01T00:00:00Z"),
        ("2003", "2003-01-01T00:00:00Z"),
        ("20200308", "2020-03-08T00:00:00Z"),
        ("2003-335", "2003-12-01T00:00:00Z"),
        ("2003335", "2003-12-01T00:00:00Z"),
        ("20200308T123456Z", "2020-03-08T12:34:56Z"),
        ("20200308123456", "2020-03-08T12:34:56Z"),
        ("1583670896", "2020-03-08T12:34:56Z"),
        ("1583670896000", "2020-03-08T12:34:56Z"),
        ("Sun Mar  8 12:34:56 2020", "2020-03-08T12:34:56Z"),
        ("Sun Mar  8 12:34:56 EST 2020", "2020-03-08T17:34:56Z"),
        ("So, 08 Mär 2020 12:34:56 +0100", "2020-03-08T11:34:56Z"),
        ("8. März 2020, 12:34 Uhr", "2020-03-08T12:34:00Z"),
        ("08.03.2020", "2020-03-08T00:00:00Z"),
        ("dim., 08 mars 2020 12:34:56 +0100", "2020-03-08T11:34:56Z"),
        ("8 de marzo de 2020", "2020-03-08T00:00:00Z"),
        ("Mar, 03 mar 2020 10:00:00 GMT", "2020-03-03T10:00:00Z"),
        ("3/8/2020 1:05:00 PM", "2020-03-08T13:05:00Z"),
        ("28/3/2020", "2020-03-28T00:00:00Z"),
        ("Вс, 08 марта 2020 12:34:56 +0300", "2020-03-08T09:34:56Z"),
        ("2004년 07월 06일 오후 11:59:59", "2004-07-06T23:59:59Z"),
        ("Thu, 31 Dec 2020 24:00:00 GMT", "2021-01-01T00:00:00Z"),
        ("Fri, 31 Dec 1999 23:59:60 Z", "1999-12-31T23:59:59Z"),
        (
            "Sun, 08 Mar 2020 12:34:56 GMT+0100 (CET)",
            "2020-03-08T11:34:56Z",
        ),
        ("Mon, 08 Mar 2020", "2020-03-08T00:00:00Z"),
        ("Dec 31, 1969", "1969-12-31T00:00:00Z"),
    ] {
        let moment = date::timestamp(written).map(|moment| moment.to_string());
        assert_eq!(moment.as_deref(), Some(read), "{written}");
    }
    for written in [
        "",
        "yesterday",
        "12:34",
        "2020-13-40",
        "32 Mar 2020",
        "0000-00-00",
        "99999999999999999999",
        "March",
        "9999-12-31T99:99:99Z",
        "1.1",
    ] {
        assert_eq!(date::timestamp(written), None, "{written}");
    }
}

proptest! {
    #[test]
    fn no_cell_breaks_a_reading(cell in "\\PC{0,40}", digits in "[0-9.,kM€$ +-]{0,20}") {
        for field in ["name", "domain", "website", "email", "phone", "employees", "revenue",
            "founded", "naics", "birthday", "technologies", "linkedin", "description"] {
            for text in [&cell, &digits] {
                if let Reading::Value(value) = values::read(field, text) {
                    prop_assert!(!value.is_empty());
                }
            }
        }
        let _ = date::timestamp(&cell);
        let _ = date::timestamp(&digits);
    }

    #[test]
    fn plain_numbers_read_as_themselves(number in 0_i64..1_000_000_000_000) {
        prop_assert_eq!(number::amount(&number.to_string()).unwrap().value, number);
    }

    #[test]
    fn dates_written_by_a_clock_read_as_themselves(seconds in 0_i64..4_000_000_000) {
        let moment = jiff::Timestamp::from_second(seconds).unwrap();
        prop_assert_eq!(date::timestamp(&moment.to_string()), Some(moment));
        let rfc = moment.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        prop_assert_eq!(date::timestamp(&rfc), Some(moment));
    }
}
