"""Recordings of a content pack against the questions they are heard at.

Called by packs before signing only: a checkpoint may well get the recordings of a form before the form.
"""

from collections.abc import Sequence
from contextlib import suppress

from borderdesk.desk.forms import latest_form
from borderdesk.desk.installed import PackKind
from borderdesk.desk.pack_items import PackItem, broken
from borderdesk.desk.spoken_words import SENTENCES
from borderdesk.domain.errors import Unavailable
from borderdesk.store.database import Transaction


def require_asked(transaction: Transaction, items: Sequence[PackItem]) -> None:
    """That every recording belongs to a question of a form of that pack or of this desk.

    :raises RuleBroken: ``pack.broken`` with the file, because of ``recording.question``.
    """
    forms = {item.form.id: item.form for item in items if item.form is not None}
    for item in items:
        if item.kind is not PackKind.RECORDING:
            continue
        _, form_id, name = item.path.split("/")
        if form_id not in forms:
            with suppress(Unavailable):
                forms[form_id] = latest_form(transaction, form_id)
        form, question = forms.get(form_id), name.partition(".")[0]
        asked = {path[-1] for path in form.controls} if form else set()
        if question not in asked.union(SENTENCES.get(form_id, ())):
            raise broken(item.path, "recording.question", {"form": form_id, "question": question})
