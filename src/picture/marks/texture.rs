//! How much is going on in the cells of a picture: words have strong steps, grounds have none.

use super::{real, whole};
use crate::picture::diff::brightness;
use crate::picture::{Area, Picture, index};

/// A cell's side, pixels.
pub(super) const CELL: i64 = 8;

/// A clear step of brightness, 0 to 255.
const CLEAR_STEP: i32 = 10;

/// What a cell of 8 × 8 pixels looks like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cell {
    /// The mean step of brightness from pixel to pixel, to the right and down together.
    pub energy: f64,
    /// The part of it that lies in steps to the right.
    pub across: f64,
    /// The largest step.
    pub step: i32,
    /// How many of the eight columns have a clear step from their left neighbour, and rows from the one above, within the cell.
    pub lines: (u8, u8),
    /// Darkest and brightest pixel.
    pub range: (i32, i32),
    /// Mean brightness.
    pub mean: f64,
}

/// The cells of a picture, row by row; what is left at right and bottom edges is not looked at.
pub(super) struct Texture {
    pub columns: i64,
    pub rows: i64,
    cells: Vec<Cell>,
}

impl Texture {
    pub(super) fn of(picture: &Picture) -> Self {
        let (width, height) = (i64::from(picture.width()), i64::from(picture.height()));
        let light: Vec<u8> =
            picture.rgba().as_chunks::<4>().0.iter().map(|pixel| u8::try_from(brightness(*pixel)).unwrap_or(255)).collect();
        let (columns, rows) = (width / CELL, height / CELL);
        let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let cells = cells.map(|(column, row)| cell(&light, (width, height), column * CELL, row * CELL)).collect();
        Self { columns, rows, cells }
    }

    /// The cell in a column and row; outside an empty one.
    pub(super) fn at(&self, column: i64, row: i64) -> Cell {
        if column < 0 || row < 0 || column >= self.columns || row >= self.rows {
            return Cell::default();
        }
        self.cells.get(index(row * self.columns + column)).copied().unwrap_or_default()
    }

    /// The cells that lie in an area at least by half.
    pub(super) fn cells_in(&self, area: Area) -> Vec<(i64, i64)> {
        let side = real(CELL);
        let columns = whole(real(area.x) / side).max(0)..whole(real(area.right()) / side).min(self.columns);
        let rows = whole(real(area.y) / side).max(0)..whole(real(area.bottom()) / side).min(self.rows);
        rows.flat_map(|row| columns.clone().map(move |column| (column, row))).collect()
    }

    /// The mean energy of an area.
    pub(super) fn energy_in(&self, area: Area) -> f64 {
        let cells = self.cells_in(area);
        let sum: f64 = cells.iter().map(|(column, row)| self.at(*column, *row).energy).sum();
        sum / real(i64::try_from(cells.len()).unwrap_or(0)).max(1.0)
    }
}

fn cell(light: &[u8], (width, height): (i64, i64), left: i64, top: i64) -> Cell {
    let (mut sum, mut steps, mut steps_across, mut step, mut range) = (0i32, 0i32, 0i32, 0i32, (255i32, 0i32));
    let (mut columns, mut rows) = (0u8, 0u8);
    for y in top..top + CELL {
        let start = index(y * width + left);
        let below = if y + 1 < height { start + index(width) } else { start };
        for i in 0..8usize {
            let own = i32::from(light[start + i]);
            let right = light.get(start + i + usize::from(left + CELL < width || i < 7)).map_or(own, |value| i32::from(*value));
            let (across, down) = ((own - right).abs(), (own - i32::from(light[below + i])).abs());
            sum += own;
            steps += across + down;
            steps_across += across;
            step = step.max(across).max(down);
            range = (range.0.min(own), range.1.max(own));
            columns |= u8::from(across > CLEAR_STEP) << i;
            rows |= u8::from(down > CLEAR_STEP) << (y - top);
        }
    }
    let lines = (u8::try_from(columns.count_ones()).unwrap_or(8), u8::try_from(rows.count_ones()).unwrap_or(8));
    Cell {
        energy: f64::from(steps) / 64.0,
        across: f64::from(steps_across) / 64.0,
        step,
        lines,
        range,
        mean: f64::from(sum) / 64.0,
    }
}
