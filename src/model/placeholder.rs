//! What stands for something that a clerk has still to write.

/// How the files that `new` writes begin an instruction: `（改成联系人）`.
pub const MARK: &str = "（改成";

/// Signs that people write in place of what they do not know, or do not say: 某某, XX, ××.
const SIGNS: [char; 9] = ['某', 'X', 'x', 'Ｘ', 'ｘ', '×', '╳', '○', '〇'];

/// Whether a value says nothing but 某某 or the like. A masked name has its family name before it.
pub fn is_bare(text: &str) -> bool {
    let text = text.trim();
    text.chars().nth(1).is_some() && text.chars().all(|sign| SIGNS.contains(&sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_value_without_any_name_is_bare() {
        for bare in ["某某", "某某某", " XX ", "××", "xxx", "〇〇"] {
            assert!(is_bare(bare), "{bare}");
        }
        for said in ["", "某", "顾某某", "X", "某某局", "顾*", "XX村"] {
            assert!(!is_bare(said), "{said}");
        }
    }
}
