"""Every screen of the program, one folder each; the window asks here for those that are installed."""

from borderdesk.ui.shell.screen import Registry


def register_screens(registry: Registry) -> None:
    """Put all screens into ``registry``; called, and imported, only after unlock is on screen."""
    from borderdesk.ui.screens.about.screen import AboutScreen
    from borderdesk.ui.screens.after_check.screen import AfterCheckScreen
    from borderdesk.ui.screens.cards.screen import CardsScreen
    from borderdesk.ui.screens.checks.screen import ChecksScreen
    from borderdesk.ui.screens.class_view.screen import ClassScreen
    from borderdesk.ui.screens.conflict.screen import ConflictScreen
    from borderdesk.ui.screens.consent.screen import ConsentScreen
    from borderdesk.ui.screens.countersign.screen import CountersignScreen
    from borderdesk.ui.screens.directory.screen import DirectoryScreen
    from borderdesk.ui.screens.drill.screen import DrillScreen
    from borderdesk.ui.screens.duplicates.screen import DuplicatesScreen
    from borderdesk.ui.screens.file.screen import FileScreen
    from borderdesk.ui.screens.filling import FillingScreen
    from borderdesk.ui.screens.forms.screen import FormsScreen
    from borderdesk.ui.screens.going_on.screen import GoingOnScreen
    from borderdesk.ui.screens.group.screen import GroupScreen
    from borderdesk.ui.screens.import_all.screen import ImportAllScreen
    from borderdesk.ui.screens.inbox.screen import InboxScreen
    from borderdesk.ui.screens.library.document import DocumentScreen
    from borderdesk.ui.screens.library.screen import LibraryScreen
    from borderdesk.ui.screens.limits.screen import LimitsScreen
    from borderdesk.ui.screens.needs.screen import NeedsScreen
    from borderdesk.ui.screens.outcome.screen import OutcomeScreen
    from borderdesk.ui.screens.pack.screen import PackScreen
    from borderdesk.ui.screens.package_import.screen import ImportScreen
    from borderdesk.ui.screens.packs.screen import PacksScreen
    from borderdesk.ui.screens.posts.screen import PostsScreen
    from borderdesk.ui.screens.practice.screen import PracticeScreen
    from borderdesk.ui.screens.pre.screen import PreconditionsScreen
    from borderdesk.ui.screens.preview.screen import PreviewScreen
    from borderdesk.ui.screens.print.screen import PrintScreen
    from borderdesk.ui.screens.priority.screen import PriorityScreen
    from borderdesk.ui.screens.readers.screen import ReadersScreen
    from borderdesk.ui.screens.recordings.screen import RecordingsScreen
    from borderdesk.ui.screens.records.screen import RecordsScreen
    from borderdesk.ui.screens.refer.screen import ReferScreen
    from borderdesk.ui.screens.review.screen import ReviewScreen
    from borderdesk.ui.screens.rights_card.screen import RightsCardScreen
    from borderdesk.ui.screens.screening.screen import PickerScreen
    from borderdesk.ui.screens.send_back.screen import SendBackScreen
    from borderdesk.ui.screens.separate.screen import SeparateScreen
    from borderdesk.ui.screens.settings.screen import SettingsScreen
    from borderdesk.ui.screens.sight.screen import SightScreen
    from borderdesk.ui.screens.stories.list_screen import StoriesScreen
    from borderdesk.ui.screens.stories.screen import StoryScreen
    from borderdesk.ui.screens.today.screen import TodayScreen
    from borderdesk.ui.screens.transfer.screen import TransferScreen
    from borderdesk.ui.screens.translations.screen import TranslationsScreen

    registry.register("today", TodayScreen)
    registry.register("screening", PickerScreen)
    registry.register("group", GroupScreen)
    registry.register("posts", PostsScreen)
    registry.register("after_check", AfterCheckScreen)
    registry.register("checks", ChecksScreen)
    registry.register("limits", LimitsScreen)
    registry.register("sight", SightScreen)
    registry.register("pre", PreconditionsScreen)
    registry.register("form", FillingScreen)
    registry.register("priority", PriorityScreen)
    registry.register("needs", NeedsScreen)
    registry.register("outcome", OutcomeScreen)
    registry.register("transfer", TransferScreen)
    registry.register("goingon", GoingOnScreen)
    registry.register("inbox", InboxScreen)
    registry.register("import", ImportScreen)
    registry.register("pack", PackScreen)
    registry.register("packs", PacksScreen)
    registry.register("import_all", ImportAllScreen)
    registry.register("review", ReviewScreen)
    registry.register("send_back", SendBackScreen)
    registry.register("conflict", ConflictScreen)
    registry.register("keys", CardsScreen)
    registry.register("about", AboutScreen)
    registry.register("countersign", CountersignScreen)
    registry.register("duplicates", DuplicatesScreen)
    registry.register("settings", SettingsScreen)
    registry.register("refer", ReferScreen)
    registry.register("consent", ConsentScreen)
    registry.register("print", PrintScreen)
    registry.register("rights_card", RightsCardScreen)
    registry.register("file", FileScreen)
    registry.register("records", RecordsScreen)
    registry.register("separate", SeparateScreen)
    registry.register("library", LibraryScreen)
    registry.register("readers", ReadersScreen)
    registry.register("directory", DirectoryScreen)
    registry.register("translations", TranslationsScreen)
    registry.register("document", DocumentScreen)
    registry.register("forms", FormsScreen)
    registry.register("recordings", RecordingsScreen)
    registry.register("preview", PreviewScreen)
    registry.register("practice", PracticeScreen)
    registry.register("drill", DrillScreen)
    registry.register("class", ClassScreen)
    registry.register("stories", StoriesScreen)
    registry.register("story", StoryScreen)
