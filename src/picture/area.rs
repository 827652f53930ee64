//! A rectangle of whole pixels.

/// A rectangle of whole pixels of a picture; may reach beyond it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Area {
    /// Left edge, pixels.
    pub x: i64,
    /// Top edge, pixels.
    pub y: i64,
    /// Width, pixels, never negative.
    pub width: i64,
    /// Height, pixels, never negative.
    pub height: i64,
}

impl Area {
    /// An area from left, top, width and height; negative sizes become 0.
    #[must_use]
    pub fn new(x: i64, y: i64, width: i64, height: i64) -> Self {
        Self { x, y, width: width.max(0), height: height.max(0) }
    }

    /// The pixels that a rectangle with fractions touches by at least half.
    #[must_use]
    pub fn nearest(x: f64, y: f64, width: f64, height: f64) -> Self {
        let (left, top) = (whole(x), whole(y));
        Self::new(left, top, whole(x + width) - left, whole(y + height) - top)
    }

    /// Right edge: the first column behind it.
    #[must_use]
    pub const fn right(&self) -> i64 {
        self.x + self.width
    }

    /// Bottom edge: the first row below it.
    #[must_use]
    pub const fn bottom(&self) -> i64 {
        self.y + self.height
    }

    /// Width × height, pixels.
    #[must_use]
    pub fn pixels(&self) -> u64 {
        u64::try_from(self.width * self.height).unwrap_or(0)
    }

    /// The same area elsewhere.
    #[must_use]
    pub const fn moved(&self, by_x: i64, by_y: i64) -> Self {
        Self { x: self.x + by_x, y: self.y + by_y, width: self.width, height: self.height }
    }

    /// The same area with `by` pixels added on every side.
    #[must_use]
    pub fn grown(&self, by: i64) -> Self {
        Self::new(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)
    }

    /// What both cover.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let (right, bottom) = (self.right().min(other.right()), self.bottom().min(other.bottom()));
        (right > x && bottom > y).then(|| Self::new(x, y, right - x, bottom - y))
    }

    /// The smallest area that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }

    /// Whether a pixel lies in it.
    #[must_use]
    pub const fn holds(&self, x: i64, y: i64) -> bool {
        x >= self.x && x < self.right() && y >= self.y && y < self.bottom()
    }

    pub(crate) fn rows(&self) -> std::ops::Range<i64> {
        self.y..self.bottom()
    }

    pub(crate) fn columns(&self) -> std::ops::Range<i64> {
        self.x..self.right()
    }

    pub(crate) fn pixel_width(&self) -> u32 {
        u32::try_from(self.width).unwrap_or(0)
    }

    pub(crate) fn pixel_height(&self) -> u32 {
        u32::try_from(self.height).unwrap_or(0)
    }
}

/// The nearest whole number; what is not a number becomes 0.
#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and rectangles of pages are far below")]
pub(crate) fn whole(value: f64) -> i64 {
    value.round() as i64
}
