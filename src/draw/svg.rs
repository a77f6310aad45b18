//! The picture as SVG text.

use super::DrawOptions;
use super::bundle::{Bundle, Stance, bundles, shortened, thinned};
use super::geometry::{Point, Rect};
use super::layout::{self, Spring};
use super::legend;
use super::route::{Route, Wish, route};
use crate::graph::ActorGraph;
use crate::model::{Entity, EntityKind};
use std::collections::BTreeSet;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

pub(super) const FONT: &str = "'DejaVu Sans', Verdana, Helvetica, Arial, sans-serif";
pub(super) const NAME_SIZE: f64 = 13.0;
const WORD_SIZE: f64 = 11.0;
/// Mean width of a letter over the size of its font.
const LETTER: f64 = 0.57;
/// Letters of a name that stand on one line, and lines of a name.
const NAME_LINE: usize = 24;
const NAME_LINES: usize = 3;
const EDGE_OF_PICTURE: f64 = 28.0;
const TITLE_HEIGHT: f64 = 34.0;

pub(super) const INK: &str = "#1f2933";
const FAINT: &str = "#66727f";

/// What the parts of the picture are made of.
struct Picture<'k> {
    actors: Vec<Actor<'k>>,
    bundles: Vec<Bundle>,
    boxes: Vec<Rect>,
    routes: Vec<Route>,
    /// How many edges are left out.
    left_out: usize,
}

struct Actor<'k> {
    entity: &'k Entity,
    lines: Vec<String>,
}

pub(super) fn write(graph: &ActorGraph, options: &DrawOptions) -> String {
    let picture = compose(graph);
    let labels = picture.routes.iter().filter_map(|route| route.label.as_ref());
    let bends: Vec<Rect> =
        picture.routes.iter().flat_map(|r| r.curve.samples(12)).map(|center| Rect { center, width: 2.0, height: 2.0 }).collect();
    let (corner, width, height) = layout::bounds(picture.boxes.iter().chain(labels).chain(&bends));
    let kinds: BTreeSet<EntityKind> = picture.actors.iter().map(|actor| actor.entity.kind).collect();
    let notes = notes(graph, &picture);
    let legend = legend::write(&kinds, &picture.bundles, &notes);
    let head = if options.title.is_some() { TITLE_HEIGHT } else { 0.0 };
    let width = width.max(legend.width) + 2.0 * EDGE_OF_PICTURE;
    let full_height = height + head + legend.height + 3.0 * EDGE_OF_PICTURE;

    let mut out = String::new();
    let title = options.title.clone().unwrap_or_else(|| "Who did what to whom".to_owned());
    opening(&mut out, width, full_height, &title, &description(&picture, &notes));
    if let Some(title) = &options.title {
        text(&mut out, Point { x: EDGE_OF_PICTURE, y: EDGE_OF_PICTURE + 8.0 }, title, "font-size=\"18\" font-weight=\"bold\"");
    }
    let shift = Point { x: EDGE_OF_PICTURE, y: EDGE_OF_PICTURE + head }.minus(corner);
    let _ = writeln!(out, "<g transform=\"translate({} {})\">", number(shift.x), number(shift.y));
    for (bundle, route) in picture.bundles.iter().zip(&picture.routes) {
        edge(&mut out, &picture, bundle, route);
    }
    for (bundle, route) in picture.bundles.iter().zip(&picture.routes) {
        if let Some(label) = &route.label {
            words(&mut out, bundle, label);
        }
    }
    // Last, so that no name is ever covered.
    picture.actors.iter().zip(&picture.boxes).for_each(|(actor, rect)| node(&mut out, actor, rect));
    out.push_str("</g>\n");
    let below = EDGE_OF_PICTURE + head + height + EDGE_OF_PICTURE;
    let _ = writeln!(out, "<g transform=\"translate({EDGE_OF_PICTURE} {})\">\n{}</g>\n</svg>", number(below), legend.svg);
    out
}

fn compose<'k>(graph: &ActorGraph<'k>) -> Picture<'k> {
    let actors: Vec<Actor> = graph.graph.node_weights().map(|entity| Actor { entity, lines: wrapped(&entity.name) }).collect();
    let (bundles, left_out) = thinned(bundles(graph), actors.len());
    let sizes: Vec<(f64, f64)> = actors.iter().map(size).collect();
    let words: Vec<(f64, f64)> = bundles.iter().map(words_size).collect();
    let springs = springs(&bundles, &sizes, &words);
    let boxes = layout::place(&sizes, &springs);
    let pairs: BTreeSet<(usize, usize)> = bundles.iter().map(|bundle| (bundle.from, bundle.to)).collect();
    let wish = |(bundle, &(width, height)): (&Bundle, &(f64, f64))| Wish {
        from: bundle.from,
        to: bundle.to,
        two_way: pairs.contains(&(bundle.to, bundle.from)),
        width,
        height,
    };
    let wishes: Vec<Wish> = bundles.iter().zip(&words).map(wish).collect();
    let routes = route(&boxes, &wishes);
    Picture { actors, bundles, boxes, routes, left_out }
}

/// Room for the words between the boxes, and more of it around an actor with many ties and where ties are dense.
fn springs(bundles: &[Bundle], sizes: &[(f64, f64)], words: &[(f64, f64)]) -> Vec<Spring> {
    let mut ties = vec![0_usize; sizes.len()];
    for bundle in bundles {
        ties[bundle.from] += 1;
        ties[bundle.to] += 1;
    }
    let density = (bundles.len() as f64 / sizes.len().max(1) as f64).sqrt().clamp(1.0, 1.5);
    let spring = |(bundle, &words): (&Bundle, &(f64, f64))| {
        let halves = (sizes[bundle.from].0 + sizes[bundle.to].0) / 2.0;
        let crowd = 1.0 + 0.06 * ties[bundle.from].max(ties[bundle.to]).saturating_sub(4).min(20) as f64;
        let length = (40.0 + 0.75 * words.0 + 0.6 * halves).max(130.0) * crowd * density;
        Spring { from: bundle.from, to: bundle.to, length, words }
    };
    bundles.iter().zip(words).map(spring).collect()
}

/// What the picture does not show.
fn notes(graph: &ActorGraph, picture: &Picture) -> Vec<String> {
    let mut notes = Vec::new();
    if picture.actors.is_empty() {
        notes.push("Nobody is said to have done anything to anybody.".to_owned());
    }
    if graph.left_out > 0 {
        notes.push(format!("Not shown: {} of {} actors.", graph.left_out, graph.left_out + picture.actors.len()));
    }
    if picture.left_out > 0 {
        notes.push(format!("Not shown: {} ties with less support.", picture.left_out));
    }
    let mute = picture.routes.iter().filter(|route| route.label.is_none()).count();
    if mute > 0 {
        notes.push(format!("The words of {mute} ties had no room; hover over the line to read them."));
    }
    notes
}

fn description(picture: &Picture, notes: &[String]) -> String {
    let mut text = format!("{} actors, {} ties. ", picture.actors.len(), picture.bundles.len());
    for bundle in &picture.bundles {
        let words: Vec<String> = bundle.rows().into_iter().map(|row| row.0).collect();
        let _ = write!(text, "{}: {}. ", heading(picture, bundle), words.join("; "));
    }
    text + &notes.join(" ")
}

fn heading(picture: &Picture, bundle: &Bundle) -> String {
    format!("{} → {}", picture.actors[bundle.from].entity.name, picture.actors[bundle.to].entity.name)
}

fn opening(out: &mut String, width: f64, height: f64, title: &str, description: &str) {
    let (w, h) = (number(width), number(height));
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" \
         aria-labelledby=\"title desc\" font-family=\"{FONT}\" fill=\"{INK}\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n<defs>",
        escaped(title),
        escaped(description)
    );
    for stance in [Stance::Told, Stance::Open, Stance::Denied] {
        let _ = writeln!(
            out,
            "<marker id=\"{}\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" \
             markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0.5 10 5 0 9.5z\" fill=\"{}\"/></marker>",
            arrow(stance),
            color(stance)
        );
    }
    out.push_str("</defs>\n");
}

fn arrow(stance: Stance) -> &'static str {
    match stance {
        Stance::Told => "arrow-told",
        Stance::Open => "arrow-open",
        Stance::Denied => "arrow-denied",
    }
}

pub(super) fn color(stance: Stance) -> &'static str {
    match stance {
        Stance::Told => "#4a5763",
        Stance::Open => "#4a5763",
        Stance::Denied => "#c1121f",
    }
}

/// The stroke of an edge as SVG attributes.
pub(super) fn stroke(stance: Stance, attributed: bool, support: usize) -> String {
    let width = 1.2 + 0.5 * (support.clamp(1, 8) as f64).log2();
    let dashes = if stance == Stance::Open { " stroke-dasharray=\"6 4\"" } else { "" };
    let opacity = if attributed { " stroke-opacity=\"0.6\"" } else { "" };
    format!(
        "fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{dashes}{opacity} marker-end=\"url(#{})\"",
        color(stance),
        number(width),
        arrow(stance)
    )
}

fn edge(out: &mut String, picture: &Picture, bundle: &Bundle, route: &Route) {
    let curve = route.curve;
    let rows: Vec<String> = bundle.rows().into_iter().map(|row| row.0).collect();
    let hint = format!("{}\n{}", heading(picture, bundle), rows.join("\n"));
    let _ = writeln!(
        out,
        "<path d=\"M{} {}Q{} {} {} {}\" {}><title>{}</title></path>",
        number(curve.from.x),
        number(curve.from.y),
        number(curve.control.x),
        number(curve.control.y),
        number(curve.to.x),
        number(curve.to.y),
        stroke(bundle.stance(), bundle.attributed(), bundle.support),
        escaped(&hint)
    );
}

fn node(out: &mut String, actor: &Actor, rect: &Rect) {
    let mut hint = format!("{} ({})", actor.entity.name, actor.entity.kind.as_str());
    if !actor.entity.other_names.is_empty() {
        hint += &format!("\nalso: {}", actor.entity.other_names.join(", "));
    }
    let _ = writeln!(out, "<g><title>{}</title>{}", escaped(&hint), legend::shape(actor.entity.kind, rect));
    let line_height = NAME_SIZE * 1.25;
    let first = rect.center.y - line_height * (actor.lines.len() as f64 - 1.0) / 2.0 + NAME_SIZE * 0.36;
    for (place, line) in actor.lines.iter().enumerate() {
        let at = Point { x: rect.center.x, y: first + line_height * place as f64 };
        text(out, at, line, &format!("font-size=\"{NAME_SIZE}\" text-anchor=\"middle\""));
    }
    out.push_str("</g>\n");
}

fn words(out: &mut String, bundle: &Bundle, label: &Rect) {
    let _ = writeln!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\" fill=\"#ffffff\" fill-opacity=\"0.86\"/>",
        number(label.left()),
        number(label.top()),
        number(label.width),
        number(label.height)
    );
    for (place, (row, stance, attributed)) in bundle.rows().iter().enumerate() {
        let at = Point { x: label.center.x, y: label.top() + WORD_SIZE * (1.25 * place as f64 + 1.0) + 1.0 };
        let fill = if *stance == Stance::Denied {
            color(Stance::Denied)
        } else if *attributed {
            FAINT
        } else {
            INK
        };
        text(out, at, row, &format!("font-size=\"{WORD_SIZE}\" text-anchor=\"middle\" fill=\"{fill}\""));
    }
}

pub(super) fn text(out: &mut String, at: Point, words: &str, attributes: &str) {
    let _ = writeln!(out, "<text x=\"{}\" y=\"{}\" {attributes}>{}</text>", number(at.x), number(at.y), escaped(words));
}

pub(super) fn text_width(text: &str, size: f64) -> f64 {
    text.width() as f64 * size * LETTER
}

fn size(actor: &Actor) -> (f64, f64) {
    let longest = actor.lines.iter().map(|line| text_width(line, NAME_SIZE)).fold(0.0, f64::max);
    (longest + 26.0, NAME_SIZE * 1.25 * actor.lines.len() as f64 + 12.0)
}

fn words_size(bundle: &Bundle) -> (f64, f64) {
    let rows = bundle.rows();
    let longest = rows.iter().map(|row| text_width(&row.0, WORD_SIZE)).fold(0.0, f64::max);
    (longest + 6.0, WORD_SIZE * 1.25 * rows.len() as f64 + 3.0)
}

/// A name broken between words into a few lines.
fn wrapped(name: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= NAME_LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(shortened(word, NAME_LINE)),
        }
    }
    if lines.len() > NAME_LINES {
        lines.truncate(NAME_LINES);
        lines[NAME_LINES - 1] += " …";
    }
    lines
}

/// Text as it may stand in XML; control characters, which XML forbids, are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(letter),
            _ if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            _ => out.push(letter),
        }
    }
    out
}

/// One decimal, none if it is 0.
pub(super) fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // "-0" is "0".
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded}") }
}
