//! Numbers and days as a language writes them.

/// How a language writes numbers and days (CLDR 44).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// Between groups of three digits.
    group: char,
    /// Before the decimals.
    decimal: char,
    /// Fewer digits than this before the decimals are not grouped.
    least_grouped: usize,
    /// Between day, month and year.
    day: char,
}

impl Style {
    pub(crate) const GERMAN: Self = Self {
        group: '.',
        decimal: ',',
        least_grouped: 4,
        day: '.',
    };
    pub(crate) const SPANISH: Self = Self {
        group: '.',
        decimal: ',',
        least_grouped: 5,
        day: '/',
    };

    /// The text in this style, when it is plainly a number as the engine writes it (`1,234.5`, perhaps
    /// with a sign) or an ISO day (`2026-11-20`); `None` for anything else.
    pub(crate) fn written(self, text: &str) -> Option<String> {
        self.number(text).or_else(|| self.date(text))
    }

    fn number(self, text: &str) -> Option<String> {
        let unsigned = text.trim_start_matches(['+', '-', '−']);
        let sign = text.get(..text.len() - unsigned.len())?;
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let grouped = whole.contains(',');
        if sign.chars().count() > 1 || (decimals.is_empty() && (unsigned.contains('.') || !grouped))
        {
            return None;
        }
        let mut groups = whole.split(',');
        let first = groups.next()?;
        let fine = digits(first)
            && (!grouped || first.len() <= 3)
            && groups.all(|group| group.len() == 3 && digits(group))
            && (decimals.is_empty() || digits(decimals));
        if !fine {
            return None;
        }
        let count = whole.bytes().filter(u8::is_ascii_digit).count();
        let mut written = String::from(sign);
        if count < self.least_grouped {
            written.extend(whole.chars().filter(char::is_ascii_digit));
        } else {
            written.extend(whole.chars().map(|c| if c == ',' { self.group } else { c }));
        }
        if !decimals.is_empty() {
            written.push(self.decimal);
            written.push_str(decimals);
        }
        Some(written)
    }

    fn date(self, text: &str) -> Option<String> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let fine = parts.next().is_none()
            && [(year, 4), (month, 2), (day, 2)]
                .iter()
                .all(|(part, long)| part.len() == *long && digits(part));
        let point = self.day;
        fine.then(|| format!("{day}{point}{month}{point}{year}"))
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
