//! robots.txt: whether it keeps search engines from an address. Source: RFC 9309.

use percent_encoding::percent_decode_str;

/// Engines by which readers in China look, by the names that they look for in the file.
const ENGINES: &[&str] = &["*", "baiduspider", "sogou web spider", "360spider", "bingbot", "googlebot"];

/// Whether some of the engines may not look at the path; it begins with a slash.
pub fn forbids(robots: &str, path: &str) -> bool {
    let groups = groups(robots);
    ENGINES.iter().any(|engine| !allows(&rules_for(&groups, engine), path))
}

/// Agents and what they may: longest rule first, and leave before refusal, as the standard asks.
struct Group {
    agents: Vec<String>,
    rules: Vec<Rule>,
}

#[derive(Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    pattern: Vec<u8>,
}

fn groups(robots: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in robots.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let Some((key, value)) = line.split_once(':') else { continue };
        let (key, value) = (key.trim().trim_start_matches('\u{FEFF}').to_ascii_lowercase(), value.trim());
        match (key.as_str(), groups.last_mut()) {
            ("user-agent", Some(group)) if group.rules.is_empty() => {
                group.agents.push(value.to_ascii_lowercase());
            }
            ("user-agent", _) => {
                groups.push(Group { agents: vec![value.to_ascii_lowercase()], rules: Vec::new() });
            }
            ("allow" | "disallow", Some(group)) if !value.is_empty() => {
                let pattern = percent_decode_str(value).collect();
                group.rules.push(Rule { allow: key == "allow", pattern });
            }
            _ => {}
        }
    }
    groups
}

/// All groups that name the engine, or else those for everybody.
fn rules_for<'g>(groups: &'g [Group], engine: &str) -> Vec<&'g Rule> {
    let of = |name: &str| -> Vec<&Group> {
        groups.iter().filter(|group| group.agents.iter().any(|agent| agent == name)).collect()
    };
    let own = of(engine);
    let own = if own.is_empty() { of("*") } else { own };
    own.into_iter().flat_map(|group| &group.rules).collect()
}

fn allows(rules: &[&Rule], path: &str) -> bool {
    let path: Vec<u8> = percent_decode_str(path).collect();
    let matching = rules.iter().filter(|rule| matches(&rule.pattern, &path));
    matching.max_by_key(|rule| (rule.pattern.len(), rule.allow)).is_none_or(|rule| rule.allow)
}

/// `*` stands for anything, a final `$` for the end.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    match pattern.strip_suffix(b"$") {
        Some(pattern) => is_like(pattern, path),
        None => is_like(&[pattern, b"*"].concat(), path),
    }
}

fn is_like(pattern: &[u8], path: &[u8]) -> bool {
    let (mut p, mut at, mut star) = (0, 0, None);
    while let Some(byte) = path.get(at) {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, at));
                p += 1;
            }
            Some(wanted) if wanted == byte => (p, at) = (p + 1, at + 1),
            _ => {
                // the last star takes one byte more
                let Some((before, taken)) = star else { return false };
                star = Some((before, taken + 1));
                (p, at) = (before + 1, taken + 1);
            }
        }
    }
    pattern.get(p..).unwrap_or_default().iter().all(|&byte| byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_keeps_engines_away_is_seen() {
        let path = "/notices/2026/%E6%9D%91%E8%B7%AF/";
        for robots in [
            "User-agent: *\nDisallow: /",
            "user-agent:*\ndisallow:/notices/ # why",
            "User-agent: Baiduspider\nDisallow: /\n\nUser-agent: *\nAllow: /",
            "User-agent: x\nUser-agent: *\nDisallow: *2026*",
            "User-agent: *\nDisallow: /notices/2026/村路/$",
            "User-agent: *\nAllow: /notices/\nDisallow: /notices/2026",
            "User-agent: *\nDisallow: /a\nUser-agent: *\nDisallow: /",
            "\u{FEFF}User-agent: *\nDisallow: /",
        ] {
            assert!(forbids(robots, path), "{robots}");
        }
    }

    #[test]
    fn a_file_that_does_not_is_let_pass() {
        for robots in [
            "",
            "User-agent: *\nDisallow:",
            "User-agent: *\nAllow: /\nDisallow: /",
            "User-agent: *\nDisallow: /search/\nSitemap: https://a.example/sitemap.xml",
            "User-agent: AhrefsBot\nDisallow: /",
            "User-agent: *\nDisallow: /notices$",
            "User-agent: *\nDisallow: /*.pdf$",
            "<html>Disallow: /</html>",
        ] {
            assert!(!forbids(robots, "/notices/2026/a/"), "{robots}");
        }
        assert!(forbids("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf"));
        assert!(!forbids("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf/"));
    }
}
