//! The guide that guidewalk was written for. It stands beside the repository, in `../shared/guide`, without its pictures.

use guidewalk::judge::{Kind, Severity, Status};

use crate::program;
use crate::walking;

#[test]
fn the_users_guide_lacks_its_pictures_and_spells_one_label_otherwise() {
    let folder = program::in_repository("../shared/guide");
    let name = "2024-01-10-Generating-a-GitHub-Personal-Access-Token.md";
    let guide = folder.join(name);
    assert!(guide.is_file(), "{} is not there", guide.display());
    let walked = walking::check(&[&guide.to_string_lossy(), "--practice=2024-01"]);
    assert_eq!(walked.code, Some(1), "{}", walked.in_words());
    assert_eq!(walked.steps(Status::NoPicture), [2, 3, 4, 5, 6, 7, 8, 9, 10, 11], "{}", walked.in_words());
    assert_eq!(walked.steps(Status::Current), [1]);
    let findings: Vec<_> = walked.record.steps.iter().flat_map(|step| &step.findings).collect();
    assert_eq!(findings.len(), 1, "{}", walked.in_words());
    let (finding, source) = (findings[0], std::fs::read_to_string(&guide).unwrap());
    assert_eq!((finding.kind, finding.severity), (Kind::Prose, Severity::Cosmetic));
    assert_eq!((finding.was.as_str(), finding.now.as_str()), ("Developer Settings", "Developer settings"));
    let line = source.lines().nth(finding.guide_line.unwrap() as usize - 1).unwrap();
    assert!(line.contains("click on 'Developer Settings.'"), "{line}");
}
