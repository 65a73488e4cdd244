"""What is said to a person, recorded by question and language: in a pack to a checkpoint, and heard there."""

from pathlib import Path

import pytest
from tests.desk import content
from tests.desk.posts import refusal
from tests.library import media

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import RuleBroken
from borderdesk.forms.inlining import clip_address
from borderdesk.ui.questions.recorder import wav_of

KHMU = media.ogg()
HMONG = wav_of(bytes(3200))


def heard(workspace: Workspace, form: str, name: str) -> bytes | None:
    beside = desk.draft_media(workspace, desk.form(workspace, form))
    return beside.of_form(clip_address(*name.split(".")))


def test_a_recording_goes_out_in_a_pack_and_is_heard_at_the_checkpoint(
    writer: Workspace, checkpoint: Workspace, met: None, stick: Path, folder: Path, tmp_path: Path
) -> None:
    content.key_known(writer, checkpoint, folder=stick)
    file = tmp_path / "memo 3.bin"
    file.write_bytes(KHMU)
    written = desk.add_recording(writer, folder, file, "adult", "AD_22", "kjg")
    assert written == folder / "recordings/adult/AD_22.kjg.ogg"
    desk.add_recording(writer, folder, HMONG, "first_sight", "say_invite", "mww")
    rows = {row.question: row for row in desk.recordings(writer, "adult", "kjg", folder)}
    assert rows["AD_22"].added == written and not rows["AD_22"].in_use and not rows["AD_18"].there
    assert desk.recording_sound(writer, rows["AD_22"]) == KHMU
    first_sight = [row.question for row in desk.recordings(writer, "first_sight", "mww")]
    assert first_sight == ["say_invite"]  # nobody is asked what the officer only looks at

    found = desk.compose_pack(writer, [folder])
    assert [(each.kind, [part.name for part in each.new]) for each in found.changes] == [
        ("recording", ["adult AD_22 kjg", "first_sight say_invite mww"])
    ]
    desk.install_pack(checkpoint, content.on_stick(writer, folder, stick))
    assert heard(checkpoint, "adult", "AD_22.kjg") == KHMU
    assert heard(checkpoint, "adult", "AD_18.kjg") is None
    assert heard(checkpoint, "first_sight", "say_invite.mww") == HMONG
    assert [row.question for row in desk.recordings(checkpoint, "adult", "kjg") if row.in_use] == ["AD_22"]

    desk.add_recording(writer, folder, media.mp3(5), "adult", "AD_22", "kjg")
    assert not written.exists()
    desk.remove_recording(writer, folder, "first_sight", "say_invite", "mww")
    desk.install_pack(checkpoint, content.on_stick(writer, folder, stick))
    assert heard(checkpoint, "adult", "AD_22.kjg") == media.mp3(5)
    assert heard(checkpoint, "first_sight", "say_invite.mww") is None


def test_only_what_a_person_hears_is_to_be_recorded(writer: Workspace) -> None:
    def names(form: str) -> list[str]:
        return [row.question for row in desk.recordings(writer, form, "kjg")]

    assert not {"talk_tip", "kept_note", "kept_AD_32"} & {*names("adult"), *names("child")}
    assert "rights_text" in names("preconditions") and "consent_text" in names("referral")
    assert names("crisis") == names("poe_assessment") == []


def test_a_recording_beside_a_form_travels_with_it(
    writer: Workspace, checkpoint: Workspace, met: None, stick: Path, tmp_path: Path
) -> None:
    content.key_known(writer, checkpoint, folder=stick)
    form = tmp_path / "beside" / "note.md"
    (form.parent / "note-media").mkdir(parents=True)
    form.write_text(NOTE, encoding="utf-8")
    (form.parent / "note-media" / "remark.hnj.mp3").write_bytes(media.mp3())
    desk.install_pack(checkpoint, content.on_stick(writer, form.parent, stick, draft=True))
    assert heard(checkpoint, "note", "remark.hnj") == media.mp3()


NOTE = """
| survey |
| | type | name | label::Lao (lo) |
| | text | remark | ໝາຍເຫດ |
| settings |
| | form_title | form_id | version | default_language | attribute::bd:status | namespaces |
| | Note | note | 1 | Lao (lo) | draft | bd="https://borderdesk.example/ns" |
"""


def test_what_cannot_be_a_recording_is_named_and_nothing_is_written(
    writer: Workspace, folder: Path, tmp_path: Path
) -> None:
    def add(data: bytes, question: str = "AD_22", language: str = "kjg") -> str:
        return refusal(desk.add_recording, writer, folder, data, "adult", question, language)

    assert add(b"MZ a program") == "recording.not_sound"
    assert add(b"%PDF-1.7") == "recording.not_sound"
    assert add(b"") == "recording.not_sound"
    assert add(KHMU + b"PK\x03\x04 an archive behind it") == "recording.not_sound"
    assert add(media.m4a(b"vide").replace(b"ftypM4A ", b"ftypmp42")) == "recording.not_sound"
    assert add(media.ogg() + bytes(2 << 20)) == "recording.too_large"
    assert add(KHMU, question="AD_99") == "recording.question"
    assert add(KHMU, question="../../AD_22") == "recording.question"
    assert add(KHMU, language="xx") == "recording.language"
    assert not folder.exists()
    assert refusal(desk.recordings, writer, "nothing", "kjg") == "form.missing"
    removed = refusal(desk.remove_recording, writer, folder, "adult", "AD_22", "kjg")
    assert removed == "recording.missing"
    wrong = folder / "recordings/adult/AD_22.kjg.ogg"
    wrong.parent.mkdir(parents=True)
    wrong.write_bytes(b"no sound")
    with pytest.raises(RuleBroken) as told:
        desk.compose_pack(writer, [folder])
    assert (told.value.code, told.value.fields["reason"]) == ("pack.broken", "recording.not_sound")


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["adult/AD_99.kjg.ogg"], "recording.question"),
        (["adult/ad_22.kjg.ogg"], "recording.question"),
        (["nothing/AD_22.kjg.ogg"], "recording.question"),
        (["adult/AD_22.kjg.mp3", "adult/AD_22.kjg.ogg"], "pack.twice"),
    ],
)
def test_a_recording_of_no_question_or_a_second_one_is_not_signed(
    writer: Workspace, folder: Path, names: list[str], reason: str
) -> None:
    sounds = {f"recordings/{name}": media.mp3() if "mp3" in name else KHMU for name in names}
    content.written(folder, dict(sounds))
    for verb in (desk.compose_pack, desk.sign_pack):
        with pytest.raises(RuleBroken) as told:
            verb(writer, [folder])
        assert told.value.fields["reason"] == reason
        assert told.value.fields["file"] == f"recordings/{names[-1]}"


def test_a_phone_s_memo_counts_as_a_sound(writer: Workspace, folder: Path) -> None:
    memo = media.m4a().replace(b"ftypM4A ", b"ftypmp42")
    assert desk.add_recording(writer, folder, memo, "child", "CH_01", "kjg").suffix == ".m4a"
    assert desk.compose_pack(writer, [folder]).files == 1
