"""What people do at the desk: one verb function a task, the only door for the windows and the command line.

``from borderdesk import desk`` and call ``desk.open_workspace(...)``, ``desk.pack(...)``. Names are loaded
when they are first used, so that the unlock window need not wait for the database and the paper.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from borderdesk.desk.access import *
    from borderdesk.desk.apart import *
    from borderdesk.desk.attachments import *
    from borderdesk.desk.authoring import *
    from borderdesk.desk.checks import *
    from borderdesk.desk.class_view import *
    from borderdesk.desk.conflicts import *
    from borderdesk.desk.content_folder import *
    from borderdesk.desk.content_trust import *
    from borderdesk.desk.differences import *
    from borderdesk.desk.directory import *
    from borderdesk.desk.directory_keeping import *
    from borderdesk.desk.directory_sheet import *
    from borderdesk.desk.disclosing import *
    from borderdesk.desk.door import *
    from borderdesk.desk.drafting import *
    from borderdesk.desk.dry_run import *
    from borderdesk.desk.duplicates import *
    from borderdesk.desk.exercises import *
    from borderdesk.desk.exports import *
    from borderdesk.desk.feedback import *
    from borderdesk.desk.flags import *
    from borderdesk.desk.folders import *
    from borderdesk.desk.form_files import *
    from borderdesk.desk.forms import *
    from borderdesk.desk.gathering import *
    from borderdesk.desk.health_limits import *
    from borderdesk.desk.health_words import *
    from borderdesk.desk.hide_pin import *
    from borderdesk.desk.importing import *
    from borderdesk.desk.incoming import *
    from borderdesk.desk.installed import *
    from borderdesk.desk.ledger import *
    from borderdesk.desk.library_paper import *
    from borderdesk.desk.limits_keeping import *
    from borderdesk.desk.new_workspace import *
    from borderdesk.desk.offering import *
    from borderdesk.desk.oracle import *
    from borderdesk.desk.outcomes import *
    from borderdesk.desk.pack_changes import *
    from borderdesk.desk.pack_install import *
    from borderdesk.desk.pack_items import *
    from borderdesk.desk.pack_kept import *
    from borderdesk.desk.packing import *
    from borderdesk.desk.packs import *
    from borderdesk.desk.paper import *
    from borderdesk.desk.plans import *
    from borderdesk.desk.posts import *
    from borderdesk.desk.practice_opening import *
    from borderdesk.desk.priority import *
    from borderdesk.desk.reading import *
    from borderdesk.desk.receivers import *
    from borderdesk.desk.records import *
    from borderdesk.desk.referral import *
    from borderdesk.desk.refusals import *
    from borderdesk.desk.rehearsal import *
    from borderdesk.desk.requests import *
    from borderdesk.desk.restored import *
    from borderdesk.desk.screening import *
    from borderdesk.desk.scripted import *
    from borderdesk.desk.sending import *
    from borderdesk.desk.separate import *
    from borderdesk.desk.set_back import *
    from borderdesk.desk.shelving import *
    from borderdesk.desk.spoken_words import *
    from borderdesk.desk.steps import *
    from borderdesk.desk.story_trial import *
    from borderdesk.desk.storywriting import *
    from borderdesk.desk.succession import *
    from borderdesk.desk.training import *
    from borderdesk.desk.translating import *
    from borderdesk.desk.translations import *
    from borderdesk.desk.travelled import *
    from borderdesk.desk.trust import *
    from borderdesk.desk.undoing import *
    from borderdesk.desk.upkeep import *
    from borderdesk.desk.versions import *
    from borderdesk.desk.workspace import *

_HOMES = {
    "door": (
        "UserName",
        "WorkspaceFacts",
        "users",
        "workspace_exists",
        "workspace_facts",
    ),
    "directory": (
        "Helpline",
        "Province",
        "Receiver",
        "SopCard",
        "Station",
        "helplines",
        "provinces",
        "receiver",
        "sop_card",
        "stations",
    ),
    "workspace": (
        "Changes",
        "Done",
        "Progress",
        "Workspace",
        "local_now",
        "silent",
    ),
    "access": (
        "add_user",
        "change_passphrase",
        "list_users",
        "open_workspace",
        "preference",
        "recover_workspace",
        "set_preference",
    ),
    "new_workspace": (
        "Created",
        "create_workspace",
    ),
    "hide_pin": (
        "check_hide_pin",
        "has_hide_pin",
        "kept_hide_pin",
        "set_hide_pin",
    ),
    "health_limits": (
        "SIGNS",
        "ChosenPack",
        "DiseasePack",
        "LimitsPlace",
        "check_words",
        "choose_disease_pack",
        "disease_pack",
        "disease_packs",
        "limits_in_words",
        "limits_places",
    ),
    "health_words": ("after_check",),
    "limits_keeping": (
        "KeptLimits",
        "LimitsFacts",
        "kept_limits",
        "remove_limits",
        "save_limits",
    ),
    "apart": (
        "FinishedApart",
        "SealedApart",
        "assessments",
        "begun_assessments",
        "complete_apart",
        "health_checks",
        "is_apart",
        "post_name_in",
        "put_away_untouched",
        "read_assessment",
        "read_health_check",
        "start_assessment",
        "start_health_check",
    ),
    "attachments": (
        "DraftMedia",
        "attach",
        "attachment",
        "detach",
        "draft_media",
    ),
    "duplicates": (
        "Duplicates",
        "LinkedRecord",
        "Lookalike",
        "PairSide",
        "PairView",
        "PossiblePair",
        "compare_records",
        "decide_pair",
        "decided_pairs",
        "linked_records",
        "lookalikes",
        "pair",
        "possible_duplicates",
    ),
    "exports": (
        "ClearExport",
        "ExportKind",
        "export_records",
    ),
    "flags": (
        "FlagAdvice",
        "flag_advice",
        "flag_name",
    ),
    "form_files": (
        "FormFile",
        "lists_beside",
        "media_type",
        "read_form_file",
    ),
    "forms": (
        "FormInfo",
        "collects_media",
        "form",
        "form_by_hash",
        "form_list",
    ),
    "gathering": (
        "Group",
        "GroupMember",
        "group",
        "groups",
        "keep_apart",
        "open_group",
        "start_member",
    ),
    "separate": (
        "PackedSeparate",
        "alternate_receivers",
        "pack_separate",
    ),
    "screening": (
        "Completed",
        "complete_form",
        "nothing_noted",
        "start_case",
        "start_form",
        "switch_to_adult",
        "switch_to_child",
    ),
    "drafting": (
        "DraftKeeper",
        "ABOUT_NOBODY",
        "DraftView",
        "OpenDraft",
        "drafts",
        "open_draft",
        "put_away",
    ),
    "steps": (
        "NextStep",
        "next_step",
    ),
    "records": (
        "CaseFilter",
        "CaseListRow",
        "DueItem",
        "TimelineItem",
        "Today",
        "case",
        "cases",
        "find_cases",
        "log_contact",
        "record_person",
        "search_names",
        "separate_records",
        "set_hand_over_note",
        "timeline",
        "today",
    ),
    "oracle": (
        "SecondOpinion",
        "second_opinions",
    ),
    "outcomes": (
        "OutcomeView",
        "PendingLowering",
        "Reason",
        "choose_outcome",
        "confirm_outcome",
        "countersign",
        "countersign_list",
        "outcome",
    ),
    "receivers": (
        "RankedReceiver",
        "need_name",
        "ranked_receivers",
        "takes_words",
    ),
    "disclosing": (
        "AgencyLine",
        "agency_list",
        "item_label",
    ),
    "referral": (
        "Issued",
        "SlipCheck",
        "answer_referral",
        "check_slip",
        "issue_referral",
        "refuse_referral",
        "report_missing_service",
        "withdraw_consent",
    ),
    "paper": (
        "mark_printed",
        "referral_form_pdf",
        "slip_pdf",
        "slip_reference",
    ),
    "offering": (
        "mark_card_printed",
        "offer_card",
        "rights_card",
        "rights_card_pdf",
        "save_rights_card",
    ),
    "posts": (
        "PostVisit",
        "assessment_report_pdf",
        "post_visits",
        "posts_comparison_pdf",
        "save_post_papers",
    ),
    "plans": (
        "PHASES",
        "CrisisPlan",
        "crisis_plan_pdf",
        "crisis_plans",
        "save_crisis_plan",
    ),
    "library_paper": (
        "card_pdf",
        "document_facts",
        "leaflet_pdf",
    ),
    "reading": (
        "LibraryHit",
        "LibraryRow",
        "ReadBy",
        "Readers",
        "bookmarks",
        "document",
        "document_file",
        "document_languages",
        "index_library",
        "library",
        "mark_read",
        "read_by",
        "readers",
        "search_library",
        "set_bookmark",
    ),
    "priority": (
        "PriorityStep",
        "priority_step_done",
        "priority_steps",
    ),
    "trust": (
        "CardView",
        "Peer",
        "card_words",
        "own_card",
        "peers",
        "read_card",
        "read_card_file",
        "revoke_trust",
        "trust_card",
        "write_card",
    ),
    "packing": (
        "CarriedRecord",
        "PackageRow",
        "Packed",
        "TransferStatus",
        "mark_carried",
        "pack",
        "transfer_status",
    ),
    "incoming": ("packages_in",),
    "dry_run": (
        "ImportPreview",
        "PreviewRecord",
        "preview_import",
    ),
    "importing": (
        "ImportResult",
        "apply_import",
    ),
    "ledger": (
        "InboxRow",
        "inbox",
        "set_silent_after",
        "silent_after",
    ),
    "refusals": (
        "RefusedArrival",
        "refused_arrivals",
    ),
    "travelled": (
        "RecordWay",
        "record_way",
    ),
    "restored": (
        "WentOn",
        "go_on",
    ),
    "succession": (
        "Link",
        "NewIdentity",
        "card_link",
        "new_identities",
    ),
    "set_back": (
        "Standing",
        "must_say",
        "standing",
    ),
    "requests": (
        "AskedAgain",
        "OpenRequest",
        "ask_again",
    ),
    "undoing": (
        "ImportLine",
        "UndoPreview",
        "imports",
        "preview_undo",
        "undo_import",
    ),
    "sending": (
        "DeskToSend",
        "desks_to_send",
        "pack_for",
    ),
    "shelving": (
        "ShelfItem",
        "TriedAgain",
        "set_aside",
        "try_again",
    ),
    "folders": (
        "FolderImport",
        "FolderItem",
        "FolderPreview",
        "import_folder",
        "preview_folder",
    ),
    "conflicts": (
        "CaseContradictions",
        "ContestedField",
        "Contradiction",
        "Side",
        "contradiction",
        "contradictions",
        "resolve",
    ),
    "versions": (
        "DraftMove",
        "FormVersionInfo",
        "add_form_file",
        "form_media",
        "form_versions",
        "move_draft",
        "preview_move",
    ),
    "upkeep": (
        "HealthLine",
        "Verification",
        "health",
        "rebuild",
        "verify",
    ),
    "scripted": (
        "Filled",
        "assess",
        "fill_form",
        "refer",
        "save_papers",
        "screen",
    ),
    "rehearsal": (
        "Check",
        "Played",
        "play_main_job",
        "self_test",
    ),
    "exercises": (
        "Answer",
        "Drill",
        "begin_drill",
        "drill_forms_done",
        "drill",
        "drill_of_case",
        "drills",
        "drills_begun",
        "specimen_pdf",
        "what_the_person_says",
    ),
    "differences": (
        "Difference",
        "Leads",
    ),
    "feedback": (
        "Feedback",
        "drill_feedback",
        "feedback_as_told",
        "finish_drill",
    ),
    "class_view": (
        "AskedOfAll",
        "DrillBar",
        "DrillsChart",
        "NotedBy",
        "StoryMatrix",
        "class_report_pdf",
        "drills_chart",
        "drills_chart_pdf",
        "save_class_report",
        "story_matrices",
    ),
    "story_trial": (
        "Trial",
        "try_story",
    ),
    "storywriting": (
        "Asked",
        "Rehearsal",
        "StoryRow",
        "answers_in_words",
        "check_story",
        "free_name",
        "keep_unfinished",
        "questions_asked",
        "rehearse_story",
        "remove_story",
        "save_story",
        "story_file",
        "story_forms",
        "story_rows",
        "unfinished_stories",
        "written_specimen_pdf",
        "written_story",
    ),
    "practice_opening": (
        "open_practice",
        "practice_folder",
        "ready_practice",
    ),
    "training": (
        "DrillDone",
        "Trainee",
        "TrainingClass",
        "WhereDifferent",
        "own_training",
        "save_certificate",
        "take_over_drills",
        "training_certificate_pdf",
        "training_class",
        "waiting_drills",
    ),
    "content_trust": (
        "ContentKey",
        "content_keys",
        "make_content_key",
        "trust_content_key",
        "withdraw_content_key",
        "write_content_card",
    ),
    "content_folder": (
        "author_folder",
        "set_author_folder",
    ),
    "spoken_words": (
        "Recording",
        "add_recording",
        "recording_sound",
        "recordings",
        "remove_recording",
    ),
    "authoring": (
        "AddedDocument",
        "DocumentFacts",
        "add_document",
        "check_document_file",
    ),
    "directory_keeping": (
        "DirectoryAge",
        "DirectoryRow",
        "check_directory_row",
        "checking_organisation",
        "directory_age",
        "directory_rows",
        "remove_directory_row",
        "save_directory_row",
    ),
    "directory_sheet": (
        "DirectorySheet",
        "SheetFinding",
        "export_directory",
        "import_directory_sheet",
        "preview_directory_sheet",
    ),
    "packs": (
        "Composition",
        "WrittenPack",
        "compose_pack",
        "pack_places",
        "sign_pack",
        "signed_packs",
        "write_pack",
    ),
    "pack_kept": ("SignedPack",),
    "pack_install": (
        "PackPlace",
        "PackPreview",
        "PackResult",
        "WithdrawnKey",
        "install_pack",
        "pack_news",
        "preview_pack",
    ),
    "pack_changes": (
        "KindChanges",
        "PackChange",
    ),
    "pack_items": ("Review",),
    "installed": ("PackKind",),
    "translating": (
        "LanguageState",
        "language_states",
        "look_into_workbook",
        "take_workbook",
        "write_workbook",
    ),
    "translations": (
        "ReviewState",
        "RowFinding",
        "TextChange",
        "TranslationsTaken",
        "TranslationsWritten",
        "export_translations",
        "import_translations",
        "review_state",
    ),
    "checks": (
        "FormFinding",
        "check_forms",
        "form_findings",
        "inspect",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(name)
    found: object = getattr(import_module(f"borderdesk.desk.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(_HOME_OF)
