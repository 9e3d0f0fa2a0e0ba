//! The least that could be called building a site, as a floor to stand on: read every file, turn its Markdown
//! into HTML, fill one template, write nothing. And our own stages one by one, inside this process.

use super::content::TODAY;
use super::measure::{self, Cost};
use jiff::civil::Time;
use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tera::{Context, Tera, Value};
use zhangbang::diagnostic::Diagnostic;
use zhangbang::plan::{self, Audience, Settings};
use zhangbang::render::Renderer;
use zhangbang::render::theme::{self, Theme};
use zhangbang::{check, parse, read};

/// The argument with which this program does the least work.
pub(crate) const PART: &str = "--floor";

const TEMPLATE: &str = "<!doctype html><html lang=\"zh-CN\"><title>{{ title }}</title>\
    <body><h1>{{ title }}</h1><dl>{% for line in lines %}<dd>{{ line }}</dd>{% endfor %}</dl>{{ body | safe }}</body></html>";

pub(crate) fn measure(root: &Path) -> io::Result<Cost> {
    measure::run_part(&[PART.as_ref(), root.as_os_str()])
}

/// Reads and renders every notice; writes nothing.
pub(crate) fn least(root: &Path) -> io::Result<()> {
    let mut tera = Tera::new();
    tera.add_raw_template("notice.html", TEMPLATE).map_err(io::Error::other)?;
    let bytes = files(&root.join("content/notices"))?
        .par_iter()
        .map(|path| page(&tera, &fs::read_to_string(path)?).map_err(io::Error::other))
        .try_reduce(|| 0, |sum, bytes| Ok(sum + bytes))?;
    black_box(bytes);
    Ok(())
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn page(tera: &Tera, text: &str) -> Result<usize, tera::Error> {
    let (head, body) = text[4..].split_once("---\n").unwrap_or_default();
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, Parser::new_ext(body, Options::ENABLE_TABLES));
    let mut context = Context::new();
    context.insert("title", head.lines().next().unwrap_or_default());
    context.insert("lines", &head.lines().collect::<Vec<_>>());
    context.insert_value("body", Value::safe_string(&out));
    tera.render("notice.html", &context).map(|page| page.len())
}

const PREVIEWS: usize = 5;

/// Each stage of a build in one process with its milliseconds, pages being rendered and thrown away, and then
/// what `serve` does after each change.
pub(crate) fn stages(root: &Path) -> io::Result<Vec<(&'static str, f64)>> {
    let mut times = Vec::new();
    let mut start = Instant::now();
    let mut done = |stage| {
        times.push((stage, start.elapsed().as_secs_f64() * 1e3));
        start = Instant::now();
    };
    let mut sources = read::read(root).map_err(io::Error::other)?;
    sources.texts.extend(theme::embedded_sources(&sources.texts));
    done("read");
    let content = parse::parse(&sources).value;
    let log = parse::log(&sources);
    done("parse");
    let now = TODAY.to_datetime(Time::midnight());
    let faults = check::check(&check::Facts::new(&content, &log, now));
    done("check");
    let settings = Settings { now, pinned: true, audience: Audience::Public };
    let plan = plan::plan(&content, &log, settings).value;
    done("plan");
    let theme = Theme::load(&[theme::DEFAULT_NAME], &sources.texts, &[]).map_err(first)?;
    done("load the theme");
    let renderer = Renderer::new(&plan, &theme);
    done("share values");
    let bytes = (0..plan.pages().len()).into_par_iter().map(|id| renderer.render(id).map(|page| page.len()));
    let bytes = bytes.try_reduce(|| 0, |sum, bytes| Ok(sum + bytes)).map_err(|fault| first(vec![fault]))?;
    done("render");
    black_box((bytes, faults));
    drop(renderer);
    drop(plan);
    done("drop all that");
    for _ in 0..PREVIEWS {
        let copy = content.clone();
        let plan = plan::lay_out(&copy, &log, Settings { audience: Audience::Clerk, ..settings });
        black_box(Renderer::new(&plan, &theme));
        done("preview again: copy, lay out, share values");
    }
    Ok(times)
}

fn first(faults: Vec<Diagnostic>) -> io::Error {
    io::Error::other(faults.first().map(|fault| fault.message.en.clone()).unwrap_or_default())
}
