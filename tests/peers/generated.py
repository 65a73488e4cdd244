"""Forms as an author might write them, and days as an officer might have them, both at random from a seed.

Left out is where JavaRosa is known to differ (tests/conformance/known-differences.md).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

_COLUMNS = (
    "type", "name", "label", "relevant", "required", "readonly", "constraint", "calculation", "default",
    "choice_filter",
)  # fmt: skip
_CHOICES = """| choices | | | | |
| | list_name | name | label | grp |
| | abc | a | Lab a | |
| | abc | b | Lab b | |
| | abc | c | Lab c | |
| | places | x0 | X0 | a |
| | places | x1 | X1 | a |
| | places | x2 | X2 | b |
| | places | x3 | X3 | c |
"""
_TYPES = {
    "int": "integer",
    "decimal": "decimal",
    "text": "text",
    "one": "select_one abc",
    "many": "select_multiple abc",
    "date": "date",
}
_DEFAULTS = {"int": ("3", "1 + 1"), "text": ("x", "concat('a', 'b')"), "one": ("a",), "date": ("today()",)}
VALUES = {
    "int": ("0", "1", "2", "3", "5", "", "-1"),
    "decimal": ("0", "1.5", "2.5", "3", ""),
    "string": ("x", "abc", "", "hello world", "12"),
    "date": ("2020-01-01", "2020-12-31", "2031-01-01", ""),
}


@dataclass(frozen=True)
class _Known:
    name: str
    kind: str

    @property
    def reference(self) -> str:
        return f"${{{self.name}}}"


@dataclass
class Author:
    """Writes one form; the same seed writes the same form."""

    source: random.Random
    rows: list[dict[str, str]] = field(default_factory=list)
    scopes: list[list[_Known]] = field(default_factory=lambda: [[]])
    repeats: list[tuple[str, list[_Known]]] = field(default_factory=list)
    inside: int = 0

    def form(self) -> str:
        """An XLSForm as a markdown table."""
        self.block(0, self.source.randint(6, 16))
        lines = [f"| survey |{' |' * len(_COLUMNS)}", f"| | {' | '.join(_COLUMNS)} |"]
        lines += [f"| | {' | '.join(row.get(column, '') for column in _COLUMNS)} |" for row in self.rows]
        return "\n".join([*lines, _CHOICES])

    def name(self, letter: str) -> str:
        return f"{letter}{len(self.rows)}"

    def known(self, *kinds: str) -> _Known | None:
        found = [each for scope in self.scopes for each in scope if not kinds or each.kind in kinds]
        return self.source.choice(found) if found else None

    def condition(self, depth: int = 0) -> str:
        chosen = self.known()
        if chosen is None:
            return "1 = 1"
        name, dice = chosen.reference, self.source.random()
        if depth < 2 and dice < 0.25:
            joint = self.source.choice(["and", "or"])
            return f"({self.condition(depth + 1)}) {joint} ({self.condition(depth + 1)})"
        if depth < 2 and dice < 0.35:
            return f"not({self.condition(depth + 1)})"
        if dice < 0.5:
            return f"{name} {self.source.choice(['=', '!='])} ''"
        return {
            "int": f"{name} {self.source.choice(['<', '>', '=', '!='])} {self.source.choice([0, 2, 2.5])}",
            "decimal": f"{name} {self.source.choice(['<=', '>='])} {self.source.choice([0, 2, 2.5])}",
            "one": f"{name} {self.source.choice(['=', '!='])} '{self.source.choice('abc')}'",
            "many": f"selected({name}, '{self.source.choice('abc')}')",
            "text": f"string-length({name}) > 2",
            "date": f"{name} < date('2020-06-01')",
            "calculate": f"{name} != 0",
        }[chosen.kind]

    def calculation(self) -> str:
        if self.repeats and not self.inside and self.source.random() < 0.4:
            repeat, fields = self.source.choice(self.repeats)
            if fields:
                one = self.source.choice(fields).reference
                over = [f"sum({one})", f"count(${{{repeat}}})", f"min({one})", f"join(' ', {one})"]
                return self.source.choice([*over, f"indexed-repeat({one}, ${{{repeat}}}, 2)"])
        if self.inside and self.source.random() < 0.2:
            return "position(..)"
        chosen = self.known()
        if chosen is None:
            return "1 + 2"
        name = chosen.reference
        ways = [
            name, f"{name} + 1", f"coalesce({name}, 0)", f"if({self.condition(1)}, {name}, 0)",
            f"concat({name}, 'z')", f"not({name})", f"{name} = 2", f"round({name} div 3, 2)",
            f"if({name} = '', 'e', 'f')",
        ]  # fmt: skip
        if chosen.kind == "one":
            ways.append(f"jr:choice-name({name}, '{name}')")
        if chosen.kind == "date":
            ways += [f"{name} - today()", f"format-date({name}, '%d/%m/%Y')"]
        return self.source.choice(ways)

    def question(self) -> None:
        kind = self.source.choice([*_TYPES, "calculate", "calculate", "places"])
        row = {"name": self.name("q"), "label": "Label"}
        if self.source.random() < 0.35:
            row["relevant"] = self.condition()
        if kind == "calculate":
            row |= {"type": "calculate", "label": "", "calculation": self.calculation()}
        elif kind == "places":
            above = self.known("one")
            row |= {
                "type": "select_one places",
                "choice_filter": f"grp = {above.reference} or name = 'x3'" if above else "grp != 'b'",
            }
        else:
            row |= {"type": _TYPES[kind]}
            if self.source.random() < 0.2:
                row["required"] = self.source.choice(["yes", self.condition()])
            if self.source.random() < 0.1:
                row["readonly"] = self.condition()
            if kind in ("int", "decimal") and self.source.random() < 0.4:
                row["constraint"] = self.source.choice([". > 1", ". < 3 or . = 5", ". != 2"])
            if kind in _DEFAULTS and self.source.random() < 0.3:
                row["default"] = self.source.choice(_DEFAULTS[kind])
            if self.source.random() < 0.15 and (shown := self.known()) is not None:
                row["label"] = f"Label {shown.reference}"
        self.rows.append(row)
        if kind != "places":
            self.scopes[-1].append(_Known(row["name"], kind))

    def block(self, depth: int, count: int) -> None:
        for _ in range(count):
            dice = self.source.random()
            if depth < 3 and dice < 0.12:
                condition = self.condition() if self.source.random() < 0.5 else ""
                self.rows.append(
                    {"type": "begin_group", "name": self.name("g"), "label": "G", "relevant": condition}
                )
                self.block(depth + 1, self.source.randint(1, 4))
                self.rows.append({"type": "end_group"})
            elif depth < 3 and dice < 0.22 and self.inside < 2:
                name = self.name("r")
                self.rows.append({"type": "begin_repeat", "name": name, "label": "R"})
                self.scopes.append([])
                self.inside += 1
                self.block(depth + 1, self.source.randint(1, 5))
                self.inside -= 1
                fields = self.scopes.pop()
                self.rows.append({"type": "end_repeat"})
                if not self.inside:
                    self.repeats.append((name, fields))
            else:
                self.question()
