//! What is special about the practice site's account: what is asked of its holder beside name and password.
//!
//! A new one is one line in [`Feature::case`]; where it comes up is said in `web/`. Each can be switched on alone, so that each
//! can be tried alone.

use super::named::UnknownName;
use std::{fmt, str::FromStr};

/// Something that is asked of the account's holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Feature {
    /// A code of an authenticator app after the password.
    TwoFactor,
    /// A passkey is the first second factor.
    PasskeyFirst,
    /// The phone's app is the first second factor.
    MobileFirst,
    /// A text message is the first second factor.
    SmsFirst,
    /// Second factors are to be checked.
    CheckUp,
    /// A second factor will be required soon.
    TwoFactorReminder,
    /// Recovery settings are to be confirmed.
    RecoveryQuestion,
    /// A passkey is offered.
    PasskeyOffer,
    /// A new account is asked what it is for.
    Personalisation,
    /// A code by mail, for a browser that was never seen before.
    DeviceVerification,
    /// That code in six boxes.
    DeviceBoxes,
    /// Where the password is asked for again, a code is asked for first.
    SudoCodeFirst,
    /// There a passkey is asked for first.
    SudoPasskeyFirst,
    /// There the phone's app is asked first.
    SudoMobileFirst,
    /// The password is asked for under the wanted page's own address.
    SudoInPlace,
    /// The password is asked for in a dialog.
    SudoDialog,
    /// The password's time runs out while the form is filled in.
    SudoRunsOut,
    /// After the password a code is wanted.
    SudoThenCode,
    /// There is no password to be given again, only a code by mail.
    NoPassword,
}

/// What is known of a feature: its name, what it does in words, and what it can't be without.
type Case = (&'static str, &'static str, &'static [Feature]);

impl Feature {
    /// All features there are.
    pub const ALL: [Self; 19] = [
        Self::TwoFactor,
        Self::PasskeyFirst,
        Self::MobileFirst,
        Self::SmsFirst,
        Self::CheckUp,
        Self::TwoFactorReminder,
        Self::RecoveryQuestion,
        Self::PasskeyOffer,
        Self::Personalisation,
        Self::DeviceVerification,
        Self::DeviceBoxes,
        Self::SudoCodeFirst,
        Self::SudoPasskeyFirst,
        Self::SudoMobileFirst,
        Self::SudoInPlace,
        Self::SudoDialog,
        Self::SudoRunsOut,
        Self::SudoThenCode,
        Self::NoPassword,
    ];

    /// Of each list an account has one at most.
    const EITHER: [&[Self]; 4] = [
        &[Self::PasskeyFirst, Self::MobileFirst, Self::SmsFirst],
        &[Self::TwoFactor, Self::DeviceVerification],
        &[Self::SudoCodeFirst, Self::SudoPasskeyFirst, Self::SudoMobileFirst, Self::NoPassword],
        &[Self::SudoThenCode, Self::NoPassword],
    ];

    const fn case(self) -> Case {
        const CODE: &[Feature] = &[Feature::TwoFactor];
        match self {
            Self::TwoFactor => ("two-factor", "after the password a code of an authenticator app", &[]),
            Self::PasskeyFirst => ("passkey-first", "two-factor, and a passkey is asked for first", CODE),
            Self::MobileFirst => ("mobile-first", "two-factor, and the phone's app is asked first", CODE),
            Self::SmsFirst => ("sms-first", "two-factor, and a text message is sent first", CODE),
            Self::CheckUp => ("check-up", "after signing in, second factors are to be checked; that can be skipped", &[]),
            Self::TwoFactorReminder => {
                ("two-factor-reminder", "after signing in, a second factor is required; that can be put off until tomorrow", &[])
            }
            Self::RecoveryQuestion => ("recovery-question", "after signing in, recovery settings are to be confirmed", &[]),
            Self::PasskeyOffer => ("passkey-offer", "after signing in, a passkey is offered", &[]),
            Self::Personalisation => ("personalisation", "after signing in, a new account is asked what it is for", &[]),
            Self::DeviceVerification => ("device-verification", "a new browser is asked for a code that comes by mail", &[]),
            Self::DeviceBoxes => {
                ("device-boxes", "device-verification, and its code goes into six boxes", &[Self::DeviceVerification])
            }
            Self::SudoCodeFirst => ("sudo-code-first", "instead of the password once more, a code is asked for first", &[]),
            Self::SudoPasskeyFirst => {
                ("sudo-passkey-first", "instead of the password once more, a passkey is asked for first", &[])
            }
            Self::SudoMobileFirst => {
                ("sudo-mobile-first", "instead of the password once more, the phone's app is asked first", &[])
            }
            Self::SudoInPlace => ("sudo-in-place", "the password is asked for once more under the wanted page's address", &[]),
            Self::SudoDialog => ("sudo-dialog", "the password is asked for once more in a dialog over the page", &[]),
            Self::SudoRunsOut => {
                ("sudo-runs-out", "sudo-dialog, and its time runs out while the form is filled in", &[Self::SudoDialog])
            }
            Self::SudoThenCode => ("sudo-then-code", "after the password once more, a code is wanted too", &[]),
            Self::NoPassword => ("no-password", "instead of the password once more, only a code by mail will do", &[]),
        }
    }

    /// The name that people type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.case().0
    }

    /// What it does, in words.
    #[must_use]
    pub const fn about(self) -> &'static str {
        self.case().1
    }

    /// Some features with what they can't be without.
    pub(crate) fn whole(features: impl Iterator<Item = Self>) -> Vec<Self> {
        let mut whole = Vec::new();
        for feature in features.flat_map(|feature| feature.case().2.iter().copied().chain([feature])) {
            if !whole.contains(&feature) {
                whole.push(feature);
            }
        }
        whole
    }

    /// Two of the features that no account has together.
    pub(crate) fn clash(features: &[Self]) -> Option<(Self, Self)> {
        Self::EITHER.iter().find_map(|either| {
            let mut both = either.iter().copied().filter(|feature| features.contains(feature));
            both.next().zip(both.next())
        })
    }
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Feature {
    type Err = UnknownName;

    fn from_str(given: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.into_iter().find(|feature| feature.name() == given);
        found.ok_or_else(|| UnknownName::new("feature of an account", given, Self::ALL.into_iter().map(Self::name)))
    }
}
