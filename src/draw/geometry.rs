//! Points, boxes and curves of a picture, in pixels; y grows downward.

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    pub fn plus(self, other: Point) -> Point {
        Point { x: self.x + other.x, y: self.y + other.y }
    }

    pub fn minus(self, other: Point) -> Point {
        Point { x: self.x - other.x, y: self.y - other.y }
    }

    pub fn times(self, factor: f64) -> Point {
        Point { x: self.x * factor, y: self.y * factor }
    }

    pub fn length(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }

    /// The direction of length 1; to the right for a vector without direction.
    pub fn unit(self) -> Point {
        let length = self.length();
        if length < 1e-9 { Point { x: 1.0, y: 0.0 } } else { self.times(1.0 / length) }
    }

    /// Turned left by a quarter.
    pub fn normal(self) -> Point {
        Point { x: -self.y, y: self.x }
    }
}

/// A box by its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub center: Point,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    pub fn left(&self) -> f64 {
        self.center.x - self.width / 2.0
    }
    pub fn right(&self) -> f64 {
        self.center.x + self.width / 2.0
    }
    pub fn top(&self) -> f64 {
        self.center.y - self.height / 2.0
    }
    pub fn bottom(&self) -> f64 {
        self.center.y + self.height / 2.0
    }

    pub fn grown(&self, by: f64) -> Rect {
        Rect { center: self.center, width: self.width + 2.0 * by, height: self.height + 2.0 * by }
    }

    pub fn holds(&self, point: Point) -> bool {
        (point.x - self.center.x).abs() <= self.width / 2.0 && (point.y - self.center.y).abs() <= self.height / 2.0
    }

    /// How far two boxes reach into each other along each axis; `None` if they do not.
    pub fn overlap(&self, other: &Rect) -> Option<(f64, f64)> {
        let x = (self.width + other.width) / 2.0 - (self.center.x - other.center.x).abs();
        let y = (self.height + other.height) / 2.0 - (self.center.y - other.center.y).abs();
        (x > 0.0 && y > 0.0).then_some((x, y))
    }

    pub fn shared_area(&self, other: &Rect) -> f64 {
        self.overlap(other).map_or(0.0, |(x, y)| x.min(self.width).min(other.width) * y.min(self.height).min(other.height))
    }

    /// Where a ray from the middle toward `point` leaves the box.
    pub fn border_toward(&self, point: Point) -> Point {
        let direction = point.minus(self.center).unit();
        let x = if direction.x.abs() < 1e-9 { f64::INFINITY } else { self.width / 2.0 / direction.x.abs() };
        let y = if direction.y.abs() < 1e-9 { f64::INFINITY } else { self.height / 2.0 / direction.y.abs() };
        self.center.plus(direction.times(x.min(y)))
    }
}

/// A quadratic curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Curve {
    pub from: Point,
    pub control: Point,
    pub to: Point,
}

impl Curve {
    /// The curve between two boxes that is bent to the left by `bend` pixels at its middle.
    pub fn between(from: &Rect, to: &Rect, bend: f64) -> Curve {
        let middle = from.center.plus(to.center).times(0.5);
        let control = middle.plus(to.center.minus(from.center).unit().normal().times(2.0 * bend));
        Curve { from: from.border_toward(control), control, to: to.border_toward(control) }
    }

    /// The point at `t` of 0 to 1.
    pub fn at(&self, t: f64) -> Point {
        let s = 1.0 - t;
        self.from.times(s * s).plus(self.control.times(2.0 * s * t)).plus(self.to.times(t * t))
    }

    /// Points along the curve, its ends left out.
    pub fn samples(&self, count: usize) -> impl Iterator<Item = Point> + '_ {
        (1..=count).map(move |step| self.at(step as f64 / (count + 1) as f64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ray_leaves_a_box_at_its_border() {
        let rect = Rect { center: Point { x: 10.0, y: 10.0 }, width: 20.0, height: 10.0 };
        assert_eq!(rect.border_toward(Point { x: 50.0, y: 10.0 }), Point { x: 20.0, y: 10.0 });
        assert_eq!(rect.border_toward(Point { x: 10.0, y: -9.0 }), Point { x: 10.0, y: 5.0 });
    }

    #[test]
    fn a_bent_curve_passes_beside_the_middle() {
        let at = |x: f64| Rect { center: Point { x, y: 0.0 }, width: 10.0, height: 10.0 };
        let curve = Curve::between(&at(0.0), &at(100.0), 20.0);
        assert!((curve.at(0.5).y - 20.0).abs() < 4.0, "{curve:?}");
    }
}
