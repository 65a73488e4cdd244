"""The list of records in the window: the table, search, what Counter mode hides, separate records."""

from __future__ import annotations

import random

from PySide6.QtCore import Qt
from tests.journeys.pages.file import FilePage
from tests.journeys.pages.records import RecordsPage
from tests.ui.screens.office import Office
from tests.ui.screens.referred import PASSPHRASE, issued_case, new_case

from borderdesk import desk
from borderdesk.domain import facts
from borderdesk.domain.case import Person
from borderdesk.domain.codes import new_case_code
from borderdesk.ui import theme
from borderdesk.ui.screens.records.presenter import PAGE
from borderdesk.ui.screens.records.view import RecordTable


def test_counter_mode_has_code_date_step_and_due_only(office: Office) -> None:
    new_case(office.workspace)
    office.show("records")
    records = RecordsPage(office)

    assert records.headings() == ["Code", "Date", "Step", "Due"]
    assert not office.sees("records.byName")
    assert "referral today" not in office.everything_said()


def test_private_mode_adds_outcome_and_search_by_name(office: Office) -> None:
    new_case(office.workspace)
    office.desk.mode.enter_private()
    office.show("records")

    assert RecordsPage(office).headings() == ["Code", "Date", "Step", "Outcome", "Due"]
    assert office.sees("records.byName")

    office.desk.mode.to_counter()
    assert RecordsPage(office).headings() == ["Code", "Date", "Step", "Due"]
    assert not office.sees("records.byName")


def test_f3_comes_to_the_search_and_enter_opens_the_one_record(office: Office) -> None:
    code = issued_case(office.workspace)
    office.show("records")
    office.key(Qt.Key.Key_F3)
    assert office.focused() == "records.search"

    RecordsPage(office).find(code.split("-")[3])
    office.press("askPrivate.primary")

    assert FilePage(office).happened()[0].startswith("Referral R1 issued")


def test_a_chosen_record_is_opened(office: Office) -> None:
    code = issued_case(office.workspace)
    office.desk.mode.enter_private()
    office.show("records")

    RecordsPage(office).open(code)

    assert office.find("file").code == code  # type: ignore[attr-defined]  # the case file


def test_enter_opens_the_first_record_without_a_mouse(office: Office) -> None:
    issued_case(office.workspace)
    office.desk.mode.enter_private()
    office.show("records")

    office.key(Qt.Key.Key_Return)

    FilePage(office)


def test_no_match_says_what_to_try(office: Office) -> None:
    office.show("records")
    records = RecordsPage(office)

    records.find("ZZZZZ")

    assert records.rows() == []
    assert records.said == "No record matches. Try the code, or fewer letters."
    office.press("records.clear")
    assert office.text("records.search") == ""


def test_a_name_search_without_a_purpose_is_refused_at_its_field(office: Office) -> None:
    code = new_case(office.workspace)
    desk.record_person(office.workspace, code, Person(name_as_used="Bounthavy"))
    office.desk.mode.enter_private()
    office.show("records")
    records = RecordsPage(office)

    records.find_name("Bounthavy", "")
    assert office.find("records.names").purpose_row.problem() != ""  # type: ignore[attr-defined]  # the card's own row

    records.find_name("Bounthavy", "A relative asks")
    assert len(records.rows()) == 1
    assert office.text("records.foundBy") == "Found by name"
    assert "Bounthavy" not in office.everything_said()


def test_no_cell_is_cut_in_a_narrow_window_with_large_text(office: Office) -> None:
    issued_case(office.workspace)
    office.desk.mode.enter_private()
    theme.apply(theme.Appearance(text_percent=150))
    office.window.resize(683, 345)
    office.window.speak("lo")
    office.show("records")
    table = office.find("records.tablePrivate")

    office._qtbot.waitUntil(lambda: table.isColumnHidden(1))  # type: ignore[attr-defined]  # a table

    for row in range(table.model().rowCount()):  # type: ignore[attr-defined]  # a table
        for column in range(table.model().columnCount()):  # type: ignore[attr-defined]  # a table
            if not table.isColumnHidden(column):  # type: ignore[attr-defined]  # a table
                assert table.rowHeight(row) >= table.sizeHintForRow(row)  # type: ignore[attr-defined]  # a table


def test_my_separate_records_ask_for_the_passphrase_and_forget_it(office: Office) -> None:
    code = new_case(office.workspace, needs={"IR_09": "yes"})
    office.desk.mode.enter_private()
    office.show("separate")
    office.type("separate.passphrase", "not the passphrase")
    office.press("separate.primary")
    office._qtbot.waitUntil(lambda: office.screen.row.problem() != "")  # type: ignore[attr-defined]  # its own row
    assert not office.sees("separate.table")

    office.type("separate.passphrase", PASSPHRASE)
    office.press("separate.primary")
    table = office.find("separate.table")

    assert [row.id for row in table.rows()] == [code]  # type: ignore[attr-defined]  # a table
    office.desk.flush()
    assert not office.sees("separate.table")
    assert office.text("separate.passphrase") == ""


def test_a_long_list_grows_as_it_is_scrolled_and_as_the_arrows_come_to_its_end(office: Office) -> None:
    codes = many_cases(office.workspace, 3 * PAGE - 10)
    office.show("records")
    table = office.find("records.table")
    assert isinstance(table, RecordTable)
    shown = [row.id for row in table.rows()]
    assert shown == codes[:PAGE]

    bar = office.screen.column.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert [row.id for row in table.rows()] == codes[: 2 * PAGE]

    table.selectRow(len(table.rows()) - 1)
    assert [row.id for row in table.rows()] == codes
    assert table.chosen() == codes[2 * PAGE - 1], "what was chosen stays so"
    assert table.rowHeight(len(codes) - 1) >= table.verticalHeader().defaultSectionSize()

    bar.setValue(bar.maximum())
    assert len(table.rows()) == len(codes), "and then it ends"


def many_cases(here: desk.Workspace, count: int) -> list[str]:
    """Records opened one after the other, some in the same second; their codes as a list shows them."""
    chance = random.Random(3)
    with here.store.write() as transaction:
        for _ in range(count):
            code = new_case_code(here.station, 2026, chance.randbytes)
            here.record(transaction, f"case:{code}", facts.CaseOpened(here.station, "returned", "adult"))
    return [row.code for row in desk.cases(here)]
