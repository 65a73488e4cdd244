"""The keys of content: unknown and withdrawn ones, desks' keys, and who hands on what another signed."""

from pathlib import Path

from tests.desk import content, posts
from tests.desk.posts import refusal
from tests.exchange.posts import CountingFiles

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.roles import Role


def test_a_supervisor_hands_on_what_a_content_admin_signed(
    supervisor: Workspace, checkpoint: Workspace, stick: Path, folder: Path, tmp_path: Path
) -> None:
    admin = posts.workspace(tmp_path, "supervisor", name="admin")
    content.key_known(posts.as_role(admin, Role.CONTENT_ADMIN), supervisor, checkpoint, folder=stick)
    pack = content.on_stick(admin, content.reviewed(folder), stick)
    desk.install_pack(supervisor, pack)
    kept = desk.signed_packs(supervisor)
    assert [(each.number, each.received) for each in kept] == [(1, True)]
    other = tmp_path / "other"
    other.mkdir()
    handed_on = desk.write_pack(supervisor, 1, other).path
    assert (handed_on.name, handed_on.read_bytes()) == (pack.name, pack.read_bytes())
    assert desk.install_pack(checkpoint, handed_on).value.changed
    counted = CountingFiles()
    desk.write_pack(supervisor, 1, other, files=counted)
    for step in range(counted.steps):
        left = set(other.iterdir())
        assert refusal(desk.write_pack, supervisor, 1, other, files=CountingFiles(step)).startswith("stick.")
        assert set(other.iterdir()) == left
    admin.close()


def test_packs_of_an_unknown_or_withdrawn_key_are_refused(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path, tmp_path: Path
) -> None:
    first = content.on_stick(author, content.reviewed(folder), stick)
    leaked = desk.content_keys(author)[0]
    new_card = tmp_path / "cards"
    new_card.mkdir()
    content.key_known(author, folder=new_card)
    second = content.on_stick(author, content.reviewed(folder, "ສອງ."), stick)
    assert refusal(desk.preview_pack, checkpoint, second) == "pack.unknown_key"
    desk.trust_content_key(checkpoint, desk.read_card_file(next(new_card.glob("*.card"))))
    desk.withdraw_content_key(author, leaked.fingerprint, "its PC was stolen")
    third = content.on_stick(author, content.reviewed(folder, "ສາມ."), stick)
    assert desk.preview_pack(checkpoint, first).number == 1, "the checkpoint has not heard of it yet"
    (gone,) = desk.preview_pack(checkpoint, third).withdraws
    assert (gone.fingerprint, gone.label, gone.words) == (leaked.fingerprint, "VTE content", leaked.words)
    for agreed in ([], ["0" * 64]):
        assert refusal(desk.install_pack, checkpoint, third, withdrawing=agreed) == "pack.withdraws"
    assert not any(key.withdrawn for key in desk.content_keys(checkpoint))
    reasons = {each.reason for each in desk.refused_arrivals(checkpoint)}
    assert "pack.withdraws" not in reasons, "nothing is wrong with it"
    desk.install_pack(checkpoint, third, withdrawing=[leaked.fingerprint])
    assert refusal(desk.install_pack, checkpoint, first, older=True) == "pack.withdrawn_key"
    card = tmp_path / "old.card"
    card.write_bytes(next(stick.glob("*-content.card")).read_bytes())
    assert refusal(desk.trust_content_key, checkpoint, desk.read_card_file(card)) == "card.withdrawn"


def test_the_same_content_is_signed_once_more_after_its_key_was_withdrawn(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path, tmp_path: Path
) -> None:
    desk.install_pack(checkpoint, content.on_stick(author, content.reviewed(folder), stick))
    assert refusal(desk.sign_pack, author, [folder]) == "pack.nothing_new"
    leaked = desk.content_keys(author)[0]
    desk.withdraw_content_key(author, leaked.fingerprint, "its PC was stolen")
    assert [each.withdrawn for each in desk.signed_packs(author)] == [True]
    cards = tmp_path / "cards"
    cards.mkdir()
    content.key_known(author, checkpoint, folder=cards)
    assert desk.compose_pack(author, [folder]).missing == ""
    again = content.on_stick(author, folder, stick)
    assert [each.withdrawn for each in desk.signed_packs(author)] == [False, True]
    assert refusal(desk.sign_pack, author, [folder]) == "pack.nothing_new"
    assert desk.install_pack(checkpoint, again, withdrawing=[leaked.fingerprint]).value.changed
    assert [key.withdrawn for key in desk.content_keys(checkpoint)] == [False, True]


def test_a_content_key_speaks_for_no_desk_and_a_desk_for_no_content(
    author: Workspace, checkpoint: Workspace, stick: Path
) -> None:
    card = desk.read_card_file(next(stick.glob("*-content.card")))
    assert refusal(desk.trust_card, checkpoint, card) == "card.content_key"
    assert refusal(desk.trust_content_key, checkpoint, desk.own_card(author)) == "card.not_content"
    assert [peer.role for peer in desk.peers(checkpoint)] == ["supervisor"]
    posts.new_case(checkpoint)
    records = desk.pack(checkpoint, stick).value.path
    assert refusal(desk.preview_pack, author, records) == "pack.unknown_key"


def test_a_practice_desk_practises_with_real_content_and_never_the_other_way_round(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path, tmp_path: Path
) -> None:
    practice = posts.workspace(tmp_path, "checkpoint_practice")
    desk.trust_content_key(practice, desk.read_card_file(next(stick.glob("*-content.card"))))
    pack = content.on_stick(author, content.reviewed(folder), stick)
    assert desk.install_pack(practice, pack).value.changed
    content.key_known(posts.as_role(practice, Role.SUPERVISOR), folder=tmp_path)
    card = desk.read_card_file(next(tmp_path.glob("*-content.card")))
    assert refusal(desk.trust_content_key, checkpoint, card) == "card.practice"
    practice.close()
