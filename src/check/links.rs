//! Links, pictures and attachments: `link-broken`, `attachment-missing`, `html-unsafe`,
//! `picture-alt-missing`.

use super::Facts;
use crate::collection::Collection;
use crate::diagnostic::{Code, Diagnostic, Edit, Text};
use crate::model::content::Content;
use crate::model::files::in_fields;
use crate::model::item::{Item, Link, LinkKind};
use crate::model::link::{Target, resolve};
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use rayon::prelude::*;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let content = facts.content;
    let items: Vec<&Item> = content.items().collect();
    let mut found: Vec<Diagnostic> = items.par_iter().flat_map_iter(|item| body(content, item)).collect();
    found.extend(files(content));
    found
}

fn body(content: &Content, item: &Item) -> Vec<Diagnostic> {
    let (breaks, tags): (Vec<Span>, Vec<Span>) =
        item.body.unsafe_spans.iter().partition(|span| is_line_break(item, **span));
    let html = tags.into_iter().map(|span| unsafe_html(item.file, span));
    html.chain(line_breaks(item, &breaks))
        .chain(item.body.links.iter().filter_map(|link| judge(content, item, link)))
        .collect()
}

fn judge(content: &Content, item: &Item, link: &Link) -> Option<Diagnostic> {
    let target = resolve(content, item, &link.target.value);
    match (&target, link.kind) {
        // reported where it lies
        (Target::Item { id, .. }, _) if content.broken.contains(id) => None,
        (Target::Forbidden, _) if link.target.value.contains('\\') => {
            Some(backslash(item.file, &link.target))
        }
        (Target::Forbidden, _) => Some(bad_scheme(item.file, &link.target)),
        (Target::Outside, LinkKind::Picture { .. }) => Some(picture_elsewhere(item.file, &link.target)),
        (Target::Nowhere | Target::Item { .. } | Target::Generated(_), LinkKind::Picture { .. }) => {
            Some(missing_file(content, item, &link.target))
        }
        (Target::Nowhere, LinkKind::Link) => Some(broken(content, item, &link.target)),
        (Target::Generated(path), LinkKind::Link) if !is_generated(path) => {
            Some(broken(content, item, &link.target))
        }
        (Target::Item { id, anchor: Some(anchor) }, LinkKind::Link) => {
            wrong_anchor(content, item, id, anchor, &link.target)
        }
        (Target::Asset(_), LinkKind::Picture { described: false }) => {
            Some(undescribed(item.file, &link.target))
        }
        _ => None,
    }
}

/// Pages that planning makes, which a text may link to with `/…`.
fn is_generated(path: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "",
        "points",
        "places",
        "search",
        "deadlines",
        "sitemap",
        "handbook",
        "data",
        "columns",
        "log",
        "feed.xml",
        "sitemap.xml",
    ];
    let top = path.split('/').next().unwrap_or_default();
    let is_list = |collection: Collection| collection.row().list.folder == top;
    OTHERS.contains(&top) || Collection::ALL.into_iter().any(is_list)
}

/// Files that fields name and that are not there.
fn files(content: &Content) -> Vec<Diagnostic> {
    let written = in_fields(content).into_iter().filter(|named| !named.file.value.is_empty());
    written
        .filter(|named| !is_asset(content, named.item, &named.file.value))
        .map(|named| missing_file(content, named.item, named.file))
        .collect()
}

/// There is such a file, or what lies there is reported as what it is.
fn is_asset(content: &Content, item: &Item, file: &str) -> bool {
    match resolve(content, item, file) {
        Target::Asset(_) => true,
        Target::Item { id, .. } => content.broken.contains(&id),
        _ => false,
    }
}

fn unsafe_html(file: SourceId, span: Span) -> Diagnostic {
    let message = text!("正文里不能写 HTML 标签", "Raw HTML is not allowed in the text");
    let hint = text!(
        "用 Markdown 写：**加粗**、[文字](网址)、表格；要显示尖括号就写成 \\<",
        "Write Markdown: **bold**, [text](address), tables; for a literal < write \\<"
    );
    Diagnostic::new(Code::HtmlUnsafe, file, span, message).hint(hint)
}

/// `<br>` in any of its spellings.
fn is_line_break(item: &Item, tag: Span) -> bool {
    let tag = item.body.whole_file().get(tag.range()).unwrap_or_default().trim();
    let name = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}

/// Told once a text. In plain text a paragraph is put in place of each; else it is for the clerk to say what: a sign in
/// a table, say.
fn line_breaks(item: &Item, breaks: &[Span]) -> Option<Diagnostic> {
    let (&first, count) = (breaks.first()?, breaks.len());
    let message =
        text!("正文里不能写 <br>，全文共{count}个", "`<br>` is not allowed in the text; there are {count}");
    let hint = text!(
        "要换行就空一行，另起一段；表格里换成分号",
        "Leave a blank line for a new paragraph; in a table write a semicolon"
    );
    let parted: Option<Vec<Edit>> = breaks.iter().map(|tag| parted(item, *tag)).collect();
    Some(
        Diagnostic::new(Code::HtmlUnsafe, item.file, first, message)
            .hint(hint)
            .mended(parted.unwrap_or_default()),
    )
}

/// A blank line for a tag that stands in a paragraph of plain text.
fn parted(item: &Item, tag: Span) -> Option<Edit> {
    let (body, start) = (item.body.text(), item.body.offset());
    let (before, after) = (body.get(..tag.start as usize - start)?, body.get(tag.end as usize - start..)?);
    let (mut above, mut below) = (before.rsplit('\n'), after.split('\n'));
    let (left, right) = (above.next()?, below.next()?);
    let within = |line: &&str| !line.trim().is_empty();
    let (above, below): (Vec<&str>, Vec<&str>) =
        (above.take_while(within).collect(), below.take_while(within).collect());
    let is_plain = [left, right].iter().chain(&above).chain(&below).all(|line| is_plain(line));
    let spaces = right.len() - right.trim_start_matches([' ', '\t']).len();
    let is_last = right.trim().is_empty();
    let blank = match (left.trim().is_empty() && above.is_empty(), is_last) {
        (true, _) => "",
        (false, true) if below.is_empty() => "",
        (false, true) => "\n",
        (false, false) => "\n\n",
    };
    let span = Span::new(tag.start as usize, tag.end as usize + spaces);
    is_plain.then(|| Edit { span, text: blank.to_owned() })
}

/// Nothing in a line says that it is more than words: no table, list, quotation, nothing bold.
fn is_plain(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_item = number.len() < line.len() && number.starts_with(['.', ')']);
    !is_item
        && !line.starts_with([' ', '\t', '>', '#', '-', '+', ':'])
        && !line.contains(['|', '*', '_', '~', '[', '`', '\\'])
}

fn bad_scheme(file: SourceId, target: &Spanned<String>) -> Diagnostic {
    let message = text!("这种网址不允许", "This kind of address is not allowed");
    let hint = text!(
        "网址只能是 https://、http://、mailto:、tel: 或站内相对路径",
        "Use https://, http://, mailto:, tel: or a relative path"
    );
    Diagnostic::new(Code::HtmlUnsafe, file, target.span, message).hint(hint)
}

/// A path as Windows shows it.
fn backslash(file: SourceId, target: &Spanned<String>) -> Diagnostic {
    let written = &target.value;
    let is_whole = written.contains(":\\") || written.starts_with("\\\\");
    let (message, hint) = if is_whole { own_place(written) } else { wrong_slash(written) };
    Diagnostic::new(Code::LinkBroken, file, target.span, message).hint(hint)
}

fn own_place(written: &str) -> (Text, Text) {
    let name = written.rsplit('\\').next().unwrap_or(written);
    (
        text!("这是您自己电脑里的位置，别人打不开", "This is a place on your own computer"),
        text!(
            "把文件复制到这份公告的旁边，这里只写文件名：{name}",
            "Copy the file beside this one and write its name alone: {name}"
        ),
    )
}

fn wrong_slash(written: &str) -> (Text, Text) {
    let right = written.replace('\\', "/");
    (text!("路径里的“\\”要写成“/”", "Write `/` for `\\` in a path"), text!("写成：{right}", "Write: {right}"))
}

fn picture_elsewhere(file: SourceId, target: &Spanned<String>) -> Diagnostic {
    let message = text!(
        "图片在别的网站上，页面打开时会去请求它",
        "The picture lies on another site, which every visitor would contact"
    );
    let hint = text!("把图片存到公告旁边，写文件名", "Save the picture beside the file and write its name");
    Diagnostic::new(Code::AttachmentMissing, file, target.span, message).hint(hint)
}

fn broken(content: &Content, item: &Item, target: &Spanned<String>) -> Diagnostic {
    let written = &target.value;
    let message = text!("链接“{written}”指向的内容不存在", "The link `{written}` leads nowhere");
    let tail = written
        .split('#')
        .next()
        .unwrap_or_default()
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let stem = tail.strip_suffix(".md").unwrap_or(tail);
    let near = content.items().find(|other| !stem.is_empty() && other.id.rsplit('/').next() == Some(stem));
    let hint = match near {
        Some(near) => {
            let path = relative_path(item.folder_path(), near);
            text!("是不是想写“{path}”？", "Did you mean `{path}`?")
        }
        None => text!(
            "写对方文件相对于本文件的路径，例如 ../2026/xxx.md",
            "Write the other file's path relative to this one, such as ../2026/xxx.md"
        ),
    };
    Diagnostic::new(Code::LinkBroken, item.file, target.span, message).hint(hint)
}

fn relative_path(from: &str, to: &Item) -> String {
    let to = if to.folder { format!("{}/index.md", to.id) } else { format!("{}.md", to.id) };
    let from: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    "../".repeat(from.len() - shared) + &parts[shared..].join("/")
}

fn wrong_anchor(
    content: &Content,
    item: &Item,
    id: &str,
    anchor: &str,
    target: &Spanned<String>,
) -> Option<Diagnostic> {
    let anchors = content.item(id)?.body.anchors.get()?;
    if anchor.is_empty() || anchors.iter().any(|known| known == anchor) {
        return None;
    }
    let message = text!("“{id}”里没有“#{anchor}”这个标题", "`{id}` has no heading `#{anchor}`");
    let list = anchors.iter().take(8).map(|known| format!("#{known}")).collect::<Vec<_>>().join("、");
    let hint = text!("那里的标题有：{list}", "Its headings: {list}");
    Some(Diagnostic::new(Code::LinkBroken, item.file, target.span, message).hint(hint))
}

fn missing_file(content: &Content, item: &Item, target: &Spanned<String>) -> Diagnostic {
    if target.value.contains('\\') {
        return backslash(item.file, target);
    }
    let written = &target.value;
    let message = text!("找不到文件“{written}”", "The file `{written}` does not exist");
    let folder = item.folder_path();
    let beside: Vec<&str> = content
        .assets
        .range(format!("{folder}/")..)
        .map_while(|(path, _)| path.strip_prefix(folder)?.strip_prefix('/'))
        .filter(|name| !name.contains('/'))
        .take(6)
        .collect();
    let hint = if beside.is_empty() {
        text!(
            "把文件放到 content/{folder}/ 里，名字写得一模一样",
            "Put the file into content/{folder}/, spelled exactly the same"
        )
    } else {
        let list = beside.join("、");
        text!("content/{folder}/ 里有：{list}", "In content/{folder}/ there is: {list}")
    };
    Diagnostic::new(Code::AttachmentMissing, item.file, target.span, message).hint(hint)
}

fn undescribed(file: SourceId, target: &Spanned<String>) -> Diagnostic {
    let message = text!(
        "图片没有文字说明，看不见图的人不知道内容",
        "The picture has no description for those who cannot see it"
    );
    let hint = text!(
        "在方括号里写一句：![村道硬化现场](图片文件)",
        "Write it in the brackets: ![what it shows](file)"
    );
    Diagnostic::new(Code::PictureAltMissing, file, target.span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn pages_that_are_made_may_be_linked_to() {
        for page in
            ["columns/", "columns/projects/", "log/", "feed.xml", "sitemap.xml", "places/", "notices/"]
        {
            assert!(is_generated(page), "{page}");
        }
        assert!(!is_generated("colums/"));
    }

    #[test]
    fn links_that_lead_somewhere_pass() {
        case(check).shows(expect![[r#"
            pages/a.md
               ---
               title: 一
               ---
               [b](b/index.md) [b](b/) [b](/pages/b/) [锚](b/#二节) [所有](/notices/) <https://a.example/>
            pages/b/index.md
               ---
               title: 二
               ---
               ## 二节
        "#]]);
    }

    #[test]
    fn faults_point_at_the_destination() {
        case(check).shows(expect![[r#"
            pages/a.md
               ---
               title: 一
               ---
               见[甲](c.md)。
            //        ^^^^ error[link-broken]
            // 链接“c.md”指向的内容不存在
            // ➜ 写对方文件相对于本文件的路径，例如 ../2026/xxx.md
            // The link `c.md` leads nowhere
            // ➜ Write the other file's path relative to this one, such as ../2026/xxx.md

               [锚](b/#三节)
            //      ^^^^^^^ error[link-broken]
            // “pages/b”里没有“#三节”这个标题
            // ➜ 那里的标题有：#二节

               ![图](x.jpg)
            //       ^^^^^ error[attachment-missing]
            // 找不到文件“x.jpg”
            // ➜ 把文件放到 content/pages/ 里，名字写得一模一样
            // The file `x.jpg` does not exist
            // ➜ Put the file into content/pages/, spelled exactly the same

               [x](javascript:alert)
            //     ^^^^^^^^^^^^^^^^ error[html-unsafe]
            // 这种网址不允许
            // ➜ 网址只能是 https://、http://、mailto:、tel: 或站内相对路径
            // This kind of address is not allowed
            // ➜ Use https://, http://, mailto:, tel: or a relative path

               一<b>二</b>
            //   ^^^ error[html-unsafe]
            // 正文里不能写 HTML 标签
            // ➜ 用 Markdown 写：**加粗**、[文字](网址)、表格；要显示尖括号就写成 \<
            //        ^^^^ error[html-unsafe]
            pages/b/index.md
               ---
               title: 二
               ---
               ## 二节
        "#]]);
    }
}
