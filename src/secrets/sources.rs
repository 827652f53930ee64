//! Where secrets come from: the environment, a file that only its owner can read, or the system's keyring. Never from arguments, which
//! every process of the machine can read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::Secret;

/// Under this name guidewalk's secrets stand in the keyring.
const SERVICE: &str = "guidewalk";
/// A variable of a secret's name with this at its end holds the path of the file with the value.
const FILE: &str = "_FILE";

/// Gathers the secrets that a walk file names, each from the first place that has it: its variable, the file that its variable with
/// `_FILE` at the end names, the system's keyring. Those in `optional` may be missing.
///
/// # Errors
/// Names every secret that is nowhere; or the file that can't be read, or that others can read.
pub fn gathered(wanted: &BTreeMap<String, String>, optional: &BTreeSet<String>) -> Result<BTreeMap<String, Secret>> {
    gathered_from(wanted, optional, &|variable| std::env::var(variable).ok(), &|variable| in_keyring(variable).ok().flatten())
}

fn gathered_from(
    wanted: &BTreeMap<String, String>,
    optional: &BTreeSet<String>,
    environment: &dyn Fn(&str) -> Option<String>,
    keyring: &dyn Fn(&str) -> Option<Secret>,
) -> Result<BTreeMap<String, Secret>> {
    let mut found = BTreeMap::new();
    let mut missing = Vec::new();
    for (name, variable) in wanted {
        let value = environment(variable).filter(|value| !value.is_empty()).map(Secret::new);
        let file = || environment(&format!("{variable}{FILE}")).filter(|path| !path.is_empty());
        let value = match value {
            Some(value) => Some(value),
            None => file().map(|path| in_file(Path::new(&path))).transpose()?.or_else(|| keyring(variable)),
        };
        match value {
            Some(value) => drop(found.insert(name.clone(), value)),
            None if optional.contains(name) => {}
            None => missing.push(variable.as_str()),
        }
    }
    let Some(first) = missing.first() else { return Ok(found) };
    bail!(
        "the walk needs secrets that are nowhere to be found: {}\nhint: `guidewalk secret set {first}` puts one into the system's \
         keyring; or set the variable, or {first}_FILE to a file that only you can read; or walk the practice site with --practice",
        missing.join(", ")
    )
}

/// A secret from a file, without the line end.
fn in_file(path: &Path) -> Result<Secret> {
    let shown = path.display();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(path).with_context(|| format!("cannot read {shown}"))?.permissions().mode();
        if mode & 0o077 != 0 {
            bail!("others can read the secret in {shown}\nhint: chmod 600 {shown}");
        }
    }
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
    let value = text.trim_end_matches(['\r', '\n']);
    if value.is_empty() {
        bail!("the file {shown} is empty\nhint: it should hold the secret and nothing else");
    }
    Ok(Secret::new(value.to_owned()))
}

/// A secret from the system's keyring; `None` where it has none of that name.
fn in_keyring(variable: &str) -> Result<Option<Secret>> {
    match entry(variable)?.get_password() {
        Ok(value) => Ok(Some(Secret::new(value))),
        Err(keyring::Error::NoEntry) => Ok(None),
        Err(error) => Err(error).context("the system's keyring can't be read"),
    }
}

/// Where the secret of a variable comes from, in words; never what it is.
#[must_use]
pub fn place_of(variable: &str) -> String {
    let is_set = |name: &str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    let file = format!("{variable}{FILE}");
    if is_set(variable) {
        return "from the environment".to_owned();
    }
    if is_set(&file) {
        return format!("from the file that {file} names");
    }
    match in_keyring(variable) {
        Ok(Some(_)) => "from the system's keyring".to_owned(),
        Ok(None) => "nowhere".to_owned(),
        Err(_) => "nowhere; there is no system keyring".to_owned(),
    }
}

/// Puts a secret into the system's keyring.
///
/// # Errors
/// When there is no keyring, or it refuses.
pub fn put_into_keyring(variable: &str, value: &Secret) -> Result<()> {
    let hint = format!("without a keyring, put the value into a file that only you can read and its path into {variable}{FILE}");
    entry(variable)?
        .set_password(value.reveal())
        .map_err(|error| anyhow::anyhow!("the system's keyring can't be written: {error}\nhint: {hint}"))
}

/// Takes a secret out of the system's keyring; whether there was one.
///
/// # Errors
/// When there is no keyring, or it refuses.
pub fn remove_from_keyring(variable: &str) -> Result<bool> {
    match entry(variable)?.delete_credential() {
        Ok(()) => Ok(true),
        Err(keyring::Error::NoEntry) => Ok(false),
        Err(error) => Err(error).context("the system's keyring can't be changed"),
    }
}

fn entry(variable: &str) -> Result<keyring::Entry> {
    keyring::Entry::new(SERVICE, variable).map_err(|error| {
        anyhow::anyhow!("there is no system keyring: {error}\nhint: put the value into a file that only you can read and its path into {variable}{FILE}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted() -> BTreeMap<String, String> {
        BTreeMap::from([("password".to_owned(), "GUIDEWALK_PASSWORD".to_owned())])
    }

    #[test]
    fn the_variable_comes_first_then_the_file_then_the_keyring() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("password");
        std::fs::write(&path, "of the file\n").unwrap();
        let file = path.display().to_string();
        let keyring = |_: &str| Some(Secret::new("of the keyring".to_owned()));
        let from = |environment: &dyn Fn(&str) -> Option<String>| {
            gathered_from(&wanted(), &BTreeSet::new(), environment, &keyring).map(|found| found["password"].reveal().to_owned())
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
            let open = from(&|name| (name == "GUIDEWALK_PASSWORD_FILE").then(|| file.clone())).unwrap_err().to_string();
            assert!(open.contains("chmod 600"), "{open}");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        let both = |name: &str| match name {
            "GUIDEWALK_PASSWORD" => Some("of the variable".to_owned()),
            _ => Some(file.clone()),
        };
        assert_eq!(from(&both).unwrap(), "of the variable");
        assert_eq!(from(&|name| (name == "GUIDEWALK_PASSWORD_FILE").then(|| file.clone())).unwrap(), "of the file");
        assert_eq!(from(&|_| None).unwrap(), "of the keyring");
    }

    #[test]
    fn only_an_optional_secret_may_be_missing() {
        let nowhere = |optional: &BTreeSet<String>| gathered_from(&wanted(), optional, &|_| None, &|_| None);
        assert_eq!(nowhere(&BTreeSet::from(["password".to_owned()])).unwrap(), BTreeMap::new());
        let message = nowhere(&BTreeSet::new()).unwrap_err().to_string();
        assert!(message.contains("guidewalk secret set GUIDEWALK_PASSWORD"), "{message}");
    }
}
