"""Who may do what: one table. ``desk`` functions check it; screens only hide what it forbids."""

from enum import StrEnum

from borderdesk.domain.errors import NotAllowed


class Role(StrEnum):
    OFFICER = "officer"
    SHIFT_LEAD = "shift_lead"
    HEALTH = "health"
    SUPERVISOR = "supervisor"
    CONTENT_ADMIN = "content_admin"
    AUDITOR = "auditor"


class Post(StrEnum):
    """What the PC is for."""

    CHECKPOINT = "checkpoint"
    SUPERVISOR = "supervisor"


class Act(StrEnum):
    """What a desk function does, as far as permission goes."""

    SCREEN = "screen"
    READ_RECORDS = "read_records"
    SEARCH_NAMES = "search_names"
    MATCH_PERSONS = "match_persons"
    REFER = "refer"
    PRINT = "print"
    ANSWER_REFERRAL = "answer_referral"
    COUNTERSIGN = "countersign"
    PACK = "pack"
    IMPORT = "import"
    TRUST = "trust"
    REVOKE = "revoke"
    UNDO_IMPORT = "undo_import"
    RESOLVE = "resolve"
    SEND_BACK = "send_back"
    ADD_USER = "add_user"
    ADD_ANY_USER = "add_any_user"
    OWN_ACCESS = "own_access"
    READ_AUDIT = "read_audit"
    CHECK_STORE = "check_store"
    READ_CONTENT = "read_content"
    EDIT_CONTENT = "edit_content"
    EXPORT_CLEAR = "export_clear"
    INSTALL_CONTENT = "install_content"
    TRUST_CONTENT = "trust_content"
    FILL = "fill"
    CHECK_HEALTH = "check_health"
    READ_HEALTH = "read_health"
    CHOOSE_LIMITS = "choose_limits"
    ASSESS = "assess"
    READ_ASSESSMENTS = "read_assessments"
    TRAIN = "train"
    READ_TRAINING = "read_training"


_CASE_WORK = frozenset({Role.OFFICER, Role.SHIFT_LEAD})
_ANYBODY = frozenset(Role)

PERMISSIONS: dict[Act, frozenset[Role]] = {
    Act.SCREEN: _CASE_WORK,
    Act.READ_RECORDS: _CASE_WORK | {Role.SUPERVISOR},
    Act.SEARCH_NAMES: _CASE_WORK | {Role.SUPERVISOR},
    Act.MATCH_PERSONS: _CASE_WORK | {Role.SUPERVISOR},
    Act.REFER: _CASE_WORK,
    Act.PRINT: _CASE_WORK | {Role.SUPERVISOR},
    Act.ANSWER_REFERRAL: _CASE_WORK | {Role.SUPERVISOR},
    Act.COUNTERSIGN: frozenset({Role.SUPERVISOR}),
    Act.PACK: _CASE_WORK | {Role.SUPERVISOR},
    Act.IMPORT: _CASE_WORK | {Role.SUPERVISOR},
    Act.TRUST: frozenset({Role.OFFICER, Role.SHIFT_LEAD, Role.SUPERVISOR}),
    Act.REVOKE: frozenset({Role.SHIFT_LEAD, Role.SUPERVISOR}),
    Act.UNDO_IMPORT: frozenset({Role.SUPERVISOR}),
    Act.RESOLVE: frozenset({Role.SUPERVISOR}),
    Act.SEND_BACK: frozenset({Role.SUPERVISOR}),
    Act.ADD_USER: frozenset({Role.SHIFT_LEAD, Role.SUPERVISOR}),
    Act.ADD_ANY_USER: frozenset({Role.SUPERVISOR}),
    Act.OWN_ACCESS: _ANYBODY,
    Act.READ_AUDIT: frozenset({Role.SUPERVISOR, Role.AUDITOR}),
    Act.CHECK_STORE: _ANYBODY,
    Act.READ_CONTENT: _ANYBODY,
    Act.EDIT_CONTENT: frozenset({Role.SUPERVISOR, Role.CONTENT_ADMIN}),
    Act.EXPORT_CLEAR: frozenset({Role.SUPERVISOR}),
    Act.INSTALL_CONTENT: _CASE_WORK | {Role.SUPERVISOR, Role.CONTENT_ADMIN},
    Act.TRUST_CONTENT: _CASE_WORK | {Role.SUPERVISOR, Role.CONTENT_ADMIN},
    Act.FILL: _CASE_WORK | {Role.HEALTH, Role.SUPERVISOR},
    Act.CHECK_HEALTH: _CASE_WORK | {Role.HEALTH},
    Act.READ_HEALTH: frozenset({Role.HEALTH}),
    Act.CHOOSE_LIMITS: frozenset({Role.HEALTH, Role.SHIFT_LEAD, Role.SUPERVISOR, Role.CONTENT_ADMIN}),
    Act.ASSESS: _CASE_WORK | {Role.SUPERVISOR},
    Act.READ_ASSESSMENTS: _ANYBODY,
    Act.TRAIN: _ANYBODY,
    Act.READ_TRAINING: frozenset({Role.SHIFT_LEAD, Role.SUPERVISOR}),
}


def may(role: Role, act: Act) -> bool:
    """Whether a role may do an act."""
    return role in PERMISSIONS[act]


def require(role: Role, act: Act) -> None:
    """:raises NotAllowed: ``role.not_allowed`` with the act, the role and who may."""
    if not may(role, act):
        who = ", ".join(each for each in Role if each in PERMISSIONS[act])
        raise NotAllowed("role.not_allowed", act=act.value, role=role.value, who=who)


def place_in_list(user: str) -> tuple[str, int, str]:
    """Where a role number stands in a list: by its letters, then as a number, so that O10 follows O9."""
    letters = user.rstrip("0123456789")
    return letters, int(user[len(letters) :] or 0), user
