//! Documents with Word's own habits, written out by hand.

use super::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office""#;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Parts of a document besides its text, by name; the bodies of styles and numbers alone.
pub(crate) fn docx(body: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let mut into = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| {
        into.start_file(name, SimpleFileOptions::default()).expect("in memory");
        into.write_all(bytes).expect("in memory");
    };
    let related = |targets: &[(&str, &str, &str)]| {
        let one = |(id, sort, target): &(&str, &str, &str)| {
            let mode = if target.contains("://") { " TargetMode=\"External\"" } else { "" };
            format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{sort}\" Target=\"{target}\"{mode}/>")
        };
        let space = "http://schemas.openxmlformats.org/package/2006/relationships";
        let all: String = targets.iter().map(one).collect();
        format!("<?xml version=\"1.0\"?><Relationships xmlns=\"{space}\">{all}</Relationships>")
    };
    put("_rels/.rels", related(&[("r1", "officeDocument", "word/document.xml")]).as_bytes());
    let parts = related(&[
        ("s", "styles", "styles.xml"),
        ("n", "numbering", "numbering.xml"),
        ("f", "footnotes", "footnotes.xml"),
        ("c", "comments", "comments.xml"),
        ("h", "header", "header1.xml"),
        ("p1", "image", "media/image1.png"),
        ("p2", "image", "media/image2.emf"),
        ("l", "hyperlink", "https://gongshi.example/a?b=1"),
        ("j", "hyperlink", "javascript://x"),
    ]);
    put("word/_rels/document.xml.rels", parts.as_bytes());
    let document = format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>");
    put("word/document.xml", document.as_bytes());
    for (name, bytes) in others {
        let root = match *name {
            "word/styles.xml" => "styles",
            "word/numbering.xml" => "numbering",
            "word/footnotes.xml" => "footnotes",
            "word/comments.xml" => "comments",
            "word/header1.xml" => "hdr",
            _ => "",
        };
        let inner = String::from_utf8_lossy(bytes);
        match root {
            "" => put(name, bytes),
            root => put(name, format!("<w:{root} {SPACES}>{inner}</w:{root}>").as_bytes()),
        }
    }
    into.finish().expect("in memory").into_inner()
}

/// A paragraph of one run.
pub(crate) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph of a list.
fn numbered(list: u32, level: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn read(body: &str, others: &[(&str, &str)]) -> Document {
    let others: Vec<(&str, &[u8])> = others.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    document(&docx(body, &others)).expect("read")
}

/// Every paragraph, and every row with its cells between bars.
fn shown(document: &Document) -> Vec<String> {
    let row = |row: &Vec<Vec<Paragraph>>| {
        let cells = row.iter().map(|cell| cell.iter().map(Paragraph::text).collect::<Vec<_>>().join("/"));
        cells.collect::<Vec<_>>().join("|")
    };
    let block = |block: &Block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.text()],
        Block::Table(table) => table.rows.iter().map(row).collect(),
    };
    document.blocks.iter().flat_map(block).collect()
}

fn told(document: &Document) -> Vec<(What, usize, &str)> {
    document.told.iter().map(|told| (told.what, told.at, told.words.as_str())).collect()
}

#[test]
fn words_that_word_took_apart_are_whole() {
    let body = "<w:p w:rsidR=\"00A1\"><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t>道</w:t></w:r><w:proofErr w:type=\"gramStart\"/>\
        <w:r w:rsidRPr=\"00B2\"><w:t>路硬</w:t></w:r><w:proofErr w:type=\"gramEnd\"/><w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/>\
        <w:r><w:t xml:space=\"preserve\">化 1.2</w:t><w:noBreakHyphen/><w:t>3</w:t><w:softHyphen/><w:tab/><w:t>公里&#160;米</w:t></w:r></w:p>";
    let document = read(body, &[]);
    assert_eq!(shown(&document), ["道路硬化 1.2-3 公里 米"]);
    let Block::Paragraph(paragraph) = &document.blocks[0] else { panic!("a paragraph") };
    assert_eq!(paragraph.pieces.len(), 1, "{paragraph:?}");
}

#[test]
fn other_prefixes_mean_the_same() {
    let body = "<x:p xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:r><x:t>甲</x:t></x:r></x:p><a:p><a:r><a:t>乙</a:t></a:r></a:p>";
    assert_eq!(shown(&read(body, &[])), ["甲"]);
}

const NUMBERS: &str = r#"<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:pStyle w:val="Second"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
 <w:lvl w:ilvl="3"><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%4"/></w:lvl>
 <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="House"/></w:abstractNum>
<w:abstractNum w:abstractNumId="9"><w:styleLink w:val="House"/><w:lvl w:ilvl="0"><w:numFmt w:val="ideographTraditional"/><w:lvlText w:val="%1．"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>"#;

#[test]
fn numbers_that_word_counts_are_written_out() {
    let style = "<w:style w:type=\"paragraph\" w:styleId=\"Second\"><w:name w:val=\"二级\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    let by_style = "<w:p><w:pPr><w:pStyle w:val=\"Second\"/></w:pPr><w:r><w:t>丁</w:t></w:r></w:p>";
    let body = [
        numbered(1, 0, "甲"),
        numbered(1, 1, "乙"),
        numbered(1, 1, "丙"),
        by_style.to_owned(),
        numbered(1, 2, "戊"),
        numbered(1, 3, "己"),
        numbered(1, 0, "庚"),
        numbered(1, 1, "辛"),
        numbered(1, 3, "壬"),
        numbered(2, 0, "癸"),
        numbered(2, 0, "子"),
        numbered(3, 0, "丑"),
        numbered(0, 0, "寅"),
        numbered(99, 0, "卯"),
    ];
    let document = read(&body.concat(), &[("word/numbering.xml", NUMBERS), ("word/styles.xml", style)]);
    assert_eq!(
        shown(&document),
        [
            "一、甲",
            "（一）乙",
            "（二）丙",
            "（三）丁",
            "1.3.1 戊",
            "① 己",
            "二、庚",
            "（一）辛",
            "② 壬",
            "五、癸",
            "六、子",
            "甲．丑",
            "寅",
            "卯"
        ]
    );
    let document = read(&numbered(1, 4, "甲"), &[("word/numbering.xml", NUMBERS)]);
    assert!(
        matches!(&document.blocks[0], Block::Paragraph(one) if one.label == Some(Label::Bullet(4))),
        "{document:?}"
    );
}

#[test]
fn what_is_not_shown_is_left_out_and_named() {
    let body = [
        p("现将"),
        "<w:p><w:r><w:t>方案</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部稿</w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>旧额30万</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\"><w:r><w:t>新额36万</w:t></w:r></w:ins><w:r><w:rPr><w:rStyle w:val=\"Off\"/></w:rPr><w:t>也藏</w:t></w:r>\
         <w:r><w:commentReference w:id=\"0\"/></w:r><m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath></w:p>".to_owned(),
        "<w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr><w:r><w:t>上半</w:t></w:r></w:p>".to_owned(),
        p("下半"),
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>单击输入</w:t></w:r></w:p></w:sdtContent></w:sdt>".to_owned(),
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>填了</w:t></w:r></w:p></w:sdtContent></w:sdt>".to_owned(),
        "<w:p><w:r><w:object><o:OLEObject ProgID=\"Excel.Sheet.12\"/></w:object></w:r></w:p>".to_owned(),
    ];
    let style = "<w:style w:type=\"character\" w:styleId=\"Off\"><w:rPr><w:vanish/></w:rPr></w:style>";
    let comments = "<w:comment w:id=\"0\"><w:p><w:r><w:t>电话再核</w:t></w:r></w:p></w:comment>";
    let parts = [
        ("word/styles.xml", style),
        ("word/comments.xml", comments),
        ("word/header1.xml", "<w:p><w:r><w:t>第1页</w:t></w:r><w:r><w:t>内部资料</w:t></w:r></w:p>"),
        ("word/vbaProject.bin", "x"),
    ];
    let document = read(&body.concat(), &parts);
    assert_eq!(shown(&document), ["现将", "方案新额36万", "上半下半", "填了"]);
    assert_eq!(
        told(&document),
        [
            (What::Hidden, 2, "内部稿"),
            (What::Deleted, 2, "旧额30万"),
            (What::Inserted, 2, "新额36万"),
            (What::Hidden, 2, "也藏"),
            (What::Equation, 2, "x²"),
            (What::Unfilled, 4, "单击输入"),
            (What::Object, 5, "Excel.Sheet.12"),
            (What::Header, 0, "第1页内部资料"),
            (What::Comment, 0, "电话再核"),
            (What::Macros, 0, ""),
        ]
    );
}

#[test]
fn fields_show_their_results_and_links_lead_out() {
    let field = |asks: &str, shows: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> {asks} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
             <w:r><w:t>{shows}</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let body = format!(
        "<w:p>{}{}</w:p><w:p><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>3</w:t></w:r></w:fldSimple><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
         <w:r><w:t>没有结果</w:t></w:r></w:p>{}<w:p><w:hyperlink r:id=\"l\"><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:hyperlink r:id=\"j\"><w:r><w:t>乙</w:t></w:r></w:hyperlink></w:p>",
        field("DATE \\@ yyyy", "2026年10月29日"),
        field("HYPERLINK \"https://a.example/\"", "网址"),
        p("后文")
    );
    let document = read(&body, &[]);
    assert_eq!(shown(&document), ["2026年10月29日网址", "3", "后文", "甲乙"]);
    assert_eq!(told(&document), [(What::DateField, 1, "")]);
    let links: Vec<String> = document
        .blocks
        .iter()
        .flat_map(|block| match block {
            Block::Paragraph(one) => one.pieces.clone(),
            Block::Table(_) => Vec::new(),
        })
        .filter_map(|piece| match piece {
            Piece::Words(words) => words.link.map(|link| link.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(links, ["https://a.example/", "https://gongshi.example/a?b=1"]);
}

fn cell(about: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{about}</w:tcPr>{}</w:tc>", p(text))
}

fn rows(rows: &[&[(&str, &str)]]) -> String {
    let row = |row: &&[(&str, &str)]| {
        let cells: String = row.iter().map(|(about, text)| cell(about, text)).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn joined_cells_are_told_apart() {
    const TWO: &str = "<w:gridSpan w:val=\"2\"/>";
    const THREE: &str = "<w:gridSpan w:val=\"3\"/>";
    const DOWN: &str = "<w:vMerge w:val=\"restart\"/>";
    const GOES: &str = "<w:vMerge/>";
    let table = rows(&[
        &[(THREE, "附表1")],
        &[(DOWN, "村"), (TWO, "资金")],
        &[(GOES, ""), ("", "中央"), ("", "县级")],
        &[(DOWN, "上村"), ("", "1"), ("", "2")],
        &[(GOES, ""), ("", "3"), ("", "4")],
        &[("", "合计"), (TWO, "10")],
        &[(THREE, "注：单位万元")],
    ]);
    let document = read(&(p("甲") + &table), &[]);
    assert_eq!(
        shown(&document),
        ["甲", "附表1", "村|资金/中央|资金/县级", "上村|1|2", "上村|3|4", "合计|10|", "注：单位万元"]
    );
    assert_eq!(told(&document), [(What::Merged, 2, "")]);
    let frame = rows(&[&[("", "一格的框")]]);
    assert_eq!(read(&frame, &[]).told, []);
    assert!(matches!(read(&frame, &[]).blocks[0], Block::Paragraph(_)));
    let inner = rows(&[&[("", "甲"), ("", "乙")], &[("", "丙"), ("", "丁")]]);
    let nested = format!(
        "<w:tbl><w:tr><w:tc>{inner}{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("后"),
        p("戊"),
        p("己")
    );
    let document = read(&nested, &[]);
    assert_eq!(shown(&document), ["甲 乙/丙 丁/后|戊", "己|"]);
    assert_eq!(told(&document), [(What::Nested, 1, "")]);
    let wide = rows(&[&[("<w:gridSpan w:val=\"4294967295\"/>", "甲")], &[("", "乙")]]);
    assert_eq!(document_fault(&wide), WordFault::TooMuch);
}

fn document_fault(body: &str) -> WordFault {
    document(&docx(body, &[])).expect_err("refused")
}

#[test]
fn pictures_boxes_and_notes_stand_where_they_are_anchored() {
    let picture = |id: &str| {
        format!(
            "<w:drawing><wp:inline><wp:docPr id=\"1\" name=\"图片 1\" descr=\"现场\"/><a:graphic><a:blip r:embed=\"{id}\"/></a:graphic></wp:inline></w:drawing>"
        )
    };
    let boxed = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><w:txbxContent>{0}</w:txbxContent></wp:anchor></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>",
        p("框里")
    );
    let body = format!(
        "<w:p><w:r><w:t>甲</w:t></w:r><w:r>{}</w:r><w:r>{}</w:r><w:r>{boxed}</w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>{}",
        picture("p1"),
        picture("p2"),
        p("乙")
    );
    let notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"-1\"/><w:footnote w:id=\"2\">{}</w:footnote>",
        p("注一")
    );
    let png = b"\x89PNG\r\n\x1a\nxx";
    let bytes = docx(
        &body,
        &[
            ("word/media/image1.png", png),
            ("word/media/image2.emf", b"emf"),
            ("word/footnotes.xml", notes.as_bytes()),
        ],
    );
    let document = document(&bytes).expect("read");
    assert_eq!(shown(&document), ["甲", "框里", "乙"]);
    assert_eq!(told(&document), [(What::Boxed, 2, "框里"), (What::OddPicture, 1, "image2.emf")]);
    assert_eq!(
        document.notes,
        [vec![Paragraph {
            size: 20,
            pieces: vec![Piece::Words(Words { text: "注一".into(), ..Words::default() })],
            ..Paragraph::default()
        }]]
    );
    assert_eq!(document.pictures.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["图1.png"]);
    let Block::Paragraph(first) = &document.blocks[0] else { panic!("a paragraph") };
    assert!(
        first.pieces.contains(&Piece::Picture(0, "现场".into())) && first.pieces.contains(&Piece::Note(0))
    );
}

#[test]
fn looks_come_from_styles_too() {
    let styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"21\"/></w:rPr></w:rPrDefault></w:docDefaults>\
        <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"/>\
        <w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"a\"/><w:rPr><w:b/><w:sz w:val=\"32\"/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"mine\"><w:basedOn w:val=\"1\"/><w:pPr><w:jc w:val=\"center\"/></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"loop\"><w:basedOn w:val=\"loop\"/></w:style>";
    let styled = |style: &str, inner: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r>{inner}</w:r></w:p>")
    };
    let body = styled("mine", "<w:t>甲</w:t>")
        + &styled("1", "<w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>乙</w:t>")
        + &styled("loop", "<w:t>丙</w:t>");
    let document = read(&body, &[("word/styles.xml", styles)]);
    let looks: Vec<_> = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(one) => (one.heading, one.align, one.size, one.is_bold()),
            Block::Table(_) => panic!("no table"),
        })
        .collect();
    assert_eq!(
        looks,
        [
            (Some(1), Align::Centre, 32, true),
            (Some(1), Align::Left, 32, false),
            (None, Align::Left, 21, false)
        ]
    );
}

#[test]
fn what_would_take_forever_is_refused_by_name() {
    let nested = "<w:sdt><w:sdtContent>".repeat(200_000) + &"</w:sdtContent></w:sdt>".repeat(200_000);
    assert_eq!(document_fault(&nested), WordFault::TooDeep);
    assert_eq!(document_fault(&"<w:p><w:r><w:t>甲</w:t></w:r></w:p>".repeat(150_000)), WordFault::TooMuch);
    assert_eq!(document_fault(&p(&"甲".repeat(800_000))), WordFault::TooMuch);
    assert_eq!(document_fault(&"<w:p>".repeat(3)), WordFault::Broken);
    assert_eq!(document_fault("</w:body></w:document></w:x>"), WordFault::Broken);
    let column: Vec<Vec<(&str, String)>> = (0..3_000)
        .map(|at| {
            vec![(
                if at == 1 { "<w:vMerge w:val=\"restart\"/>" } else { "<w:vMerge/>" },
                if at == 1 { "长".repeat(9_000) } else { String::new() },
            )]
        })
        .collect();
    let tall: String = column
        .iter()
        .map(|row| format!("<w:tr>{}{}</w:tr>", cell(row[0].0, &row[0].1), cell("", "乙")))
        .collect();
    assert_eq!(document_fault(&format!("<w:tbl>{tall}</w:tbl>")), WordFault::TooMuch);
    let mut cut = docx(&p("甲"), &[]);
    cut.truncate(cut.len() - 30);
    assert_eq!(document(&cut), Err(WordFault::Broken));
}

#[test]
fn nothing_is_looked_up_elsewhere() {
    let mut into = zip::ZipWriter::new(Cursor::new(Vec::new()));
    into.start_file("word/document.xml", SimpleFileOptions::default()).expect("in memory");
    let text = format!(
        "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document {SPACES}><w:body>&x;</w:body></w:document>"
    );
    into.write_all(text.as_bytes()).expect("in memory");
    let bytes = into.finish().expect("in memory").into_inner();
    assert_eq!(document(&bytes), Err(WordFault::Entities));
}
