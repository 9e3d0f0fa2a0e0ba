//! The commands that make evidence: publish, verify, certify, log. Their time is the machine's clock.

use super::output::{Bar, done, put, rendered, say, say_err, tell};
use super::{DONE, REFUSED, Ran, exit, has_content, load, machine_clock, trouble};
use crate::build::Site;
use crate::cli::{self, Common};
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::evidence;
use crate::evidence::certify::Certificate;
use crate::evidence::verify::Place;
use crate::model::log::stamp::Stamp;
use crate::model::moment;
use crate::publish::directory::Directory;
use crate::publish::disk::Disk;
use crate::publish::{self, Ended};
use crate::render::theme::Theme;
use crate::report::Format;
use crate::text;
use crate::write;
use std::io::{self, IsTerminal};
use std::path::Path;

pub fn publish(common: &Common, name: &str, dry_run: bool, allow_demo: bool) -> Ran {
    no_day(common)?;
    has_content(common)?;
    let disk = Disk::new();
    let target = Directory::new(Path::new(name), &disk);
    let request = publish::Request {
        root: &common.root,
        target_name: name,
        clock: machine_clock(),
        allow_demo,
        dry_run,
    };
    let bar = Bar::new(common);
    let ended = publish::publish(&request, &target, &disk, &bar);
    bar.finish();
    let (site, ended) = ended.map_err(|error| publish::words::trouble(&error))?;
    match ended {
        Ended::Refused(faults) => {
            tell(common, &faults, site.texts());
            say_err(common, &text!("没有发布，网站原封不动\n", "Nothing was published\n"));
            Ok(REFUSED)
        }
        Ended::Done(report) => {
            tell(common, &report.warnings, site.texts());
            say(common, &publish::words::report(&report, dry_run, name));
            if report.release.is_some() {
                timestamp(common, &site);
            }
            Ok(DONE)
        }
    }
}

/// Has the log's head stamped where the site names an authority. Without it the publication still stands.
fn timestamp(common: &Common, site: &Site) {
    let (Some(address), Some(head)) = (&site.content.site.timestamp_url, site.log.head()) else {
        return;
    };
    match evidence::timestamp::stamp(&address.value, &common.root, head, &Disk::new()) {
        Ok(path) => {
            let shown = path.display();
            say(common, &text!("时间戳：{shown}\n", "Time stamp: {shown}\n"));
        }
        Err(why) => say_err(
            common,
            &text!(
                "没有取到时间戳（{why}），发布照常有效\n",
                "No time stamp ({why}); the publication stands\n"
            ),
        ),
    }
}

/// Nobody can publish, or look, on a day of one's choice.
fn no_day(common: &Common) -> Result<(), Text> {
    match common.today {
        Some(_) => Err(text!(
            "这个命令只认电脑的时钟，不能用 --today",
            "This command goes by the machine's clock; --today is not for it"
        )),
        None => Ok(()),
    }
}

pub fn verify(common: &Common, place: Option<&str>, record: bool) -> Ran {
    no_day(common)?;
    has_content(common)?;
    if record {
        publish::record::finish(&common.root, &Disk::new()).map_err(|error| trouble(&error))?;
    }
    let site = load(common)?;
    let log = &site.log;
    if !log.faults().is_empty() {
        return self::log(common, true, None);
    }
    let at = Stamp::new(&machine_clock().instant.to_zoned(moment::zone(&site.content.site)));
    let place = Place::of(place, &site.content.site.base_url.value);
    let round = evidence::verify::round(log, &place, at);
    if record {
        publish::record::record(&common.root, log, &round.event(), at, &Disk::new())
            .map_err(|error| trouble(&error))?;
    }
    match common.format {
        Format::Json => put(&format!("{:#}\n", serde_json::json!(round))),
        _ => put(evidence::words::round(&round).get(common.language)),
    }
    Ok(if round.passed() { DONE } else { REFUSED })
}

pub fn certify(common: &Common, asked: &str, draft: bool, out: &Path) -> Ran {
    let mut site = load(common)?;
    let id = asked
        .trim_start_matches("content/")
        .trim_end_matches(".md")
        .trim_end_matches("/index")
        .trim_matches('/');
    if !site.content.site.is_demo() {
        no_day(common)?;
        site.moment = machine_clock().for_site(&site.content.site);
    }
    let faults = match certificate(&site, id, draft) {
        Ok((sheet, theme)) => return filed(common, &site, sheet, &theme, out),
        Err(faults) => faults,
    };
    tell(common, &faults, site.texts());
    Ok(REFUSED)
}

/// The sheet, and the theme that shows it, or why there is none.
fn certificate(site: &Site, id: &str, draft: bool) -> Result<(Certificate, Theme), Vec<Diagnostic>> {
    let refused = |refusal| vec![evidence::words::refusal(&site.content, id, &refusal)];
    let sheet = evidence::certify::certify(&site.content, &site.log, id, site.moment.now, draft);
    Ok((sheet.map_err(refused)?, site.theme()?))
}

/// Writes the sheet as a page and as JSON.
fn filed(common: &Common, site: &Site, mut sheet: Certificate, theme: &Theme, out: &Path) -> Ran {
    let lost = |error: io::Error| trouble(&error);
    evidence::photos::fill(&mut sheet.photos, &site.content, &common.root).map_err(lost)?;
    let page = match theme.sheet("certificate", &sheet) {
        Ok(page) => page,
        Err(fault) => {
            tell(common, &[fault], site.texts());
            return Ok(REFUSED);
        }
    };
    sheet.photos.iter_mut().for_each(|photo| photo.src = None);
    let json = format!("{:#}\n", serde_json::json!(sheet));
    let name = format!("公示证明-{}", sheet.id.trim_start_matches("notices/").replace('/', "-"));
    for (ending, bytes) in [("html", page.as_slice()), ("json", json.as_bytes())] {
        write::fresh::replace(&out.join(format!("{name}.{ending}")), bytes).map_err(lost)?;
    }
    if common.format == Format::Json {
        put(&json);
    }
    let shown = out.join(format!("{name}.html"));
    let shown = shown.display();
    say(
        common,
        &text!(
            "公示证明：{shown}（同名的 .json 是给程序用的）\n",
            "Certificate: {shown} (and the same as .json)\n"
        ),
    );
    Ok(DONE)
}

pub fn log(common: &Common, check: bool, against: Option<&str>) -> Ran {
    let site = load(common)?;
    let log = &site.log;
    if !check {
        return match common.format {
            Format::Json => Ok(done(log.text())),
            _ => Ok(done(&cli::log::listing(log, common.language))),
        };
    }
    let mut broken: Vec<Diagnostic> =
        site.check().into_iter().filter(|fault| fault.code == Code::LogBroken).collect();
    if let Some(place) = against {
        let carried = evidence::verify::carried(&Place::of(Some(place), "")).map_err(|fault| {
            text!(
                "网站上读不到 release.json（{fault}）",
                "There is no release.json to compare with ({fault})"
            )
        })?;
        broken.extend(evidence::disagreement(log, &carried));
    }
    if !broken.is_empty() || common.format == Format::Json {
        put(&rendered(common, &broken, site.texts(), io::stdout().is_terminal()));
    }
    if broken.is_empty() {
        say(common, &cli::log::whole(log));
    }
    Ok(exit(&broken))
}
