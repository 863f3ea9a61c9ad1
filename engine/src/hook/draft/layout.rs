//! Which lines of a draft are the rep's own words: quoted thread, signature, greeting and PS told apart.

use super::marks;
use super::text::Text;
use crate::protocol::Span;

/// A line above a quoted mail may be wrapped over this many lines.
const ATTRIBUTION_LINES: usize = 3;
/// Longest line above a quoted mail, in characters.
const LONGEST_ATTRIBUTION: usize = 400;
/// Longest line of a signature, in characters.
const LONGEST_SIGNATURE_LINE: usize = 90;
/// Most lines of a signature without a `--` mark.
const MOST_SIGNATURE_LINES: usize = 12;
/// Most words of a greeting.
const LONGEST_GREETING: usize = 6;

/// The rep's own words, in pieces of lines.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The greeting.
    pub(super) greeting: Option<Span>,
    /// The pieces of the body, in order, a line each.
    pub(super) body: Vec<Span>,
    /// The pieces of the PS.
    pub(super) ps: Vec<Span>,
    /// True when a thread is quoted: the draft is an answer.
    pub(super) quotes_thread: bool,
    /// All that is neither quoted nor empty, signature and greeting too.
    pub(super) own: Vec<Span>,
}

/// Reads the layout of a draft.
pub(super) fn layout(text: &Text) -> Layout {
    let (own, quotes_thread) = own_lines(text);
    let mut layout = Layout {
        quotes_thread,
        own: own.clone(),
        ..Layout::default()
    };
    let mut lines = without_program_lines(text, own);
    let ps_at = lines.iter().position(|line| is_ps(text, *line));
    let after = ps_at.map_or_else(Vec::new, |at| lines.split_off(at));
    // A sign-off may stand before the PS, behind it, or both.
    let body = without_signature(text, lines, true);
    layout.ps = without_signature(text, after, false);
    layout.body = body;
    take_greeting(text, &mut layout);
    take_inline_ps(text, &mut layout);
    layout
}

/// The lines that are not quoted.
fn own_lines(text: &Text) -> (Vec<Span>, bool) {
    let mut own = Vec::new();
    let mut quoted = false;
    let mut at = 0;
    while at < text.lines.len() {
        let line = text.lines[at];
        if first_visible(text, line) == Some('>') {
            quoted = true;
            at += 1;
            continue;
        }
        if let Some(length) = attribution(text, at) {
            quoted = true;
            let next =
                (at + length..text.lines.len()).find(|next| !text.is_blank(text.lines[*next]));
            match next {
                // Marked line by line: what is not marked is an answer in between or below.
                Some(next) if first_visible(text, text.lines[next]) == Some('>') => {
                    at += length;
                    continue;
                }
                _ => break,
            }
        }
        if is_thread_mark(text, at) || is_header_block(text, at) {
            quoted = true;
            break;
        }
        own.push(line);
        at += 1;
    }
    (own, quoted)
}

fn first_visible(text: &Text, line: Span) -> Option<char> {
    text.chars[line[0]..line[1]]
        .iter()
        .copied()
        .find(|c| !c.is_whitespace() && !crate::hook::headline::is_hidden(*c))
}

/// How many lines the "On … wrote:" that begins here takes.
fn attribution(text: &Text, at: usize) -> Option<usize> {
    let start = text.folded(text.lines[at], LONGEST_ATTRIBUTION);
    let dated_start = start.starts_with(|c: char| c.is_ascii_digit());
    if !dated_start
        && !marks::ATTRIBUTION_STARTS
            .iter()
            .any(|known| start.starts_with(known))
    {
        return None;
    }
    let mut joined = String::new();
    for (length, line) in text
        .lines
        .iter()
        .skip(at)
        .take(ATTRIBUTION_LINES)
        .enumerate()
    {
        let line = text.folded(*line, LONGEST_ATTRIBUTION);
        if line.is_empty() || joined.len() > LONGEST_ATTRIBUTION {
            return None;
        }
        joined.push(' ');
        joined.push_str(&line);
        if joined.ends_with([':', '：']) {
            let verb = marks::ATTRIBUTION_VERBS
                .iter()
                .any(|verb| joined.contains(verb));
            let address = joined.contains('@');
            let dated = has_clock(&joined) || has_year(&joined);
            return ((verb && (dated || address)) || (dated_start && address))
                .then_some(length + 1);
        }
    }
    None
}

fn has_clock(text: &str) -> bool {
    text.as_bytes()
        .windows(3)
        .any(|three| three[0].is_ascii_digit() && three[1] == b':' && three[2].is_ascii_digit())
}

fn has_year(text: &str) -> bool {
    text.as_bytes()
        .windows(4)
        .any(|four| four.iter().all(u8::is_ascii_digit) && matches!(four[0], b'1' | b'2'))
}

/// "-----Original Message-----", "---------- Forwarded message ---------", "Begin forwarded message:".
fn is_thread_mark(text: &Text, at: usize) -> bool {
    let line = text.folded(text.lines[at], 120);
    if line == "begin forwarded message:"
        || line == "anfang der weitergeleiteten nachricht:"
        || line == "inicio del mensaje reenviado:"
    {
        return true;
    }
    let inner = line.trim_matches(['-', '—', '_', ' ']);
    let dashes = line.chars().count() - inner.chars().count();
    line.starts_with("--")
        && line.ends_with('-')
        && dashes >= 6
        && inner.chars().any(char::is_alphabetic)
        && inner.split_whitespace().count() <= 5
}

/// "From: … / Sent: … / To: …", perhaps with a rule above.
fn is_header_block(text: &Text, at: usize) -> bool {
    let rule = text.folded(text.lines[at], 120);
    let first =
        if rule.chars().count() >= 8 && rule.chars().all(|c| matches!(c, '_' | '-' | '─' | '*')) {
            (at + 1..text.lines.len().min(at + 4)).find(|next| !text.is_blank(text.lines[*next]))
        } else {
            Some(at)
        };
    let Some(first) = first else {
        return false;
    };
    if !label(text, first).is_some_and(|label| marks::FROM_LABELS.contains(&label.as_str())) {
        return false;
    }
    (first + 1..text.lines.len().min(first + 6))
        .filter_map(|next| label(text, next))
        .any(|label| marks::HEADER_LABELS.contains(&label.as_str()))
}

/// The label before the first colon of a line, stars of a bold label left off.
fn label(text: &Text, at: usize) -> Option<String> {
    let line = text.folded(text.lines[at], 60);
    let (label, _) = line.split_once([':', '：'])?;
    Some(label.trim_matches(['*', ' ']).to_owned())
}

/// The lines before a `--` mark or a line that a program added.
fn without_program_lines(text: &Text, mut lines: Vec<Span>) -> Vec<Span> {
    let end = lines.iter().position(|line| {
        let folded = text.folded(*line, 60);
        folded == "--"
            || folded == "—"
            || marks::PROGRAM_LINES
                .iter()
                .any(|start| folded.starts_with(start))
    });
    if let Some(end) = end {
        // A PS below the mark is still the rep's own.
        let kept = lines[end..]
            .iter()
            .position(|line| is_ps(text, *line))
            .map(|at| lines[end + at..].to_vec());
        lines.truncate(end);
        lines.extend(kept.unwrap_or_default());
    }
    lines
}

/// Is this line the beginning of a PS?
fn is_ps(text: &Text, line: Span) -> bool {
    let start = text.folded(line, 12);
    ps_length(&start).is_some()
}

/// How many characters the mark takes when a PS begins here.
fn ps_length(start: &str) -> Option<usize> {
    let start = start.trim_start_matches(['*', '_', '(', ' ']);
    let mut letters = String::new();
    let mut length = 0;
    let mut stop = false;
    for c in start.chars() {
        match c {
            'p' | 's' | 'd' | 'n' | 'b' => letters.push(c),
            '.' | ':' => stop = true,
            '-' if letters == "p" => {}
            ' ' if letters == "p" && stop => {}
            _ if c.is_alphanumeric() => return None,
            _ => break,
        }
        length += 1;
        if letters.len() > 4 {
            return None;
        }
    }
    let letters = letters.as_str();
    (marks::PS.contains(&letters) || (stop && marks::PS_WITH_STOP.contains(&letters)))
        .then_some(length)
}

/// The lines without the signature at their end.
fn without_signature(text: &Text, lines: Vec<Span>, may_be_name: bool) -> Vec<Span> {
    let visible: Vec<usize> = (0..lines.len())
        .filter(|at| !text.is_blank(lines[*at]))
        .collect();
    // The sign-off nearest to the top of the tail in which every line is as short as a signature's.
    let tail = visible
        .iter()
        .rev()
        .take(MOST_SIGNATURE_LINES)
        .take_while(|at| is_signature_line(text, lines[**at]))
        .copied()
        .collect::<Vec<_>>();
    let sign_off = tail
        .iter()
        .rev()
        .find(|at| is_sign_off(text, lines[**at]))
        .copied();
    // The first line of a draft is no signature; "Thanks, Sam" alone is the whole answer.
    let cut = sign_off
        .filter(|at| visible.first() != Some(at))
        .or_else(|| {
            let block = name_block(text, &lines, &visible);
            block.filter(|at| may_be_name && visible.first() != Some(at))
        });
    match cut {
        Some(at) => lines[..at].to_vec(),
        None => lines,
    }
}

fn is_signature_line(text: &Text, line: Span) -> bool {
    let [start, end] = text.trimmed(line);
    end - start <= LONGEST_SIGNATURE_LINE && end > start && text.chars[end - 1] != '?'
}

/// "Best," "Thanks, Sam", "Viele Grüße", "– Sam".
fn is_sign_off(text: &Text, line: Span) -> bool {
    let folded = text.folded(line, LONGEST_SIGNATURE_LINE);
    let bare = folded.trim_end_matches([',', '.', '!', ';', ' ', '-', '–', '—']);
    if marks::SIGN_OFFS.contains(&bare) {
        return true;
    }
    let dashed = folded.trim_start_matches(['-', '–', '—', '~']);
    if dashed.len() < folded.len() && !dashed.starts_with(' ')
        || folded.starts_with("- ")
        || folded.starts_with("– ")
        || folded.starts_with("— ")
    {
        let [start, end] = text.trimmed(line);
        let name = text.slice([start, end]);
        return is_name(name.trim_start_matches(['-', '–', '—', '~', ' ']));
    }
    bare.split_once(',').is_some_and(|(close, name)| {
        marks::SIGN_OFFS.contains(&close.trim()) && name.split_whitespace().count() <= 3
    })
}

/// One to three words with capitals and nothing else.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=3).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
        })
        && !text.ends_with('.')
}

/// Where a block of name, role, phone and address begins, when the last lines are one.
fn name_block(text: &Text, lines: &[Span], visible: &[usize]) -> Option<usize> {
    let last = *visible.last()?;
    // The last paragraph.
    let start = (0..=last)
        .rev()
        .take_while(|at| !text.is_blank(lines[*at]))
        .last()?;
    let block: Vec<Span> = lines[start..=last].to_vec();
    let first = text.trimmed(block[0]);
    if block.len() > MOST_SIGNATURE_LINES
        || !block.iter().all(|line| is_signature_line(text, *line))
    {
        return None;
    }
    let named = is_name(text.slice(first).trim_end_matches(','));
    let contact = block.iter().skip(1).any(|line| {
        let folded = text.folded(*line, LONGEST_SIGNATURE_LINE);
        let digits = folded.chars().filter(char::is_ascii_digit).count();
        folded.contains('@')
            || folded.contains("www.")
            || folded.contains("http")
            || folded.contains(" | ")
            || digits >= 7
    });
    (named && (block.len() <= 3 || contact)).then_some(start)
}

/// Takes "Hi Sam," off the body.
fn take_greeting(text: &Text, layout: &mut Layout) {
    let Some(at) = layout.body.iter().position(|line| !text.is_blank(*line)) else {
        return;
    };
    let line = text.trimmed(layout.body[at]);
    let Some(end) = greeting_end(text, line) else {
        return;
    };
    layout.greeting = Some([line[0], end]);
    layout.body[at] = [end, line[1]];
}

fn greeting_end(text: &Text, line: Span) -> Option<usize> {
    let head = text.folded(line, 80);
    let greets = marks::GREETINGS.iter().any(|greeting| {
        head.strip_prefix(greeting).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with([' ', ',', '!', '.', ':', '-', '–', '，', '：', '、'])
        })
    });
    let mut words = 0;
    let mut in_word = false;
    for at in line[0]..line[1] {
        let c = text.chars[at];
        if c.is_alphanumeric() && !in_word {
            words += 1;
            in_word = true;
        } else if c.is_whitespace() {
            in_word = false;
        }
        if words > LONGEST_GREETING {
            return None;
        }
        let ends = matches!(c, ',' | '!' | ':' | '–' | '—' | '，' | ';')
            && (at + 1 == line[1] || text.chars[at + 1].is_whitespace() || c == '，');
        if ends && greets {
            return Some(at + 1);
        }
        if ends && at + 1 == line[1] && c == ',' && is_name(&text.slice([line[0], at])) {
            return Some(at + 1);
        }
    }
    let last = text.chars[line[1] - 1];
    (greets && words > 0 && !matches!(last, '?' | '…')).then_some(line[1])
}

/// Moves "PS …" at the start of a sentence within the last line of the body into the PS.
fn take_inline_ps(text: &Text, layout: &mut Layout) {
    if !layout.ps.is_empty() {
        return;
    }
    let Some(line_at) = layout.body.iter().rposition(|line| !text.is_blank(*line)) else {
        return;
    };
    let line = layout.body[line_at];
    let found = (line[0]..line[1].saturating_sub(1))
        .rev()
        .take(2_000)
        .find(|at| {
            text.chars[*at] == 'P'
                && *at >= line[0] + 2
                && text.chars[*at - 1].is_whitespace()
                && matches!(text.chars[*at - 2], '.' | '!' | '?' | '…' | ')')
                && text
                    .chars
                    .get(*at + 1)
                    .is_some_and(|c| matches!(c, 'S' | '.' | 'P'))
                && ps_length(&text.folded([*at, line[1].min(*at + 12)], 12)).is_some()
        });
    if let Some(at) = found {
        layout.body[line_at] = [line[0], at];
        layout.ps.push([at, line[1]]);
    }
}
