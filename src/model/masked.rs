//! Names of people as the public sees them.

use std::borrow::Cow;

/// A name of which something is hidden already, or its first character alone.
pub fn masked(name: &str) -> Cow<'_, str> {
    if name.contains(['某', '*', '＊', '×', '○', 'x', 'X']) {
        return Cow::Borrowed(name);
    }
    let mut characters = name.chars();
    let first: String = characters.by_ref().take(1).collect();
    Cow::Owned(characters.fold(first, |shown, _| shown + "*"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_masked_once() {
        assert_eq!(
            (masked("张三丰"), masked("李某某"), masked("王*")),
            ("张**".into(), "李某某".into(), "王*".into())
        );
    }
}
