//! Cuts an article into the windows that the encoder reads.
//!
//! A window holds consecutive sentences, as many as fit, and before them one sentence that the window before has decided: read again
//! for context only. Knows what the rules say of sentence ends ([`Boundary`]), nothing of what the encoder will say.

use super::boundaries::Boundary;
use std::ops::Range;

/// The most subwords of context before a window's own words.
const CONTEXT: usize = 40;

/// One window: words that are read for context, then the words that it decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    pub context: Range<usize>,
    pub words: Range<usize>,
}

/// Cuts words of these sizes (in subwords) into windows of at most `limit` subwords. Windows are of about equal size, and end at the
/// surest boundary near there; only a sentence longer than a window is cut inside.
pub fn cut(sizes: &[usize], boundaries: &[Boundary], limit: usize) -> Vec<Cut> {
    let mut remaining: usize = sizes.iter().sum();
    let mut cuts: Vec<Cut> = Vec::new();
    let mut start = 0;
    while start < sizes.len() {
        let context = context_before(start, sizes, boundaries);
        let room = limit - sizes[context.clone()].iter().sum::<usize>();
        let windows = remaining.div_ceil(room);
        let end = if windows <= 1 { sizes.len() } else { best_end(start, sizes, boundaries, room, remaining.div_ceil(windows)) };
        remaining -= sizes[start..end].iter().sum::<usize>();
        cuts.push(Cut { context, words: start..end });
        start = end;
    }
    cuts
}

/// The sentence before `start`, if it is short enough and no article begins between.
fn context_before(start: usize, sizes: &[usize], boundaries: &[Boundary]) -> Range<usize> {
    if start == 0 {
        return 0..0;
    }
    let begin = (0..start - 1).rev().find(|&word| boundaries[word] >= Boundary::Sure).map_or(0, |word| word + 1);
    if sizes[begin..start].iter().sum::<usize>() <= CONTEXT { begin..start } else { start..start }
}

/// One past the last word of a window that begins at `start`: where the rules are surest; of equals, nearest to `target` subwords.
fn best_end(start: usize, sizes: &[usize], boundaries: &[Boundary], room: usize, target: usize) -> usize {
    let mut best: Option<(Boundary, usize, usize)> = None;
    let mut used = 0;
    for word in start..sizes.len() {
        used += sizes[word];
        if used > room {
            break;
        }
        // A paragraph's end is no better place for a cut than a sentence's.
        let rank = boundaries[word].min(Boundary::Sure);
        let distance = used.abs_diff(target);
        let small = used * 2 < target;
        if best.is_none_or(|(found, at, _)| (rank > found && !small) || (rank == found && distance <= at)) {
            best = Some((rank, distance, word + 1));
        }
    }
    best.map_or(start + 1, |(_, _, end)| end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Boundary::{Inside, Sure};

    fn sentences(lengths: &[usize]) -> Vec<Boundary> {
        lengths.iter().flat_map(|&n| (0..n).map(move |i| if i + 1 == n { Sure } else { Inside })).collect()
    }

    #[test]
    fn a_short_article_is_one_window() {
        assert_eq!(cut(&[1; 10], &sentences(&[4, 6]), 20), vec![Cut { context: 0..0, words: 0..10 }]);
    }

    #[test]
    fn windows_end_with_sentences_and_look_back_one() {
        let cuts = cut(&[1; 30], &sentences(&[10, 10, 10]), 22);
        assert_eq!(cuts[0].words, 0..20);
        assert_eq!(cuts[1], Cut { context: 10..20, words: 20..30 });
    }

    #[test]
    fn every_word_is_decided_once_and_no_window_is_too_large() {
        for lengths in [vec![500], vec![3, 90, 4, 70, 65, 8, 30], vec![1; 200], vec![39, 41, 39, 41, 120]] {
            let boundaries = sentences(&lengths);
            let sizes: Vec<usize> = (0..boundaries.len()).map(|i| 1 + i % 3).collect();
            let mut next = 0;
            for Cut { context, words } in cut(&sizes, &boundaries, 100) {
                assert_eq!(words.start, next);
                assert!(!words.is_empty());
                next = words.end;
                assert!(sizes[context.start.min(words.start)..words.end].iter().sum::<usize>() <= 100 || context.is_empty());
                assert!(sizes[words].iter().sum::<usize>() <= 100);
            }
            assert_eq!(next, boundaries.len());
        }
    }
}
