//! Pictures of the real page: of the window, of the whole document, and drawn finer or in another theme than the window shows it.

use serde_json::{Value, json};

use super::{WebDriverPage, as_pixels, pair, to_pixels};
use crate::browser::PageError;
use crate::clock::Part;
use crate::outline::{Rect, Theme};

impl WebDriverPage {
    /// The window's inside as PNG.
    pub(super) async fn window_drawn(&self) -> Result<Vec<u8>, PageError> {
        if self.cdp {
            return self.drawn_by_chrome(json!({ "format": "png", "optimizeForSpeed": true })).await;
        }
        self.bounded(Part::Pictures, self.client.screenshot()).await
    }

    /// The whole document as PNG; where only the window can be drawn, in one that is made as tall.
    pub(super) async fn page_drawn(&self, width: f64, height: f64) -> Result<Vec<u8>, PageError> {
        if self.cdp {
            return self.drawn_by_chrome(clipped(Rect::new(0.0, 0.0, width, height), 1.0)).await;
        }
        let before = self.bounded(Part::Input, self.client.get_window_rect()).await?;
        let size = self.ask("size", json!({})).await?;
        let inner = pair(&size["inner"]);
        let tall = to_pixels(as_pixels(before.3) + (height - inner[1]).max(0.0));
        self.bounded(Part::Input, self.client.set_window_size(to_pixels(as_pixels(before.2)), tall)).await?;
        let picture = self.bounded(Part::Pictures, self.client.screenshot()).await;
        self.bounded(Part::Input, self.client.set_window_size(to_pixels(as_pixels(before.2)), to_pixels(as_pixels(before.3))))
            .await?;
        picture
    }

    /// A part of the document as PNG with so many device pixels in a CSS pixel.
    pub(super) async fn part_drawn(&self, part: Rect, scale: f64) -> Result<Vec<u8>, PageError> {
        if !self.cdp {
            return Err(PageError::Refused("only Chrome draws a page finer than its window does".to_owned()));
        }
        self.drawn_by_chrome(clipped(part, scale / self.viewport.scale)).await
    }

    /// Lets the page have these colours; `None`: its own again.
    pub(super) async fn theme_shown(&self, theme: Option<Theme>) -> Result<(), PageError> {
        if !self.cdp {
            return Err(PageError::Refused("only Chrome shows a page in another theme".to_owned()));
        }
        let feature = json!({ "name": "prefers-color-scheme", "value": theme.map_or("", Theme::name) });
        self.cdp(Part::Pictures, "Emulation.setEmulatedMedia", json!({ "features": [feature] })).await.map(drop)
    }

    async fn drawn_by_chrome(&self, parameters: Value) -> Result<Vec<u8>, PageError> {
        use base64::Engine as _;
        let answer = self.cdp(Part::Pictures, "Page.captureScreenshot", parameters).await?;
        let data = answer["data"].as_str().unwrap_or_default();
        base64::engine::general_purpose::STANDARD
            .decode(data)
            .map_err(|error| PageError::Refused(format!("a picture that isn't base64: {error}")))
    }
}

/// A part of the document (CSS pixels), drawn so many times as fine as the window is.
fn clipped(part: Rect, times: f64) -> Value {
    let clip = json!({ "x": part.x, "y": part.y, "width": part.width, "height": part.height, "scale": times });
    json!({ "format": "png", "optimizeForSpeed": true, "captureBeyondViewport": true, "clip": clip })
}
