//! The frame of every page, and the pages that belong to the site as a whole.

use super::view::{ColumnView, LinkView, PageMeta, PhoneView, SectionView, SiteView};
use super::{
    Audience, Data, PageView, PlannedPage, Settings, SitePlan, What, file, honours, lists, number, places,
    url, wording,
};
use crate::model::content::Content;
use crate::model::item::{Item, LinkKind};
use jiff::civil::{DateTime, Time};

/// Addresses in one XML site map. Source: sitemaps.org protocol, 50,000 at most.
const SITE_MAP_SIZE: usize = 50_000;

pub fn view(content: &Content, settings: &Settings) -> SiteView {
    let site = &content.site;
    let words = |text: &Option<crate::source::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    let host =
        site.base_url.split_once("://").map_or("", |(_, rest)| rest).split('/').next().unwrap_or_default();
    SiteView {
        name: site.name.value.clone(),
        base_url: format!("{}/", site.base_url.value),
        domain: host.to_owned(),
        description: words(&site.description),
        host: words(&site.host),
        operator: words(&site.operator),
        id_code: words(&site.id_code),
        icp: words(&site.icp),
        police: words(&site.police),
        contact: words(&site.contact),
        hotlines: site
            .hotlines
            .iter()
            .map(|line| PhoneView { name: line.name.value.clone(), phone: line.phone.value.clone() })
            .collect(),
        nav: Vec::new(),
        today: wording::iso(settings.now.date()),
        pinned: settings.pinned,
        demo: site.is_demo(),
        search_href: url::page_href("search/"),
        sitemap_href: url::page_href("sitemap/"),
        data_href: url::page_href("data/"),
        notice_count: content.notices.len(),
        assets_version: String::new(),
    }
}

/// The menu: what there is of the kinds, then the pages that ask to be in it.
pub fn nav(plan: &SitePlan) -> Vec<LinkView> {
    let content = plan.content;
    let entry = |folder: &str, title: &str| LinkView {
        title: title.into(),
        href: url::page_href(folder),
        count: None,
    };
    let mut nav = vec![entry("", "首页"), entry("notices/", "公示公告")];
    let sections = [
        (!content.honours.is_empty(), "honours/", "荣誉榜"),
        (!content.points.households.is_empty(), "points/", "文明银行"),
        (!content.activities.is_empty(), "activities/", "志愿服务"),
        (!plan.places.is_empty(), "places/", "乡镇和村"),
        (content.pages.iter().any(|page| page.document.is_some()), "documents/", "政策文件"),
    ];
    nav.extend(sections.iter().filter(|section| section.0).map(|&(_, folder, title)| entry(folder, title)));
    let mut pages: Vec<_> =
        content.pages.iter().filter_map(|page| Some((page.nav.as_ref()?.value, page))).collect();
    pages.sort_by_key(|(order, page)| (*order, &page.item.id));
    nav.extend(pages.iter().map(|(_, page)| entry(&format!("{}/", page.item.id), &page.title.value)));
    nav
}

/// The frame of a page in `folder`, described by its title until the caller knows better.
pub fn meta(plan: &SitePlan, template: &'static str, title: &str, folder: &str) -> PageMeta {
    PageMeta {
        template,
        title: title.to_owned(),
        url: format!("/{folder}"),
        href: url::page_href(folder),
        canonical: url::absolute(&plan.site.base_url, folder),
        root: url::root_of(folder),
        description: format!("{}：{title}", plan.site.name),
        ..PageMeta::default()
    }
}

/// The full address of a picture by its link.
pub fn address(plan: &SitePlan, href: &str) -> String {
    format!("{}{}", plan.site.base_url, url::ascii(href))
}

/// The full address of the first picture in a body.
pub fn first_picture(plan: &SitePlan, item: &Item) -> Option<String> {
    let mut pictures = item.body.links.iter().filter(|link| matches!(link.kind, LinkKind::Picture { .. }));
    let shown = pictures.find_map(|link| honours::picture(plan, item, &link.target.value, ""))?;
    Some(address(plan, &shown.href))
}

pub fn column(name: &str, description: &str, kind: &str) -> ColumnView {
    ColumnView {
        name: name.to_owned(),
        description: description.to_owned(),
        keywords: format!("{name},公示,公开"),
        kind: kind.to_owned(),
    }
}

pub fn home_link(plan: &SitePlan) -> LinkView {
    let _ = plan;
    LinkView { title: "首页".into(), href: url::page_href(""), count: None }
}

/// Breadcrumbs: home, the folders given, the page itself.
pub fn trail(plan: &SitePlan, above: &[(&str, &str)], title: &str) -> Vec<LinkView> {
    let mut trail = vec![home_link(plan)];
    trail.extend(above.iter().map(|(folder, title)| LinkView {
        title: (*title).to_owned(),
        href: url::page_href(folder),
        count: None,
    }));
    trail.push(LinkView { title: title.to_owned(), ..LinkView::default() });
    trail
}

/// The publication log as shown: the chain's value at its last line about a notice, and that line.
pub fn log_head(plan: &SitePlan) -> (Option<String>, usize) {
    let anchor = plan.log.anchor();
    let shown = anchor.map(|head| head.hash.to_string().chars().take(16).collect());
    (shown, anchor.map_or(0, |head| head.line))
}

pub fn not_found<'a>(plan: &SitePlan<'a>) -> PageView<'a> {
    let mut meta = meta(plan, "404", "没有这个页面", "404.html");
    // served for any missing address, however deep: only a path from the host's root leads home from everywhere
    meta.root = match plan.settings.audience {
        Audience::Public => path_of(&plan.site.base_url).to_owned(),
        Audience::Clerk => "/".into(),
    };
    meta.noindex = true;
    bare(meta)
}

/// `https://www.example.cn/gongshi/` → `/gongshi/`: the same whichever of its names the host is asked by.
fn path_of(base_url: &str) -> &str {
    let host = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    host.find('/').map_or("/", |at| &host[at..])
}

fn bare<'a>(meta: PageMeta) -> PageView<'a> {
    PageView { meta, data: Vec::new(), lists: Vec::new(), filters: None, body: None }
}

pub fn site_map<'a>(plan: &SitePlan<'a>) -> PageView<'a> {
    let mut sections = Vec::new();
    for entry in &plan.site.nav {
        let shelf = match entry.href.as_str() {
            "notices/index.html" => Some(lists::Shelf::Notices),
            "honours/index.html" => Some(lists::Shelf::Honours),
            "activities/index.html" => Some(lists::Shelf::Activities),
            "documents/index.html" => Some(lists::Shelf::Documents),
            _ => None,
        };
        let mut links: Vec<LinkView> = Vec::new();
        if let Some(filters) = shelf.and_then(|shelf| plan.filters.get(&shelf)) {
            links.extend(filters.iter().flat_map(|row| row.links.clone()));
        }
        if entry.href == "places/index.html" {
            links.extend(places::all_links(plan));
        }
        if entry.href == "points/index.html" {
            links.extend(super::points::all_links(plan));
        }
        sections.push(SectionView { link: entry.clone(), links });
    }
    sections.push(other_pages(plan));
    let mut meta = meta(plan, "sitemap", "网站地图", "sitemap/");
    meta.breadcrumbs = trail(plan, &[], "网站地图");
    PageView { data: vec![("sections", Data::Sections(sections))], ..bare(meta) }
}

fn other_pages(plan: &SitePlan) -> SectionView {
    let pages = plan.content.pages.iter().filter(|page| page.document.is_none());
    let mut links: Vec<LinkView> = pages
        .map(|page| LinkView {
            title: page.title.value.clone(),
            href: url::page_href(&format!("{}/", page.item.id)),
            count: None,
        })
        .collect();
    links.push(LinkView {
        title: "公示截止日历".into(), href: url::page_href("deadlines/"), count: None
    });
    links.push(LinkView { title: "搜索".into(), href: url::page_href("search/"), count: None });
    links.push(LinkView { title: "开放数据".into(), href: url::page_href("data/"), count: None });
    let link = LinkView { title: "其他页面".into(), href: url::page_href("sitemap/"), count: None };
    SectionView { link, links }
}

/// Every HTML page but the error page, for machines.
fn addresses<'p>(plan: &'p SitePlan) -> Vec<&'p PlannedPage> {
    plan.pages.iter().filter(|page| page.what.has_folder()).collect()
}

pub fn xml_pages(pages: &[PlannedPage]) -> Vec<PlannedPage> {
    let count = pages.iter().filter(|page| page.what.has_folder()).count();
    let parts = count.div_ceil(SITE_MAP_SIZE);
    let mut files = vec![file("robots.txt", What::Robots)];
    if parts <= 1 {
        files.push(file("sitemap.xml", What::XmlSiteMap(0)));
        return files;
    }
    files.push(file("sitemap.xml", What::XmlSiteMapIndex));
    files.extend((0..parts).map(|part| file(part_name(part), What::XmlSiteMap(number(part)))));
    files
}

fn part_name(part: usize) -> String {
    format!("sitemap-{}.xml", part + 1)
}

pub fn xml_site_map(plan: &SitePlan, part: usize) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in addresses(plan).into_iter().skip(part * SITE_MAP_SIZE).take(SITE_MAP_SIZE) {
        let folder = page.path.strip_suffix("index.html").unwrap_or(&page.path);
        let address = super::feeds::escape(&url::absolute(&plan.site.base_url, folder));
        match last_modified(plan, page) {
            Some(day) => xml.push_str(&format!("<url><loc>{address}</loc><lastmod>{day}</lastmod></url>\n")),
            None => xml.push_str(&format!("<url><loc>{address}</loc></url>\n")),
        }
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

fn last_modified(plan: &SitePlan, page: &PlannedPage) -> Option<jiff::civil::Date> {
    let What::Notice(i) = page.what else { return None };
    changed(&plan.content.notices[i as usize])
}

/// The last day on which a notice's content says that it changed.
pub fn changed(notice: &crate::model::notice::Notice) -> Option<jiff::civil::Date> {
    let corrected = notice.corrections.iter().filter_map(|correction| Some(correction.on.as_ref()?.value));
    let filed = notice.filing.iter().filter_map(|filing| Some(filing.on.as_ref()?.value));
    corrected.chain(filed).chain(notice.declared_from()).chain(notice.signed.as_ref().map(|s| s.value)).max()
}

pub fn xml_site_map_index(plan: &SitePlan) -> Vec<u8> {
    let parts = addresses(plan).len().div_ceil(SITE_MAP_SIZE);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for part in 0..parts {
        let address = url::absolute(&plan.site.base_url, &part_name(part));
        xml.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", super::feeds::escape(&address)));
    }
    xml.push_str("</sitemapindex>\n");
    xml.into_bytes()
}

pub fn robots(plan: &SitePlan) -> Vec<u8> {
    let rule = if plan.site.demo { "Disallow: /" } else { "Disallow:" };
    format!("User-agent: *\n{rule}\nSitemap: {}sitemap.xml\n", plan.site.base_url).into_bytes()
}

/// Midnight at the latest, since days left are counted; earlier when an activity opens, starts or ends.
pub fn next_change(plan: &SitePlan) -> Option<DateTime> {
    let now = plan.settings.now;
    let midnight = now.date().tomorrow().ok()?.to_datetime(Time::midnight());
    let activities = plan.content.activities.iter();
    let times = activities.flat_map(|activity| {
        let signup = activity.signup.as_ref().and_then(|signup| signup.until.as_ref());
        [activity.from.as_ref(), activity.to.as_ref(), signup].into_iter().flatten().map(|at| at.value)
    });
    times.chain([midnight]).filter(|&at| at > now).min()
}

/// Numbers of cards, at most so many.
pub fn some(list: impl Iterator<Item = u32>, most: usize) -> Vec<u32> {
    list.take(most).collect()
}
