//! The shapes of actors, and the legend that explains shapes and strokes: only those that the picture has.

use super::bundle::{Bundle, Stance};
use super::geometry::{Point, Rect};
use super::svg::{NAME_SIZE, number, stroke, text, text_width};
use crate::model::EntityKind;
use std::collections::BTreeSet;
use std::fmt::Write;

const ROW: f64 = 26.0;
const SAMPLE: f64 = 34.0;
const GAP: f64 = 22.0;
const SIZE: f64 = 12.0;

pub(super) struct Legend {
    pub svg: String,
    pub width: f64,
    pub height: f64,
}

/// The legend with its top left corner at the origin.
pub(super) fn write(kinds: &BTreeSet<EntityKind>, bundles: &[Bundle], notes: &[String]) -> Legend {
    let mut legend = Legend { svg: String::new(), width: 0.0, height: 0.0 };
    let actors: Vec<(String, &str)> = kinds.iter().map(|&kind| (sample_shape(kind), kind.as_str())).collect();
    legend.row(&actors);
    let lines: Vec<(String, &str)> =
        strokes(bundles).into_iter().map(|(stance, attributed, words)| (sample_stroke(stance, attributed), words)).collect();
    legend.row(&lines);
    for note in notes {
        text(&mut legend.svg, Point { x: 0.0, y: legend.height + 4.0 }, note, &format!("font-size=\"{NAME_SIZE}\" font-style=\"italic\""));
        legend.width = legend.width.max(text_width(note, NAME_SIZE));
        legend.height += ROW;
    }
    legend
}

impl Legend {
    /// A row of samples, each with its meaning; each sample is drawn around the origin of its own group.
    fn row(&mut self, entries: &[(String, &str)]) {
        let mut x = 0.0;
        for (sample, meaning) in entries {
            let _ = writeln!(self.svg, "<g transform=\"translate({} {})\">{sample}</g>", number(x + SAMPLE / 2.0), number(self.height));
            text(&mut self.svg, Point { x: x + SAMPLE + 7.0, y: self.height + 4.0 }, meaning, &format!("font-size=\"{SIZE}\""));
            x += SAMPLE + 7.0 + text_width(meaning, SIZE) + GAP;
        }
        if !entries.is_empty() {
            self.width = self.width.max(x - GAP);
            self.height += ROW;
        }
    }
}

fn strokes(bundles: &[Bundle]) -> Vec<(Stance, bool, &'static str)> {
    let lines = || bundles.iter().flat_map(|bundle| &bundle.lines);
    let meanings = [
        (Stance::Told, false, "told in an article's own voice"),
        (Stance::Told, true, "told by the speaker named"),
        (Stance::Open, false, "planned, possible or conditional"),
        (Stance::Denied, false, "denied"),
    ];
    let shown = |&(stance, attributed, _): &(Stance, bool, &str)| {
        lines().any(|line| line.stance == stance && (stance != Stance::Told || line.attributed == attributed))
    };
    meanings.into_iter().filter(shown).collect()
}

fn sample_shape(kind: EntityKind) -> String {
    shape(kind, &Rect { center: Point::default(), width: SAMPLE, height: 17.0 })
}

fn sample_stroke(stance: Stance, attributed: bool) -> String {
    format!("<path d=\"M{} 0H{}\" {}/>", number(-SAMPLE / 2.0), number(SAMPLE / 2.0), stroke(stance, attributed, 2))
}

/// The outline of an actor, by its kind: told apart by form and by colour.
pub(super) fn shape(kind: EntityKind, rect: &Rect) -> String {
    let (fill, line) = match kind {
        EntityKind::Person => ("#dbeafe", "#2563a8"),
        EntityKind::Organization => ("#fde9cf", "#b3640b"),
        EntityKind::Place => ("#dcf2dd", "#2f7d3a"),
        EntityKind::Group => ("#ece2f7", "#7443a8"),
        EntityKind::Thing => ("#eceff2", "#66727f"),
    };
    let paint = format!("fill=\"{fill}\" stroke=\"{line}\" stroke-width=\"1.4\"");
    let (left, top, right, bottom) = (rect.left(), rect.top(), rect.right(), rect.bottom());
    let framed = |radius: f64, more: &str| {
        let [x, y, width, height] = [left, top, rect.width, rect.height].map(number);
        format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{}\" {paint}{more}/>", number(radius))
    };
    match kind {
        EntityKind::Person => framed(rect.height.min(30.0) / 2.0, ""),
        EntityKind::Organization => framed(0.0, ""),
        EntityKind::Group => framed(8.0, " stroke-dasharray=\"4 2.5\""),
        EntityKind::Place => {
            let (cut, middle) = (9.0_f64.min(rect.width / 4.0), rect.center.y);
            let points =
                [(left, middle), (left + cut, top), (right - cut, top), (right, middle), (right - cut, bottom), (left + cut, bottom)];
            polygon(&points, &paint)
        }
        EntityKind::Thing => {
            let fold = 7.0;
            polygon(&[(left, top), (right - fold, top), (right, top + fold), (right, bottom), (left, bottom)], &paint)
        }
    }
}

fn polygon(points: &[(f64, f64)], paint: &str) -> String {
    let points: Vec<String> = points.iter().map(|&(x, y)| format!("{},{}", number(x), number(y))).collect();
    format!("<polygon points=\"{}\" {paint}/>", points.join(" "))
}
