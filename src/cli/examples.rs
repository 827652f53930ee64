//! What stands under each `--help`: examples, and the exit codes.

/// What the exit codes mean; stands under the `--help` of everything that walks, and in the README.
macro_rules! exit_codes {
    () => {
        "\
Exit codes:
  0    everything that was looked at is true
  1    the guide is not true any more
  2    guidewalk could not do its job (arguments, files, no browser, full disk)
  3    no drift was seen, but something could not be verified, or was left behind
  130  stopped by Ctrl-C, clean-up done unless it was pressed twice
  143  stopped by SIGTERM, clean-up done unless it came twice"
    };
}

/// Under `guidewalk --help`.
pub(super) const FIRST_STEPS: &str = concat!(
    "\
Begin with:
  guidewalk doctor              is everything there?
  guidewalk check --practice    walk the guide and the site that come with it; needs no account

",
    exit_codes!()
);

/// Under `guidewalk check --help`.
pub(super) const CHECK: &str = concat!(
    "\
Examples:
  guidewalk check --practice                    the practice guide, on the site as it is today
  guidewalk check --practice=2024-01            the same, on the site as it was when it was written
  guidewalk check _posts/2024-01-10-A-Token.md  your guide of GitHub's token page, on github.com
  guidewalk check guide.md --walk my.walk.toml  your guide of another site
  guidewalk check guide.md --step 4 --headed --slow-mo 500    watch one step
  guidewalk check guide.md --rehearse           up to the last step that makes nothing

Secrets come from the environment, from files or from the keyring; the walk file names the variables. The
built-in walk reads GUIDEWALK_LOGIN, GUIDEWALK_PASSWORD and, for a second factor, GUIDEWALK_TOTP (the setup
key): see guidewalk secret --help. With --practice no secret is read. Begin on a real account with --rehearse.

",
    exit_codes!()
);

/// Under `guidewalk regenerate --help`.
pub(super) const REGENERATE: &str = concat!(
    "\
Examples:
  guidewalk regenerate guide.md            new pictures for what has drifted, into the record
  guidewalk regenerate guide.md --all      for every step
  guidewalk review                         then: look at them, and decide

",
    exit_codes!()
);

/// Under `guidewalk nightly --help`.
pub(super) const NIGHTLY: &str = concat!(
    "\
Examples:
  guidewalk nightly guide.md                                     keep the history; tell nobody
  guidewalk nightly guide.md --notify-command 'mail -s guide me@example.test'
  guidewalk nightly guide.md --github --pull-request             in a job on GitHub: issue and pull request
  guidewalk nightly guide.md --github=me/guides --pull-request   from anywhere else

What is new is walked twice in the same night before it counts, whether it is drift or its end; a blocked walk is
tried again later, and people hear of it after the third such night in a row. They hear of each fact once. The
same night a second time changes nothing.

The token comes from GUIDEWALK_TRACKER_TOKEN (or _FILE, or the keyring), else GITHUB_TOKEN, GH_TOKEN, or `gh`.

",
    exit_codes!()
);

/// Under `guidewalk history --help`.
pub(super) const HISTORY: &str = "\
Examples:
  guidewalk history guide.md                                   a line for each step
  guidewalk history guide.md --format svg --out nights.svg     a square for each step and night
  guidewalk history guide.md --format badge --out badge.svg    for a README

Nights lie in the state folder, in history/, a line of JSON for each; files of several machines are merged by
putting them together.";

/// Under `guidewalk review --help`.
pub(super) const REVIEW: &str = "\
Examples:
  guidewalk review             the newest record, on a page; its address is printed
  guidewalk review night/      a record that came from another machine
  guidewalk review --tty       in this terminal, one key for each answer

It needs neither driver nor account. Nothing is written before the last look. What was decided is
kept in the record, and can be gone on with.";

/// Under `guidewalk sweep --help`.
pub(super) const SWEEP: &str = concat!(
    "\
Examples:
  guidewalk sweep           sign in and take back what killed walks left on the account
  guidewalk sweep --list    only say what that is

Every walk writes down what it is about to make. Nothing that guidewalk did not make is ever taken away.

",
    exit_codes!()
);

/// Under `guidewalk session --help`.
pub(super) const SESSION: &str = "\
Examples:
  guidewalk session open                 sign in by hand in a browser; the sign-in is kept
  guidewalk session show                 until when it is likely good; whether the account pauses
  guidewalk session export sign-in.json  carry it to a machine whose address the site distrusts
  guidewalk session import sign-in.json  and keep it there
  guidewalk session resume               after a refusal: the next walk may sign in again

Sign-ins are kept in files that only you can read. With a passphrase in GUIDEWALK_STATE_KEY they are encrypted
(age's format); where CI is set, none is kept without it.
";

/// Under `guidewalk secret --help`.
pub(super) const SECRET: &str = "\
Examples:
  guidewalk secret list                    where each secret of the built-in walk would come from
  guidewalk secret set GUIDEWALK_PASSWORD  ask for it and put it into the system's keyring

A secret comes from its variable (GUIDEWALK_PASSWORD), else from the file that GUIDEWALK_PASSWORD_FILE names and
only you can read, else from the system's keyring. Never from arguments.
";

/// Under `guidewalk accept --help`.
pub(super) const ACCEPT: &str = "\
Examples:
  guidewalk accept              what review decided; without a review every new picture
  guidewalk accept 3 5          those of steps 3 and 5
  guidewalk accept night/ 3     that of step 3 of another record

Pictures, taken.json and the guide's text are written together, or nothing is. A picture or sentence
that has changed since the walk is not replaced, nor a file with changes that are not committed.";

/// Under `guidewalk undo --help`.
pub(super) const UNDO: &str = "\
Examples:
  guidewalk undo    every file is again what it was before the last accept

A file that was changed since is not taken back, and then none is.";

/// Under `guidewalk report --help`.
pub(super) const REPORT: &str = "\
Examples:
  guidewalk report                                  the newest record, for the terminal
  guidewalk report --format html --out report.html  one file, with its pictures
  guidewalk report --format junit --out junit.xml   for viewers of test results
  guidewalk report night/ --format markdown         for a summary page or a comment";

/// Under `guidewalk plan --help`.
pub(super) const PLAN: &str = "\
Examples:
  guidewalk plan guide.md                      steps, pictures with their paths, quoted labels
  guidewalk plan guide.md --walk my.walk.toml  and whether the walk file carries each step";

/// Under `guidewalk practice --help`.
pub(super) const PRACTICE: &str = "\
Examples:
  guidewalk practice                                 as it is today; prints address and password
  guidewalk practice --edition 2024-01 --port 8080   as it was when the practice guide was written
  guidewalk practice --mutate rename-generate-token  with one change
  guidewalk practice --account device-verification   with a code by mail for a new browser
  guidewalk practice --mailbox http://127.0.0.1:8080 that code, and nothing else
  guidewalk practice --list                          every edition, mutation, noise, fault, feature";

/// Under `guidewalk schema --help`.
pub(super) const SCHEMA: &str = "\
Examples:
  guidewalk schema walk > walk.schema.json    for an editor that completes walk files
  guidewalk schema record                     for a program that reads record.json
  guidewalk schema history                    for one that reads a guide's nights";

/// Under `guidewalk compare --help`.
pub(super) const COMPARE: &str = "\
Examples:
  guidewalk compare 03.png screen.png                       both pictures are read
  guidewalk compare 03.png frames/3.1.png --outline outlines/3.1.json    words and controls from a record
  guidewalk compare 03.png screen.png --out seen.png        the picture beside its part of the frame

The reference may be cropped, scaled, drawn on, or made with other fonts: PNG, JPEG, GIF or WebP.
Exit codes: 0 it still shows the frame, 1 it doesn't, 2 it could not be compared, 3 it is unsure.";
