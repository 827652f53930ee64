//! Pages: templates filled in, then edited by mutations, then put into other markup.

use super::{markup, noise, web::App};
use anyhow::Context as _;
use minijinja::value::{Serde, Value, merge_maps};
use minijinja::{Environment, context};
use serde::Serialize;

macro_rules! templates {
    ($($name:literal),+ $(,)?) => { [$(($name, include_str!(concat!("templates/", $name)))),+] };
}

/// The style sheet.
pub(crate) const STYLE: &str = include_str!("templates/site.css");
/// The script.
pub(crate) const SCRIPT: &str = include_str!("templates/site.js");
/// The style sheet of noises.
pub(crate) const NOISE_STYLE: &str = include_str!("templates/noise.css");
/// The script of noises.
pub(crate) const NOISE_SCRIPT: &str = include_str!("templates/noise.js");

/// What identifies a page, to its reader and to a program.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Page {
    pub(crate) template: &'static str,
    /// Its route, without `(.:format)`.
    pub(crate) route: &'static str,
    pub(crate) controller: &'static str,
    pub(crate) action: &'static str,
    pub(crate) title: String,
}

impl Page {
    /// A page by its template, route, `controller#action` and title.
    pub(crate) fn new(template: &'static str, route: &'static str, handler: &'static str, title: &str) -> Self {
        let (controller, action) = handler.split_once('#').unwrap_or((handler, "show"));
        Self { template, route, controller, action, title: title.to_owned() }
    }
}

/// All templates, compiled.
pub(crate) fn environment() -> anyhow::Result<Environment<'static>> {
    let mut environment = Environment::new();
    let templates = templates![
        "base.html",
        "macros.html",
        "header.html",
        "landing.html",
        "home.html",
        "login.html",
        "logout.html",
        "auth.html",
        "factors.html",
        "two_factor.html",
        "device.html",
        "interstitial.html",
        "check_up.html",
        "sudo.html",
        "sudo_body.html",
        "sudo_dialog.html",
        "between.html",
        "panel.html",
        "settings.html",
        "developer.html",
        "profile.html",
        "plain.html",
        "simple.html",
        "apps.html",
        "fine_grained.html",
        "delete.html",
        "tokens.html",
        "new_token.html",
        "edit_token.html",
        "error.html",
        "trouble.html",
        "single_sign_on.html",
        "framed.html",
    ];
    for (name, source) in templates {
        environment.add_template(name, source).with_context(|| format!("read the practice site's template {name}"))?;
    }
    Ok(environment)
}

/// The finished page.
pub(crate) fn render(app: &App, page: &Page, common: Value, special: Value) -> anyhow::Result<String> {
    let template = app.templates.get_template(page.template)?;
    let own = context! {
        page => Serde(page),
        c => Serde(&app.content),
        w => Serde(&app.content.words),
        eras => Serde(app.content.eras),
        vary => Serde(app.stir.vary),
        n => Serde(&app.stir.shown),
        holder => app.stir.holder,
        release => &app.release,
    };
    let html = template.render(merge_maps([special, common, own]));
    let mut html = html.with_context(|| format!("fill in the practice site's template {}", page.template))?;
    // Escaping it is harmless but needless, and nobody writes addresses so.
    html = html.replace("&#x2f;", "/");
    for edit in app.edits.iter().filter(|edit| edit.is_for(page.route)) {
        html = html.replace(edit.find, edit.put);
    }
    for (find, put) in &app.rewrites {
        html = find.replace_all(&html, put.as_str()).into_owned();
    }
    html = noise::stirred(&html, &app.stir).replace("/practice-walker", &format!("/{}", app.account.login));
    Ok(match app.stir.markup {
        Some(seed) => markup::varied(&html, seed),
        None => markup::plain(&html),
    })
}
