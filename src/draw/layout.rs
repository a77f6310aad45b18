//! Where the boxes go: stress majorisation for each connected part, then boxes pushed apart, then the parts set side by side.
//!
//! Stress majorisation (Gansner, Koren, North 2005) moves every node to the weighted mean of where its distances to all others
//! want it. It begins on a circle in node order and uses no chance, so the same graph is always the same picture.

use super::geometry::{Point, Rect};
use std::collections::BTreeSet;
use std::f64::consts::TAU;

const ROUNDS: usize = 300;
const WORD_ROUNDS: usize = 150;
const BOX_ROUNDS: usize = 2000;
/// Free pixels around each box.
const MARGIN: f64 = 16.0;
/// Free pixels between two parts.
const PART_GAP: f64 = 60.0;
/// The picture's width over its height that the parts are set for.
const ASPECT: f64 = 1.5;

/// A tie that the layout should keep at a length of so many pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spring {
    pub from: usize,
    pub to: usize,
    pub length: f64,
    /// Width and height of the words that must find room between the two boxes.
    pub words: (f64, f64),
}

/// The boxes of these sizes (width, height), placed; none overlaps another.
pub(super) fn place(sizes: &[(f64, f64)], springs: &[Spring]) -> Vec<Rect> {
    let mut boxes: Vec<Rect> = sizes.iter().map(|&(width, height)| Rect { center: Point::default(), width, height }).collect();
    let parts = parts(sizes.len(), springs);
    for part in &parts {
        for (node, center) in part.iter().zip(laid_down(majorise(part, springs))) {
            boxes[*node].center = center;
        }
        let inside: Vec<Spring> = springs.iter().copied().filter(|spring| part.binary_search(&spring.from).is_ok()).collect();
        for _ in 0..WORD_ROUNDS {
            let crowded = make_room_for_words(&mut boxes, &inside);
            let overlapping = push_apart_once(&mut boxes, part);
            if !crowded && !overlapping {
                break;
            }
        }
        // Words may want room that boxes cannot give; boxes have the last word.
        (0..BOX_ROUNDS).find(|_| !push_apart_once(&mut boxes, part));
    }
    set_side_by_side(&mut boxes, &parts);
    boxes
}

/// The connected parts, largest first; of equals the one with the first node.
fn parts(count: usize, springs: &[Spring]) -> Vec<Vec<usize>> {
    let mut part_of: Vec<usize> = (0..count).collect();
    fn root(part_of: &[usize], mut node: usize) -> usize {
        while part_of[node] != node {
            node = part_of[node];
        }
        node
    }
    for spring in springs {
        let (one, other) = (root(&part_of, spring.from), root(&part_of, spring.to));
        part_of[one.max(other)] = one.min(other);
    }
    let roots: BTreeSet<usize> = (0..count).map(|node| root(&part_of, node)).collect();
    let members = |part: usize| (0..count).filter(|&node| root(&part_of, node) == part).collect::<Vec<_>>();
    let mut parts: Vec<Vec<usize>> = roots.into_iter().map(members).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts
}

fn majorise(part: &[usize], springs: &[Spring]) -> Vec<Point> {
    let count = part.len();
    let distances = distances(part, springs);
    let radius = distances.iter().flatten().copied().fold(0.0, f64::max) / 2.0;
    let on_circle = |place: usize| {
        let angle = TAU * place as f64 / count as f64;
        Point { x: radius * angle.cos(), y: radius * angle.sin() }
    };
    let mut points: Vec<Point> = (0..count).map(on_circle).collect();
    for _ in 0..ROUNDS {
        let mut moved = 0.0_f64;
        for node in 0..count {
            let (mut sum, mut weights) = (Point::default(), 0.0);
            for other in (0..count).filter(|&other| other != node) {
                let distance = distances[node][other];
                let weight = 1.0 / (distance * distance);
                let away = points[node].minus(points[other]).unit().times(distance);
                sum = sum.plus(points[other].plus(away).times(weight));
                weights += weight;
            }
            if weights > 0.0 {
                let next = sum.times(1.0 / weights);
                moved = moved.max(next.minus(points[node]).length());
                points[node] = next;
            }
        }
        if moved < 0.3 {
            break;
        }
    }
    points
}

/// The shortest ways between all nodes of a part, along the springs (Floyd and Warshall).
fn distances(part: &[usize], springs: &[Spring]) -> Vec<Vec<f64>> {
    let count = part.len();
    let mut distances = vec![vec![f64::INFINITY; count]; count];
    for (place, row) in distances.iter_mut().enumerate() {
        row[place] = 0.0;
    }
    for spring in springs {
        if let (Ok(from), Ok(to)) = (part.binary_search(&spring.from), part.binary_search(&spring.to)) {
            let length = distances[from][to].min(spring.length);
            distances[from][to] = length;
            distances[to][from] = length;
        }
    }
    for by in 0..count {
        let through = distances[by].clone();
        for row in &mut distances {
            let first = row[by];
            row.iter_mut().zip(&through).for_each(|(way, second)| *way = way.min(first + second));
        }
    }
    distances
}

/// Turned so that the direction in which the points lie farthest apart is level, as words are.
fn laid_down(points: Vec<Point>) -> Vec<Point> {
    let count = points.len().max(1) as f64;
    let middle = points.iter().fold(Point::default(), |sum, point| sum.plus(*point)).times(1.0 / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for point in &points {
        let from_middle = point.minus(middle);
        xx += from_middle.x * from_middle.x;
        xy += from_middle.x * from_middle.y;
        yy += from_middle.y * from_middle.y;
    }
    let angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    let (sin, cos) = angle.sin_cos();
    let turned = |point: Point| {
        let p = point.minus(middle);
        Point { x: p.x * cos + p.y * sin, y: p.y * cos - p.x * sin }
    };
    points.into_iter().map(turned).collect()
}

/// Moves the ends of ties a little apart where the words in their middle would lie on a box; gives whether any had to move.
fn make_room_for_words(boxes: &mut [Rect], springs: &[Spring]) -> bool {
    let mut moved = false;
    for spring in springs {
        let (from, to) = (boxes[spring.from], boxes[spring.to]);
        // Between the borders, not the middles: a small box beside a large one leaves its room on its own side.
        let center = from.border_toward(to.center).plus(to.border_toward(from.center)).times(0.5);
        let words = Rect { center, width: spring.words.0, height: spring.words.1 }.grown(5.0);
        if words.overlap(&from).is_some() || words.overlap(&to).is_some() {
            moved = true;
            let step = to.center.minus(from.center).unit().times(3.0);
            boxes[spring.from].center = from.center.minus(step);
            boxes[spring.to].center = to.center.plus(step);
        }
    }
    moved
}

/// Moves boxes that overlap apart along the axis where less is needed; gives whether any did.
fn push_apart_once(boxes: &mut [Rect], part: &[usize]) -> bool {
    let mut overlapping = false;
    for (place, &one) in part.iter().enumerate() {
        for &other in &part[place + 1..] {
            let Some((x, y)) = boxes[one].grown(MARGIN).overlap(&boxes[other].grown(MARGIN)) else { continue };
            overlapping = true;
            // A little too far, or rounding would leave them touching for ever.
            let step = if x < y { Point { x: x / 2.0 + 0.1, y: 0.0 } } else { Point { x: 0.0, y: y / 2.0 + 0.1 } };
            let apart = boxes[other].center.minus(boxes[one].center);
            let sign = if (if x < y { apart.x } else { apart.y }) < 0.0 { -1.0 } else { 1.0 };
            boxes[one].center = boxes[one].center.minus(step.times(sign));
            boxes[other].center = boxes[other].center.plus(step.times(sign));
        }
    }
    overlapping
}

/// Sets the parts in rows, largest first, in about the picture's proportions; the least x and y become 0.
fn set_side_by_side(boxes: &mut [Rect], parts: &[Vec<usize>]) {
    let bounds: Vec<(Point, f64, f64)> = parts.iter().map(|part| bounds(part.iter().map(|&node| &boxes[node]))).collect();
    let area: f64 = bounds.iter().map(|(_, width, height)| (width + PART_GAP) * (height + PART_GAP)).sum();
    let widest = bounds.iter().map(|(_, width, _)| *width).fold(0.0, f64::max);
    let row_width = widest.max((area * ASPECT).sqrt());
    let (mut at, mut row_height) = (Point::default(), 0.0_f64);
    for (part, (corner, width, height)) in parts.iter().zip(bounds) {
        if at.x > 0.0 && at.x + width > row_width {
            at = Point { x: 0.0, y: at.y + row_height + PART_GAP };
            row_height = 0.0;
        }
        for &node in part {
            boxes[node].center = boxes[node].center.minus(corner).plus(at);
        }
        at.x += width + PART_GAP;
        row_height = row_height.max(height);
    }
}

/// The top left corner, width and height around boxes.
pub(super) fn bounds<'b>(boxes: impl Iterator<Item = &'b Rect>) -> (Point, f64, f64) {
    let (mut low, mut high) = (Point { x: f64::INFINITY, y: f64::INFINITY }, Point { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY });
    for rect in boxes {
        low = Point { x: low.x.min(rect.left()), y: low.y.min(rect.top()) };
        high = Point { x: high.x.max(rect.right()), y: high.y.max(rect.bottom()) };
    }
    if low.x > high.x { (Point::default(), 0.0, 0.0) } else { (low, high.x - low.x, high.y - low.y) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn star_and_chain(leaves: usize) -> (Vec<(f64, f64)>, Vec<Spring>) {
        let mut springs: Vec<Spring> = (1..=leaves).map(|leaf| Spring { from: 0, to: leaf, length: 150.0, words: (80.0, 14.0) }).collect();
        springs.push(Spring { from: leaves + 1, to: leaves + 2, length: 150.0, words: (80.0, 14.0) });
        (vec![(120.0, 30.0); leaves + 4], springs)
    }

    #[test]
    fn no_two_boxes_overlap() {
        for leaves in [2, 12, 60, 140] {
            let (sizes, springs) = star_and_chain(leaves);
            let boxes = place(&sizes, &springs);
            for (place, one) in boxes.iter().enumerate() {
                assert!(boxes[place + 1..].iter().all(|other| one.overlap(other).is_none()), "{leaves} leaves, box {place}");
            }
        }
    }

    #[test]
    fn words_find_room_between_their_boxes() {
        let spring = Spring { from: 0, to: 1, length: 60.0, words: (200.0, 14.0) };
        let boxes = place(&[(50.0, 20.0); 2], &[spring]);
        assert!(boxes[1].left() - boxes[0].right() >= 200.0 || boxes[0].left() - boxes[1].right() >= 200.0, "{boxes:?}");
    }

    #[test]
    fn a_spring_keeps_about_its_length() {
        let springs =
            [Spring { from: 0, to: 1, length: 200.0, words: (80.0, 14.0) }, Spring { from: 1, to: 2, length: 300.0, words: (80.0, 14.0) }];
        let boxes = place(&[(50.0, 20.0); 3], &springs);
        for spring in springs {
            let length = boxes[spring.from].center.minus(boxes[spring.to].center).length();
            assert!((length - spring.length).abs() < 5.0, "{length} for {spring:?}");
        }
    }

    #[test]
    fn the_same_graph_is_the_same_picture() {
        let (sizes, springs) = star_and_chain(9);
        assert_eq!(place(&sizes, &springs), place(&sizes, &springs));
    }
}
