"""Signs that do something unseen: move the writing about, end a line, ring and colour a terminal, stand for
letters that only one PC knows, or carry words that nobody sees. In no text that somebody brings.
"""

import re

SIGNS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ue000-\uf8ff\U000e0000-\U0010ffff"
)
"""Between the brackets of a pattern; without tabs, ends of lines and the joiners of Burmese and Khmer."""
UNSEEN = re.compile(f"[{SIGNS}]")
