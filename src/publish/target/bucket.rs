//! Which bucket an address means, and with whose keys.

use super::address::Address;
use super::around::Around;
use super::remote::{Asked, Cause, Remote};
use super::secrets::Secrets;
use super::trouble::Trouble;
use super::vendor::Vendor;
use rusty_s3::{Bucket, Credentials, UrlStyle};
use std::net::IpAddr;

/// The bucket that an address names; `None` when it is not whole.
pub(super) fn bucket(address: &Address, vendor: &Vendor) -> Option<Bucket> {
    let option = |name: &str| address.options.get(name).map(String::as_str);
    if address.user.is_some() || address.port.is_some() {
        return None;
    }
    let given = option("endpoint");
    // who names a server of his own need not invent a region for it
    let region = option("region").or(vendor.region).or(given.and(Some("us-east-1")))?;
    let endpoint = given.map_or_else(|| vendor.endpoint.replace("{region}", region), str::to_owned);
    let endpoint: url::Url = endpoint.parse().ok()?;
    let host = endpoint.host_str()?;
    let is_number = host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok() || host == "localhost";
    let style = match option("style") {
        Some("path") => UrlStyle::Path,
        Some("host") => UrlStyle::VirtualHost,
        None if is_number || address.host.contains('.') => UrlStyle::Path,
        None => UrlStyle::VirtualHost,
        Some(_) => return None,
    };
    Bucket::new(endpoint, style, address.host.clone(), region.to_owned()).ok()
}

/// Who we are to it.
///
/// # Errors
/// When no key is to be found.
pub(super) fn credentials(
    address: &Address,
    vendor: &Vendor,
    name: &str,
    around: &Around,
) -> Result<Credentials, Trouble> {
    let keys = address.options.get("keys").map_or(vendor.keys, String::as_str);
    let [key, secret, token] =
        ["ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN"].map(|ending| format!("{keys}_{ending}"));
    let secrets = Secrets::of(around)?;
    let (Some(known), Some(hidden)) = (secrets.get(&key), secrets.get(&secret)) else {
        let wanted = Cause::NoSecret(vec![key, secret]);
        return Err(Remote::new(Asked::SignIn, name, wanted).into());
    };
    Ok(match secrets.get(&token) {
        Some(token) => Credentials::new_with_token(known, hidden, token),
        None => Credentials::new(known, hidden),
    })
}
