//! The site as a program meets it: over HTTP, without a browser.

mod account;
mod changes;
mod noise;
mod path;
mod refusals;
mod tokens;

use super::{Edition, Options, Site, serve};
use std::collections::BTreeMap;

/// A browser's share of the work: cookies, forms, redirects only where asked for.
#[derive(Debug)]
struct Client {
    agent: ureq::Agent,
    base: String,
    cookies: BTreeMap<String, String>,
}

/// What came back.
#[derive(Debug)]
struct Answer {
    status: u16,
    location: String,
    body: String,
    headers: BTreeMap<String, String>,
}

impl Client {
    fn of(site: &Site) -> Self {
        // A connection that is kept may be closed by the site just when it is used again.
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).max_idle_connections(0).build();
        Self { agent: config.into(), base: site.base_url.clone(), cookies: BTreeMap::new() }
    }

    fn request(&mut self, path: &str, form: Option<&[(&str, &str)]>) -> Answer {
        let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) };
        let cookies: Vec<String> = self.cookies.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let cookies = cookies.join("; ");
        let answer = match form {
            None => self.agent.get(&url).header("cookie", &cookies).call(),
            Some(form) => self.agent.post(&url).header("cookie", &cookies).send_form(form.iter().copied()),
        };
        let mut answer = answer.unwrap();
        for line in answer.headers().get_all("set-cookie") {
            let (key, value) = line.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(key.to_owned(), value.to_owned());
        }
        read(&mut answer)
    }

    fn get(&mut self, path: &str) -> Answer {
        self.request(path, None)
    }

    /// Sends a form with the token of the page that has it.
    fn send(&mut self, page: &Answer, to: &str, fields: &[(&str, &str)]) -> Answer {
        let tag = regex::Regex::new("<input[^>]*name=\"authenticity_token\"[^>]*>").unwrap();
        let tag = tag.find(&page.body).unwrap_or_else(|| panic!("no form in {}", page.body));
        let token = between(tag.as_str(), "value=\"", "\"").to_owned();
        let mut fields = fields.to_vec();
        fields.push(("authenticity_token", &token));
        self.request(to, Some(&fields))
    }

    fn sign_in(&mut self, site: &Site) -> Answer {
        let page = self.get("/login");
        self.send(&page, "/session", &[("login", &site.account.login), ("password", &site.account.password)])
    }

    fn give_password(&mut self, site: &Site) -> Answer {
        let page = self.get("/sessions/sudo?return_to=%2Fsettings%2Ftokens%2Fnew");
        let fields = [("sudo_password", site.account.password.as_str()), ("sudo_return_to", "/settings/tokens/new")];
        self.send(&page, "/sessions/sudo", &fields)
    }

    fn make_token(&mut self, fields: &[(&str, &str)]) -> Answer {
        let page = self.get("/settings/tokens/new");
        self.send(&page, "/settings/tokens", fields)
    }
}

fn read(answer: &mut http::Response<ureq::Body>) -> Answer {
    let text = |value: &http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let headers: BTreeMap<_, _> = answer.headers().iter().map(|(key, value)| (key.to_string(), text(value))).collect();
    Answer {
        status: answer.status().as_u16(),
        location: headers.get("location").cloned().unwrap_or_default(),
        body: answer.body_mut().read_to_string().unwrap(),
        headers,
    }
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).unwrap_or_else(|| panic!("no {from} in {text}")).1.split(to).next().unwrap()
}

/// Runs a test beside a site that is being served.
fn with_site(options: Options, test: impl FnOnce(&Site, Client)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let site = runtime.block_on(serve(options)).unwrap();
    test(&site, Client::of(&site));
    runtime.block_on(site.stop());
}

fn edition(edition: Edition) -> Options {
    Options { edition, ..Options::default() }
}
