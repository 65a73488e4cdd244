"""Reads finished papers the way the preview shows them: through QtPdf, and square codes through a scanner."""

from datetime import date, datetime

import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from borderdesk.slips.content import (
    Bilingual,
    CopyFor,
    FormCopy,
    Helpline,
    Leaflet,
    LeafletText,
    PrintedDocument,
    Receiver,
    Reference,
    ReferralForm,
    RightsCard,
    Row,
    Section,
    ServiceCard,
    Urgency,
)

REFERENCE = Reference("BD-HXY-26-7K3QD-M", "R1", "4F7Q9KTX")
PAYLOAD = "BD1:BD-HXY-26-7K3QD-M:R1:4F7Q9KTX"

CENTRE = Receiver(
    directory_id="dir-0112",
    card_name=Bilingual("ສູນໃຫ້ຄຳປຶກສາ (ຕົວຢ່າງ)", "Advice centre (example)"),
    name=Bilingual(
        "ສູນໃຫ້ຄຳປຶກສາ ແລະ ປົກປ້ອງແມ່ຍິງ ແລະ ເດັກນ້ອຍ (ຕົວຢ່າງ)", "Counselling and Protection Centre (example)"
    ),
    address=Bilingual("ບ້ານຕົວຢ່າງ, ເມືອງຫ້ວຍຊາຍ, ແຂວງບໍ່ແກ້ວ", "Example Village, Houayxay District, Bokeo Province"),
    phone="020 000 0000",
    hours=Bilingual("ຈັນ–ສຸກ 8:00–16:00", "Mon–Fri 8:00–16:00"),
    languages=("lo", "en"),
    number_verified_on=date(2026, 1, 10),
)


def card(**changes: object) -> ServiceCard:
    """A service card as a checkpoint would issue it."""
    values: dict[str, object] = {
        "reference": REFERENCE,
        "issued_at": datetime(2026, 3, 5, 14, 5),
        "station": "HXY",
        "urgency": Urgency.WITHIN_24_HOURS,
        "receiver": CENTRE,
        "printed_by": "HXY-O3",
        "helpline": Helpline("1000", date(2026, 2, 1)),
    }
    return ServiceCard(**(values | changes))  # type: ignore[arg-type]  # values of several types by name


def row(lo: str, en: str, value_lo: str = "", value_en: str = "", withheld: bool = False) -> Row:
    return Row(Bilingual(lo, en), Bilingual(value_lo, value_en), withheld)


SECTIONS = (
    Section(
        "R1",
        (
            row("ຊ່ວງອາຍຸ", "Age band", "18–20"),
            row("ພາສາ ແລະ ລ່າມ", "Languages and interpreter", "ກຶມມຸ, ຕ້ອງການລ່າມ", "Khmu, interpreter needed"),
            row("ຊື່ທີ່ໃຊ້", "Name as used", "ນາງ ສົມໃຈ", "Somchai", withheld=True),
        ),
    ),
    Section(
        "R2",
        (
            row("ຄວາມຕ້ອງການ", "Needs", "ທີ່ພັກ, ການປິ່ນປົວ, ລ່າມ, ຕິດຕໍ່ຄອບຄົວ", "A place to stay, care, interpreter"),
            row(
                "ຂໍ້ເທັດຈິງ",
                "Facts",
                "ເອກະສານຖືກຄົນອື່ນເກັບໄວ້. ຄ່າຈ້າງຖືກຫັກໜີ້ທຸກເດືອນ.",
                "Papers kept by somebody else. Wages taken each month for a debt.",
            ),
        ),
    ),
    Section("R4", ()),
    Section("R8", (row("ໂທກວດ", "Check call due", "5/3/2026 16:05"),)),
)


def form(**changes: object) -> ReferralForm:
    """A referral form in its three copies, the name withheld from everybody."""
    values: dict[str, object] = {
        "reference": REFERENCE,
        "issued_at": datetime(2026, 3, 5, 14, 5),
        "station": "HXY",
        "urgency": Urgency.WITHIN_72_HOURS,
        "receiver": CENTRE,
        "printed_by": "HXY-O3",
        "copies": (
            FormCopy(CopyFor.STATION, SECTIONS),
            FormCopy(CopyFor.RECEIVER, SECTIONS),
            FormCopy(CopyFor.PERSON, SECTIONS[1:2]),
        ),
        "helpline": Helpline("1000", date(2026, 2, 1)),
    }
    return ReferralForm(**(values | changes))  # type: ignore[arg-type]  # values of several types by name


CONFIRMED_LINE = Helpline("1000", date(2026, 2, 1))


def rights_card(
    *services: Receiver, language: str = "en", helpline: Helpline | None = CONFIRMED_LINE
) -> RightsCard:
    """A card without a code as a checkpoint would print it."""
    return RightsCard(language, date(2026, 3, 5), services, helpline)


RIGHTS = (
    LeafletText(
        "lo",
        "ສິດຂອງທ່ານຢູ່ດ່ານນີ້",
        "ການຊ່ວຍຢູ່ນີ້ບໍ່ເສຍເງິນ.",
        ("ທ່ານລົມສ່ວນຕົວກັບເຈົ້າໜ້າທີ່ໄດ້.", "ຂໍລົມກັບຍິງ ຫຼື ຊາຍ ແລະ ຂໍນາຍພາສາໄດ້.", "ຂ້າມຄຳຖາມ, ຢຸດ ຫຼື ບໍ່ເຫັນດີກໍໄດ້."),
    ),
    LeafletText(
        "en",
        "Your rights at this border",
        "Help here is free.",
        ("You may talk alone with an officer.", "You may ask for an interpreter.", "You may say no."),
    ),
)

RIGHTS_STACKED = (
    LeafletText(
        "my",
        "ဤနယ်စပ်ဂိတ်တွင် သင့်အခွင့်အရေးများ",
        "ဤနေရာတွင် အကူအညီ အခမဲ့ ရနိုင်သည်။",
        (
            "အရာရှိနှင့် သီးသန့် စကားပြောနိုင်သည်။",
            "အမျိုးသမီး သို့မဟုတ် အမျိုးသားနှင့် ပြောလိုကြောင်း တောင်းဆိုနိုင်ပြီး စကားပြန်လည်း တောင်းနိုင်သည်။",
            "မေးခွန်းကို ကျော်နိုင်၊ ရပ်နိုင်၊ ငြင်းနိုင်သည်။",
            "ရေးမှတ်ထားသည်ကို မည်သူ ကြည့်ရမည်လဲ မေးနိုင်သည်။",
        ),
    ),
    LeafletText(
        "km",
        "សិទ្ធិរបស់អ្នកនៅព្រំដែននេះ",
        "ជំនួយនៅទីនេះឥតគិតថ្លៃ។",
        (
            "អ្នកអាចនិយាយតែពីរនាក់ជាមួយមន្ត្រី។",
            "អ្នកអាចសុំនិយាយជាមួយស្រី ឬប្រុស និងសុំអ្នកបកប្រែ។",
            "អ្នកអាចរំលងសំណួរ ឈប់ ឬបដិសេធ។",
            "អ្នកអាចសួរថា នរណានឹងឃើញអ្វីដែលបានកត់ត្រា។",
        ),
    ),
)
"""The same in the scripts whose letters stand on one another."""


def leaflet(*texts: LeafletText, **changes: object) -> Leaflet:
    """A leaflet about rights, in Lao and English."""
    values: dict[str, object] = {
        "texts": texts or RIGHTS,
        "document_id": "I01",
        "version": "2026112101",
        "pictograms": ("talk_alone", "interpreter", "choose"),
    }
    return Leaflet(**(values | changes))  # type: ignore[arg-type]  # values of several types by name


def pages(document: PrintedDocument) -> list[str]:
    """The text of each page as search and copy give it, lines separated by a newline."""
    pdf, buffer = _opened(document)
    texts = [pdf.getAllText(page).text() for page in range(pdf.pageCount())]
    _closed(pdf, buffer)
    return ["\n".join(line.rstrip() for line in text.split("\r\n")) for text in texts]


def words(document: PrintedDocument) -> str:
    """The text of all pages, for looking whether something is on the paper at all."""
    return "\n".join(pages(document))


def title_and_author(document: PrintedDocument) -> tuple[str, str]:
    pdf, buffer = _opened(document)
    field = QPdfDocument.MetaDataField
    found = str(pdf.metaData(field.Title)), str(pdf.metaData(field.Author))
    _closed(pdf, buffer)
    return found


def picture(document: PrintedDocument, page: int = 0, dpi: int = 72) -> Image.Image:
    """A page as grey pixels on white."""
    pdf, buffer = _opened(document)
    points = pdf.pagePointSize(page)
    size = QSize(round(points.width() * dpi / 72), round(points.height() * dpi / 72))
    drawn = pdf.render(page, size)
    _closed(pdf, buffer)
    paper = QImage(size, QImage.Format.Format_Grayscale8)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    stride, height = paper.bytesPerLine(), paper.height()
    return Image.frombytes("L", (size.width(), height), bytes(paper.constBits()), "raw", "L", stride)


def scanned(document: PrintedDocument, page: int = 0) -> list[str]:
    """What a scanner reads from every square code on a page."""
    return [code.text for code in zxingcpp.read_barcodes(picture(document, page, dpi=200))]


def _opened(document: PrintedDocument) -> tuple[QPdfDocument, QBuffer]:
    buffer = QBuffer()
    buffer.setData(document.pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pdf = QPdfDocument()
    pdf.load(buffer)
    return pdf, buffer


def _closed(pdf: QPdfDocument, buffer: QBuffer) -> None:
    pdf.close()
    buffer.close()
