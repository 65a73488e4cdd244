"""Coded errors, sorted by what the person at the desk can do about them.

An error carries a code and fields for its text, never the text itself: ``text.notices`` maps a code
to what happened, what is safe and what to do next, in the language of the moment. Fields never hold
personal data, because codes and fields are logged.
"""


class BorderDeskError(Exception):
    """Any expected failure: a dotted ``code`` and the ``fields`` its notice text names."""

    kind = "damaged"

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.fields.items())
        return f"{self.code} ({shown})" if shown else self.code


class RuleBroken(BorderDeskError):
    """The input breaks a rule; the person can correct this field."""

    kind = "rule"


class NotAllowed(BorderDeskError):
    """The act is not for this role or this state; somebody else may do it."""

    kind = "not_allowed"


class Unavailable(BorderDeskError):
    """Something outside is missing, full or busy; the same act may work later."""

    kind = "unavailable"


class Damaged(BorderDeskError):
    """Stored or carried data is not what it should be; stop and ask for help."""

    kind = "damaged"


class Cancelled(BorderDeskError):
    """The person cancelled; nothing was changed and nothing needs saying."""

    kind = "cancelled"

    def __init__(self) -> None:
        super().__init__("cancelled")
