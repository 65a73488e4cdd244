"""XForms of any size, with the mix of a long screening: sections, conditions, sums and lists."""

from __future__ import annotations

import random
from xml.sax.saxutils import escape, quoteattr

_KINDS = ("int", "select1", "select", "string", "date", "calculate")
_TYPES = {"int": "int", "date": "date"}
_ANSWERS = {"int": "7", "select1": "yes", "select": "yes b", "string": "x", "date": "2020-01-01"}
_ITEMS = "".join(
    f"<item><label ref=\"jr:itext('{name}')\"/><value>{name}</value></item>" for name in ("yes", "no", "b")
)


def _condition(path: str, kind: str) -> str:
    return {
        "int": f"{path} > 5",
        "select1": f"{path} = 'yes'",
        "select": f"selected({path}, 'b')",
        "string": f"{path} != ''",
        "date": f"{path} < today()",
        "calculate": f"{path} > 2",
    }[kind]


def xform(questions: int, languages: tuple[str, ...] = ("en", "lo")) -> tuple[str, list[tuple[str, str]]]:
    """The form, and (place, answer) for every question a person answers."""
    source = random.Random(questions)
    nodes: list[str] = []
    binds: list[str] = []
    body: list[str] = []
    texts: list[str] = []
    known: list[tuple[str, str]] = []
    for number in range(questions):
        section = number // 20
        if number % 20 == 0:
            closing = f"</s{section - 1}>" if section else ""
            nodes.append(f"{closing}<s{section}>")
            body.append(("</group>" if section else "") + f'<group ref="/data/s{section}">')
            body.append(f"<label>Section {section}</label>")
        kind = _KINDS[number % len(_KINDS)]
        name = f"q{number}"
        path = f"/data/s{section}/{name}"
        nodes.append(f"<{name}/>")
        bind = f'<bind nodeset="{path}" type="{_TYPES.get(kind, "string")}"'
        if kind == "calculate":
            terms = [f"if({_condition(*source.choice(known[-40:]))}, 2, 0)" for _ in range(4)]
            binds.append(f"{bind} calculate={quoteattr(' + '.join(terms))}/>")
        else:
            if known and source.random() < 0.45:
                condition = _condition(*source.choice(known[-30:]))
                if source.random() < 0.3:
                    condition += f" and (string-length({source.choice(known)[0]}) > 0 or {condition})"
                bind += f" relevant={quoteattr(condition)}"
            if kind == "int":
                bind += f" constraint={quoteattr('. >= 0 and . < 130')}"
            binds.append(f"{bind}/>")
            control = kind if kind in ("select1", "select") else "input"
            label = f"<label ref=\"jr:itext('{path}:label')\"/>"
            items = _ITEMS if control != "input" else ""
            body.append(f'<{control} ref="{path}">{label}{items}</{control}>')
            texts.append(f'<text id="{path}:label"><value>{escape(f"Question {number}?")}</value></text>')
        known.append((path, kind))
    nodes.append(f"</s{(questions - 1) // 20}>")
    body.append("</group>")
    texts += [f'<text id="{name}"><value>{name}</value></text>' for name in ("yes", "no", "b")]
    itext = "".join(f'<translation lang="{lang}">{"".join(texts)}</translation>' for lang in languages)
    form = (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Generated</h:title><model>'
        f'<itext>{itext}</itext><instance><data id="generated">{"".join(nodes)}</data></instance>'
        f"{''.join(binds)}</model></h:head><h:body>{''.join(body)}</h:body></h:html>"
    )
    return form, [(path, _ANSWERS[kind]) for path, kind in known if kind != "calculate"]


def listing(rows: int) -> str:
    """A form with a filtered choice list of so many rows."""
    items = "".join(
        f"<item><name>v{row}</name><label>Row {row}</label><area>a{row % 100}</area></item>"
        for row in range(rows)
    )
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>'
        '<h:title>List</h:title><model><instance><data id="list"><area/><place/></data></instance>'
        f'<instance id="places"><root>{items}</root></instance></model></h:head><h:body>'
        '<input ref="/data/area"/><select1 ref="/data/place"><itemset '
        "nodeset=\"instance('places')/root/item[area = /data/area]\">"
        '<value ref="name"/><label ref="label"/></itemset></select1></h:body></h:html>'
    )
