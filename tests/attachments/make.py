"""Makes the attachments beside this file with LibreOffice and Chromium, without a window: python3 make.py

Numbers and people are invented; region 99 does not exist.
"""
import base64, pathlib, subprocess, tempfile

HERE = pathlib.Path(__file__).parent
LEAK = [("顾小满", "990101199003074251"), ("陆志远", "13800001234"), ("程有根", "6222020200000000006")]

def fodt(rows, more=""):
    cells = "".join(
        "<table:table-row>" + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row)
        + "</table:table-row>" for row in rows)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:body><office:text><text:h text:outline-level="1">柳湾村补助发放名单</text:h><text:p>经村民小组评议，现将名单予以公布。</text:p>
<table:table table:name="t"><table:table-column table:number-columns-repeated="2"/>{cells}</table:table>{more}</office:text></office:body>
</office:document>"""

LOCK = ':{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'

def office(text, ending, name, filter=""):
    with tempfile.TemporaryDirectory() as work:
        (pathlib.Path(work) / "a.fodt").write_text(text)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to",
                        ending + filter, "--outdir", work, f"{work}/a.fodt"], check=True, stdout=subprocess.DEVNULL)
        (HERE / name).write_bytes((pathlib.Path(work) / f"a.{ending}").read_bytes())

def chromium(html, name):
    with tempfile.TemporaryDirectory() as work:
        (pathlib.Path(work) / "a.html").write_text(html)
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                        "--no-pdf-header-footer", f"--print-to-pdf={HERE / name}", f"{work}/a.html"],
                       check=True, stderr=subprocess.DEVNULL)

clean = [("顾某某", "500元"), ("陆某某", "300元")]
for ending in ["docx", "odt", "pdf"]:
    office(fodt(clean), ending, f"clean.{ending}")
    for sort, row in zip(["identity", "mobile", "card"], LEAK):
        office(fodt(clean + [row]), ending, f"{sort}.{ending}")
office(fodt(clean + LEAK), "pdf", "locked.pdf", ":writer_pdf_Export" + LOCK)
rows = "".join(f"<tr><td>{name}</td><td>{number}</td></tr>" for name, number in LEAK)
page = "<html lang=zh><body style='font-size:14pt'><h1>补助发放名单</h1><table>{}</table></body></html>"
for sort, (name, number) in zip(["identity", "mobile", "card"], LEAK):
    chromium(page.format(f"<tr><td>{name}<td>{number}"), f"{sort}-web.pdf")
chromium(page.format("<tr><td>顾某某<td>500元"), "clean-web.pdf")
dot = base64.b64encode(bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000 01f15c4890000000d49444154789c6360f8cf0000000301010018dd8db00000000049454e44ae426082".replace(" ", ""))).decode()
chromium(f"<html><body><img width=500 height=700 src='data:image/png;base64,{dot}'></body></html>", "scan.pdf")
