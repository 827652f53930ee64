//! What HTML offers in a picture's place: `<source>` in a `<picture>`, and `srcset` of an `<img>`.

use crate::outline::Theme;

/// A file that a browser may show in a picture's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Its address once Liquid is filled in.
    pub(crate) address: String,
    /// The theme that it is for; `None`: any.
    pub(crate) theme: Option<Theme>,
    /// So many pixels of it lie on a hundred of the picture's, each way.
    pub(crate) density: u32,
}

/// The candidates of a `srcset` under a media query. One that is named by its width (`640w`) is left out: it is the same picture
/// scaled down by whoever publishes it. So is what stands under another condition than a theme: it may show another part.
pub(crate) fn candidates(srcset: &str, media: &str) -> Vec<Candidate> {
    let theme = theme(media);
    if theme.is_none() && !media.trim().is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut rest = srcset.trim_start_matches([',', ' ', '\n', '\t', '\r']);
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (written, after) = rest.split_at(end);
        let address = written.trim_end_matches(',');
        // A comma right behind an address ends its candidate.
        let (descriptor, next) =
            if address.len() < written.len() { ("", after) } else { after.split_once(',').unwrap_or((after, "")) };
        if let Some(density) = density(descriptor.trim()).filter(|_| !address.is_empty()) {
            found.push(Candidate { address: address.to_owned(), theme, density });
        }
        rest = next.trim_start_matches([',', ' ', '\n', '\t', '\r']);
    }
    found
}

/// The theme that a media query asks for, where it asks for nothing else.
fn theme(media: &str) -> Option<Theme> {
    let media: String = media.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let media = media.strip_prefix("screenand").unwrap_or(&media);
    [Theme::Light, Theme::Dark].into_iter().find(|theme| media == format!("(prefers-color-scheme:{})", theme.name()))
}

/// `2x` is 200.
fn density(descriptor: &str) -> Option<u32> {
    if descriptor.is_empty() {
        return Some(100);
    }
    let times: f64 = descriptor.strip_suffix('x')?.parse().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 1 and 1000")]
    (0.01..=10.0).contains(&times).then_some((times * 100.0).round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(srcset: &str, media: &str) -> Vec<(String, Option<Theme>, u32)> {
        candidates(srcset, media).into_iter().map(|one| (one.address, one.theme, one.density)).collect()
    }

    #[test]
    fn densities_and_themes_are_read_and_widths_left_out() {
        let (one, two) = ("/a.png".to_owned(), "/a@2x.png".to_owned());
        assert_eq!(told("/a.png, /a@2x.png 2x", ""), [(one.clone(), None, 100), (two.clone(), None, 200)]);
        assert_eq!(told(" /a@2x.png  1.5x ,", "(prefers-color-scheme: dark)"), [(two, Some(Theme::Dark), 150)]);
        assert_eq!(told("/a.png", "screen and (prefers-color-scheme:light)"), [(one, Some(Theme::Light), 100)]);
        assert_eq!(told("/a-640.png 640w, /a-1280.png 1280w", ""), []);
        assert_eq!(told("", ""), []);
        assert_eq!(told("/small.png", "(max-width: 600px)"), []);
        assert_eq!(told("/small.png", "(max-width: 600px) and (prefers-color-scheme: dark)"), []);
    }

    #[test]
    fn a_picture_element_is_one_picture_with_all_that_may_be_shown_in_its_place() {
        let source = "## Step 1: Look\n\n<picture>\n  <source media=\"(prefers-color-scheme: dark)\" srcset=\"a-dark.png, a-dark@2x.png 2x\">\n  \
                      <source type=\"image/webp\" srcset=\"a.webp\">\n  <img src=\"a.png\" srcset=\"a.png 1x, a@2x.png 2x\" alt=\"A\">\n\
                      </picture>\n\n![B](b.png)\n";
        let guide = crate::guide::parse(source, std::path::Path::new("g.md"), &crate::guide::Settings::default()).unwrap();
        let pictures = &guide.steps[0].pictures;
        let told: Vec<_> = pictures[0]
            .variants
            .iter()
            .map(|variant| (format!("{:?}", variant.file), variant.theme.map(Theme::name), variant.density))
            .collect();
        let missing = |name: &str| format!("Missing({name:?})");
        assert_eq!(
            told,
            [
                (missing("a@2x.png"), None, 200),
                (missing("a-dark.png"), Some("dark"), 100),
                (missing("a-dark@2x.png"), Some("dark"), 200),
                (missing("a.webp"), None, 100),
            ]
        );
        assert_eq!((pictures.len(), pictures[0].address.as_str(), pictures[1].variants.len()), (2, "a.png", 0));
    }
}
