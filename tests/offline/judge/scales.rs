//! Pictures of our own that have more pixels than the window.

use guidewalk::outline::ItemKind;
use guidewalk::picture::{self, Picture, Placement, register};
use guidewalk::references::Taken;
use guidewalk::walk::Fine;

use super::page::{Case, Page, take, told};
use super::{REGION, SIDEBAR, SPELLING, sidebar};

/// A picture with each pixel of the page drawn as four.
fn twice(picture: &Picture) -> Picture {
    let half = Placement::at(0.5, 0.0, 0.0);
    register::resampled(picture, &half, picture.width() * 2, picture.height() * 2)
}

fn taken_twice_as_fine(page: &Page) -> Taken {
    let Taken { bytes, mut entry } = take(page, REGION, Some("Developer settings"));
    let picture = twice(&picture::decode(&bytes).unwrap());
    for item in &mut entry.items {
        item.bounds = item.bounds.scaled(2.0);
    }
    entry.renderer.scale = 2.0;
    entry.size = entry.size.map(|side| side * 2);
    entry.digest = picture.digest();
    entry.recipe.target = entry.recipe.target.map(|target| target.scaled(2.0));
    entry.recipe.anchor.as_mut().unwrap().bounds = entry.recipe.target.unwrap();
    Taken { bytes: picture.encode_png().unwrap(), entry }
}

#[test]
fn at_another_scale_words_are_compared() {
    let then = sidebar(&SIDEBAR);
    let judgement = Case::new(&taken_twice_as_fine(&then), &then, Some("Developer settings")).judge();
    assert_eq!(told(&judgement), [SPELLING]);
    assert_eq!(judgement.registration.map(|r| (r.scale, r.x, r.y)), Some((0.5, 0.0, 40.0)));
}

#[test]
fn at_another_scale_icons_are_compared_where_the_page_is_drawn_as_finely() {
    let mut then = sidebar(&SIDEBAR);
    then.put(ItemKind::Control, "button", "Add", 250.0, 300.0).text = String::new();
    let taken = taken_twice_as_fine(&then);
    let judged_on = |today: &Page, is_fine: bool| {
        let mut case = Case::new(&taken, today, Some("Developer settings"));
        let frame = &mut case.outcome.frames[0];
        let page = picture::decode(frame.page_png.as_ref().unwrap_or(&frame.viewport_png)).unwrap();
        frame.fine = is_fine.then(|| Fine { png: twice(&page).encode_png().unwrap(), scale: 2.0 });
        told(&case.judge())
    };
    assert_eq!(judged_on(&then, true), [SPELLING]);
    let mut gone = then.clone();
    gone.items.pop();
    let told = judged_on(&gone, true);
    assert!(told.iter().any(|line| line.starts_with("missing")), "{told:?}");
    assert_eq!(judged_on(&gone, false), [SPELLING], "words alone don't tell");
}
