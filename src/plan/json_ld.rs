//! schema.org in a page's head, for machines that read it (JSON-LD).

use super::view::LinkView;
use super::{SitePlan, notices, url};
use crate::model::activity::{Activity, Change};
use crate::model::moment;
use jiff::civil::DateTime;
use serde::Serialize;

const CONTEXT: &str = "https://schema.org";

#[derive(Serialize)]
struct Graph<T> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: (T, Breadcrumbs),
}

#[derive(Serialize)]
struct Organisation<'a> {
    #[serde(rename = "@type")]
    sort: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

fn organisation(name: &str) -> Organisation<'_> {
    Organisation { sort: "GovernmentOrganization", name, url: None }
}

fn publisher<'a>(plan: &'a SitePlan) -> Organisation<'a> {
    let name = plan.site.host.as_ref().unwrap_or(&plan.site.name);
    Organisation { url: Some(&plan.site.base_url), ..organisation(name) }
}

/// Home is first, the page itself last.
#[derive(Serialize)]
struct Breadcrumbs {
    #[serde(rename = "@type")]
    sort: &'static str,
    #[serde(rename = "itemListElement")]
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    #[serde(rename = "@type")]
    sort: &'static str,
    position: usize,
    name: String,
    item: String,
}

fn breadcrumbs(plan: &SitePlan, trail: &[LinkView], own: &str) -> Breadcrumbs {
    let step = |(i, crumb): (usize, &LinkView)| Step {
        sort: "ListItem",
        position: i + 1,
        name: crumb.title.clone(),
        item: match crumb.href.strip_suffix("index.html") {
            // links are encoded save for what is not ASCII, which full addresses encode, too
            Some(folder) => format!("{}{}", plan.site.base_url, url::ascii(folder)),
            None => own.to_owned(),
        },
    };
    Breadcrumbs { sort: "BreadcrumbList", steps: trail.iter().enumerate().map(step).collect() }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@type")]
    sort: &'static str,
    headline: &'a str,
    date_published: String,
    date_modified: String,
    in_language: &'static str,
    url: &'a str,
    main_entity_of_page: &'a str,
    author: Organisation<'a>,
    publisher: Organisation<'a>,
    article_section: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
}

/// A notice; `expires` is the end of its window while that is open, since the page itself stays.
pub fn notice(plan: &SitePlan, i: usize, canonical: &str, trail: &[LinkView]) -> String {
    let (notice, card) = (&plan.content.notices[i], plan.notice_card(i));
    let published = notices::date_of(notice);
    let open = plan.notices.windows[i].filter(|_| notices::is_open(plan, i));
    let article = Article {
        sort: "Article",
        headline: &card.title,
        date_published: published.to_string(),
        date_modified: super::site::changed(notice).map_or(published, |day| day.max(published)).to_string(),
        in_language: "zh-CN",
        url: canonical,
        main_entity_of_page: canonical,
        author: organisation(&card.issuer),
        publisher: publisher(plan),
        article_section: &card.kind,
        identifier: card.number.as_deref(),
        expires: open.map(|window| window.until.to_string()),
    };
    graph(plan, article, canonical, trail)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    #[serde(rename = "@type")]
    sort: &'static str,
    name: &'a str,
    description: &'a str,
    start_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    event_status: &'static str,
    event_attendance_mode: &'static str,
    is_accessible_for_free: bool,
    url: &'a str,
    location: Place<'a>,
    organizer: Organisation<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum_attendee_capacity: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    image: Vec<String>,
}

#[derive(Serialize)]
struct Place<'a> {
    #[serde(rename = "@type")]
    sort: &'static str,
    name: &'a str,
    address: &'a str,
}

/// An activity, when it has a time. `image` are full addresses.
pub fn event(
    plan: &SitePlan,
    i: usize,
    canonical: &str,
    description: &str,
    trail: &[LinkView],
    image: Vec<String>,
) -> Option<String> {
    let (activity, card) = (&plan.content.activities[i], &plan.cards.activities[i]);
    let event = Event {
        sort: "Event",
        name: &card.title,
        description,
        start_date: instant(plan, activity.from.as_ref()?.value),
        end_date: activity.to.as_ref().map(|to| instant(plan, to.value)),
        event_status: status(activity),
        event_attendance_mode: "https://schema.org/OfflineEventAttendanceMode",
        is_accessible_for_free: true,
        url: canonical,
        location: place(plan, &card.place),
        organizer: card.organiser.as_deref().map_or_else(|| publisher(plan), organisation),
        maximum_attendee_capacity: card.quota,
        image,
    };
    Some(graph(plan, event, canonical, trail))
}

fn status(activity: &Activity) -> &'static str {
    match activity.status.as_ref().map(|status| status.change) {
        None => "https://schema.org/EventScheduled",
        Some(Change::Cancelled) => "https://schema.org/EventCancelled",
        Some(Change::Postponed) => "https://schema.org/EventPostponed",
    }
}

fn place<'a>(plan: &'a SitePlan, place: &'a str) -> Place<'a> {
    let name = if place.is_empty() { plan.site.host.as_ref().unwrap_or(&plan.site.name) } else { place };
    Place { sort: "Place", name, address: name }
}

/// `2026-11-08T14:30:00+08:00`
fn instant(plan: &SitePlan, at: DateTime) -> String {
    let zoned = at.to_zoned(moment::zone(&plan.content.site));
    zoned.map_or_else(|_| at.to_string(), |zoned| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WebSite<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    sort: &'static str,
    name: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    in_language: &'static str,
    publisher: Organisation<'a>,
    potential_action: Search,
}

#[derive(Serialize)]
struct Search {
    #[serde(rename = "@type")]
    sort: &'static str,
    target: String,
    #[serde(rename = "query-input")]
    input: &'static str,
}

/// The site itself, for its front page.
pub fn web_site(plan: &SitePlan) -> String {
    script(&WebSite {
        context: CONTEXT,
        sort: "WebSite",
        name: &plan.site.name,
        url: &plan.site.base_url,
        description: plan.site.description.as_deref(),
        in_language: "zh-CN",
        publisher: publisher(plan),
        potential_action: Search {
            sort: "SearchAction",
            target: format!("{}search/?q={{query}}", plan.site.base_url),
            input: "required name=query",
        },
    })
}

fn graph<T: Serialize>(plan: &SitePlan, item: T, canonical: &str, trail: &[LinkView]) -> String {
    script(&Graph { context: CONTEXT, graph: (item, breadcrumbs(plan, trail, canonical)) })
}

/// Inside a script element only a `<` could end it or open a comment.
fn script<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use crate::plan::View;
    use crate::plan::tests::{SITE, content, planned};
    use serde_json::Value;

    fn of(path: &str) -> Value {
        let files = [
            SITE,
            ("rules.yaml", "news: {name: 动态, source: {title: 意见}}\n"),
            (
                "notices/路.md",
                "---\ntitle: 路</script>通了\nkind: news\nissuer: 某办\nsigned: 2026-11-02\nnumber: 某办〔2026〕1号\n---\n",
            ),
            (
                "activities/a.md",
                "---\ntitle: 扫街\nfrom: 2026-11-08 08:30\nstatus: {state: postponed}\n---\n",
            ),
        ];
        let content = content(&files);
        let plan = planned(&content, "2026-11-10");
        let View::Page(page) = plan.view(plan.find(path).expect(path)) else { panic!("{path} is no page") };
        let script = page.meta.json_ld.expect("JSON-LD");
        assert!(!script.contains('<'));
        serde_json::from_str(&script).expect("JSON")
    }

    #[test]
    fn a_notice_is_an_article_with_its_way_from_home() {
        let graph = &of("notices/路/index.html")["@graph"];
        assert_eq!(graph[0]["headline"], "路</script>通了");
        assert_eq!(graph[0]["publisher"]["name"], "某县宣传部");
        assert_eq!(graph[0]["datePublished"], "2026-11-02");
        assert_eq!(graph[0]["identifier"], "某办〔2026〕1号");
        assert_eq!(graph[1]["itemListElement"][0]["item"], "https://gongshi.example/a/");
        assert_eq!(graph[1]["itemListElement"][3]["item"], graph[0]["url"]);
    }

    #[test]
    fn an_activity_is_an_event_with_its_offset() {
        let event = &of("activities/a/index.html")["@graph"][0];
        assert_eq!(event["startDate"], "2026-11-08T08:30:00+08:00");
        assert_eq!(event["eventStatus"], "https://schema.org/EventPostponed");
        assert_eq!(event["location"]["address"], "某县宣传部");
    }

    #[test]
    fn home_says_how_to_search() {
        let site = of("index.html");
        assert_eq!(site["@type"], "WebSite");
        assert_eq!(site["potentialAction"]["target"], "https://gongshi.example/a/search/?q={query}");
    }
}
