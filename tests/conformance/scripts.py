"""Runs `scenario.jsonl.gz` of the conformance kit: scripts that fill a form (its README, §3)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring
from zoneinfo import ZoneInfo

from borderdesk.forms import (
    ChangeSet,
    FormDefinition,
    FormError,
    Node,
    Session,
    ValidationIssue,
    load_form,
)
from borderdesk.forms.checking import check_form

from .compare import Case, collapse, values_match

XFORMS = "{http://www.w3.org/2002/xforms}"


class Mismatch(Exception):
    """An assertion that does not hold; carries what came out."""


class _Script:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.zone = ZoneInfo(case["tz"])
        self.now = self._instant(case["now"])
        self.numbers = itertools.count(1)
        self.remembered: dict[str, str | None] = {}
        self.form: FormDefinition | None = None
        self.open_session: Session | None = None

    def _instant(self, text: str) -> dt.datetime:
        return dt.datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(self.zone)

    # -------------------------------------------------------------- sessions
    def start(self, saved: str | None = None, edited: bool = False) -> None:
        if self.form is None:
            form = load_form(self.case["form"], self.case.get("attachments") or {})
            check_form(form)
            self.form = form
        language = self.open_session.language if self.open_session is not None else None
        self.open_session = Session(
            self.form,
            saved=saved,
            clock=lambda: self.now,
            language=language,
            uid=lambda: f"uuid:00000000-0000-4000-8000-{next(self.numbers):012d}",
            properties=self.case.get("properties") or {},
            edited=edited,
        )

    @property
    def session(self) -> Session:
        if self.open_session is None:
            raise FormError("form.no-instance")
        return self.open_session

    def node(self, path: str) -> Node | None:
        return self.session.record.at(path)

    def _seen(self, path: str) -> list[Node]:
        """The instances of a repeat the officer can see."""
        above, _, name = path.rpartition("/")
        parent = self.node(above)
        if parent is None:
            return []
        return [node for node in parent.named(name) if node.relevant]

    # -------------------------------------------------------------- actions
    def act(self, step: Case) -> None:
        operation = step["op"]
        if operation == "answer":
            self.session.set_path(step["path"], step["value"])
        elif operation == "add_repeat":
            self._add(step["path"])
        elif operation == "remove_repeat":
            self.session.remove_repeat(step["path"])
        elif operation == "set_language":
            self.session.set_language(step["language"])
        elif operation == "set_clock":
            self.now = self._instant(step["now"])
        elif operation in ("reopen", "edit"):
            self.start(self.session.draft_xml(), edited=operation == "edit")
        elif operation == "open":
            self.start(step["xml"], edited=step.get("as") == "edit")
        elif operation == "new":
            self.start()
        elif operation == "finalize":
            self.session.finish()
        elif operation == "remember":
            node = self.node(step["path"])
            self.remembered[step["as"]] = None if node is None else self.session.value(node)
        else:
            raise ValueError(f"unknown action {operation}")

    def _add(self, path: str) -> ChangeSet:
        return self.session.add_repeat(path)

    # -------------------------------------------------------------- assertions
    def check(self, step: Case) -> None:
        getattr(self, step["op"])(step)

    def _expect(self, holds: bool, got: object) -> None:
        if not holds:
            raise Mismatch(str(got))

    def expect_value(self, step: Case) -> None:
        node = self.node(step["path"])
        got = None if node is None else self.session.value(node)
        for key, same in (("same_as", True), ("differs_from", False)):
            if key in step:
                held = self.remembered[step[key]]
                if got is None or held is None:
                    self._expect(not same, "no such node")
                else:
                    self._expect((got == held) is same, got)
                return
        if got is None:
            self._expect((step["value"] == "") is not bool(step.get("not")), "no such node")
            return
        self._expect(values_match(step, got, self.zone) is not bool(step.get("not")), got)

    def expect_attribute(self, step: Case) -> None:
        node = self.node(step["path"])
        got = None if node is None else node.attribute(step["name"].rpartition(":")[2])
        self._expect(got is not None and values_match(step, got, self.zone), got)

    def expect_absent(self, step: Case) -> None:
        self._expect(self.node(step["path"]) is None, "there is such a node")

    def expect_absent_or_blank(self, step: Case) -> None:
        node = self.node(step["path"])
        self._expect(node is None or self.session.value(node) == "", node)

    def _state(self, step: Case, name: str) -> None:
        node = self.node(step["path"])
        if node is None:
            raise Mismatch("no such node")
        got = getattr(self.session.state(node), name)
        self._expect(got is step["expected"], got)

    def expect_relevant(self, step: Case) -> None:
        node = self.node(step["path"])
        got = node is not None and self.session.state(node).relevant
        self._expect(got is step["expected"], got)

    def expect_readonly(self, step: Case) -> None:
        self._state(step, "readonly")

    def expect_required(self, step: Case) -> None:
        self._state(step, "required")

    def expect_status(self, step: Case) -> None:
        issue = self.session.issue(step["path"])
        got = "ok" if issue is None else issue.kind
        self._expect(got == step["status"], got)

    def _first(self) -> ValidationIssue | None:
        return next(iter(self.session.issues()), None)

    def expect_message(self, step: Case) -> None:
        issue = self._first() if step.get("path") is None else self.session.issue(step["path"])
        kind = step.get("kind") or "any"
        text = issue.message if issue is not None and kind in ("any", issue.kind) else ""
        wanted = step["text"] or ""
        self._expect(collapse(text) == collapse(wanted), text)

    def expect_form_status(self, step: Case) -> None:
        issue = self._first()
        got = "ok" if issue is None else issue.kind
        wanted = step["status"]
        self._expect((got != "ok") if wanted == "violations" else got == wanted, got)

    def expect_first_violation(self, step: Case) -> None:
        issue = self._first()
        wanted = step["path"]
        if wanted is None or issue is None:
            self._expect(wanted is None and issue is None, issue and issue.path)
            return
        self._expect(self.node(wanted) is issue.node, issue.path)

    def _choices(self, step: Case) -> list[tuple[str, str]]:
        found = self.session.choices(self.session.question(step["path"]))
        return [(choice.value, collapse(choice.label.text)) for choice in found]

    def expect_choices(self, step: Case) -> None:
        got = self._choices(step)
        places: list[int | None] = []
        for wanted in step["choices"]:
            label = wanted.get("label")
            places.append(
                next(
                    (
                        at
                        for at, (value, text) in enumerate(got)
                        if value == wanted["value"] and (label is None or collapse(label) == text)
                    ),
                    None,
                )
            )
        known = [place for place in places if place is not None]
        present = len(known) == len(places)
        match = step.get("match") or "all"
        if match == "all":
            holds = present and known == list(range(len(got)))
        elif match == "contains_in_order":
            holds = present and known == sorted(known)
        else:
            holds = present
        self._expect(holds is not bool(step.get("not")), got)

    def expect_choice_count(self, step: Case) -> None:
        got = len(self._choices(step))
        self._expect((got == step["count"]) is not bool(step.get("not")), got)

    def expect_choice(self, step: Case) -> None:
        got = self._choices(step)
        at = step["index"]
        holds = 0 <= at < len(got) and ("value" not in step or got[at][0] == step["value"])
        self._expect(holds, got)

    def expect_choice_labels(self, step: Case) -> None:
        got = [label for _, label in self._choices(step)]
        self._expect(got == [collapse(label) for label in step["labels"]], got)

    def expect_selected_labels(self, step: Case) -> None:
        labels = dict(self._choices(step))
        question = self.session.question(step["path"])
        got = [labels.get(value, "") for value in question.values]
        self._expect(got == [collapse(label) for label in step["labels"]], got)

    def expect_label(self, step: Case) -> None:
        got = collapse(self.session.label(self.session.question(step["path"])).text)
        self._expect(got == collapse(step["text"] or ""), got)

    def expect_hint(self, step: Case) -> None:
        got = collapse(self.session.hint(self.session.question(step["path"])).text)
        self._expect(got == collapse(step["text"] or ""), got)

    def expect_count(self, step: Case) -> None:
        got = len(self._seen(step["path"]))
        self._expect((got == step["count"]) is not bool(step.get("not")), got)

    def expect_can_add(self, step: Case) -> None:
        path = tuple(part.partition("[")[0] for part in step["path"].strip("/").split("/"))
        got = self.session.can_add(path)
        self._expect(got is step["expected"], got)

    def expect_submission_xml(self, step: Case) -> None:
        got = self.session.submission().xml
        any_text = set(step.get("any_text") or ())
        self._expect(_tree(fromstring(got), any_text) == _tree(fromstring(step["xml"]), any_text), got)

    def expect_title(self, step: Case) -> None:
        got = self.session.form.title
        self._expect(got == step["text"], got)


def _tree(element: Element, any_text: set[str]) -> object:
    tag = element.tag.removeprefix(XFORMS)
    text: str | None = element.text or ""
    if len(element):
        text = ""
    elif tag.rpartition("}")[2] in any_text:
        text = None
    attributes = sorted((name.removeprefix(XFORMS), value) for name, value in element.attrib.items())
    return tag, attributes, text, [_tree(child, any_text) for child in element]


def run(case: Case) -> Iterator[tuple[int, bool, Case, object]]:
    """Each assertion of a script: index of its step, whether it holds, the step, what came out."""
    script = _Script(case)
    steps = case["steps"]
    failure: str | None = None
    opened = steps and steps[0]["op"] in ("open", "expect_refused")
    if not opened:
        failure = _tried(script.start)
    for index, step in enumerate(steps):
        if step["op"] == "expect_refused":
            refusal = _refused(script.start)
            yield index, refusal is None, step, refusal
            continue
        if not step["op"].startswith("expect_"):
            if failure is None:
                failure = _tried(lambda step=step: script.act(step))
            continue
        if failure is not None:
            yield index, False, step, failure
            continue
        outcome = _tried(lambda step=step: script.check(step))
        yield index, outcome is None, step, outcome


def _tried(action: object) -> str | None:
    """None, or what went wrong."""
    assert callable(action)
    try:
        action()
    except Mismatch as mismatch:
        return str(mismatch)
    except Exception as error:  # an exception is never a pass
        return f"{type(error).__name__}: {error}"
    return None


def _refused(action: object) -> str | None:
    assert callable(action)
    try:
        action()
    except FormError as error:
        return None if str(error) else "an empty message"
    except Exception as error:  # only the engine's own error is a refusal
        return f"{type(error).__name__}: {error}"
    return "opened"
