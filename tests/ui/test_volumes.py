"""Which volumes are sticks, and what they are called."""

from pathlib import PurePosixPath, PureWindowsPath

from borderdesk.ui.volumes import stick_by, volume_name

REMOVABLE, FIXED, NETWORK, DISC = 2, 3, 4, 5
UNKNOWN, SATA, USB, NVME = 0, 11, 7, 17


def test_on_windows_a_second_partition_a_disc_and_the_network_are_no_sticks() -> None:
    assert stick_by(REMOVABLE, UNKNOWN)
    assert stick_by(FIXED, USB)
    assert not any(stick_by(FIXED, bus) for bus in (UNKNOWN, SATA, NVME))
    assert not stick_by(NETWORK, USB)
    assert not stick_by(DISC, USB)


def test_two_sticks_of_one_label_are_told_apart_by_their_letter() -> None:
    assert volume_name("KINGSTON", PureWindowsPath("E:\\")) == "KINGSTON (E:)"
    assert volume_name("E:/", PureWindowsPath("E:\\")) == "E:\\"
    assert volume_name("KINGSTON", PurePosixPath("/media/noy/KINGSTON")) == "KINGSTON"
