"""The fingerprint of a device's two public keys, and its forms for reading aloud. Used by cards.

Words are pairs of open syllables that sound alike in Lao and in English, so an officer reading Lao and
a supervisor reading English can compare them over the telephone: ``ka-lo`` is ``ກາ-ໂລ``. Left out are
sounds that are easily confused (p, kh, ng), and h, which makes a rude word.
"""

import hashlib

WORDS = 6
_CONSONANTS = (
    ("b", "ບ"),
    ("ch", "ຈ"),
    ("d", "ດ"),
    ("f", "ຟ"),
    ("k", "ກ"),
    ("l", "ລ"),
    ("m", "ມ"),
    ("n", "ນ"),
    ("s", "ສ"),
    ("t", "ຕ"),
    ("w", "ວ"),
    ("y", "ຢ"),
)
_VOWELS = (("a", "{}າ"), ("e", "ເ{}"), ("i", "{}ີ"), ("o", "ໂ{}"), ("u", "{}ູ"))
_SYLLABLES = {
    "en": tuple(latin + vowel for latin, _ in _CONSONANTS for vowel, _ in _VOWELS),
    "lo": tuple(vowel.format(lao) for _, lao in _CONSONANTS for _, vowel in _VOWELS),
}


def fingerprint(signing_key: str, recipient: str) -> str:
    """SHA-256 over both public keys, in hex: how manifests name a recipient."""
    return hashlib.sha256(f"borderdesk card 1\n{signing_key}\n{recipient}\n".encode()).hexdigest()


def fingerprint_words(hexadecimal: str, language: str) -> tuple[str, ...]:
    """Six words of two syllables for a fingerprint: one of 60**12, about 70 bits.

    Lao for ``lo``, Latin letters for every other language; the same fingerprint sounds the same in both.
    """
    syllables = _SYLLABLES["lo" if language == "lo" else "en"]
    rest = int(hexadecimal, 16)
    spoken = []
    for _ in range(WORDS):
        rest, first = divmod(rest, len(syllables))
        rest, second = divmod(rest, len(syllables))
        spoken.append(f"{syllables[first]}-{syllables[second]}")
    return tuple(spoken)


def fingerprint_digits(hexadecimal: str) -> tuple[str, ...]:
    """Six groups of four digits for the same comparison: one of 10**24, about 79 bits."""
    rest = int(hexadecimal, 16)
    groups = []
    for _ in range(WORDS):
        rest, group = divmod(rest, 10_000)
        groups.append(f"{group:04d}")
    return tuple(groups)
