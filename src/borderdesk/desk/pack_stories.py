"""Practice stories of a content pack against the forms they are played with.

Called by packs before signing and by pack_install before installing: an answer that no form takes would stop
a trainee in the middle.
"""

from collections.abc import Mapping, Sequence

from borderdesk.desk.drafting import ACT_APART
from borderdesk.desk.exercises import give_as_told
from borderdesk.desk.forms import latest_form
from borderdesk.desk.health_limits import HEALTH
from borderdesk.desk.pack_items import PackItem, broken
from borderdesk.desk.stories import Story, reference_answers
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.forms import FormDefinition, Session
from borderdesk.store.database import Transaction


def require_playable(transaction: Transaction, items: Sequence[PackItem]) -> None:
    """That every story of a pack can be played with the forms of that pack and of this desk.

    :raises RuleBroken: ``pack.broken`` with the file, because of ``story.form``, ``story.question``,
        ``story.answer`` or ``story.says``.
    """
    brought = {item.form.id: item.form for item in items if item.form is not None}
    for item in items:
        if item.story is not None:
            try:
                require_fitting(transaction, item.story, brought)
            except RuleBroken as error:
                raise broken(item.path, error.code, error.fields) from error


def require_fitting(
    transaction: Transaction, story: Story, brought: Mapping[str, FormDefinition] | None = None
) -> None:
    """That every answer of a story is one of its form's, and every word belongs to an answer.

    :raises RuleBroken: ``story.form``, ``story.question``, ``story.answer``; ``story.says`` for words about a
        question that the story does not answer.
    """
    answered: set[str] = set()
    for form_id, answers in reference_answers(story).items():
        form = (brought or {}).get(form_id) or _form(transaction, form_id)
        give_as_told(Session(form), answers)
        answered |= answers.keys()
    for table in ("says", "why"):
        for name in story.get(table, {}):
            if name not in answered:
                raise RuleBroken("story.says", question=name.replace("_", "-"))


def _form(transaction: Transaction, form_id: str) -> FormDefinition:
    if form_id in ACT_APART and form_id != HEALTH:
        raise RuleBroken("story.form", form=form_id)  # filled without a record, so nothing can be compared
    try:
        return latest_form(transaction, form_id)
    except Unavailable as error:
        raise RuleBroken("story.form", form=form_id) from error
