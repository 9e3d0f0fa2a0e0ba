//! What the code gives to templates: the views' fields from their source, where an empty `Option` still has
//! its type, and the variables of each template from the demonstration.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use zhangbang::build;
use zhangbang::collection::Collection;
use zhangbang::model::digest::Digest;
use zhangbang::model::log::PublicationLog;
use zhangbang::model::log::event::{Action, Event, Kept, NoticeEvent};
use zhangbang::model::moment::Clock;
use zhangbang::model::part::FORMAT;
use zhangbang::model::posted_records::{PostedRecord, PostedRecords, Stored};
use zhangbang::model::record;
use zhangbang::plan::{self, Audience, CardList, Data, PageView, View};

/// View to its fields with their Rust types.
pub(crate) struct Views(BTreeMap<String, Vec<(String, String)>>);

fn source(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn view_files() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/plan/view");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.map(|file| fs::read_to_string(file).unwrap()).collect()
}

impl Views {
    pub(crate) fn read() -> Views {
        Views::of(view_files().into_iter().chain([source("src/evidence/sheet.rs")]))
    }

    /// Those of a witness's pages, which no theme can have.
    pub(crate) fn of_witness() -> Views {
        Views::of([source("src/evidence/witness/overview.rs")])
    }

    fn of(texts: impl IntoIterator<Item = String>) -> Views {
        let mut views = BTreeMap::new();
        for text in texts {
            let renamed =
                text.matches("#[serde(").count() - text.matches("#[serde(skip_serializing_if").count();
            assert_eq!(renamed, 0, "names in templates are the fields' own");
            for item in text.split("Serialize)]\npub struct ").skip(1) {
                let (name, rest) = item.split_once(" {\n").unwrap();
                let fields = rest.lines().take_while(|line| *line != "}").filter_map(field);
                views.insert(name.to_owned(), fields.collect());
            }
        }
        Views(views)
    }

    pub(crate) fn names(&self) -> BTreeSet<String> {
        self.0.keys().cloned().collect()
    }

    pub(crate) fn fields(&self, view: &str) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.0.get(view).unwrap_or_else(|| panic!("no view {view}"));
        fields.iter().map(|(name, sort)| (name.as_str(), sort.as_str()))
    }

    /// The type of a field, as written.
    pub(crate) fn field(&self, view: &str, field: &str) -> Option<&str> {
        self.0.get(view)?.iter().find(|(name, _)| name == field).map(|(_, sort)| sort.as_str())
    }
}

fn field(line: &str) -> Option<(String, String)> {
    let line = line.trim().trim_start_matches("pub ");
    let (name, sort) = line.split_once(": ").filter(|_| !line.starts_with('/'))?;
    let sort = match sort.trim_end_matches(',') {
        // templates do not see when it is made
        "Later" => "String",
        sort => sort,
    };
    Some((name.to_owned(), sort.to_owned()))
}

/// A variable's Rust type; a new kind of value does not compile until it is named here.
fn sort_of(data: &Data) -> &'static str {
    match data {
        Data::HomeView(_) => "HomeView",
        Data::NoticeView(_) => "NoticeView",
        Data::VersionView(_) => "VersionView",
        Data::LogView(_) => "LogView",
        Data::HonourView(_) => "HonourView",
        Data::ActivityView(_) => "ActivityView",
        Data::MonthView(_) => "MonthView",
        Data::ListView(_) => "ListView",
        Data::PlacesView(_) => "PlacesView",
        Data::PlaceView(_) => "PlaceView",
        Data::PointsView(_) => "PointsView",
        Data::PeriodView(_) => "PeriodView",
        Data::HouseholdView(_) => "HouseholdView",
        Data::ContentView(_) => "ContentView",
        Data::RegisterView(_) => "RegisterView",
        Data::SearchView(_) => "SearchView",
        Data::Deadlines(_) => "Vec<DeadlineView>",
        Data::Sections(_) => "Vec<SectionView>",
        Data::Rules(_) => "Vec<PointsRuleView>",
        Data::Goods(_) => "Vec<GoodsView>",
        Data::Links(_) => "Vec<LinkView>",
        Data::Entries(_) => "Vec<EntryView>",
        Data::Turn(_) => "Vec<Option<LinkView>>",
        Data::Changes(_) => "Vec<ChangeView>",
        Data::DataSets(_) => "Vec<DataSetView>",
    }
}

fn sort_of_list(list: &CardList) -> &'static str {
    match list.collection {
        Collection::Notices => "Vec<NoticeCard>",
        Collection::Honours => "Vec<HonourCard>",
        Collection::Activities => "Vec<ActivityCard>",
        Collection::Pages => "Vec<PageCard>",
        Collection::Registers => "Vec<RegisterCard>",
    }
}

/// The demonstration was never published: a log is made for it, in which its first notice was corrected.
fn correct_one(site: &mut build::Site) {
    let notice = &site.content.notices[0];
    let now = record::notice(&site.content, notice).bytes();
    let title = format!("{:?}", notice.title.value);
    let before = String::from_utf8(now.clone()).unwrap().replace(&title, "\"旧\"").into_bytes();
    let id = notice.item.id.clone();
    let event = |action, record: &[u8]| {
        let kept = Kept { id: id.clone(), format: FORMAT, record: Digest::of(record), ..Kept::default() };
        let (changed, before_log, withdrawal, filing) = (Vec::new(), false, None, None);
        Event::Notice(Box::new(NoticeEvent {
            action,
            kept,
            changed,
            before_log,
            withdrawal,
            filing,
            by: None,
        }))
    };
    let events = [event(Action::Posted, &before), event(Action::Corrected, &now)];
    site.log = PublicationLog::default().extended("2026-11-02T09:00:00+08:00".parse().unwrap(), &events);
    let kept = Stored::Whole(Arc::new(PostedRecord::read(before).unwrap()));
    site.content.posted = PostedRecords::new([(id.clone(), 1, kept)]);
}

/// Every page of the demonstration that a template makes.
fn each_page(mut see: impl FnMut(&PageView)) {
    let clock = Clock { instant: "2027-03-01T00:00:00Z".parse().unwrap(), given: None };
    let mut site = build::load(Path::new(env!("CARGO_MANIFEST_DIR")), &clock).unwrap();
    correct_one(&mut site);
    let plan = plan::lay_out(&site.content, &site.log, site.settings(Audience::Clerk));
    for page in 0..plan.pages().len() {
        if let View::Page(view) = plan.view(page) {
            see(&view);
        }
    }
}

/// A page's own variables with their types.
fn variables(view: &PageView) -> Vec<(&'static str, &'static str)> {
    let data = view.data.iter().map(|(name, data)| (*name, sort_of(data)));
    let lists = view.lists.iter().map(|(name, list)| (*name, sort_of_list(list)));
    let body = view.body.iter().flat_map(|_| [("body", "String"), ("toc", "Vec<HeadingView>")]);
    data.chain(lists).chain(body).collect()
}

/// Template to the variables that all its pages have; one that only some had would be told as missing.
pub(crate) fn variables_by_template() -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    each_page(|view| {
        let names: BTreeSet<String> = variables(view).iter().map(|(name, _)| (*name).to_owned()).collect();
        let template = format!("{}.html", view.meta.template);
        let known = found.entry(template.clone()).or_insert_with(|| names.clone());
        assert_eq!(*known, names, "{template} has variables on some pages only: {}", view.meta.url);
    });
    found
}

/// Every variable there is, with its type; the same name means the same everywhere.
pub(crate) fn roots() -> BTreeMap<String, String> {
    let mut found = BTreeMap::from([("site", "SiteView"), ("page", "PageMeta"), ("c", "Certificate")]);
    found.insert("filters", "Vec<FilterView>");
    each_page(|view| {
        for (name, sort) in variables(view) {
            assert_eq!(*found.entry(name).or_insert(sort), sort, "{name} has two types");
        }
    });
    let literal: BTreeSet<String> =
        inserted(&source("src/render/inputs.rs")).chain(inserted(&source("src/render/theme.rs"))).collect();
    let known = ["body", "c", "filters", "page", "site", "toc"].map(str::to_owned).into();
    assert_eq!(literal, known, "what the renderer itself adds");
    found.into_iter().map(|(name, sort)| (name.to_owned(), sort.to_owned())).collect()
}

/// Names that the renderer puts into a context as they stand.
fn inserted(text: &str) -> impl Iterator<Item = String> {
    let calls = text.split("context.insert").skip(1);
    calls.filter_map(|call| call.split_once('(')?.1.strip_prefix('"')?.split('"').next()).map(str::to_owned)
}
