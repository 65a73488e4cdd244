"""The content of a real desk, used in the practice workspaces beside it: new forms, stories, cards, wording.

Content is no secret and no record; nothing else goes over, and nothing comes back this way.
"""

from borderdesk.desk.forms import MEDIA
from borderdesk.desk.installed import installed, load_content, set_installed
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import NotAllowed
from borderdesk.resources import SHIPPED

_MEDIA_TYPE = "application/octet-stream"


def bring_content(real: Workspace, practice: Workspace) -> None:
    """Use in ``practice`` what content packs brought to ``real``; for the other desk modules.

    :raises NotAllowed: ``demo.not_practice`` where that is no practice workspace.
    """
    if not practice.practice:
        raise NotAllowed("demo.not_practice")
    with real.store.read() as transaction:
        state = installed(transaction)
        files = {sha256: transaction.attachments.get(sha256).content for sha256 in state.files.values()}
        forms = [version for form in state.forms if (version := transaction.forms.latest(form)) is not None]
        media = {version.sha256: transaction.setting(MEDIA + version.sha256, {}) for version in forms}
        sounds = {
            sha256: transaction.attachments.get(sha256) for each in media.values() for sha256 in each.values()
        }
    with practice.store.write() as transaction:
        if installed(transaction) == state:
            return
        for data in files.values():
            transaction.attachments.put(data, _MEDIA_TYPE)
        for sound in sounds.values():
            transaction.attachments.put(sound.content, sound.media_type)
        for version in forms:
            transaction.forms.add(version)
            if media[version.sha256]:
                transaction.set_setting(MEDIA + version.sha256, media[version.sha256])
        set_installed(transaction, state)
        content = load_content(transaction) or SHIPPED
    practice.content.replace(content)
