"""What a form of a story says by itself: its results, its sentences about a document, its reasons, its card.

Read off a session; for the modules that compare a practice record with its story.
"""

from borderdesk.desk.health_limits import HEALTH
from borderdesk.desk.health_words import after_check
from borderdesk.forms import FormDefinition, Node, Session
from borderdesk.text import language as spoken


def computed(session: Session, name: str) -> str:
    """What the form makes of its answers under a name; "" where it has no such."""
    return next((node.text for node in session.record.root.walk() if node.name == name), "")


def on_document_words(session: Session) -> tuple[str, ...]:
    """The form's own sentences about the document: which field, which digit, which date."""
    return tuple(
        str(session.question(node).label())
        for node in session.record.root.walk()
        if (node.name.endswith("_note") or node.name == "zone_good") and node.relevant
    )


def result_of(session: Session) -> str:
    """What follows from a health check or a document check, in words; "" for every other form."""
    if session.form.id == HEALTH:
        return after_check(computed(session, "health_result"))[0]
    return result_sentence(session, computed(session, "dx_result"))


def result_sentence(session: Session, result: str) -> str:
    """The form's own sentence about what to do with a document, such as asking a second officer."""
    name = f"result_{result.removesuffix('_line')}"
    node = next((node for node in session.record.root.walk() if result and node.name == name), None)
    return str(session.question(node).label()) if node is not None else ""


def reason_of(session: Session, name: str, language: str = "") -> tuple[str, ...]:
    """The form's own sentence about a question, where it has one."""
    for node in session.record.root.walk():
        bind = session.form.binds.get(node.path) if node.name == name else None
        if bind is not None:
            text = bind.extra.get(f"reason_{language or spoken()}") or bind.extra.get("reason_en")
            return (text,) if text else ()
    return ()


def card_of(form: FormDefinition, node: Node) -> str:
    """The SOP card that a question belongs to."""
    bind = form.binds.get(node.path)
    return bind.extra.get("sop", "") if bind is not None else ""


def form_title(form: FormDefinition) -> str:
    """Its title in the language of the moment."""
    return (form.template.attribute("title_lo") if spoken() == "lo" else "") or form.title
