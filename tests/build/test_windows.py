"""What the program says of itself on Windows."""

import struct


def test_the_icon_holds_every_size_as_a_whole_picture(qapp: object) -> None:
    from windows import SIZES, drawn, ico

    from borderdesk.resources import resource

    data = ico(drawn(resource("icons", "app.svg").read_bytes()))
    assert struct.unpack("<HHH", data[:6]) == (0, 1, len(SIZES))
    for number, size in enumerate(SIZES):
        *head, length, place = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        assert head == [size % 256, size % 256, 0, 0, 1, 32]
        assert data[place : place + 8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack_from(">II", data, place + 16) == (size, size)
        assert data[place : place + length].endswith(b"IEND\xaeB`\x82")


def test_a_version_is_told_in_four_numbers() -> None:
    from windows import four

    assert four("0.1.0") == (0, 1, 0, 0)
    assert four("1.2") == (1, 2, 0, 0)
    assert four("1.2.3.post4") == (1, 2, 3, 0)
