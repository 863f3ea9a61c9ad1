//! A column of lists with so many different lists that each is kept by its members.

use std::sync::Arc;

/// The lists of a column, one a row, each by the codes of its members.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lists {
    /// Where each row's members begin in `members`, and where the last row's end.
    starts: Vec<u32>,
    /// Codes of the members, indices into `words`, rising and each once within a row.
    members: Vec<u32>,
    /// The distinct members; parts of a table share them with the whole.
    words: Arc<Vec<String>>,
}

impl Lists {
    /// The lists of rows, whose members are codes into `words`.
    pub(crate) fn of_rows<Row: IntoIterator<Item = u32>>(
        rows: impl Iterator<Item = Row>,
        words: Vec<String>,
    ) -> Self {
        let mut lists = Self {
            starts: vec![0],
            members: Vec::new(),
            words: Arc::new(words),
        };
        for row in rows {
            lists.push(row);
        }
        lists
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, members: impl IntoIterator<Item = u32>) {
        let begin = self.members.len();
        self.members.extend(members);
        self.members[begin..].sort_unstable();
        let mut kept = begin;
        for at in begin..self.members.len() {
            if at == begin || self.members[at] != self.members[kept - 1] {
                self.members[kept] = self.members[at];
                kept += 1;
            }
        }
        self.members.truncate(kept);
        self.starts.push(kept as u32);
    }

    /// The same lists with the words that their codes stand for.
    pub(crate) fn named(self, words: Vec<String>) -> Self {
        Self {
            words: Arc::new(words),
            ..self
        }
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Members of all rows together.
    pub(crate) fn mentions(&self) -> usize {
        self.members.len()
    }

    /// Codes of a row's members; none where it is missing.
    #[must_use]
    pub fn of(&self, row: usize) -> &[u32] {
        match (self.starts.get(row), self.starts.get(row + 1)) {
            (Some(begin), Some(end)) => &self.members[*begin as usize..*end as usize],
            _ => &[],
        }
    }

    /// The distinct members.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// A row as text; `None` where it is missing.
    pub(crate) fn text(&self, row: usize, separator: char) -> Option<String> {
        let members = self.of(row);
        let words = members.iter().map(|code| &*self.words[*code as usize]);
        (!members.is_empty()).then(|| {
            let words: Vec<&str> = words.collect();
            words.join(&format!("{separator} "))
        })
    }

    /// The chosen rows, in the order given.
    pub(crate) fn select(&self, rows: impl Iterator<Item = usize>) -> Self {
        let mut part = Self {
            starts: vec![0],
            members: Vec::new(),
            words: self.words.clone(),
        };
        for row in rows {
            part.members.extend_from_slice(self.of(row));
            part.starts.push(part.members.len() as u32);
        }
        part
    }

    /// The code of a member, which is added where it is new.
    pub(crate) fn code(&mut self, member: &str) -> u32 {
        let known = self.words.iter().position(|word| word == member);
        known.unwrap_or_else(|| {
            let words = Arc::make_mut(&mut self.words);
            words.push(member.to_owned());
            words.len() - 1
        }) as u32
    }

    /// Writes a row anew.
    pub(crate) fn set(&mut self, row: usize, members: &[u32]) {
        let (begin, end) = (self.starts[row], self.starts[row + 1]);
        let mut own = members.to_vec();
        own.sort_unstable();
        own.dedup();
        let added = own.len() as u32;
        self.members.splice(begin as usize..end as usize, own);
        for start in &mut self.starts[row + 1..] {
            *start = *start - (end - begin) + added;
        }
    }
}

/// The members of a list as it is written.
pub(crate) fn members_of(text: &str, separator: char) -> impl Iterator<Item = &str> {
    text.split(separator).filter_map(super::value::present)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_added_written_anew_and_chosen() {
        let words = ["a", "b", "c"].map(str::to_owned).to_vec();
        let mut lists = Lists::of_rows([vec![2, 0, 2], vec![], vec![1]].into_iter(), words);
        assert_eq!(
            (lists.rows(), lists.of(0), lists.of(1)),
            (3, &[0, 2][..], &[][..])
        );
        assert_eq!(lists.text(0, ';').as_deref(), Some("a; c"));
        assert_eq!(lists.text(1, ';'), None);
        let code = lists.code("d");
        lists.set(1, &[code, 1, code]);
        assert_eq!(
            (lists.of(0), lists.of(1), lists.of(2)),
            (&[0, 2][..], &[1, 3][..], &[1][..])
        );
        lists.set(0, &[]);
        let part = lists.select([2, 1, 0].into_iter());
        assert_eq!(
            (part.of(0), part.of(1), part.of(2)),
            (&[1][..], &[1, 3][..], &[][..])
        );
    }
}
