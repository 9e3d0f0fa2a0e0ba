//! What search engines ask for: XML site maps, and robots.txt.

use crate::collection::Collection;
use crate::plan::addresses::{Addresses, Floors, PlannedPage, SITE_MAP_SIZE, What};
use crate::plan::facts::last_changed;
use jiff::civil::Date;

/// Every HTML page but the error page, with its folder.
fn pages<'p>(floors: &Floors<'p>) -> impl Iterator<Item = (&'p PlannedPage, &'p str)> {
    floors.pages.iter().filter(|page| page.is_listed()).filter_map(|page| Some((page, page.folder()?)))
}

/// A part of the site map, counted from 0. Source: sitemaps.org protocol 0.9.
pub fn xml_site_map(floors: &Floors, part: usize) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (page, folder) in pages(floors).skip(part * SITE_MAP_SIZE).take(SITE_MAP_SIZE) {
        let address = escape(&floors.addresses.absolute(folder));
        match last_modified(floors, page) {
            Some(day) => xml.push_str(&format!("<url><loc>{address}</loc><lastmod>{day}</lastmod></url>\n")),
            None => xml.push_str(&format!("<url><loc>{address}</loc></url>\n")),
        }
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

fn last_modified(floors: &Floors, page: &PlannedPage) -> Option<Date> {
    let What::Entry(Collection::Notices, i) = page.what else { return None };
    last_changed(&floors.facts.content.notices[i as usize])
}

/// The file that names all parts. Source: sitemaps.org protocol 0.9.
pub fn xml_site_map_index(floors: &Floors) -> Vec<u8> {
    let parts = pages(floors).count().div_ceil(SITE_MAP_SIZE);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for part in 0..parts {
        let address = floors.addresses.absolute(&Addresses::site_map_part(part));
        xml.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&address)));
    }
    xml.push_str("</sitemapindex>\n");
    xml.into_bytes()
}

/// Text for XML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// `robots.txt`: all may be read, but nothing of a demonstration; it names the site map.
pub fn robots(floors: &Floors) -> Vec<u8> {
    let rule = if floors.facts.content.site.is_demo() { "Disallow: /" } else { "Disallow:" };
    format!("User-agent: *\n{rule}\nSitemap: {}sitemap.xml\n", floors.addresses.base()).into_bytes()
}
