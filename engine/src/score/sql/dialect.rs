//! What the dialects write differently.

use serde::{Deserialize, Serialize};

/// A warehouse's SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// DuckDB.
    Duckdb,
    /// PostgreSQL.
    Postgres,
    /// Spark SQL.
    Spark,
    /// Google BigQuery.
    Bigquery,
    /// Snowflake.
    Snowflake,
}

impl Dialect {
    /// Every dialect.
    pub const ALL: [Self; 5] = [
        Self::Duckdb,
        Self::Postgres,
        Self::Spark,
        Self::Bigquery,
        Self::Snowflake,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Duckdb => "duckdb",
            Self::Postgres => "postgres",
            Self::Spark => "spark",
            Self::Bigquery => "bigquery",
            Self::Snowflake => "snowflake",
        }
    }

    /// The dialect of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialect| dialect.name() == name)
    }

    /// A quoted name.
    pub(super) fn identifier(self, name: &str) -> String {
        match self {
            Self::Duckdb | Self::Postgres | Self::Snowflake => {
                format!("\"{}\"", name.replace('"', "\"\""))
            }
            Self::Spark => format!("`{}`", name.replace('`', "``")),
            Self::Bigquery => format!("`{}`", name.replace('\\', "\\\\").replace('`', "\\`")),
        }
    }

    /// A table's name; parts between dots are quoted one by one.
    pub(super) fn table(self, name: &str) -> String {
        name.split('.')
            .map(|part| self.identifier(part))
            .collect::<Vec<_>>()
            .join(".")
    }

    /// A text constant.
    pub(super) fn text(self, value: &str) -> String {
        match self {
            Self::Duckdb | Self::Postgres => format!("'{}'", value.replace('\'', "''")),
            Self::Snowflake => format!("'{}'", value.replace('\\', "\\\\").replace('\'', "''")),
            Self::Spark | Self::Bigquery => format!(
                "'{}'",
                value
                    .replace('\\', "\\\\")
                    .replace('\'', "\\'")
                    .replace('\n', "\\n")
                    .replace('\r', "\\r")
            ),
        }
    }

    /// The column as text without surrounding spaces.
    pub(super) fn trimmed(self, column: &str) -> String {
        match self {
            Self::Duckdb => format!("trim(CAST({column} AS VARCHAR), ' ')"),
            Self::Postgres => format!("btrim(CAST({column} AS text), ' ')"),
            Self::Spark => format!("trim(BOTH ' ' FROM CAST({column} AS STRING))"),
            Self::Bigquery => format!("TRIM(CAST({column} AS STRING), ' ')"),
            Self::Snowflake => format!("TRIM(CAST({column} AS VARCHAR), ' ')"),
        }
    }

    /// Does the whole text match a pattern that begins with `^` and ends with `$`?
    pub(super) fn matches(self, text: &str, pattern: &str) -> String {
        match self {
            Self::Duckdb => format!("regexp_full_match({text}, '{pattern}')"),
            Self::Postgres => format!("{text} ~ '{pattern}'"),
            // Java's `$` also matches before a last line end; the extract shows whether it did.
            Self::Spark => format!("regexp_extract({text}, '{pattern}', 0) = {text}"),
            Self::Bigquery => format!("REGEXP_CONTAINS({text}, r'{pattern}')"),
            Self::Snowflake => format!("REGEXP_LIKE({text}, '{pattern}')"),
        }
    }

    /// Is the constant a part of the text?
    pub(super) fn contains(self, text: &str, constant: &str) -> String {
        match self {
            Self::Duckdb | Self::Snowflake => format!("contains({text}, {constant})"),
            Self::Postgres | Self::Bigquery => format!("strpos({text}, {constant}) > 0"),
            Self::Spark => format!("instr({text}, {constant}) > 0"),
        }
    }

    /// The list with a separator before, between and after its members, and no spaces at them.
    pub(super) fn fenced_list(self, text: &str, separator: char) -> String {
        let fence = self.text(&separator.to_string());
        let pattern = format!("' *[{separator}] *'");
        let tight = match self {
            Self::Duckdb | Self::Postgres => {
                format!("regexp_replace({text}, {pattern}, {fence}, 'g')")
            }
            Self::Spark | Self::Bigquery | Self::Snowflake => {
                format!("regexp_replace({text}, {pattern}, {fence})")
            }
        };
        format!("concat({fence}, {tight}, {fence})")
    }

    /// The text as a double; what cannot be read is null where the dialect can say so.
    pub(super) fn to_double(self, text: &str) -> String {
        match self {
            Self::Duckdb | Self::Snowflake | Self::Spark => format!("try_cast({text} AS DOUBLE)"),
            Self::Postgres => format!("CAST({text} AS double precision)"),
            Self::Bigquery => format!("SAFE_CAST({text} AS FLOAT64)"),
        }
    }

    /// A whole number as a double.
    pub(super) fn double(self, value: &str) -> String {
        format!("CAST({value} AS {})", self.double_type())
    }

    pub(super) const fn double_type(self) -> &'static str {
        match self {
            Self::Duckdb | Self::Snowflake | Self::Spark => "DOUBLE",
            Self::Postgres => "double precision",
            Self::Bigquery => "FLOAT64",
        }
    }

    /// All columns but the helpers, where the dialect can leave them out; else all.
    pub(super) fn all_but(self, source: &str, helpers: &[String]) -> String {
        if helpers.is_empty() {
            return format!("{source}.*");
        }
        let list = helpers.join(", ");
        match self {
            Self::Duckdb | Self::Snowflake => format!("{source}.* EXCLUDE ({list})"),
            Self::Spark | Self::Bigquery => format!("{source}.* EXCEPT ({list})"),
            Self::Postgres => format!("{source}.*"),
        }
    }
}
