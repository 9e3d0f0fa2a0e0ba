//! Names that every system and every host takes as they are.
//!
//! A site is built here and goes to hosts of every kind: what one of them cannot store, or takes for
//! something else, must not get as far as that.

/// Bytes of a name; 255 are what systems store, and a picture's size is added to its name.
pub const LONGEST: usize = 235;

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// A line end, another control character, or one that is not seen.
    Unseen,
    /// Not in UTF-8 on disk: a packed folder from a machine that writes names in GBK.
    Encoding,
    /// A sign that Windows or a URL takes for something else.
    Sign(char),
    /// Ends with a dot or space, or begins with a space: lost on Windows.
    Edge,
    /// The name of a device on Windows.
    Device,
    /// In bytes.
    TooLong(usize),
}

/// One spelling for all paths that some system takes for one: small letters, and each letter with its marks in one
/// piece (Unicode Normalization Form C), as which Linux keeps `é` in two ways and macOS in one.
pub fn folded(path: &str) -> String {
    let composed = icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(path);
    composed.to_lowercase()
}

/// What is wrong with the first name of a path that has something wrong, parts joined by `/`.
pub fn fault_in(path: &str) -> Option<NameFault> {
    path.split('/').find_map(fault)
}

/// Source for signs, edges and devices: "Naming Files, Paths, and Namespaces" of the Windows documentation.
pub fn fault(name: &str) -> Option<NameFault> {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let numbered = port.is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()));
    let sign = name.chars().find(|c| "\\:*?\"<>|".contains(*c));
    match name {
        _ if name.contains(char::REPLACEMENT_CHARACTER) => Some(NameFault::Encoding),
        _ if name.chars().any(is_unseen) => Some(NameFault::Unseen),
        _ if sign.is_some() => sign.map(NameFault::Sign),
        _ if name.ends_with(['.', ' ']) || name.starts_with(' ') => Some(NameFault::Edge),
        _ if numbered || DEVICES.contains(&stem.as_str()) => Some(NameFault::Device),
        _ if name.len() > LONGEST => Some(NameFault::TooLong(name.len())),
        _ => None,
    }
}

fn is_unseen(c: char) -> bool {
    c.is_control() || super::characters::refusal(c, super::characters::Place::Field).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_host_does_not_take() {
        for (name, wrong) in [
            ("a\nb", NameFault::Unseen),
            ("a\u{202E}fdp.txt", NameFault::Unseen),
            ("a\u{FFFD}", NameFault::Encoding),
            ("a\\b", NameFault::Sign('\\')),
            ("12:30", NameFault::Sign(':')),
            ("a.", NameFault::Edge),
            (" a", NameFault::Edge),
            ("AUX.md", NameFault::Device),
            ("com1", NameFault::Device),
        ] {
            assert_eq!(fault(name), Some(wrong), "{name:?}");
        }
        assert_eq!(fault(&"长".repeat(79)), Some(NameFault::TooLong(237)));
        for good in ["现场 照片（1）.jpg", "a..b", "com10", "auxiliary", "第100％.pdf", &"长".repeat(78)]
        {
            assert_eq!(fault(good), None, "{good}");
        }
    }
}
