//! Placeholders in the files that `init` and `new` write: `{{name}}`.

/// Replaces every placeholder that has a value; the others stay as they are. Values are not looked into.
pub(super) fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((name, tail)) = after.split_once("}}") else {
            out.push_str("{{");
            rest = after;
            continue;
        };
        match value(name.trim()) {
            Some(value) => out.push_str(&value),
            None => out.push_str(&format!("{{{{{name}}}}}")),
        }
        rest = tail;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_value_is_filled_in_and_the_rest_stays() {
        let value = |name: &str| (name == "a").then(|| "{{b}}".to_owned());
        assert_eq!(
            fill("{{a}} {{ a }} {{b}} {{{a}}} {x: {{a}}} {{", value),
            "{{b}} {{b}} {{b}} {{{a}}} {x: {{b}}} {{"
        );
    }
}
