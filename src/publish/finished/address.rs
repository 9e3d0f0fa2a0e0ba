//! Where the links of a page lead, as paths under the site.

/// The path under the site of an address as written in a file of `folder`; `None` for one that leads elsewhere.
/// `base_url` is the site's own address, with its final slash.
pub(super) fn inside(base_url: &str, folder: &str, address: &str) -> Option<String> {
    let address = address.trim().split(['#', '?']).next().unwrap_or_default();
    let (_, host_and_path) = base_url.split_once("://")?;
    let (host, home) = host_and_path.split_once('/')?;
    let (folder, address) = match address.split_once("://") {
        Some((scheme, rest)) => {
            let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
            ("", rest.strip_prefix(host_and_path).filter(|_| web)?)
        }
        None => match (address.strip_prefix("//"), address.strip_prefix('/')) {
            (Some(rest), _) => ("", rest.strip_prefix(host)?.strip_prefix('/')?.strip_prefix(home)?),
            (None, Some(rest)) => ("", rest.strip_prefix(home)?),
            (None, None) => (folder, address),
        },
    };
    let decoded = percent_encoding::percent_decode_str(address).decode_utf8().ok()?;
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder of a file, by paths under the site.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "https://a.example/b/";

    #[test]
    fn addresses_are_followed_from_where_they_stand() {
        for (folder, address, path) in [
            ("notices", "../notices/2026/%E6%9D%91/", Some("notices/2026/村")),
            ("", "assets/style.css?v=1", Some("assets/style.css")),
            ("x/y", "./z#w", Some("x/y/z")),
            ("x", "/b/assets/s.css", Some("assets/s.css")),
            ("x", "//a.example/b/s.css", Some("s.css")),
            ("x", "http://a.example/b/s.css", Some("s.css")),
            ("x", "/c/s.css", None),
            ("", "../a", None),
            ("", "https://c.example/b/s.css", None),
            ("", "https://a.example.c.example/b/s.css", None),
            ("", "ftp://a.example/b/s.css", None),
        ] {
            assert_eq!(inside(HERE, folder, address).as_deref(), path, "{address}");
        }
    }
}
