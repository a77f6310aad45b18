//! Plain text in which each line is an article of its own: lists of sentences.
//!
//! Takes an opened file; gives the text of each line that is not blank, with its number. Knows nothing of dates and titles: such a line
//! is text.

use super::Options;
use super::bounded::{Bounded, decode, line};
use super::draft::Draft;
use super::source::{Fault, Found, Located, Reader};

/// Reads the lines one at a time; a bad one costs itself only.
pub(super) fn read(mut reader: Reader, options: Options) -> Found {
    let mut number = 0;
    let mut ended = false;
    Box::new(std::iter::from_fn(move || {
        while !ended {
            number += 1;
            match line(&mut reader, options.max_article_bytes) {
                Ok(Some(Bounded::Whole(bytes))) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(Bounded::Whole(bytes))) => {
                    let text = decode(bytes).map_err(|(problem, remedy)| Fault::at(number, problem, remedy));
                    return Some(text.map(|text| Located { line: Some(number), draft: Draft { text, ..Draft::default() } }));
                }
                Ok(Some(Bounded::TooLong)) => {
                    return Some(Err(Fault { line: Some(number), ..Fault::too_long(options.max_article_bytes) }));
                }
                Ok(None) => ended = true,
                Err(error) => {
                    ended = true;
                    return Some(Err(Fault { line: Some(number), ..Fault::unreadable(&error) }));
                }
            }
        }
        None
    }))
}
