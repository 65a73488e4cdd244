"""Directory, checkpoints, provinces, help lines: whole rows, neutral card names, nothing verified."""

import re
import tomllib
from typing import Any

import pytest
from tests.content.tables import choices

from borderdesk.domain.disclosure import ReceiverKind
from borderdesk.domain.values import NEEDS
from borderdesk.resources import resource

LAO = re.compile(r"[\u0e80-\u0eff]")


def rows(name: str, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(resource("directory", name).read_text(encoding="utf-8"))[
        table
    ]
    return found


SERVICES = rows("services.toml", "service")
STATIONS = rows("stations.toml", "station")
PROVINCES = rows("provinces.toml", "province")
HELPLINES = rows("helplines.toml", "helpline")
ISO = {row["iso"] for row in PROVINCES}


def test_all_eighteen_provinces_are_there_once() -> None:
    assert len(PROVINCES) == len(ISO) == 18
    assert [row["nso"] for row in PROVINCES] == [f"{n:02d}" for n in range(1, 19)]
    assert all(LAO.search(row["name_lo"]) for row in PROVINCES)


@pytest.mark.parametrize("row", SERVICES, ids=lambda row: row["id"])
def test_a_service_row_is_whole(row: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", row["id"])
    assert ReceiverKind(row["kind"])
    assert row["province"] in ISO
    assert row["scope"] in {"national", "province"}
    assert row["needs"] and set(row["needs"]) <= set(NEEDS)
    assert row["accepts"] and set(row["accepts"]) <= {"woman", "man", "girl", "boy"}
    assert row["sexes"] and set(row["sexes"]) <= {"woman", "man"}
    assert row["ages"] and set(row["ages"]) <= {"adult", "child"}
    assert set(row["languages"]) <= {code for code, *_ in choices("referral")["language"]}
    assert row["open_24h"] == (row["hours"] == "24/7")
    assert row["source"]
    for name in ("name", "card_name", "hours"):
        assert row[f"{name}_en"]
        assert LAO.search(row[f"{name}_lo"])


@pytest.mark.parametrize("row", SERVICES, ids=lambda row: row["id"])
def test_nothing_in_the_first_directory_counts_as_verified(row: dict[str, Any]) -> None:
    assert "phone_verified_on" not in row
    assert "checked_on" not in row
    assert row["phone"] == ""


@pytest.mark.parametrize("row", SERVICES, ids=lambda row: row["id"])
def test_the_name_on_the_card_gives_nothing_away(row: dict[str, Any]) -> None:
    for name in (row["card_name_en"], row["card_name_lo"]):
        for word in (
            "traffick",
            "victim",
            "women",
            "protection",
            "shelter",
            "ຄ້າມະນຸດ",
            "ແມ່ຍິງ",
            "ປົກປ້ອງ",
            "ພັກພິງ",
        ):
            assert word not in name.lower()


def test_a_confidential_service_has_no_address() -> None:
    assert any(row["confidential"] for row in SERVICES)
    assert all(not row["address_en"] and not row["address_lo"] for row in SERVICES if row["confidential"])


def test_every_need_has_a_receiver_for_men_and_for_women_somewhere_in_the_country() -> None:
    for need in NEEDS:
        for who in ("girl", "boy") if need == "child_protection" else ("woman", "man"):
            assert any(need in row["needs"] and who in row["accepts"] for row in SERVICES), (need, who)


def test_ids_and_codes_are_one_of_a_kind() -> None:
    for table, key in ((SERVICES, "id"), (STATIONS, "code"), (HELPLINES, "id")):
        assert len({row[key] for row in table}) == len(table)


@pytest.mark.parametrize("row", STATIONS, ids=lambda row: row["code"])
def test_a_checkpoint_row_is_whole_and_unverified(row: dict[str, Any]) -> None:
    assert re.fullmatch(r"[A-Z]{3}", row["code"])
    assert row["province"] in ISO
    assert row["class"] in {"international", "local", "traditional"}
    assert row["kind"] in {"land", "river", "rail", "air"}
    assert row["verified"] is False
    assert row["name_en"]
    assert LAO.search(row["name_lo"])
    assert (row["border"] == "") == (row["kind"] == "air")
    province = next(each for each in PROVINCES if each["iso"] == row["province"])
    assert row["border"] == "" or row["border"] in province["borders"]


def test_houayxay_is_there() -> None:
    (station,) = [row for row in STATIONS if row["code"] == "HXY"]
    assert station["province"] == "LA-BK"


@pytest.mark.parametrize("row", HELPLINES, ids=lambda row: row["id"])
def test_a_helpline_is_a_short_public_number_and_not_verified(row: dict[str, Any]) -> None:
    assert re.fullmatch(r"\d{3,5}", row["number"])
    assert "verified_on" not in row
    assert row["name_en"]
    assert LAO.search(row["name_lo"])
