"""A border post's assessment and three posts side by side, as the tests of the papers draw them."""

from borderdesk.slips.assessment import (
    AssessmentReport,
    FieldMean,
    Gap,
    PostLine,
    PostsComparison,
    Since,
)

FIELDS = {
    "lo": ("ສະຖານທີ່ ແລະ ອຸປະກອນ", "ລະບຽບການ", "ບຸກຄະລາກອນ", "ສຸຂະພາບ", "ຂໍ້ມູນໃຫ້ຜູ້ເດີນທາງ"),
    "en": ("Place and equipment", "Procedures", "People", "Health", "Information for travellers"),
}
POST = {"lo": "ຂົວມິດຕະພາບ 4 (ຕົວຢ່າງ)", "en": "Friendship Bridge 4 (example)"}
FACTS = {
    "lo": ("ປະເມີນວັນທີ 5/3/2026", "ປະເພດ: ສາກົນ", "ຜູ້ປະເມີນ: ຫົວໜ້າກະ, ສາທາ, ສະຫະພັນແມ່ຍິງ"),
    "en": ("Visit of 5/3/2026", "Type: International", "Assessed by: shift lead, health, Women's Union"),
}
_GAPS = {
    "lo": (
        ("PA-04", "ຫ້ອງສົນທະນາສ່ວນຕົວ: ມີປະຕູ, ບໍ່ເຫັນຈາກນອກ, ສອງທາງອອກ ຫຼື ມີກະດິ່ງ", "ຍັງບໍ່ມີ", "ຫ້ອງສົນທະນາສ່ວນຕົວ"),
        ("PA-07", "ນ້ຳສະອາດ ແລະ ບ່ອນລ້າງມືມີສະບູ", "ມີບາງສ່ວນ", "ບ່ອນລ້າງມື ພ້ອມສະບູ"),
        ("PA-40", "ອຸປະກອນປ້ອງກັນໃນສາງ", "ມີບາງສ່ວນ", "ຜ້າອັດປາກ, ຖົງມື, ແວ່ນ, ໜ້າກາກ, ເສື້ອຄຸມ, ເຈວ"),
        ("PA-11", "ເຄື່ອງກວດເອກະສານໃຊ້ໄດ້", "ຍັງບໍ່ມີ", "ແວ່ນຂະຫຍາຍ, ໂຄມ UV, ເຄື່ອງອ່ານ, ຕົວຢ່າງ"),
    ),
    "en": (
        (
            "PA-04",
            "Private room for talks: door, out of sight, two exits or an alarm",
            "Nothing yet",
            "A private room for talks",
        ),
        ("PA-07", "Safe water and hand washing with soap", "Partly", "Hand-washing stations with soap"),
        ("PA-40", "Protective items in stock", "Partly", "Masks, gloves, goggles, shields, gowns, sanitizer"),
        ("PA-11", "Document tools work", "Nothing yet", "Loupe, UV lamp, reader, samples"),
    ),
}
_SEEN = {"lo": "ລົມກັນຢູ່ຫຼັງໂຕະ, ຄົນອື່ນໄດ້ຍິນ", "en": "Talks are held behind the counter, others hear them"}
_ASKS = {
    "lo": (("ບ່ອນລ້າງມື ພ້ອມສະບູ", "ແວ່ນຂະຫຍາຍ, ໂຄມ UV"), ("ການລົມກັບເດັກ",)),
    "en": (("Hand-washing stations with soap", "Loupe, UV lamp"), ("Talking with children",)),
}


def report(language: str = "lo", **changes: object) -> AssessmentReport:
    """A second visit, half a year after the first."""
    equipment, training = _ASKS[language]
    gaps = tuple(
        Gap(code, item, level, ask, _SEEN[language] if code == "PA-04" else "", star=code != "PA-11")
        for code, item, level, ask in _GAPS[language]
    )
    values: dict[str, object] = {
        "language": language,
        "post": POST[language],
        "facts": FACTS[language],
        "fields": tuple(
            FieldMean(name, now, before)
            for name, now, before in zip(
                FIELDS[language], (1.6, 2.1, 2.4, 0.9, None), (1.2, 2.3, 2.4, 0.5, None), strict=True
            )
        ),
        "gaps": gaps,
        "equipment": equipment,
        "training": training,
        "since": Since("1/9/2025", ("PA-16", "PA-30"), ("PA-40",), ("PA-04", "PA-07", "PA-11")),
        "next_visit": "5/9/2026",
        "agreed": _SEEN[language],
        "reference": "7K3QD",
    }
    return AssessmentReport(**(values | changes))  # type: ignore[arg-type]  # values of several types by name


def comparison(language: str = "lo", posts: int = 3) -> PostsComparison:
    """Some posts side by side."""
    lines = tuple(
        PostLine(
            f"{POST[language]} {number}",
            "5/3/2026",
            (0.4 * number % 3, 2.1, None if number == 2 else 1.8, 3.0, 0.0),
            number + 2,
        )
        for number in range(1, posts + 1)
    )
    common = tuple((3 - place, gap[1]) for place, gap in enumerate(_GAPS[language][:2]))
    return PostsComparison(language, FIELDS[language], lines, common)
