"""FormReading: a running form as it reads on screen: questions by key, their words in two languages, their
choices, pictures and sounds, what is wrong with them. It changes nothing; the controller does.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject

from borderdesk.forms import (
    FormError,
    Group,
    Layout,
    Node,
    Question,
    RepeatRange,
    Session,
    Text,
    ValidationIssue,
)
from borderdesk.forms.uncollected import uncollected
from borderdesk.text import WRITTEN, tr, tr_in
from borderdesk.text import language as program_language
from borderdesk.ui.questions.form_files import FormFiles
from borderdesk.ui.questions.media import QuestionMedia
from borderdesk.ui.questions.plain_words import plain_words
from borderdesk.ui.questions.reading import (
    bounds_of,
    control_of,
    issue_text,
    language_of,
    lines_of,
    pixels_of,
)
from borderdesk.ui.questions.shown import ShownChoice, ShownQuestion
from borderdesk.ui.questions.walk import groups_in, repeats_in

TALK_LANGUAGE = "language"
"""The question of a form that says which language the person speaks: from then on they are shown it."""


class TextMode(Enum):
    """Which texts a question shows; F4 goes round."""

    OFFICER = "officer"
    BOTH = "both"
    PERSON = "person"


class FormReading(QObject):
    """The reading half of :class:`~borderdesk.ui.questions.controller.FormController`."""

    def __init__(
        self,
        session: Session,
        *,
        person_language: str,
        text_mode: TextMode,
        readonly: bool,
        media: QuestionMedia | None,
        parent: QObject | None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.readonly = readonly
        self.media = media
        self.text_mode = text_mode
        self._files = FormFiles(session, media)
        self._person = person_language
        self._warned: set[str] = set()
        self._choices: dict[str, Sequence[ShownChoice]] = {}
        self._index()
        asked = self.questions.get(self.key_for_name(TALK_LANGUAGE))
        if asked is not None and not person_language:
            self._person = asked.value
        self._follow_languages()

    # questions

    def _index(self) -> None:
        self.questions: dict[str, Question] = {}
        self._by_name: dict[str, str] = {}
        self._by_node: dict[int, str] = {}
        self._choices.clear()
        self.note_of: dict[str, str] = {}
        self._groups: dict[str, Group] = {}
        self._repeats: dict[str, RepeatRange] = {}
        for screen in self.session.screens(Layout.SECTIONS):
            self._groups |= {group.key: group for group in groups_in(screen.items)}
            self._repeats |= {repeat.key: repeat for repeat in repeats_in(screen.items)}
            for question in screen.questions:
                key = self._new_key(question)
                self.questions[key] = question
                self._by_name.setdefault(question.name, key)
                self._by_node[id(question.node)] = key
        self._learn_kinds()
        for key, question in self.questions.items():
            target = question.extra.get("note_for", "")
            if target:
                self.note_of[self.key_for_name(target)] = key

    def _learn_kinds(self) -> None:
        """Sort out once what the keyboard passes over: words, kinds not collected here, lists that may be
        empty.
        """
        form, collects = self.session.form, self._files.collects
        self._told = {path for paths in form.label_reads.values() for path in paths}
        filtered = {path for paths in form.choice_reads.values() for path in paths}
        self.notes = {key for key, q in self.questions.items() if control_of(q) == "note"}
        silent = uncollected(form, media=collects == "all", signatures=bool(collects))
        self._silent = {key for key, q in self.questions.items() if q.node.path in silent}
        self._filtered = {key for key, q in self.questions.items() if q.node.path in filtered}

    def _new_key(self, question: Question) -> str:
        path = question.path if self.session.form.repeats else ""
        places = [int(place) for place in re.findall(r"\[(\d+)\]", path)]
        suffix = "".join(f".{place}" for place in places) if any(place > 1 for place in places) else ""
        code = question.extra.get("code", "").replace(" ", "")
        for plain in (code or question.name, question.name):
            if plain + suffix not in self.questions:
                return plain + suffix
        return question.key

    def key_of(self, question: Question) -> str:
        """The key a question is known by."""
        return self._by_node[id(question.node)]

    def key_for_name(self, name: str) -> str:
        """The key of the question with this form name (``AD_02``), else the name itself."""
        return self._by_name.get(name, name)

    def key_at(self, path: str) -> str | None:
        """The key of the question at ``/data/part/AD_18``; ``None`` where the form asks none there."""
        try:
            return self._by_node.get(id(self.session.node(path)))
        except FormError:
            return None

    def key_at_form_path(self, path: str) -> str | None:
        """The key of the first question asked at ``/data/part/AD_18`` of the form, without places."""
        parts = tuple(path.strip("/").split("/"))
        return next((key for key, q in self.questions.items() if q.node.path == parts), None)

    def relevant(self, key: str) -> bool:
        """Whether the question is asked at the moment."""
        return self.questions[key].relevant

    def takes_answer(self, key: str) -> bool:
        """Whether the keyboard has something to do at this question now."""
        if self.readonly or key in self._silent:
            return False
        node = self.questions[key].node
        if not node.relevant or (key in self.notes and not node.text):
            return False
        if key in self._filtered and not self.choices(key):
            return False
        return not self.session.state(node).readonly

    def open_keys(self, keys: Sequence[str]) -> list[str]:
        """Those of these questions that are asked, take an answer and have none."""
        if self.readonly:
            return []
        # As takes_answer, written out: it runs over a whole page after every answer.
        found, questions, passive = [], self.questions, self._silent | self.notes
        for key in keys:
            node = questions[key].node
            if node.text or not node.relevant or key in passive:
                continue
            above: Node | None = node
            while above is not None and not above.readonly:
                above = above.parent
            if above is None and (key not in self._filtered or self.choices(key)):
                found.append(key)
        return found

    def value(self, key: str) -> str:
        """The stored answer, empty when there is none or the question is not asked."""
        return self.session.value(self.questions[key].node)

    def named_value(self, name: str) -> str:
        """The value of the calculated or hidden field ``name`` at the root; ``""`` where there is none."""
        try:
            return self.session.value(self._root_path(name))
        except FormError:
            return ""

    def _root_path(self, name: str) -> str:
        return f"/{self.session.form.template.name}/{name}"

    # texts

    def _follow_languages(self) -> None:
        """Officer texts in the program's language where the form has it, else the form's default."""
        languages = self.session.form.languages
        code = program_language()
        self.officer_language = language_of(languages, code) or self.session.form.default_language or ""
        others = [name for name in languages if name != self.officer_language]
        asked = language_of(languages, self._person) if self._person else None
        if asked is None and self._person in WRITTEN:
            asked = self._person
        self._second = others[0] if others else self.officer_language
        self.person_language = asked or self._second
        self._choices.clear()

    def _main_language(self) -> str:
        """The language whose recording is played: the person's, wherever their line is shown."""
        return self.officer_language if self.text_mode is TextMode.OFFICER else self.person_language

    def _texts(self, of: Callable[[str], object]) -> tuple[str, str]:
        """(main, second) text of a label-giving function, by the text mode."""
        # pyxform puts blanks around texts that repeat an answer.
        officer = self._of_the_form(str(of(self.officer_language)))
        if not officer and self._pictured != self.officer_language:
            officer = self._of_the_form(str(of(self._pictured)))  # better another language than no words
        if self.text_mode is TextMode.OFFICER or self.person_language == self.officer_language:
            return officer, ""
        person = self.spoken(of, self.person_language) or plain_words(str(of(self._second)))
        if self.text_mode is TextMode.PERSON:
            return person or officer, ""
        return officer, person if person != officer else ""

    @property
    def spoken_language(self) -> str:
        """The code of the language the person speaks; "" where nobody has said."""
        return self._person

    def spoken(self, of: Callable[[str], object], language: str) -> str:
        """A label in a language for the person: the form's, else ours of its English; "" for neither.

        Ours is looked up before anything of the record is filled in: no catalogue holds every number.
        """
        languages = self.session.form.languages
        if language in languages or not languages:
            return plain_words(str(of(language)))
        name = language_of(languages, "en")
        found = of(name) if name else ""
        told = found if isinstance(found, Text) else Text(str(found))
        english = plain_words(told.pattern or told.text)
        own = tr_in(language, english) if language in WRITTEN else english
        return "" if own == english else told.fill(own)

    def spoken_choices(self, question: Question, language: str) -> dict[str, str]:
        """The words of the choices in a language for the person, by value; as ``spoken``."""
        labels: dict[str, dict[str, str]] = {}

        def label(value: str, name: str) -> str:
            if name not in labels:
                labels[name] = {each.value: str(each.label) for each in question.choices(name)}
            return labels[name].get(value, "")

        offered = question.choices(self.officer_language)
        return {each.value: self.spoken(partial(label, each.value), language) for each in offered}

    def _of_the_form(self, text: str) -> str:
        """Words for the officer. What ``or_other`` adds is English in every language of a form."""
        words = plain_words(text)
        if words == "Other":
            return tr("Other")
        return tr("Please say which.") if words == "Specify other." else words

    def shown(self, key: str) -> ShownQuestion:
        """The question as it stands now."""
        question = self.questions[key]
        state = question.state
        label, second = self._texts(lambda language: question.label(language))
        hint, _ = self._texts(lambda language: question.hint(language))
        probe, _ = self._texts(lambda language: question.guidance(language))
        note_key = self.note_of.get(key)
        main = self._main_language()
        return ShownQuestion(
            key=key,
            code=question.extra.get("code", ""),
            control=control_of(question),
            type=question.type,
            label=label,
            person_label=second,
            hint=hint,
            probe=probe,
            appearance=question.appearance,
            value=question.value,
            choices=tuple(self.choices(key)),
            relevant=state.relevant,
            required=state.required,
            readonly=state.readonly or self.readonly,
            message=self.message(key),
            unit=question.extra.get("unit", ""),
            bounds=bounds_of(question),
            note=self.value(note_key) if note_key else None,
            image=self._files.picture(question, main, self._pictured),
            sound=self._sound_for_officer(key),
            media_type=question.parameters.get("mediatype", ""),
            collects=self._files.collects,
            lines=lines_of(question),
            pixels=pixels_of(question),
            film=self._files.films(question, main),
            passing=question.extra.get("keep") == "no",
        )

    def sound_of(self, key: str, language: str) -> bytes:
        """The recorded wording of a question in a language; empty where nobody recorded it."""
        return self._files.sound(self.questions[key], language)

    def clip(self, name: str, language: str) -> bytes:
        """A recording of what is called so, in a language or one that its speakers follow; empty for none."""
        return self._files.clip(name, language)

    def _sound_for_officer(self, key: str) -> bytes:
        """Beside the officer's question: what can be played to the person, else its own wording."""
        spoken = self.sound_of(key, self._person) if self._person else b""
        return spoken or self.sound_of(key, self._main_language())

    def choices(self, key: str) -> Sequence[ShownChoice]:
        """The choices offered now; kept until a change set says they changed."""
        question = self.questions[key]
        if question.control not in ("select", "select1", "rank"):
            return ()
        known = self._choices.get(key)
        if known is None:
            officer = question.choices(self.officer_language)
            spoken = self.spoken_choices(question, self.person_language)
            if not any(spoken.values()):
                spoken = self.spoken_choices(question, self._second)
            pictures = self._files.pictures(question, self._pictured)
            known = tuple(
                replace(
                    self._choice(c.value, self._of_the_form(str(c.label)), spoken.get(c.value, "")),
                    image=self._files.at(c.label.image or pictures.get(c.value, "")),
                    exclusive=c.is_exclusive,
                )
                for c in officer
            )
            self._choices[key] = known
        return known

    @property
    def _pictured(self) -> str:
        """The form's first language: a picture that comes with one language only is shown with all; a sound
        is not.
        """
        return self.session.form.default_language or self.officer_language

    def _choice(self, value: str, officer: str, person: str) -> ShownChoice:
        if self.text_mode is TextMode.PERSON and person:
            return ShownChoice(value, person, officer)
        return ShownChoice(value, officer or person, person)

    def heading(self, key: str) -> str:
        """The label of the group at this path in the officer's language; empty where it is gone."""
        found = self._groups.get(key)
        return plain_words(str(found.label(self.officer_language))) if found is not None else ""

    def item_title(self, key: str, place: int) -> str:
        """What stands above item ``place`` (from 0) of a repeat: "Paper 2", or its own words where the label
        repeats an answer: "2. Companion: Noy".
        """
        repeat = self._repeats.get(key)
        if repeat is None or place >= len(repeat.instances):
            return ""
        name = plain_words(str(repeat.instances[place].label(self.officer_language))).rstrip(" :")
        if repeat.definition.path in self._told and name:
            return tr("{place}. {name}", name=name, place=place + 1)
        return tr("{name} {place}", name=name or tr("Item"), place=place + 1)

    def repeat_shown(self, key: str) -> bool:
        """Whether a repeat is asked at the moment: it and all around it."""
        repeat = self._repeats.get(key)
        return repeat is not None and repeat.relevant

    def short_name(self, key: str) -> str:
        """What a question is called in a line about another: its code, else its words."""
        question = self.questions[key]
        return question.extra.get("code", "") or plain_words(str(question.label(self.officer_language)))

    def answer_text(self, key: str) -> str:
        """The answer as the officer reads it: labels instead of stored values."""
        value = self.value(key)
        labels = {choice.value: choice.label for choice in self.choices(key)}
        return ", ".join(labels.get(part, part) for part in value.split()) if labels else value

    # messages

    def issue(self, key: str) -> ValidationIssue | None:
        """What is wrong with the answer now, whether told yet or not."""
        if not self.relevant(key) or key in self._silent:
            return None  # what cannot be asked here is never missing
        return self.session.issue(self.questions[key].node)

    def message(self, key: str) -> str:
        """The message to show beside the question: only after it was answered or the page was left."""
        if key not in self._warned:
            return ""
        found = self.issue(key)
        return issue_text(found) if found is not None else ""
