//! `guidewalk compare`.

use std::path::PathBuf;

use clap::Args;

use super::PlanFormat;

/// `compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// The guide's picture
    #[arg(value_name = "REFERENCE")]
    pub reference: PathBuf,
    /// A picture of the window, or of the whole page
    #[arg(value_name = "FRAME")]
    pub frame: PathBuf,
    /// The frame's words and controls, as a record holds them [default: the frame is read]
    #[arg(long, value_name = "FILE")]
    pub outline: Option<PathBuf>,
    /// Tesseract's name of the language that is read
    #[arg(long, value_name = "L", default_value = "eng")]
    pub lang: String,
    /// Also write the reference beside its part of the frame, with what was found
    #[arg(long, value_name = "PNG")]
    pub out: Option<PathBuf>,
    /// What is printed
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    pub format: PlanFormat,
}
