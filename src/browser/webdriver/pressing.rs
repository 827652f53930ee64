//! A press of the pointer, which reaches what it is meant for or nothing.

use serde_json::{Value, json};

use super::{WebDriverPage, element_value};
use crate::browser::{Handle, PageError, actions};
use crate::clock::Part;

impl WebDriverPage {
    /// Presses the middle of an element.
    ///
    /// # Errors
    /// [`PageError::Changed`] where the page moved meanwhile, so that the press would have reached something else: nothing was pressed.
    pub(super) async fn pressed(&self, element: &Handle) -> Result<(), PageError> {
        if !self.cdp && !element.is_in_frame() {
            return self.bounded(Part::Input, self.element(element).click()).await;
        }
        let at = self.ask("aim", json!({ "element": element_value(element) })).await?;
        if at.is_null() {
            return Err(PageError::Changed("the control is gone".to_owned()));
        }
        if self.cdp {
            return self.press_by_cdp(&at).await;
        }
        let [x, y] = [&at["x"], &at["y"]].map(|side| side.as_f64().unwrap_or_default());
        self.bounded(Part::Input, self.client.perform_actions(actions::press_at(x, y))).await
    }

    /// Whether the press came to the control is asked while the button is down: once it is up the page may be left, and drivers wait for
    /// the next one before they ask.
    async fn press_by_cdp(&self, at: &Value) -> Result<(), PageError> {
        self.mouse("mouseMoved", 0, at).await?;
        self.mouse("mousePressed", 1, at).await?;
        let landed = match self.ask("landed", json!({})).await {
            Err(error @ (PageError::Alert(_) | PageError::Died(_))) => return Err(error),
            // A page that can't be asked any more has had the press.
            landed => landed.map_or(true, |landed| landed != json!(false)),
        };
        self.mouse("mouseReleased", 0, at).await?;
        if landed { Ok(()) } else { Err(PageError::Changed("the page moved under the press".to_owned())) }
    }

    async fn mouse(&self, kind: &str, buttons: u8, at: &Value) -> Result<(), PageError> {
        let mut event = json!({ "type": kind, "x": at["x"], "y": at["y"], "buttons": buttons });
        if kind != "mouseMoved" {
            event["button"] = json!("left");
            event["clickCount"] = json!(1);
        }
        self.cdp(Part::Input, "Input.dispatchMouseEvent", event).await.map(drop)
    }
}
