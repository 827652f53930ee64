//! Style sheet, script and pictures.

use super::App;
use crate::practice::{markup, view};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use std::fmt::Write as _;
use std::sync::Arc;

/// A style sheet, a script, or the font that never comes.
pub(super) async fn asset(State(app): State<Arc<App>>, Path(name): Path<String>) -> Response {
    let (kind, text) = match name.as_str() {
        "site.css" => ("text/css; charset=utf-8", format!("{}{}", view::STYLE, app.style)),
        "site.js" => ("text/javascript; charset=utf-8", view::SCRIPT.to_owned()),
        "noise.css" => ("text/css; charset=utf-8", view::NOISE_STYLE.to_owned()),
        "noise.js" => ("text/javascript; charset=utf-8", view::NOISE_SCRIPT.to_owned()),
        // There is none: after a while the page falls back to the usual font.
        "late.woff2" => {
            app.linger(Some(app.stir.late_font)).await;
            return StatusCode::NOT_FOUND.into_response();
        }
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let text = match app.stir.markup {
        Some(seed) => markup::names_varied(&text, seed),
        None => text,
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")], text).into_response()
}

/// The account's picture: a pattern of squares.
pub(super) async fn avatar(State(app): State<Arc<App>>, Path(_name): Path<String>) -> Response {
    if let Some(late) = app.stir.late {
        app.linger(Some(late)).await;
    }
    let kind = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-store")];
    (kind, drawn(app.stir.avatar)).into_response()
}

fn drawn(seed: u64) -> String {
    let mut random = fastrand::Rng::with_seed(seed.wrapping_add(11));
    let hue = random.u32(0..360);
    let mut squares = String::new();
    for (x, y) in (0..3).flat_map(|x| (0..5).map(move |y| (x, y))) {
        if random.bool() {
            for x in [x, 4 - x] {
                write!(squares, "<rect x=\"{}\" y=\"{}\" width=\"12\" height=\"12\"/>", 6 + x * 12, 6 + y * 12)
                    .expect("writing into a string can't fail");
            }
        }
    }
    let view = "viewBox=\"0 0 72 72\" shape-rendering=\"crispEdges\"";
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" {view}><path fill=\"#eee\" d=\"M0 0h72v72H0z\"/><g fill=\"hsl({hue} 50% 45%)\">{squares}</g></svg>"
    )
}
