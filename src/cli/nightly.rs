//! `guidewalk nightly`.

use std::path::PathBuf;

use clap::Args;

use super::Walking;

/// See `guidewalk nightly --help`.
#[derive(Debug, Args)]
pub struct Nightly {
    #[command(flatten)]
    /// How it is walked.
    pub walking: Walking,
    /// The night that it is kept as [default: today, UTC]
    #[arg(long, value_name = "DATE", help_heading = "Night")]
    pub night: Option<jiff::civil::Date>,
    /// For how many minutes a blocked walk is tried again, after 5, 10, 20 … minutes
    #[arg(long, value_name = "MIN", default_value_t = 90, help_heading = "Night")]
    pub retry_for: u64,
    /// Keep an issue about the guide in this repository [default without a name: $GITHUB_REPOSITORY]
    #[arg(long, value_name = "OWNER/REPO", num_args = 0..=1, require_equals = true, default_missing_value = "", help_heading = "Telling")]
    pub github: Option<String>,
    /// The API's address [default: $GITHUB_API_URL, else GitHub's own]
    #[arg(long, value_name = "URL", requires = "github", help_heading = "Telling")]
    pub github_api: Option<String>,
    /// Make new pictures of what has drifted, and keep a pull request with them and with the sentences that follow from the findings
    #[arg(long, requires = "github", help_heading = "Telling")]
    pub pull_request: bool,
    /// The branch that the pull request is to go into [default: the repository's own]
    #[arg(long, value_name = "BRANCH", requires = "pull_request", help_heading = "Telling")]
    pub base: Option<String>,
    /// Where the night's report can be seen [default: the job's page, in a job on GitHub]
    #[arg(long, value_name = "URL", help_heading = "Telling")]
    pub report_url: Option<String>,
    /// Keep any other tracker: a command that gets what is known as JSON on its input when that has changed
    #[arg(long, value_name = "COMMAND", env = "GUIDEWALK_TRACKER_COMMAND", hide_env_values = true, help_heading = "Telling")]
    pub tracker_command: Option<String>,
    /// A command that gets a message for people on its input, subject first: for mail or chat
    #[arg(long, value_name = "COMMAND", env = "GUIDEWALK_NOTIFY_COMMAND", hide_env_values = true, help_heading = "Telling")]
    pub notify_command: Option<String>,
    /// A folder for the badge (badge.svg, badge.json) and the picture of the nights (nights.svg), for a web page or a branch
    #[arg(long, value_name = "DIR", help_heading = "Telling")]
    pub publish: Option<PathBuf>,
}
