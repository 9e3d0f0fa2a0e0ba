//! The page of one register.

use super::own_cells;
use crate::collection::Collection;
use crate::model::activity::{Activity, Record};
use crate::model::register::{Preset, Register, Row, Standing};
use crate::plan::addresses::{Addresses, Floors, url};
use crate::plan::facts::Facts;
use crate::plan::pages::frame::{
    column, item_href, item_link, meta, page_link, place_link, section_link, trail,
};
use crate::plan::pages::made::{Data, PageView};
use crate::plan::shelves::Section;
use crate::plan::view::{
    FactView, LinkView, RegisterCard, RegisterFilterView, RegisterGroupView, RegisterPartView,
    RegisterRowView, RegisterView,
};
use crate::plan::words::{self, Fact};
use crate::source::Spanned;
use std::collections::BTreeMap;

pub(super) fn register<'p>(floors: &Floors<'p>, i: usize) -> PageView<'p> {
    let register = &floors.facts.content.registers[i];
    let (title, preset) = (&register.title.value, words::preset(register.preset));
    let mut meta = meta(floors, "register", title, &Addresses::item(&register.item.id));
    meta.section = url::page_href(&Addresses::section(Section::Of(Collection::Registers)));
    meta.breadcrumbs = trail(
        [
            section_link(Section::Of(Collection::Registers)),
            page_link(preset, &Addresses::preset(register.preset)),
        ],
        title,
    );
    let about = register.about.as_ref().map(|about| about.value.clone());
    meta.description = about.unwrap_or_else(|| format!("{title}：{}", say(floors.facts, register)));
    meta.column = Some(column(title, &meta.description, "清单台账"));
    // overdue is what has no end before today
    meta.dated = true;
    PageView::new(meta, vec![("register", Data::from(view(floors, register)))])
}

fn view(floors: &Floors, register: &Register) -> RegisterView {
    let facts = floors.facts;
    let today = facts.today();
    let order = register.in_order(today);
    let is_over = |&i: &usize| register.rows.list[i].standing(register.preset, today) == Standing::Expired;
    let (over, current): (Vec<usize>, Vec<usize>) = order.into_iter().partition(is_over);
    let rows = |members: &[usize]| members.iter().map(|&i| row(floors, register, i)).collect();
    RegisterView {
        title: register.title.value.clone(),
        preset: words::preset(register.preset).to_owned(),
        about: register.about.as_ref().map(|about| about.value.clone()),
        source: source(facts, register),
        progress: progress(facts, register),
        percent: percent(facts, register),
        done: words::register_state(register.preset, Standing::Done).map_or("", |word| word.label).to_owned(),
        filters: filters(facts, register, &current),
        rows: rows(&current),
        archive: rows(&over),
    }
}

fn source(facts: &Facts, register: &Register) -> Option<LinkView> {
    let id = &register.source.as_ref()?.value;
    let page = facts.content.pages.iter().find(|page| page.item.id == *id)?;
    Some(item_link(&page.title.value, &page.item))
}

/// How many rows stand so, by the word for that, in the order in which they are shown.
fn counted<'r>(
    facts: &Facts,
    register: &Register,
    rows: impl Iterator<Item = &'r Row>,
) -> Vec<(&'static str, usize)> {
    let mut by_standing: BTreeMap<Standing, usize> = BTreeMap::new();
    for row in rows {
        *by_standing.entry(row.standing(register.preset, facts.today())).or_default() += 1;
    }
    let word = |standing| words::register_state(register.preset, standing);
    by_standing.into_iter().filter_map(|(standing, count)| Some((word(standing)?.label, count))).collect()
}

fn all(register: &Register) -> impl Iterator<Item = &Row> {
    register.rows.list.iter().map(|row| &row.value)
}

fn progress(facts: &Facts, register: &Register) -> Vec<FactView> {
    let mut progress = vec![Fact::new("共", format!("{}项", register.rows.list.len()))];
    let counted = counted(facts, register, all(register));
    progress.extend(counted.into_iter().map(|(word, count)| Fact::new(word, format!("{count}项"))));
    if register.preset == Preset::Jobs {
        let open =
            all(register).filter(|row| row.standing(register.preset, facts.today()) == Standing::Current);
        let posts: u32 = open.filter_map(|row| row.count.as_ref()).map(|count| count.value).sum();
        progress.push(Fact::new("正在招聘", format!("{posts}人")));
    }
    let closed: Vec<i64> = all(register).filter_map(Row::days_to_close).collect();
    if register.preset == Preset::Issues && !closed.is_empty() {
        let mean = closed.iter().sum::<i64>() / closed.len() as i64;
        progress.push(Fact::new("平均用时", format!("{mean}天")));
    }
    progress.into_iter().map(FactView::from).collect()
}

fn percent(facts: &Facts, register: &Register) -> Option<usize> {
    let rows = register.rows.list.len();
    let done = register.count(Standing::Done, facts.today());
    (register.preset.is_ticked_off() && rows > 0).then(|| done * 100 / rows)
}

/// `12项，已逾期1项，已完成5项`
fn say(facts: &Facts, register: &Register) -> String {
    say_of(facts, register, &all(register).collect::<Vec<_>>())
}

fn say_of(facts: &Facts, register: &Register, rows: &[&Row]) -> String {
    let counted = counted(facts, register, rows.iter().copied());
    let counted = counted.into_iter().map(|(word, count)| format!("，{word}{count}项"));
    std::iter::once(format!("{}项", rows.len())).chain(counted).collect()
}

fn anchor(i: usize) -> String {
    format!("r{}", i + 1)
}

fn filters(facts: &Facts, register: &Register, shown: &[usize]) -> Vec<RegisterFilterView> {
    let row = |i: usize| &register.rows.list[i].value;
    let units = |i: usize| row(i).all_units().map(|unit| unit.value.clone()).collect::<Vec<_>>();
    let place = |i: usize| {
        let places =
            row(i).places().into_iter().map(|(township, village)| words::full_name(township, village));
        places.filter(|place| !place.is_empty()).collect::<Vec<String>>()
    };
    let state = |i: usize| {
        let word = words::register_state(register.preset, row(i).standing(register.preset, facts.today()));
        word.map(|word| word.label.to_owned()).into_iter().collect::<Vec<String>>()
    };
    let unit_name = if register.preset == Preset::Jobs { "按用人单位" } else { "按单位" };
    let by: [(&str, &Sorting); 3] = [(unit_name, &units), ("按地方", &place), ("按状态", &state)];
    let filters = by.into_iter().filter_map(|(name, of)| filter(facts, register, shown, name, of));
    let chosen = own_cells::choices(register).filter_map(|(at, name)| {
        let of = |i: usize| own_cells::choice(row(i), at).into_iter().collect();
        filter(facts, register, shown, &format!("按{name}"), &of)
    });
    filters.chain(chosen).collect()
}

/// The groups that a row is in, by its place in the list.
type Sorting<'f> = dyn Fn(usize) -> Vec<String> + 'f;

/// `None` where all rows are alike.
fn filter(
    facts: &Facts,
    register: &Register,
    shown: &[usize],
    name: &str,
    of: &Sorting,
) -> Option<RegisterFilterView> {
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for &i in shown {
        for title in of(i) {
            match groups.iter_mut().find(|(known, _)| *known == title) {
                Some((_, members)) => members.push(i),
                None => groups.push((title, vec![i])),
            }
        }
    }
    let link = |&i: &usize| LinkView {
        title: register.rows.list[i].what.value.clone(),
        href: format!("{}#{}", item_href(&register.item), anchor(i)),
        count: None,
    };
    let view = |(title, members): (String, Vec<usize>)| RegisterGroupView {
        title,
        say: say_of(
            facts,
            register,
            &members.iter().map(|&i| &register.rows.list[i].value).collect::<Vec<_>>(),
        ),
        links: members.iter().map(link).collect(),
    };
    (groups.len() > 1)
        .then(|| RegisterFilterView { name: name.to_owned(), groups: groups.into_iter().map(view).collect() })
}

fn row(floors: &Floors, register: &Register, i: usize) -> RegisterRowView {
    let (facts, row, preset) = (floors.facts, &register.rows.list[i].value, register.preset);
    let mut said: Vec<FactView> =
        words::row_facts(preset, row).into_iter().map(|fact| linked(floors, row, fact)).collect();
    let phone = row.public_phone(preset).map(|phone| phone.value.clone());
    if phone.is_none() && row.phone.is_some() {
        said.push(Fact::new("电话", "没有公开，可以请村委会转告").into());
    }
    if preset == Preset::Teams {
        said.extend(team(facts, &row.what.value).map(FactView::from));
    }
    let (own, phones) = own_cells::facts(floors, register, row);
    said.extend(own);
    RegisterRowView {
        id: anchor(i),
        title: row.what.value.clone(),
        state: words::register_state(preset, row.standing(preset, facts.today())).map(Into::into),
        facts: said,
        phone,
        phones,
    }
}

fn name(written: &Option<Spanned<String>>) -> Option<&str> {
    written.as_ref().map(|name| name.value.as_str())
}

/// The place of a row leads to its page.
fn linked(floors: &Floors, row: &Row, fact: Fact) -> FactView {
    let (township, village) = (name(&row.township), name(&row.village));
    let is_place = fact.label == "地点" && (township.is_some() || village.is_some());
    let href = is_place.then(|| place_link(floors, township, village).href);
    FactView { href: href.filter(|href| !href.is_empty()), ..fact.into() }
}

/// What the records of its activities say of a team.
fn team(facts: &Facts, name: &str) -> Option<Fact> {
    let of_team = |activity: &&Activity| activity.team.as_ref().is_some_and(|team| team.value == name);
    let records = facts.content.activities.iter().filter(of_team).flat_map(Activity::all_records);
    let hours = |record: &Record| record.hours_tenths.as_ref().map_or(0, |hours| hours.value);
    let (count, tenths) =
        records.fold((0, 0u32), |(count, tenths), record| (count + 1, tenths.saturating_add(hours(record))));
    words::team_work(count, tenths)
}

/// What stands for it in a list.
pub(super) fn card(facts: &Facts, register: &Register) -> RegisterCard {
    RegisterCard {
        href: item_href(&register.item),
        title: register.title.value.clone(),
        preset: words::preset(register.preset).to_owned(),
        about: register.about.as_ref().map(|about| about.value.clone()),
        say: say(facts, register),
        overdue: register.count(Standing::Overdue, facts.today()),
    }
}

/// Rows of a place, register by register; so many of each.
pub(crate) fn parts(floors: &Floors, place: usize, most: usize) -> Vec<RegisterPartView> {
    let (facts, today) = (floors.facts, floors.facts.today());
    let place = &facts.places[place];
    let of_place = |row: &Row| row.places().iter().any(|&(township, village)| place.holds(township, village));
    let part = |register: &Register| {
        let shown = register.in_order(today).into_iter().filter(|&i| {
            let row = &register.rows.list[i];
            of_place(row) && row.standing(register.preset, today) != Standing::Expired
        });
        let rows: Vec<RegisterRowView> = shown
            .take(most)
            .map(|i| RegisterRowView { id: String::new(), ..row(floors, register, i) })
            .collect();
        (!rows.is_empty())
            .then(|| RegisterPartView { link: item_link(&register.title.value, &register.item), rows })
    };
    facts.content.registers.iter().filter_map(part).collect()
}
