//! What of a notice a reader has to see on its page.

use super::fact::Fact;
use super::spelled::{Row, Spellings};
use super::text::Bare;
use crate::markdown::Document;
use crate::model::money::Money;
use crate::model::notice::{Apply, Contact, Notice, Objection};
use crate::model::open_days::Window;
use crate::model::project::{Acceptance, Fund, Progress, Project, ProjectRow};
use crate::model::site::Hotline;
use jiff::ToSpan;
use jiff::civil::Date;
use pulldown_cmark::{Event, Tag, TagEnd};

/// The facts of one open notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Each with its spellings, one of which has to be there.
    pub(super) facts: Vec<(Fact, Spellings)>,
    /// The body's blocks, in order.
    pub(super) body: Vec<Bare>,
    /// Blocks that a theme may put elsewhere: notes.
    pub(super) notes: Vec<Bare>,
    /// What has to stand together, so that no row shows another's figures.
    pub(super) rows: Vec<Row>,
    /// What the page has to lead to: folders of former versions, and files that it offers.
    pub(super) versions: Vec<String>,
    pub(super) files: Vec<String>,
}

/// Points that a notice posts, as its page shows them.
#[derive(Clone, Debug)]
pub struct Scored<'s> {
    /// Number of the account.
    pub household: &'s str,
    /// Head of the household, masked.
    pub name: String,
    /// What was done.
    pub deed: String,
    /// The day of it.
    pub on: Option<Date>,
    /// Below zero where it takes back a deed.
    pub points: i64,
}

/// Takes a notice apart. `window` is the one in force.
pub fn wanted(notice: &Notice, window: Option<Window>) -> Wanted {
    // a new field says here whether a reader must see it
    let Notice {
        item,
        title,
        kind: _,
        number: _,
        issuer: _,
        townships: _,
        villages: _,
        signed: _,
        posting: _,
        contact,
        apply,
        supervision,
        project,
        projects,
        // what they lead to is asked for where that is known
        attachments: _,
        corrections,
        withdrawn,
        supersedes: _,
        objections,
        filing: _,
        draft: _,
    } = notice;
    let mut wanted = Wanted::default();
    wanted.text(Fact::Title, Some(&title.value));
    if let Some(window) = window {
        wanted.facts.push((Fact::From, Spellings::Day(window.from)));
        wanted.facts.push((Fact::Until, Spellings::Day(window.until)));
    }
    project.iter().for_each(|project| wanted.project(project));
    wanted.rows.extend(projects.iter().flat_map(|projects| &projects.rows).map(|row| listed(row)));
    contact.iter().for_each(|contact| wanted.contact(contact));
    apply.iter().for_each(|apply| wanted.apply(apply));
    supervision.iter().for_each(|line| wanted.add_hotline(&line.value));
    for correction in corrections {
        wanted.text(Fact::Correction, Some(&correction.what.value));
        wanted.text(Fact::Correction, correction.reason.as_ref().map(|reason| &reason.value));
    }
    for objection in objections.iter().flatten() {
        let Objection { on: _, summary, outcome } = &objection.value;
        wanted.text(Fact::Objection, Some(&summary.value));
        wanted.text(Fact::Objection, outcome.as_ref().map(|outcome| &outcome.value));
    }
    if let Some(withdrawn) = withdrawn {
        wanted.text(Fact::Withdrawal, withdrawn.reason.as_ref().map(|reason| &reason.value));
        wanted.text(Fact::Withdrawal, withdrawn.authority.as_ref().map(|authority| &authority.value));
    }
    wanted.body_of(item.body.text());
    wanted
}

/// A row of a list of projects.
fn listed(row: &ProjectRow) -> Row {
    let ProjectRow { township, village, project, note, unread: _ } = row;
    let mut wanted = Wanted::default();
    wanted.project(project);
    for text in [township, village, note].into_iter().flatten() {
        wanted.text(Fact::Project, Some(&text.value));
    }
    let inner = wanted.rows.into_iter().flat_map(|row| row.parts);
    Row { parts: wanted.facts.into_iter().chain(inner).collect() }
}

impl Wanted {
    /// Asks for a change, too: every line that it took away or put in, and the way to the version before it.
    pub fn add_change<'t>(&mut self, lines: impl IntoIterator<Item = &'t String>, version: Option<&str>) {
        lines.into_iter().for_each(|line| self.text(Fact::Change, Some(line)));
        self.versions.extend(version.map(|folder| folder.trim_end_matches('/').to_owned()));
    }

    /// Asks for points that it posts, too: each with the household, the deed and the day.
    pub fn add_points(&mut self, scored: Scored) {
        let Scored { household, name, deed, on, points } = scored;
        let text = |text: &str| Spellings::Text(Bare::of(text));
        let words = [household, &name, &deed].into_iter().filter(|words| !words.is_empty()).map(text);
        let rest = on.map(Spellings::Day).into_iter().chain([Spellings::Count(points)]);
        self.rows.push(Row { parts: words.chain(rest).map(|part| (Fact::Points, part)).collect() });
    }

    /// Asks for a sum of points, too.
    pub fn add_sum(&mut self, points: i64) {
        self.facts.push((Fact::Points, Spellings::Count(points)));
    }

    /// Asks for telephones to complain to, too.
    pub fn add_hotline(&mut self, line: &Hotline) {
        let Hotline { name, phone } = line;
        [name, phone].into_iter().for_each(|text| self.text(Fact::Contact, Some(&text.value)));
    }

    /// Asks for the way to a file, too.
    pub fn add_file(&mut self, path: String) {
        self.files.push(path);
    }

    /// Takes what was found since as one row.
    fn row(&mut self, since: usize) {
        let parts = self.facts.split_off(since);
        self.rows.extend((!parts.is_empty()).then_some(Row { parts }));
    }

    fn text(&mut self, fact: Fact, text: Option<&String>) {
        let bare = text.map(|text| Bare::of(text)).filter(|text| !text.is_empty());
        self.facts.extend(bare.map(|text| (fact, Spellings::Text(text))));
    }

    fn money(&mut self, amount: Option<Money>) {
        self.facts.extend(amount.map(|amount| (Fact::Amount, Spellings::Money(amount))));
    }

    fn project(&mut self, project: &Project) {
        let Project {
            name,
            category,
            site,
            content,
            funds,
            total,
            period,
            goal,
            unit,
            responsible,
            beneficiaries,
            benefit_link,
            subsidy,
            settled,
            surplus,
            acceptance,
            progress,
        } = project;
        self.text(Fact::Project, Some(&name.value));
        let texts = [category, site, content, goal, unit, responsible, beneficiaries, benefit_link, subsidy];
        for text in texts.into_iter().flatten() {
            self.text(Fact::Project, Some(&text.value));
        }
        for fund in funds {
            let (Fund { source, amount }, since) = (&fund.value, self.facts.len());
            self.text(Fact::Project, Some(&source.value));
            self.money(amount.as_ref().map(|amount| amount.value));
            self.row(since);
        }
        for amount in [total, settled, surplus].into_iter().flatten() {
            self.money(Some(amount.value));
        }
        acceptance.iter().for_each(|acceptance| self.acceptance(acceptance));
        progress.iter().for_each(|step| self.step(step));
        let days = period.iter().flat_map(|period| [&period.from, &period.until]).flatten();
        self.facts.extend(days.map(|day| (Fact::Project, Spellings::Day(day.value))));
    }

    fn acceptance(&mut self, acceptance: &Acceptance) {
        let Acceptance { on, unit, result } = acceptance;
        self.facts.extend(on.iter().map(|on| (Fact::Project, Spellings::Day(on.value))));
        for text in [unit, result].into_iter().flatten() {
            self.text(Fact::Project, Some(&text.value));
        }
    }

    fn step(&mut self, step: &Progress) {
        let (Progress { on, percent, paid, note }, since) = (step, self.facts.len());
        self.facts.extend(on.iter().map(|on| (Fact::Project, Spellings::Day(on.value))));
        let percent = percent.as_ref().map(|percent| format!("{}%", percent.value));
        self.text(Fact::Project, percent.as_ref());
        self.money(paid.as_ref().map(|paid| paid.value));
        self.text(Fact::Project, note.as_ref().map(|note| &note.value));
        self.row(since);
    }

    fn apply(&mut self, apply: &Apply) {
        let Apply { until, how, phones, vacancies, requirements, form: _ } = apply;
        // the end of a day is the beginning of the next, and shown as its 24:00
        let day = until.as_ref().and_then(|until| until.value.checked_sub(1.second()).ok());
        self.facts.extend(day.map(|day| (Fact::Apply, Spellings::Day(day.date()))));
        let vacancies = vacancies.as_ref().map(|vacancies| vacancies.value.to_string());
        self.text(Fact::Apply, vacancies.as_ref());
        for text in [how, requirements].into_iter().flatten().chain(phones) {
            self.text(Fact::Apply, Some(&text.value));
        }
    }

    fn contact(&mut self, contact: &Contact) {
        let Contact { name, phones, address, email } = contact;
        for text in [name, address, email].into_iter().flatten().chain(phones) {
            self.text(Fact::Contact, Some(&text.value));
        }
    }

    /// Cuts a body into its blocks, and those where a theme may put signs of its own between words.
    fn body_of(&mut self, markdown: &str) {
        let document = Document::new(markdown);
        let (mut block, mut note, mut silent) = (Bare::default(), 0, 0);
        for (event, _) in document.events() {
            match event {
                Event::Text(text) | Event::Code(text) if silent == 0 => block.push(&text),
                Event::Start(Tag::FootnoteDefinition(_)) => {
                    self.close(&mut block, note > 0);
                    note += 1;
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    self.close(&mut block, note > 0);
                    note -= 1;
                }
                Event::Start(Tag::Image { .. }) => {
                    self.close(&mut block, note > 0);
                    silent += 1;
                }
                Event::End(TagEnd::Image) => silent -= 1,
                Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::HardBreak => {
                    self.close(&mut block, note > 0);
                }
                Event::Start(tag) if is_block_end(tag.to_end()) => self.close(&mut block, note > 0),
                Event::End(tag) if is_block_end(tag) => self.close(&mut block, note > 0),
                _ => {}
            }
        }
        self.close(&mut block, false);
    }

    fn close(&mut self, block: &mut Bare, note: bool) {
        let block = std::mem::take(block);
        if !block.is_empty() {
            if note { &mut self.notes } else { &mut self.body }.push(block);
        }
    }

    /// Everything that the notice itself says.
    pub(super) fn own_words(&self) -> impl Iterator<Item = &Bare> {
        let rows = self.rows.iter().flat_map(|row| &row.parts);
        let facts = self.facts.iter().chain(rows).filter_map(|(_, spellings)| match spellings {
            Spellings::Text(text) => Some(text),
            _ => None,
        });
        facts.chain(&self.body).chain(&self.notes)
    }
}

fn is_block_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::CodeBlock
            | TagEnd::BlockQuote(_)
            | TagEnd::HtmlBlock
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(markdown: &str) -> (Vec<String>, Vec<String>) {
        let mut wanted = Wanted::default();
        wanted.body_of(markdown);
        let texts = |list: Vec<Bare>| list.iter().map(|bare| bare.as_str().to_owned()).collect();
        (texts(wanted.body), texts(wanted.notes))
    }

    #[test]
    fn a_body_is_cut_into_blocks() {
        let (body, notes) = blocks(
            "一 段**粗**字[^1]后\n换行\n\n|甲|乙|\n|-|-|\n|1|2|\n\n- [x] 做\n![图](a.png)\n\n[^1]: 注\n",
        );
        assert_eq!(body, ["一段粗字", "后换行", "甲", "乙", "1", "2", "做"]);
        assert_eq!(notes, ["注"]);
    }
}
