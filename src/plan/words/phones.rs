//! Telephone numbers that can be dialled by pressing them.

/// The address that dials a number as people write it, without its extension's words: `0999-4001122转801` is
/// `tel:09994001122;ext=801`; of several numbers, the first. Source: RFC 3966.
pub fn tel(phone: &str) -> String {
    // full-width digits and brackets as plain ones
    let phone = icu_normalizer::ComposingNormalizerBorrowed::new_nfkc().normalize(phone);
    let phone = phone.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '+');
    let end = phone.find(|c: char| !c.is_ascii_digit() && !"+-() .".contains(c)).unwrap_or(phone.len());
    let (number, rest) = phone.split_at(end);
    let after =
        ["转", "分机", "ext", "EXT"].into_iter().find_map(|word| rest.trim_start().strip_prefix(word));
    let (number, third) = extension(number);
    let extension = after.map(first_digits).filter(|digits| !digits.is_empty()).or(third).unwrap_or_default();
    let number: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    if extension.is_empty() { format!("tel:{number}") } else { format!("tel:{number};ext={extension}") }
}

/// An area code, a whole number and a third group are a number and its extension: `0999-4001122-801`.
fn extension(number: &str) -> (&str, Option<String>) {
    let groups: Vec<&str> = number.split('-').collect();
    let whole = |group: &str| matches!(group.trim().len(), 7 | 8);
    match groups[..] {
        [area, own, third] if area.starts_with('0') && whole(own) => {
            let third = first_digits(third);
            (&number[..area.len() + 1 + own.len()], Some(third).filter(|digits| !digits.is_empty()))
        }
        _ => (number, None),
    }
}

fn first_digits(text: &str) -> String {
    text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_as_it_is_meant() {
        for (written, dialled) in [
            ("0999-4001122", "09994001122"),
            ("（0999）400 1122", "09994001122"),
            ("０９９９－４００１１２２", "09994001122"),
            ("0999-4001122转801", "09994001122;ext=801"),
            ("0999-4001122 转 801", "09994001122;ext=801"),
            ("0999-4001122分机:12", "09994001122;ext=12"),
            ("0999-4001122-801", "09994001122;ext=801"),
            ("0999-4001122、4001123", "09994001122"),
            ("0999-4001122（工作日8:30至17:00）", "09994001122"),
            ("值班电话 12345", "12345"),
            ("138-0000-0000", "13800000000"),
            ("010-6212-3456", "01062123456"),
            ("+86 999 4001122", "+869994001122"),
            ("没有", ""),
        ] {
            assert_eq!(tel(written), format!("tel:{dialled}"), "{written}");
        }
    }
}
