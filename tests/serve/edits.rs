//! Random edits, renames, deletes and bursts; after each settles, what is served equals a fresh build.

use super::{Board, clock, file, get, notice, style, without_script};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use zhangbang::build;
use zhangbang::plan::{self, Audience};
use zhangbang::render::Renderer;
use zhangbang::render::theme::Theme;

/// Not for secrets.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

pub(crate) fn random(board: &Board, steps: usize, seed: u64) {
    let mut dice = Dice(seed);
    let home = get(board, "/").body;
    let mut theme = build::load(board.root(), &clock()).unwrap().theme().ok().unwrap();
    theme.set_version(style(&home));
    for step in 0..steps {
        let what = edit(board, &mut dice, step);
        settles(
            board,
            &theme,
            step % 25 == 24 || step + 1 == steps,
            &format!("seed {seed}, step {step}: {what}"),
        );
    }
}

fn edit(board: &Board, dice: &mut Dice, step: usize) -> String {
    let name = format!("notices/n{}.md", 1 + dice.roll(8));
    let path = file(board, &name);
    let text = notice(&format!("改{step}"), dice.roll(4));
    match dice.roll(12) {
        0..=2 => fs::write(&path, text).unwrap(),
        3 => {
            // as vim and many others save
            let (fresh, old) = (path.with_extension("md.tmp"), path.with_extension("md~"));
            fs::write(&fresh, text).unwrap();
            let _ = fs::rename(&path, &old);
            fs::rename(&fresh, &path).unwrap();
            let _ = fs::remove_file(&old);
        }
        4 => drop(fs::remove_file(&path)),
        5 => {
            let _ = fs::rename(&path, file(board, &format!("notices/n{}.md", 1 + dice.roll(8))));
        }
        6 => {
            let folder = file(board, &format!("notices/f{}/g", dice.roll(3)));
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(format!("n{}.md", dice.roll(3))), text).unwrap();
        }
        7 => {
            let (from, to) = (dice.roll(3), dice.roll(3));
            let _ =
                fs::rename(file(board, &format!("notices/f{from}")), file(board, &format!("notices/f{to}")));
        }
        8 => drop(fs::remove_dir_all(file(board, &format!("notices/f{}", dice.roll(3))))),
        9 => {
            for i in 1..=8 {
                let _ = match dice.roll(3) {
                    0 => fs::remove_file(file(board, &format!("notices/n{i}.md"))),
                    _ => fs::write(
                        file(board, &format!("notices/n{i}.md")),
                        notice(&format!("批{step}-{i}"), 1),
                    ),
                };
            }
        }
        10 => {
            let site = fs::read_to_string(file(board, "site.yaml")).unwrap();
            let rest = site.split_once('\n').unwrap().1;
            fs::write(file(board, "site.yaml"), format!("name: 示例县{step}\n{rest}")).unwrap();
        }
        _ => {
            // broken for a moment, mended at once
            fs::write(&path, "---\ntitle: [\n").unwrap();
            std::thread::sleep(Duration::from_millis(dice.roll(40) as u64));
            fs::write(&path, text).unwrap();
        }
    }
    name
}

/// Waits until all pages looked at are as a fresh build makes them.
fn settles(board: &Board, theme: &Theme, all: bool, what: &str) {
    let expected = fresh(board.root(), theme, all);
    let begun = Instant::now();
    loop {
        let differing = expected.iter().find(|(path, page)| served(board, path) != **page);
        match differing {
            None => return,
            Some((path, page)) if begun.elapsed() > Duration::from_secs(8) => {
                panic!("{what}: {path} is\n{}\nand should be\n{page}", served(board, path));
            }
            Some(_) => std::thread::sleep(Duration::from_millis(3)),
        }
    }
}

fn served(board: &Board, path: &str) -> String {
    without_script(&get(board, &format!("/{}", path.trim_end_matches("index.html"))).body)
}

/// Pages by path: a few that show everything, or all.
fn fresh(root: &Path, theme: &Theme, all: bool) -> BTreeMap<String, String> {
    let mut site = build::load(root, &clock()).unwrap();
    site.digest_files(root).unwrap();
    let plan = plan::plan(&site.content, &site.log, site.settings(Audience::Clerk)).value;
    let renderer = Renderer::new(&plan, theme);
    let telling = |path: &str| {
        all || ["index.html", "notices/index.html", "sitemap.xml", "feed.xml"].contains(&path)
            || path.starts_with("notices/n")
            || path.starts_with("notices/f")
    };
    let pages = plan.pages().iter().enumerate().filter(|(_, page)| telling(&page.path));
    pages
        .map(|(id, page)| {
            let bytes = renderer.render(id).unwrap_or_else(|fault| panic!("{fault:?}"));
            (page.path.clone(), String::from_utf8(bytes).unwrap())
        })
        .collect()
}
