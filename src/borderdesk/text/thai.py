"""Thai names in Lao letters, as near as their sound goes: a name on Thai papers is compared with others.

The two scripts run side by side; what differs is told here. For comparing only, never for showing. Called by
``names``. Thai writes more than is spoken (จันทร์ is *chan*), which is left out, and leaves an *o* unwritten
between two consonants (สม is *som*), which is put in at the beginning of a name only.
"""

import re

_FIRST = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LAO = "ກຂຂຄຄຄງຈຈຈຊຈຍດຕຖທທນດຕຖທທນບປຜຝພຟພມຢຣລວສສສຫລອຮ"
_SIGNS = dict(zip("ะัาิีึืุูเแโใไ\u0e4d", "ະັາິີຶືຸູເແໂໃໄ\u0ecd", strict=True))
_LETTERS = str.maketrans(dict(zip(_FIRST, _LAO, strict=True)) | _SIGNS)
_SILENT = tuple(
    (re.compile(found), put)
    for found, put in (
        ("กษณ์", "ก"),
        ("(?:[ทตด]ร|[ก-ฮ])[ิุ]?์", ""),
        ("[\u0e47-\u0e4b\u0e4e\u0e46\u0e2f]", ""),
        ("[ศส]ร(?=[ะ-ู])", "ส"),
        ("รร(?=[ก-ฮ])", "ั"),
        ("รร", "ัน"),
        ("(?<=[ก-ฮ])ร$", "อน"),
        ("ญ(?![ะ-ู])", "น"),
        ("เ([ก-ฮ]{1,2})ีย", "เ\\1ຍ"),
        ("เ([ก-ฮ]{1,2})า(?!ะ)", "เ\\1\u0ebbา"),
        ("เ([ก-ฮ])อ", "เ\\1ี"),
        ("(?<=[ก-ฮ])ว(?=[ก-ฮ])", "\u0ebbว"),
        ("^([ก-ฮ])([ก-ฮ])(?=[ก-ฮเ-ไ]|$)", "\\1\u0ebb\\2"),
    )
)


def in_lao_letters(word: str) -> str:
    """A Thai word, NFKC, as it would be written in Lao."""
    for found, put in _SILENT:
        word = found.sub(put, word)
    return word.translate(_LETTERS)
