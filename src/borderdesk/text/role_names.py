"""Roles by their everyday names, for screens and for notices that say who may do something."""

from borderdesk.text.catalogue import tr, tr_in, translatable

ROLES = {
    "officer": translatable("Officer"),
    "shift_lead": translatable("Shift lead"),
    "health": translatable("Health worker"),
    "supervisor": translatable("Supervisor"),
    "content_admin": translatable("Content admin"),
    "auditor": translatable("Auditor"),
}


def role_name(role: str, language: str | None = None) -> str:
    """The name of a role in ``language`` or else the current one; an unknown role stays as it is."""
    name = ROLES.get(role, role)
    return tr_in(language, name) if language else tr(name)
