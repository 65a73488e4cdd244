"""A group arrival in the window: from the tile to a person's own file, leaders kept apart."""

from tests.journeys.pages.screening import ScreeningPage
from tests.ui.screens.counter import Counter

from borderdesk import desk


def test_a_group_needs_a_direction_and_more_than_one_person(counter: Counter) -> None:
    counter.show("screening")
    counter.press("screening.start.group_arrival")
    assert "Choose the direction." in counter.everything_said()
    counter.press("answer.direction.returned")
    counter.press("screening.start.group_arrival")
    assert "Say how many people are in the party." in counter.everything_said()
    assert counter.focused().startswith("answer.party")
    assert desk.groups(counter.workspace) == []


def test_from_the_tile_to_a_persons_own_file_and_back_to_the_group(counter: Counter) -> None:
    counter.show("screening")
    ScreeningPage(counter).say(direction="returned", age="adult", party=3)
    counter.press("screening.start.group_arrival")
    assert counter.place == "group"
    counter.press("group.member.2.apart")
    assert "Leader, kept apart" in counter.everything_said()
    counter.press("group.primary")
    counter.press("group.age.unsure")
    counter.press("group.age.primary")
    assert counter.place == "sight"
    assert counter.sees("sight.row.FS-06"), "a party of three"
    assert not counter.sees("sight.nothing"), "each person of a group has a file"
    (group,) = desk.groups(counter.workspace)
    assert [member.begun for member in group.members] == [True, False, False]
    assert [member.apart for member in group.members] == [False, True, False]
    counter.show("screening")
    counter.press(f"screening.group.{group.short}")
    assert "2 still wait" in counter.text("group.lead")
    counter.press("group.member.1.go")
    assert counter.place == "sight"


def test_the_page_says_no_names_and_no_steps(counter: Counter) -> None:
    group = desk.open_group(counter.workspace, direction="returned", size=2).value
    counter.show("group", group=group.code)
    said = counter.everything_said().lower()
    for word in ("victim", "traffick", "refer", "specialist"):
        assert word not in said
