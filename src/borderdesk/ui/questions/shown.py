"""What a question widget is told: frozen values, so that no widget knows the form session.

Made by :class:`~borderdesk.ui.questions.controller.FormController` from the running session and
compared by widgets to see what changed. Texts are already in the languages chosen, with outputs
resolved; they hold no U+200B (break marks are added where text is drawn).
"""

from dataclasses import dataclass, field

ALONE = frozenset({"none", "none_of_these"})
"""Values of a list that cannot stand beside others, also where the form does not say so."""


@dataclass(frozen=True)
class ShownChoice:
    """One option of a list: the stored ``value`` and its label in both languages."""

    value: str
    label: str
    person_label: str = ""
    image: bytes = field(default=b"", repr=False)
    exclusive: bool = False

    @property
    def alone(self) -> bool:
        """Whether it stands beside no other choice: the form says so, or it is a "none of these"."""
        return self.exclusive or self.value in ALONE

    @property
    def spoken(self) -> str:
        """What a screen reader says: a choice that is only a picture has its value as its name."""
        return self.label or self.value


@dataclass(frozen=True)
class Bounds:
    """Limits of a number, range or text; ``None`` where the form sets none."""

    start: float | None = None
    end: float | None = None
    step: float = 1.0
    length: int | None = None


@dataclass(frozen=True)
class ShownQuestion:
    """One question as it stands now.

    ``key`` names it in object names: the code (``AD-02``), with ``.2`` for the second repeat item.
    ``control`` is the XForms control (``select1``, ``select``, ``input``, ``range``, ``rank``,
    ``trigger``, ``upload``) or ``note``, ``type`` the bind's type (``string``, ``int``, ``date`` …),
    ``value`` the lexical value (several choices apart by blanks, empty when unanswered). ``probe`` is the
    form's guidance for the officer. ``image`` and ``sound`` are files of the form, ``film`` whether a film
    goes with it; ``collects`` is ``all`` where the form takes pictures, files and places, ``signature`` where
    only that, else empty. ``lines`` is the height of a text box, ``pixels`` the longer side the form wants of
    a picture (0: it does not say). ``passing`` says that the answer is compared and not kept.
    """

    key: str
    code: str
    control: str
    type: str
    label: str
    appearance: frozenset[str] = frozenset()
    person_label: str = ""
    hint: str = ""
    probe: str = ""
    value: str = ""
    choices: tuple[ShownChoice, ...] = ()
    relevant: bool = True
    required: bool = False
    readonly: bool = False
    message: str = ""
    unit: str = ""
    bounds: Bounds = Bounds()
    note: str | None = None
    image: bytes = field(default=b"", repr=False)
    sound: bytes = field(default=b"", repr=False)
    media_type: str = ""
    collects: str = ""
    lines: int = 1
    pixels: int = 0
    film: bool = False
    passing: bool = False

    @property
    def is_note(self) -> bool:
        """Text to read, nothing to answer."""
        return self.control == "note"

    @property
    def answered(self) -> bool:
        """Whether it holds an answer; a note never needs one."""
        return bool(self.value) or self.is_note


@dataclass(frozen=True)
class ShownReason:
    """One answer that brought a question up: where it was given and how it reads."""

    key: str
    text: str
