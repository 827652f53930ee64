//! Where two pictures differ, with the rasteriser's smoothing of edges left out.

use super::{Area, Picture, index};

/// What is forgiven between two pictures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerance {
    /// The largest difference of one channel, 0 to 255, that counts as equal. Not a share and not a distance. Default: 10.
    pub channel_delta: u8,
    /// Changed pixels that are nearer to each other than this are one cluster, pixels, 1 or more. Default: 8.
    pub cluster_gap_pixels: i64,
    /// Clusters with fewer changed pixels are dropped. Default: 6.
    pub least_cluster_pixels: u64,
    /// Clusters thinner than this in either direction are dropped, pixels: hairlines. Default: 2.
    pub least_cluster_side_pixels: i64,
    /// Whether pixels that look like smoothed edges count too: thin slanted strokes are made of nothing else. Default: no.
    pub smoothed_edges_count: bool,
}

impl Default for Tolerance {
    fn default() -> Self {
        Self {
            channel_delta: 10,
            cluster_gap_pixels: 8,
            least_cluster_pixels: 6,
            least_cluster_side_pixels: 2,
            smoothed_edges_count: false,
        }
    }
}

/// Changed pixels that lie together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cluster {
    /// The smallest area around them.
    pub bounds: Area,
    /// How many they are.
    pub changed_pixels: u64,
}

/// How two pictures differ.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Difference {
    /// How many pixels were looked at: both have them and no mask covers them.
    pub compared_pixels: u64,
    /// How many of them differ; smoothed edges are not among them.
    pub changed_pixels: u64,
    /// How many differ as edges do that were smoothed otherwise.
    pub anti_aliased_pixels: u64,
    /// The changed pixels in clusters, largest first, without those too small to count.
    pub clusters: Vec<Cluster>,
}

/// Compares two pictures pixel by pixel from their top left corners, as far as both reach, except where a mask lies.
#[must_use]
pub fn diff(a: &Picture, b: &Picture, tolerance: &Tolerance, masks: &[Area]) -> Difference {
    let Some(common) = a.area().intersection(&b.area()) else { return Difference::default() };
    let mut changed = Vec::new();
    let mut found = Difference { compared_pixels: common.pixels(), ..Difference::default() };
    let width = index(common.width);
    for y in common.rows() {
        let spans = masked_spans(masks, y, common.width);
        found.compared_pixels -= spans.iter().map(|(from, to)| u64::try_from(to - from).unwrap_or(0)).sum::<u64>();
        let (row_a, row_b) = (a.row(index(y), 0, width), b.row(index(y), 0, width));
        if row_a == row_b {
            continue;
        }
        let pairs = row_a.as_chunks::<4>().0.iter().zip(row_b.as_chunks::<4>().0);
        for (x, (one, two)) in (0i64..).zip(pairs) {
            if one == two || !differs(one, two, tolerance.channel_delta) || spans.iter().any(|(from, to)| x >= *from && x < *to) {
                continue;
            }
            if !tolerance.smoothed_edges_count && (is_smoothed(a, b, x, y) || is_smoothed(b, a, x, y)) {
                found.anti_aliased_pixels += 1;
            } else {
                changed.push((x, y));
            }
        }
    }
    found.changed_pixels = changed.len() as u64;
    found.clusters = clusters(&changed, tolerance);
    found
}

/// The columns of a row that masks cover, merged, in order.
fn masked_spans(masks: &[Area], y: i64, width: i64) -> Vec<(i64, i64)> {
    let mut spans: Vec<(i64, i64)> = masks
        .iter()
        .filter(|mask| y >= mask.y && y < mask.bottom())
        .map(|mask| (mask.x.clamp(0, width), mask.right().clamp(0, width)))
        .filter(|(from, to)| to > from)
        .collect();
    spans.sort_unstable();
    let mut merged: Vec<(i64, i64)> = Vec::new();
    for (from, to) in spans {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// Whether two pixels are apart by more than `channel_delta` (0 to 255) in any channel.
pub(crate) fn differs(one: &[u8; 4], two: &[u8; 4], channel_delta: u8) -> bool {
    one.iter().zip(two).any(|(one, two)| one.abs_diff(*two) > channel_delta)
}

pub(super) fn brightness([red, green, blue, alpha]: [u8; 4]) -> i32 {
    let on_white = |channel: u8| {
        let alpha = i32::from(alpha);
        (i32::from(channel) * alpha + 255 * (255 - alpha)) / 255
    };
    (on_white(red) * 299 + on_white(green) * 587 + on_white(blue) * 114) / 1000
}

/// Whether a pixel of `a` looks like a smoothed edge: it lies between a darker and a brighter neighbour, and one of these is part
/// of a plain area in both pictures.
fn is_smoothed(a: &Picture, b: &Picture, x: i64, y: i64) -> bool {
    let Some(own) = a.pixel(x, y).map(brightness) else { return false };
    let (mut darkest, mut brightest) = ((0, x, y), (0, x, y));
    let mut alike = 0;
    for (nx, ny) in around(x, y) {
        let Some(other) = a.pixel(nx, ny).map(brightness) else { continue };
        let delta = other - own;
        if delta == 0 {
            alike += 1;
            if alike > 2 {
                return false;
            }
        } else if delta < darkest.0 {
            darkest = (delta, nx, ny);
        } else if delta > brightest.0 {
            brightest = (delta, nx, ny);
        }
    }
    if darkest.0 == 0 || brightest.0 == 0 {
        return false;
    }
    let plain = |(_, nx, ny): (i32, i64, i64)| is_plain(a, nx, ny) && is_plain(b, nx, ny);
    plain(darkest) || plain(brightest)
}

/// Whether at least three neighbours have the very same colour.
fn is_plain(picture: &Picture, x: i64, y: i64) -> bool {
    let own = picture.pixel(x, y);
    own.is_some() && around(x, y).filter(|(nx, ny)| picture.pixel(*nx, *ny) == own).count() >= 3
}

fn around(x: i64, y: i64) -> impl Iterator<Item = (i64, i64)> {
    (y - 1..=y + 1).flat_map(move |ny| (x - 1..=x + 1).map(move |nx| (nx, ny))).filter(move |point| *point != (x, y))
}

/// Joins changed pixels that are near each other: by cells of a grid, neighbours joined.
fn clusters(changed: &[(i64, i64)], tolerance: &Tolerance) -> Vec<Cluster> {
    let gap = tolerance.cluster_gap_pixels.max(1);
    let mut cells: std::collections::BTreeMap<(i64, i64), Cluster> = std::collections::BTreeMap::new();
    for (x, y) in changed {
        let one = Cluster { bounds: Area::new(*x, *y, 1, 1), changed_pixels: 1 };
        cells.entry((y / gap, x / gap)).and_modify(|cell| *cell = joined(cell, &one)).or_insert(one);
    }
    let mut found = Vec::new();
    while let Some((start, mut cluster)) = cells.pop_first() {
        let mut open = vec![start];
        while let Some((cx, cy)) = open.pop() {
            for cell in around(cx, cy) {
                if let Some(next) = cells.remove(&cell) {
                    cluster = joined(&cluster, &next);
                    open.push(cell);
                }
            }
        }
        let thin = cluster.bounds.width.min(cluster.bounds.height) < tolerance.least_cluster_side_pixels;
        if !thin && cluster.changed_pixels >= tolerance.least_cluster_pixels {
            found.push(cluster);
        }
    }
    found.sort_by_key(|cluster| (std::cmp::Reverse(cluster.changed_pixels), cluster.bounds.y, cluster.bounds.x));
    found
}

fn joined(one: &Cluster, two: &Cluster) -> Cluster {
    Cluster { bounds: one.bounds.union(&two.bounds), changed_pixels: one.changed_pixels + two.changed_pixels }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: [u8; 4] = [255, 255, 255, 255];
    const BLACK: [u8; 4] = [0, 0, 0, 255];

    #[test]
    fn two_far_changes_are_two_clusters_and_masks_hide_them() {
        let a = Picture::filled(100, 60, WHITE);
        let mut b = a.clone();
        b.fill(Area::new(10, 10, 5, 4), BLACK);
        b.fill(Area::new(70, 40, 3, 3), BLACK);
        let found = diff(&a, &b, &Tolerance::default(), &[]);
        assert_eq!(found.changed_pixels, 29);
        assert_eq!(found.clusters.len(), 2);
        assert_eq!(found.clusters[0].bounds, Area::new(10, 10, 5, 4));
        let masked = diff(&a, &b, &Tolerance::default(), &[Area::new(0, 0, 30, 30), Area::new(20, 0, 20, 30)]);
        assert_eq!((masked.changed_pixels, masked.compared_pixels), (9, 6000 - 1200));
        assert_eq!(diff(&a, &a, &Tolerance::default(), &[]).changed_pixels, 0);
    }

    #[test]
    fn an_edge_smoothed_otherwise_is_no_change() {
        let mut a = Picture::filled(40, 40, WHITE);
        for y in 5..35i64 {
            a.fill(Area::new(0, y, y, 1), BLACK);
        }
        let mut b = a.clone();
        for y in 5..35i64 {
            a.put(y, y, [90, 90, 90, 255]);
            b.put(y, y, [150, 150, 150, 255]);
        }
        let found = diff(&a, &b, &Tolerance::default(), &[]);
        assert_eq!(found.clusters, vec![]);
        assert!(found.anti_aliased_pixels > 20, "{found:?}");
    }

    #[test]
    fn a_hairline_is_dropped_from_the_clusters_only() {
        let a = Picture::filled(40, 40, WHITE);
        let mut b = a.clone();
        b.fill(Area::new(5, 5, 30, 1), BLACK);
        let found = diff(&a, &b, &Tolerance::default(), &[]);
        assert_eq!((found.changed_pixels, found.clusters.len()), (30, 0));
    }
}
