//! Roles and names as guidewalk's own page script reads them, held to what the browser computes for the same elements.

use std::time::Duration;

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder, Locator};
use guidewalk::browser::driver::Driver;
use guidewalk::browser::{find, session};
use guidewalk::outline::normalised;
use guidewalk::practice::{Edition, Site};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::drivers;
use crate::walking::{self, Seat};

const PAGE_SCRIPT: &str = concat!(include_str!("../../src/browser/frames.js"), include_str!("../../src/browser/page.js"));
const ANSWER: &str = "return COMMANDS[command]();";

/// Asks the script for every visible element that could have a role, with its role and name.
const ASK: &str = "return [...everything(document)]
  .filter((element) => element.matches('a[href],button,input:not([type=hidden]),select,textarea,summary,[role],h1,h2,h3,h4,h5,h6,nav,main,dialog,img'))
  .filter((element) => visible(element) && isOffered(element))
  .map((element) => ({ element, role: roleOf(element), name: nameOf(element), html: element.outerHTML.slice(0, 160) }));";

/// A question that WebDriver answers about an element: `computedrole`, `computedlabel`.
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl WebDriverCompatibleCommand for Computed {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/element/{}/{}", session.unwrap_or_default(), self.element, self.what))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::GET, None)
    }
}

/// A browser that goes along the path and compares on each page.
struct Comparer<'a> {
    client: Client,
    site: &'a Site,
    compared: usize,
    differences: Vec<String>,
}

impl Comparer<'_> {
    async fn computed(&self, element: &str, what: &'static str) -> String {
        let answer = self.client.issue_cmd(Computed { element: element.to_owned(), what }).await.unwrap();
        answer.as_str().unwrap_or_default().to_owned()
    }

    async fn compare(&mut self, place: &str) {
        assert!(PAGE_SCRIPT.contains(ANSWER), "the page script answers in another way");
        let script = PAGE_SCRIPT.replace(ANSWER, ASK);
        let elements = self.client.execute(&script, vec![json!("roles"), json!({})]).await.unwrap();
        let elements = elements.as_array().unwrap();
        assert!(elements.len() > 2, "{place}: {elements:?}");
        for element in elements {
            let id = element["element"].as_object().unwrap().values().next().unwrap().as_str().unwrap();
            self.compared += 1;
            // The browser's tree of roles follows the page a little later, on a busy machine clearly so.
            let mut difference = self.difference(element, id).await;
            for _ in 0..20 {
                if difference.is_none() {
                    break;
                }
                guidewalk::clock::pause(Duration::from_millis(100)).await;
                difference = self.difference(element, id).await;
            }
            self.differences.extend(difference.map(|difference| format!("{place}: {difference}")));
        }
    }

    /// What the browser says otherwise of an element than the page's script; `None` where they agree.
    async fn difference(&self, element: &Value, id: &str) -> Option<String> {
        let (role, label) = (self.computed(id, "computedrole").await, self.computed(id, "computedlabel").await);
        let text = |key: &str| element[key].as_str().unwrap_or_default();
        let (ours, theirs) = (as_role(text("role")), as_role(&role));
        let names_count = !["", "navigation", "main", "list", "listitem"].contains(&ours.as_str());
        let same_name = !names_count || normalised(text("name")) == normalised(&label);
        let html = normalised(text("html"));
        (ours != theirs || !same_name).then(|| format!("{ours} {:?}, the browser says {theirs} {label:?}: {html}", text("name")))
    }

    async fn open(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.site.base_url)).await.unwrap();
    }

    async fn wait_for(&self, css: &str) -> fantoccini::elements::Element {
        self.client.wait().for_element(Locator::Css(css)).await.unwrap_or_else(|error| panic!("{css}: {error}"))
    }

    async fn press(&self, css: &str) {
        self.wait_for(css).await.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    async fn fill(&self, css: &str, text: &str) {
        self.wait_for(css).await.send_keys(text).await.unwrap();
    }

    async fn sign_in_to_settings(&mut self) {
        self.open("/login").await;
        self.compare("sign-in").await;
        self.fill("#login_field", &self.site.account.login).await;
        self.fill("#password", &self.site.account.password).await;
        self.press("[name=commit]").await;
        self.wait_for("[data-panel]").await;
        self.compare("home").await;
        self.press("[data-panel]:not(.cursor-wait)").await;
        self.wait_for("[role=dialog] a[href=\"/settings/profile\"]").await;
        self.compare("user panel").await;
        self.open("/settings/profile").await;
        self.compare("profile").await;
        self.open("/settings/apps").await;
        self.press("#personal-access-tokens-menu-item").await;
        self.compare("developer settings").await;
    }

    async fn make_and_delete_a_token(&mut self) {
        self.open("/settings/tokens").await;
        self.compare("tokens").await;
        self.press("summary.select-menu-button").await;
        self.compare("tokens with the menu").await;
        self.open("/settings/tokens/new").await;
        self.wait_for("#sudo_password").await;
        self.compare("password").await;
        self.fill("#sudo_password", &self.site.account.password).await;
        self.press("#sudo button[type=submit], form:has(#sudo_password) button[type=submit]").await;
        self.wait_for("#oauth_access_description").await;
        self.compare("new token").await;
        if let Ok(expiration) = self.client.find(Locator::Css("#token-expiration button[aria-haspopup]")).await {
            expiration.click().await.unwrap();
            self.wait_for("[role=menuitemradio]").await;
            self.compare("new token with the menu").await;
            self.press("[role=menuitemradio][data-value=\"7\"]").await;
        }
        self.fill("#oauth_access_description", "compared").await;
        self.press("#new_oauth_access button[type=submit]").await;
        self.wait_for("#new-oauth-token").await;
        self.compare("the new token").await;
        self.press(".x-delete, .listgroup summary, .listgroup button[data-show-dialog-id]").await;
        self.compare("tokens with the dialog").await;
    }
}

/// Roles that mean the same under two names.
fn as_role(role: &str) -> String {
    match role {
        "generic" | "none" | "presentation" => "",
        "image" => "img",
        "DisclosureTriangle" => "button",
        other => other,
    }
    .to_owned()
}

/// A browser of its own.
pub(crate) async fn client(driver: &Driver) -> Client {
    let browser = find::browser().unwrap();
    let mut arguments = vec!["--headless=new".to_owned(), "--disable-gpu".to_owned(), "--window-size=1280,943".to_owned()];
    arguments.push(format!("--user-data-dir={}", driver.profile.display()));
    if session::runs_as_root() {
        arguments.push("--no-sandbox".to_owned());
    }
    let wanted = json!({ "browserName": "chrome", "goog:chromeOptions": { "args": arguments, "binary": browser.path } });
    let Value::Object(wanted) = wanted else { unreachable!("an object was written") };
    let wanted: Capabilities = wanted;
    ClientBuilder::new(HttpConnector::new()).capabilities(wanted).connect(&driver.url).await.unwrap()
}

fn compare(edition: Edition) {
    let _seat = Seat::take();
    let served = walking::serve(edition);
    let driver = drivers::driver();
    served.runtime.block_on(async {
        let client = client(&driver).await;
        let mut comparer = Comparer { client, site: &served.site, compared: 0, differences: Vec::new() };
        comparer.sign_in_to_settings().await;
        comparer.make_and_delete_a_token().await;
        let Comparer { differences, compared, .. } = comparer;
        assert!(differences.is_empty(), "{} of {compared} differ:\n{}", differences.len(), differences.join("\n"));
        assert!(compared > 200, "only {compared} were compared");
    });
}

#[test]
fn roles_and_names_are_those_of_the_browser_on_the_site_of_2024() {
    compare(Edition::January2024);
}

#[test]
fn roles_and_names_are_those_of_the_browser_on_the_site_of_2026() {
    compare(Edition::November2026);
}
