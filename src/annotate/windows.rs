//! Cuts an article into what the encoder reads: windows of one sentence, and passages of consecutive windows.
//!
//! A window is what the rules are sure is no more than one sentence ([`Boundary::Sure`]); the encoder may yet find several in it. A
//! passage is read in one run. Knows what the rules say of sentence ends, nothing of what the encoder will say.

use super::boundaries::Boundary;
use std::ops::Range;

/// Cuts words that take `pieces` subwords each into windows of at most `limit` subwords. Only a sentence longer than that is cut inside,
/// at the surest boundary within it, of equals the last. Every word is in exactly one window.
pub fn cut(pieces: &[usize], boundaries: &[Boundary], limit: usize) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    while let Some(start) = windows.last().map_or(Some(0), |w| Some(w.end)).filter(|&start| start < pieces.len()) {
        windows.push(start..end_of_window(start, pieces, boundaries, limit));
    }
    windows
}

fn end_of_window(start: usize, pieces: &[usize], boundaries: &[Boundary], limit: usize) -> usize {
    let mut surest = (Boundary::Never, start + 1);
    let mut used = 0;
    for word in start..pieces.len() {
        used += pieces[word];
        if used > limit {
            return surest.1;
        }
        if boundaries[word] >= surest.0 {
            surest = (boundaries[word], word + 1);
        }
        if boundaries[word] >= Boundary::Sure {
            return word + 1;
        }
    }
    pieces.len()
}

/// Joins consecutive windows to passages of at most `most` subwords (or of one window).
pub fn passages(windows: Vec<Range<usize>>, pieces: &[usize], most: usize) -> Vec<Vec<Range<usize>>> {
    let mut passages: Vec<Vec<Range<usize>>> = Vec::new();
    let mut used = usize::MAX;
    for window in windows {
        let size: usize = pieces[window.clone()].iter().sum();
        used = used.saturating_add(size);
        match passages.last_mut() {
            Some(passage) if used <= most => passage.push(window),
            _ => {
                used = size;
                passages.push(vec![window]);
            }
        }
    }
    passages
}

#[cfg(test)]
mod tests {
    use super::*;
    use Boundary::{Inside, Sure, Unsure};

    fn sentences(lengths: &[usize]) -> Vec<Boundary> {
        lengths.iter().flat_map(|&n| (0..n).map(move |i| if i + 1 == n { Sure } else { Inside })).collect()
    }

    #[test]
    fn windows_end_where_sentences_surely_do() {
        assert_eq!(cut(&[1; 30], &sentences(&[10, 5, 15]), 22), [0..10, 10..15, 15..30]);
        assert!(cut(&[], &[], 22).is_empty());
    }

    #[test]
    fn a_sentence_that_is_too_long_is_cut_where_the_rules_are_surest() {
        let mut boundaries = sentences(&[30]);
        boundaries[11] = Unsure;
        assert_eq!(cut(&[1; 30], &boundaries, 20), [0..12, 12..30]);
    }

    #[test]
    fn every_word_is_read_once_and_nothing_is_too_large() {
        for lengths in [vec![500], vec![3, 90, 4, 70, 65, 8, 30], vec![1; 200], vec![39, 41, 39, 41, 120]] {
            let boundaries = sentences(&lengths);
            let pieces: Vec<usize> = (0..boundaries.len()).map(|i| 1 + i % 3).collect();
            let size = |words: &Range<usize>| pieces[words.clone()].iter().sum::<usize>();
            let windows = cut(&pieces, &boundaries, 100);
            assert!(windows.iter().all(|w| !w.is_empty() && size(w) <= 100));
            let passages = passages(windows.clone(), &pieces, 150);
            assert!(passages.iter().all(|p| p.iter().map(size).sum::<usize>() <= 150));
            assert_eq!(passages.concat(), windows);
            assert!(windows.iter().flat_map(|w| w.clone()).eq(0..boundaries.len()));
        }
    }
}
