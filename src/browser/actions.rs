//! What WebDriver's actions do where no command presses or types: the pointer out of the way, and what stands in a frame.

use fantoccini::actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::key::Key;

/// The pointer goes to a point of the window, CSS pixels.
pub(super) fn move_to(x: f64, y: f64) -> MouseActions {
    MouseActions::new("mouse".to_owned()).then(PointerAction::MoveTo { duration: None, x, y })
}

/// The pointer presses at a point of the window, CSS pixels.
pub(super) fn press_at(x: f64, y: f64) -> MouseActions {
    let press = move_to(x, y).then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
    press.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT })
}

/// The keys that put a text in the place of what is selected; none takes it away.
pub(super) fn type_over(text: &str) -> KeyActions {
    let strokes: Vec<char> = if text.is_empty() { vec![Key::Delete.into()] } else { text.chars().collect() };
    strokes.into_iter().fold(KeyActions::new("keys".to_owned()), |keys, value| {
        keys.then(KeyAction::Down { value }).then(KeyAction::Up { value })
    })
}
