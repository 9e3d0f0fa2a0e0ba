//! `certify`: the posting certificate of one notice, as a page to print and as JSON.

use super::desk::{Command, Desk, Ending, Ran, trouble};
use super::help::Words;
use super::log;
use super::output::{put, say, tell};
use crate::build::Site;
use crate::diagnostic::{Diagnostic, Text};
use crate::disk::{self, Disk};
use crate::evidence::certify::{Asked, certify};
use crate::evidence::photos;
use crate::evidence::refusal::Refusal;
use crate::evidence::resting;
use crate::evidence::sheet::Certificate;
use crate::model::content::Content;
use crate::model::notice::Notice;
use crate::publish::{self, record};
use crate::render::theme::Theme;
use crate::report::Format;
use crate::text;
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Args)]
#[group(skip)]
pub(super) struct Certify {
    /// The notice's id: its path under `content/`, without `.md`.
    #[arg(value_name = "NOTICE")]
    notice: String,
    /// Make one before the window has ended, marked as a draft.
    #[arg(long)]
    draft: bool,
    /// Where it goes; relative to the working folder.
    #[arg(long, short, value_name = "DIR", default_value = "certificates")]
    out: PathBuf,
    /// A witness's lines on this board, to be cited.
    #[arg(long, value_name = "FILE")]
    witness: Option<PathBuf>,
}

impl Command for Certify {
    const NAME: &'static str = "certify";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        let notice = words.help(
            "公告的编号或标题，如 notices/2026/shangcun-road 或 柳湾村道路硬化",
            "The notice's id or title, such as notices/2026/shangcun-road",
        );
        let draft = words
            .help("公示期没满也出一份，标明草稿", "Make one before the window has ended, marked as a draft");
        command
            .about(
                words
                    .say("出一份公告的公示证明，用来备案", "The posting certificate of a notice, for filing"),
            )
            .mut_arg("notice", notice)
            .mut_arg("draft", draft)
            .mut_arg("out", words.help("证明放在哪里", "Where it goes"))
            .mut_arg(
                "witness",
                words.help(
                    "见证单位对这块板的记录（rounds.jsonl），写进证明",
                    "A witness's lines on this board (rounds.jsonl), to be cited",
                ),
            )
    }

    fn run(self, desk: &Desk) -> Ran {
        let mut site = desk.site()?;
        if !site.content.site.is_demo() {
            desk.no_day()?;
            site.moment = desk.machine_clock().for_site(&site.content.site);
        }
        if !site.log.faults().is_empty() {
            return log::check(desk, None, None);
        }
        let root = &desk.options.root;
        record::settled(root).map_err(|error| publish::words::trouble(&error))?;
        site.digest_files(root).map_err(|error| trouble(&error))?;
        let witness = self.witness.as_deref().map(lines).transpose()?;
        let asked = named(&site.content, id(&self.notice))?;
        match certificate(&site, &asked, self.draft, witness.as_deref()) {
            Ok((sheet, theme)) => filed(desk, &site, sheet, &theme, &self.out),
            Err(faults) => {
                tell(desk, &faults, site.texts());
                Ok(Ending::Refused)
            }
        }
    }
}

/// More lines than a witness writes in many years.
const LINES: u64 = 256 << 20;

/// A witness's lines. What is no text is none of them, which is told where they are read.
fn lines(path: &Path) -> Result<String, Text> {
    let bytes = disk::read_at_most(path, LINES).map_err(|lost| trouble(&lost))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A notice's id, however its file was named.
fn id(asked: &str) -> &str {
    let path = asked.trim_start_matches("content/");
    path.trim_end_matches(".md").trim_end_matches("/index").trim_matches('/')
}

/// The notice that somebody means: by its id, or by its title or file's name, whole or in part.
fn named(content: &Content, asked: &str) -> Result<String, Text> {
    if content.knows(asked) {
        return Ok(asked.to_owned());
    }
    let name = |notice: &Notice| notice.item.id.rsplit('/').next().unwrap_or_default().to_owned();
    let whole = |notice: &&Notice| notice.title.value == asked || name(notice) == asked;
    let part = |notice: &&Notice| notice.title.value.contains(asked);
    let found: Vec<&Notice> = match content.notices.iter().filter(whole).collect::<Vec<_>>() {
        exact if exact.is_empty() => content.notices.iter().filter(part).collect(),
        exact => exact,
    };
    match found.as_slice() {
        [only] => Ok(only.item.id.clone()),
        // what the log knows of it is told there
        [] => Ok(asked.to_owned()),
        several => {
            let list: String = several
                .iter()
                .take(9)
                .map(|one| format!("\n  {}  {}", one.item.id, one.title.value))
                .collect();
            Err(text!(
                "“{asked}”说的可能是好几份公告，写它的编号：{list}",
                "`{asked}` may mean several notices; write the id:{list}"
            ))
        }
    }
}

/// The sheet, and the theme that shows it, or why there is none.
fn certificate(
    site: &Site,
    id: &str,
    draft: bool,
    witness: Option<&str>,
) -> Result<(Certificate, Theme), Vec<Diagnostic>> {
    let errors = resting::errors(site.check(), &site.content, site.texts(), id);
    if !draft && !errors.is_empty() {
        return Err(errors);
    }
    let (content, log, now, errors) = (&site.content, &site.log, site.moment.now, errors.len());
    let sheet = certify(Asked { content, log, id, now, draft, errors, witness });
    let refused = |against: Vec<Refusal>| -> Vec<Diagnostic> {
        against.iter().map(|refusal| refusal.diagnose(content, id)).collect()
    };
    Ok((sheet.map_err(refused)?, site.theme()?))
}

/// Writes the sheet as a page and as JSON.
fn filed(desk: &Desk, site: &Site, mut sheet: Certificate, theme: &Theme, out: &Path) -> Ran {
    let read = photos::fill(&mut sheet.photos, &site.content, &desk.options.root);
    read.map_err(|error| trouble(&error))?;
    let page = match theme.sheet("certificate", &sheet).and_then(|page| whole(theme, page, &sheet)) {
        Ok(page) => page,
        Err(fault) => {
            tell(desk, &[fault], site.texts());
            return Ok(Ending::Refused);
        }
    };
    sheet.photos.iter_mut().for_each(|photo| photo.src = None);
    let json = format!("{:#}\n", serde_json::json!(sheet));
    let name = format!("公示证明-{}", sheet.id.trim_start_matches("notices/").replace('/', "-"));
    store(out, &name, &page, &json).map_err(|lost| trouble(&lost))?;
    if desk.options.format == Format::Json {
        put(&json);
    }
    let shown = out.join(format!("{name}.html"));
    let shown = shown.display();
    say(
        desk,
        &text!(
            "公示证明：{shown}（同名的 .json 是给程序用的）\n",
            "Certificate: {shown} (and the same as .json)\n"
        ),
    );
    Ok(Ending::Done)
}

/// A theme of one's own may not leave out what has to be said.
fn whole(theme: &Theme, page: Vec<u8>, sheet: &Certificate) -> Result<Vec<u8>, Diagnostic> {
    let text = String::from_utf8_lossy(&page);
    // without what HTML writes otherwise
    let plain = |said: &str| {
        said.split(['&', '<', '>', '"', '\'', '/', '`', '='])
            .max_by_key(|piece| piece.len())
            .map(str::to_owned)
    };
    let missing =
        sheet.reservations.iter().find(|said| plain(&said.text).is_some_and(|said| !text.contains(&said)));
    match missing {
        None => Ok(page),
        Some(said) => Err(theme.lacks("certificate", &said.text)),
    }
}

fn store(out: &Path, name: &str, page: &[u8], json: &str) -> Result<(), disk::Trouble> {
    let disk = Disk::new();
    disk.make_folders(out)?;
    disk.replace(&out.join(format!("{name}.html")), page)?;
    disk.replace(&out.join(format!("{name}.json")), json.as_bytes())
}
