//! How edges run between placed boxes, and where their words stand: away from boxes, and from each other.

use super::geometry::{Curve, Point, Rect};

/// How far an edge may be bent to get around a box, in pixels at its middle; tried in this order.
const BENDS: &[f64] = &[0.0, 26.0, -26.0, 52.0, -52.0, 84.0, -84.0, 120.0, -120.0];
/// The least bend of two edges that run to and fro between one pair.
const TWO_WAY_BEND: f64 = 22.0;
/// Where along an edge its words may stand.
const PLACES: &[f64] = &[0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74];
const SAMPLES: usize = 40;
/// The part of the words' box that may lie on something else.
const MOST_COVERED: f64 = 0.25;

/// An edge to be routed: places of its boxes, whether another runs the other way, and the size of its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    pub from: usize,
    pub to: usize,
    pub two_way: bool,
    pub width: f64,
    pub height: f64,
}

/// A routed edge and the box of its words; `None` where they would mostly lie on boxes or other words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Route {
    pub curve: Curve,
    pub label: Option<Rect>,
}

/// The routes in the order of the wishes.
pub(super) fn route(boxes: &[Rect], wishes: &[Wish]) -> Vec<Route> {
    let curves: Vec<Curve> = wishes.iter().map(|wish| curve(boxes, wish)).collect();
    // Short edges first: their words have the fewest places to go.
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|&one, &other| {
        let length = |edge: usize| curves[edge].to.minus(curves[edge].from).length();
        length(one).total_cmp(&length(other)).then(one.cmp(&other))
    });
    let mut labels: Vec<Option<Rect>> = vec![None; wishes.len()];
    for edge in order {
        let placed: Vec<Rect> = labels.iter().flatten().copied().collect();
        labels[edge] = label(boxes, &curves, edge, &wishes[edge], &placed);
    }
    curves.into_iter().zip(labels).map(|(curve, label)| Route { curve, label }).collect()
}

/// The least bent curve that runs through the fewest other boxes.
fn curve(boxes: &[Rect], wish: &Wish) -> Curve {
    let offset = if wish.two_way { TWO_WAY_BEND } else { 0.0 };
    let through = |curve: &Curve| {
        let others = boxes.iter().enumerate().filter(|(place, _)| *place != wish.from && *place != wish.to);
        others.filter(|(_, rect)| curve.samples(SAMPLES).any(|point| rect.grown(4.0).holds(point))).count()
    };
    let bends = BENDS.iter().filter(|bend| !wish.two_way || **bend >= 0.0);
    let candidates = bends.map(|bend| Curve::between(&boxes[wish.from], &boxes[wish.to], bend + offset));
    let mut best: Option<(usize, Curve)> = None;
    for candidate in candidates {
        let hit = through(&candidate);
        if best.is_none_or(|(least, _)| hit < least) {
            best = Some((hit, candidate));
        }
        if hit == 0 {
            break;
        }
    }
    best.map(|(_, curve)| curve).expect("there is a candidate without bend")
}

/// The place along and beside the curve that covers the least of boxes, other words and other edges.
fn label(boxes: &[Rect], curves: &[Curve], edge: usize, wish: &Wish, placed: &[Rect]) -> Option<Rect> {
    let curve = &curves[edge];
    let mut best: Option<(f64, Rect)> = None;
    for (rank, &t) in PLACES.iter().enumerate() {
        let direction = curve.at(t + 0.02).minus(curve.at(t - 0.02)).unit();
        // Beside the line the words must clear it by their half extent in that direction.
        let beside = (direction.y.abs() * wish.width + direction.x.abs() * wish.height) / 2.0 + 4.0;
        for (side, &shift) in [0.0, beside, -beside].iter().enumerate() {
            let center = curve.at(t).plus(direction.normal().times(shift));
            let rect = Rect { center, width: wish.width, height: wish.height };
            let cost = cost(&rect, boxes, curves, edge, placed) + 3.0 * rank as f64 + 14.0 * side.min(1) as f64;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, rect));
            }
        }
    }
    let covered = |rect: &Rect| boxes.iter().chain(placed).map(|other| rect.shared_area(other)).sum::<f64>();
    best.map(|(_, rect)| rect).filter(|rect| covered(rect) <= MOST_COVERED * rect.width * rect.height)
}

fn cost(rect: &Rect, boxes: &[Rect], curves: &[Curve], edge: usize, placed: &[Rect]) -> f64 {
    let on_boxes: f64 = boxes.iter().map(|other| rect.grown(3.0).shared_area(other)).sum();
    let on_words: f64 = placed.iter().map(|other| rect.grown(2.0).shared_area(other)).sum();
    let near = |curve: &Curve| {
        let reach = Rect {
            center: curve.from.plus(curve.to).times(0.5),
            width: (curve.from.x - curve.to.x).abs(),
            height: (curve.from.y - curve.to.y).abs(),
        };
        rect.grown(130.0).overlap(&reach.grown(1.0)).is_some()
    };
    let others = curves.iter().enumerate().filter(|(other, curve)| *other != edge && near(curve));
    let on_edges: usize = others.map(|(_, curve)| curve.samples(SAMPLES).filter(|&point: &Point| rect.holds(point)).count()).sum();
    4.0 * on_boxes + 2.0 * on_words + 12.0 * on_edges as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Rect {
        Rect { center: Point { x, y }, width: 80.0, height: 30.0 }
    }

    fn wish(from: usize, to: usize) -> Wish {
        Wish { from, to, two_way: false, width: 60.0, height: 14.0 }
    }

    #[test]
    fn an_edge_goes_around_a_box_in_its_way() {
        let boxes = [at(0.0, 0.0), at(400.0, 0.0), at(200.0, 0.0)];
        let curve = route(&boxes, &[wish(0, 1)])[0].curve;
        assert!(curve.samples(SAMPLES).all(|point| !boxes[2].holds(point)));
    }

    #[test]
    fn words_keep_off_boxes_and_other_words() {
        let boxes = [at(0.0, 0.0), at(300.0, 0.0), at(0.0, 200.0), at(300.0, 200.0)];
        let routes = route(&boxes, &[wish(0, 3), wish(1, 2), wish(0, 1)]);
        for (place, route) in routes.iter().enumerate() {
            assert!(boxes.iter().all(|rect| route.label.unwrap().overlap(rect).is_none()));
            assert!(routes[place + 1..].iter().all(|other| route.label.unwrap().overlap(&other.label.unwrap()).is_none()));
        }
    }

    #[test]
    fn edges_to_and_fro_run_apart() {
        let boxes = [at(0.0, 0.0), at(300.0, 0.0)];
        let there = Wish { two_way: true, ..wish(0, 1) };
        let back = Wish { two_way: true, ..wish(1, 0) };
        let routes = route(&boxes, &[there, back]);
        assert!((routes[0].curve.at(0.5).y - routes[1].curve.at(0.5).y).abs() > 20.0);
    }
}
