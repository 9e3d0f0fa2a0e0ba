//! Web addresses as machines take them: a host of Chinese letters in punycode, a path of them percent-encoded.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Signs that no path holds as they are, and everything that is not ASCII.
const PATH: &AsciiSet = &CONTROLS.add(b' ');

/// `https://清河县.cn/公示` → `https://xn--….cn/%E5%85%AC%E7%A4%BA`. What is no web address, or has a host that no
/// registry could give, stays as it is written; what is ASCII, too.
pub fn for_machines(written: &str) -> String {
    encoded(written).unwrap_or_else(|| written.to_owned())
}

fn encoded(written: &str) -> Option<String> {
    let (scheme, rest) = written.split_once("://").filter(|_| !written.is_ascii())?;
    let (whole_host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = whole_host.split_at(whole_host.find([':', '：']).unwrap_or(whole_host.len()));
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '。' | '-');
    let host = Some(host).filter(|host| host.chars().all(is_name))?;
    let host = idna::domain_to_ascii_strict(host).ok()?;
    let port = port.replace('：', ":");
    Some(format!("{scheme}://{host}{port}{}", utf8_percent_encode(path, PATH)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_hosts_and_paths_are_written_for_machines() {
        for (written, machines) in [
            ("https://例子.测试/公示/", "https://xn--fsqu00a.xn--0zwm56d/%E5%85%AC%E7%A4%BA/"),
            ("https://例子。测试:8443", "https://xn--fsqu00a.xn--0zwm56d:8443"),
            ("https://a.example/%E5%85%AC", "https://a.example/%E5%85%AC"),
            ("https://A.example/b", "https://A.example/b"),
            ("清河县.cn", "清河县.cn"),
            ("https://清河 县.cn", "https://清河 县.cn"),
            ("https://清河、县.cn", "https://清河、县.cn"),
        ] {
            assert_eq!(for_machines(written), machines);
        }
    }
}
