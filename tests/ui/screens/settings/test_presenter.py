"""What the settings page says; no window, no QApplication."""

from __future__ import annotations

from dataclasses import replace

import pytest

from borderdesk.domain.people import User
from borderdesk.domain.roles import Post, Role
from borderdesk.domain.values import UserId
from borderdesk.ui.screens.settings.presenter import SettingsPresenter
from borderdesk.ui.screens.settings.state import Kept, NewUser

KEPT = Kept(3, 10, "a4", "", False, "Friendship Bridge 4", True)
NEW = NewUser("O2", "officer", "a quiet river", "a quiet river", "", False, "mine")


def presenter(role: Role, post: Post = Post.CHECKPOINT) -> SettingsPresenter:
    return SettingsPresenter(User(UserId("O1"), role), post, "HXY")


@pytest.mark.parametrize(
    ("role", "post", "offered"),
    [
        (Role.OFFICER, Post.CHECKPOINT, []),
        (Role.SHIFT_LEAD, Post.CHECKPOINT, ["officer", "health"]),
        (Role.SUPERVISOR, Post.SUPERVISOR, ["supervisor", "content_admin", "auditor", "health"]),
        (Role.AUDITOR, Post.SUPERVISOR, []),
    ],
)
def test_who_may_add_whom(role: Role, post: Post, offered: list[str]) -> None:
    assert [key for key, _ in presenter(role, post).state(KEPT, []).roles] == offered


def test_the_stations_values_are_shown_and_the_user_is_marked() -> None:
    users = [User(UserId("O1"), Role.OFFICER), User(UserId("O2"), Role.SHIFT_LEAD, True)]
    state = presenter(Role.OFFICER).state(KEPT, users)
    assert [line.value for line in state.station] == [
        "HXY · Friendship Bridge 4",
        "checkpoint",
        "a counter; others may see the screen",
    ]
    assert [(line.title, line.detail) for line in state.users] == [
        ("O1 (you)", "Officer"),
        ("O2", "Shift lead, trained to speak with children"),
    ]


def test_a_passphrase_typed_differently_is_caught_before_anything_is_written() -> None:
    assert presenter(Role.SHIFT_LEAD).check_new_user(NEW) is None
    wrong = presenter(Role.SHIFT_LEAD).check_new_user(replace(NEW, again="a quiet rover"))
    assert wrong is not None
    assert wrong[0] == "again"
    assert presenter(Role.OFFICER).check_again("2468", "2469") != ""


def test_a_refusal_goes_to_its_field() -> None:
    shown = presenter(Role.SHIFT_LEAD)
    codes = ("user.exists", "passphrase.short", "pin.malformed", "passphrase.wrong")
    assert [shown.field_of(code) for code in codes] == ["id", "passphrase", "pin", "own"]
    assert shown.problem("user.exists", {"user": "O2"}).startswith("Role number O2 is already in use here.")
    assert shown.problem("passphrase.wrong", {}).startswith("This is not your passphrase.")
