"""Forms of a content pack against what this desk has: versions that are free, names that the program reads.

Called by packs before signing, and by pack_install before and while installing.
"""

from collections.abc import Mapping
from itertools import islice

from borderdesk.desk.apart import READ_APART
from borderdesk.desk.form_files import media_type
from borderdesk.desk.forms import MEDIA, latest_form, shipped_forms
from borderdesk.desk.pack_items import PackItem, broken
from borderdesk.desk.screening import RESULT_FIELDS
from borderdesk.forms import FormDefinition
from borderdesk.store.database import Transaction
from borderdesk.store.forms import FormVersion

_OWN_SCREEN = frozenset({"first_sight", "preconditions", "risk_needs", "referral"})
"""Forms that a screen of their own, or the paper, asks field by field: none of their fields may go."""
_READ = READ_APART | {*RESULT_FIELDS, "outcome", "flags", "reasons", "unknowns", "direction", "age_group"}
"""Fields of the other forms that the program reads by name."""


def require_usable(transaction: Transaction, item: PackItem) -> None:
    """That a form of a pack can be used here; any other file can.

    :raises RuleBroken: ``pack.broken``, because of ``form.raise_version`` when its id and version stand for
        another content, or of ``pack.form_fields`` when fields are gone that the program goes by.
    """
    form = item.form
    if form is None:
        return
    for there in transaction.forms.names(form.id):
        if there.version == form.version and there.sha256 != form.sha256:
            fields: Mapping[str, object] = {"form": form.id, "version": form.version}
            raise broken(item.path, "form.raise_version", fields)
    shipped = shipped_forms(transaction)
    if form.id not in shipped:
        for name in shipped:
            if name == form.id.casefold():  # two forms that people would take for one
                raise broken(item.path, "pack.name_differs", {"named": f"forms/{name}.xml"})
        return
    needed = _names(latest_form(transaction, form.id))
    if form.id not in _OWN_SCREEN:
        needed &= _READ
    gone = sorted(needed - _names(form))
    if gone:
        raise broken(item.path, "pack.form_fields", {"names": ", ".join(islice(gone, 5))})


def _names(form: FormDefinition) -> set[str]:
    return {node.name for node in form.template.walk() if not node.children}


def keep_form(transaction: Transaction, item: PackItem, now: str) -> None:
    """Keep a form of a pack beside the versions there are; errors as :func:`require_usable`."""
    form = item.form
    if form is None:
        return
    require_usable(transaction, item)
    text = item.file.data.decode()
    transaction.forms.add(FormVersion(form.sha256, form.id, form.version, form.title, text, now))
    media = {
        address: transaction.attachments.put(data, media_type(address))
        for address, data in item.file.media.items()
    }
    if media:
        transaction.set_setting(MEDIA + form.sha256, media)
