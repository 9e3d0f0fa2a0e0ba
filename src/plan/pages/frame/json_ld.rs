//! schema.org in a page's head, for machines that read it (JSON-LD).

use crate::model::activity::{Activity, Change};
use crate::plan::addresses::{Addresses, Floors};
use crate::plan::facts::{Facts, last_changed};
use crate::plan::view::{ActivityCard, LinkView};
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

fn publisher<'p>(floors: &Floors<'p>) -> Organisation<'p> {
    Organisation { url: Some(floors.addresses.base()), ..organisation(host(floors.facts)) }
}

/// Who runs the site, or the site itself.
fn host<'p>(facts: &'p Facts) -> &'p str {
    let site = &facts.content.site;
    &site.host.as_ref().unwrap_or(&site.name).value
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

fn breadcrumbs(floors: &Floors, trail: &[LinkView], own: &str) -> Breadcrumbs {
    let step = |(i, crumb): (usize, &LinkView)| Step {
        sort: "ListItem",
        position: i + 1,
        name: crumb.title.clone(),
        item: match crumb.href.as_str() {
            "" => own.to_owned(),
            href => floors.addresses.absolute_of_href(href),
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
pub(crate) fn notice(floors: &Floors, i: usize, canonical: &str, trail: &[LinkView]) -> String {
    let (facts, notice) = (floors.facts, &floors.facts.content.notices[i]);
    let standing = facts.standing(i);
    let open = standing.window.filter(|_| facts.is_open(i));
    let article = Article {
        sort: "Article",
        headline: &notice.title.value,
        date_published: standing.date.to_string(),
        date_modified: last_changed(notice).map_or(standing.date, |day| day.max(standing.date)).to_string(),
        in_language: "zh-CN",
        url: canonical,
        main_entity_of_page: canonical,
        author: organisation(&notice.issuer.value),
        publisher: publisher(floors),
        article_section: facts.kind_name(i),
        identifier: notice.number.as_ref().map(|number| number.value.as_str()),
        expires: open.map(|window| window.until.to_string()),
    };
    graph(floors, article, canonical, trail)
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
pub(crate) fn event(
    floors: &Floors,
    (activity, card): (&Activity, &ActivityCard),
    canonical: &str,
    description: &str,
    trail: &[LinkView],
    image: Vec<String>,
) -> Option<String> {
    let time = floors.facts.listed(activity)?;
    let event = Event {
        sort: "Event",
        name: &card.title,
        description,
        start_date: instant(floors.facts, time.from),
        end_date: time.to.map(|to| instant(floors.facts, to)),
        event_status: status(activity),
        event_attendance_mode: "https://schema.org/OfflineEventAttendanceMode",
        is_accessible_for_free: true,
        url: canonical,
        location: place(floors.facts, &card.place),
        organizer: card.organiser.as_deref().map_or_else(|| publisher(floors), organisation),
        maximum_attendee_capacity: card.quota,
        image,
    };
    Some(graph(floors, event, canonical, trail))
}

fn status(activity: &Activity) -> &'static str {
    match activity.status.as_ref().map(|status| status.change) {
        None => "https://schema.org/EventScheduled",
        Some(Change::Cancelled) => "https://schema.org/EventCancelled",
        Some(Change::Postponed) => "https://schema.org/EventPostponed",
    }
}

fn place<'a>(facts: &'a Facts, place: &'a str) -> Place<'a> {
    let name = if place.is_empty() { host(facts) } else { place };
    Place { sort: "Place", name, address: name }
}

/// `2026-11-08T14:30:00+08:00`
fn instant(facts: &Facts, at: DateTime) -> String {
    let zoned = at.to_zoned(facts.zone.clone());
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
pub(crate) fn web_site(floors: &Floors) -> String {
    let (site, base) = (&floors.facts.content.site, floors.addresses.base());
    script(&WebSite {
        context: CONTEXT,
        sort: "WebSite",
        name: &site.name.value,
        url: base,
        description: site.description.as_ref().map(|text| text.value.as_str()),
        in_language: "zh-CN",
        publisher: publisher(floors),
        potential_action: Search {
            sort: "SearchAction",
            target: format!("{base}{}?q={{query}}", Addresses::SEARCH),
            input: "required name=query",
        },
    })
}

fn graph<T: Serialize>(floors: &Floors, item: T, canonical: &str, trail: &[LinkView]) -> String {
    script(&Graph { context: CONTEXT, graph: (item, breadcrumbs(floors, trail, canonical)) })
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
