"""Referring with consent: what may be issued, what is refused, who never appears."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk import content, posts
from tests.desk.posts import AGREED, finish, referral_draft, referred, refusal, screened

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain import facts
from borderdesk.domain.codes import new_case_code, slip_check
from borderdesk.domain.disclosure import Item
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.roles import Role
from borderdesk.domain.values import CaseCode, DeviceId, Outcome, ReferralStep, StationCode
from borderdesk.forms import give
from borderdesk.resources import Content, at_work
from borderdesk.text import language, set_language

OFFICIAL = {"IR_09": "yes", "IR_10": "no"}

PLACES = ("In this province", "Serves the whole country")


def test_an_issued_referral_has_number_check_due_and_the_consent_in_one_go(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    desk.confirm_outcome(checkpoint, code)
    before = posts.entries_of(checkpoint)
    done = desk.issue_referral(checkpoint, referral_draft(checkpoint, code, withheld="name facts"))
    assert (done.value.code, done.value.number, len(done.value.check)) == (code, "R1", 8)
    assert done.value.due == "2026-03-08T12:00:00Z"
    assert posts.entries_of(checkpoint) == before + 3
    state = desk.case(checkpoint, code)
    assert state.person.name_as_used == AGREED["person_name"]
    consent = state.consent("lwu-bokeo")
    assert consent and consent.withheld == ("name", "facts") and consent.sharing_allowed
    assert (state.referrals[0].needs, state.referrals[0].step) == (("shelter", "medical"), ReferralStep.SENT)
    assert desk.drafts(checkpoint) == []
    second = desk.issue_referral(checkpoint, referral_draft(checkpoint, code, receiver="atd-bokeo")).value
    assert second.number == "R2"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"consent_share": "no"}, "referral.no_consent"),
        ({"consent_refer": "no"}, "referral.no_consent"),
        ({"consent_share": "later"}, "referral.no_consent"),
        ({"accepts_help": "no"}, "referral.no_consent"),
        ({"urgency": ""}, "referral.incomplete"),
        ({"consent_how": ""}, "referral.incomplete"),
        ({"receiver": ""}, "referral.incomplete"),
        ({"consent_how": "spoken"}, "referral.incomplete"),
        ({"receiver": "nobody-here"}, "directory.missing"),
        ({"receiver": "Not An Id"}, "form.not_complete"),
    ],
)
def test_without_full_agreement_nothing_is_issued_and_the_draft_stays(
    checkpoint: Workspace, change: dict[str, str], code: str
) -> None:
    case = screened(checkpoint)
    draft = referral_draft(checkpoint, case, **change)
    before = posts.entries_of(checkpoint)
    assert refusal(desk.issue_referral, checkpoint, draft) == code
    assert posts.entries_of(checkpoint) == before
    assert [each.id for each in desk.drafts(checkpoint)] == [draft]


AGAINST = {
    "consent_share": "no",
    "override_reason": "danger_to_life",
    "override_text": "A weapon was seen",
    "override_second": "L1",
}


def test_against_a_no_only_with_ground_and_second_signer(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    draft = referral_draft(checkpoint, code, **{**AGAINST, "override_second": ""})
    assert refusal(desk.issue_referral, checkpoint, draft) == "referral.incomplete"
    posts.fill(checkpoint, draft, {"override_second": "L1"})
    desk.issue_referral(checkpoint, draft)
    consent = desk.case(checkpoint, code).consent("lwu-bokeo")
    assert consent and consent.override_reason == "A weapon was seen" and consent.sharing_allowed


def test_against_a_no_without_a_receiver_says_what_is_missing(checkpoint: Workspace) -> None:
    draft = referral_draft(checkpoint, screened(checkpoint), **AGAINST, accepts_help="no")
    with pytest.raises(BorderDeskError) as refused:
        desk.issue_referral(checkpoint, draft)
    assert (refused.value.code, refused.value.fields) == ("referral.incomplete", {"missing": "receiver"})


def test_vector_17_refusing_help_ends_the_draft_and_keeps_the_record_here(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    desk.confirm_outcome(checkpoint, code)
    referral_draft(checkpoint, code)
    state = desk.refuse_referral(checkpoint, code, explained_by="talk", reason="wants to go home").value
    assert state.refused and state.stays_here and state.outcome is Outcome.O2
    assert desk.drafts(checkpoint) == []
    assert desk.cases(checkpoint)[0].step == "refused"


def test_a_reply_is_kept_and_an_unknown_referral_named(checkpoint: Workspace) -> None:
    code = referred(checkpoint)
    assert desk.today(checkpoint).due[0].code == code
    state = desk.answer_referral(checkpoint, code, "R1", ReferralStep.ACKNOWLEDGED, " by phone ").value
    assert (state.referrals[0].step, state.referrals[0].detail) == (ReferralStep.ACKNOWLEDGED, "by phone")
    assert desk.today(checkpoint).due == []
    assert refusal(desk.answer_referral, checkpoint, code, "R2", ReferralStep.CLOSED) == "referral.unknown"


def test_consent_taken_back_stops_what_was_agreed(checkpoint: Workspace) -> None:
    code = referred(checkpoint)
    assert refusal(desk.withdraw_consent, checkpoint, code, "hospital-x") == "consent.none"
    state = desk.withdraw_consent(checkpoint, code, "lwu-bokeo", "afraid").value
    consent = state.consent("lwu-bokeo")
    assert consent and not consent.sharing_allowed
    assert refusal(desk.referral_form_pdf, checkpoint, code, "R1") == "slip.no_consent"


def test_receivers_are_ranked_by_what_they_offer_and_none_is_left_out_by_sex(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    ranked = desk.ranked_receivers(checkpoint, code, ("shelter", "medical"))
    assert ranked and all(set(each.matches) & {"shelter", "medical"} for each in ranked)
    assert all(each.why for each in ranked)
    assert not any(each.number_shown for each in ranked), "no number of the directory was ever verified"
    assert desk.ranked_receivers(checkpoint, code, ()) == []
    places = [
        next(words for words in each.why if words in PLACES or words.startswith("In another province: "))
        for each in ranked
    ]
    assert set(PLACES) <= set(places) and places[-1].startswith("In another province: ")


def test_what_speaks_the_language_and_what_is_open_comes_first_among_equal_services(
    checkpoint: Workspace,
) -> None:
    code = screened(checkpoint, language="vi")
    rows = content.service("closed") + content.service("foreign") + 'languages = ["fr"]\n'
    rows += content.service("open") + "open_24h = true\n"
    rows += content.service("spoken") + 'languages = ["vi"]\n'
    checkpoint.content.replace(Content({"directory/services.toml": rows.encode()}))
    with at_work(checkpoint.content):
        ranked = desk.ranked_receivers(checkpoint, code, ("shelter",))
    assert [each.receiver.id for each in ranked] == ["spoken", "open", "closed", "foreign"]


def test_whom_a_service_takes_is_said_where_it_does_not_take_everybody() -> None:
    assert desk.takes_words(("man", "woman"), ("adult", "child")) == ("Takes women and men",)
    assert desk.takes_words(("woman",), ("child",)) == ("Takes women only", "Takes children only")
    assert desk.takes_words((), ()) == ()


def test_receivers_that_fit_equally_are_in_order_of_name_as_the_reader_knows_it(
    checkpoint: Workspace,
) -> None:
    rows = content.service("zz", name_lo="ສູນ", name_en="Yard") + content.service(
        "aa", name_lo="ບ້ານ", name_en="Zoo"
    )
    checkpoint.content.replace(Content({"directory/services.toml": rows.encode()}))
    code = screened(checkpoint)
    before = language()
    try:
        for spoken, order in (("lo", ["ສູນ", "ບ້ານ"]), ("en", ["Yard", "Zoo"])):
            set_language(spoken)
            with at_work(checkpoint.content):
                ranked = desk.ranked_receivers(checkpoint, code, ("shelter",))
            assert [each.receiver.name(spoken) for each in ranked] == order
    finally:
        set_language(before)


def test_the_live_list_is_what_leaves(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    draft = referral_draft(checkpoint, code)
    session = desk.open_draft(checkpoint, draft, language="en").session

    def told(withheld: frozenset[Item], sharing: bool) -> dict[Item, str]:
        lines = desk.agency_list(session, "lwu-bokeo", withheld, sharing=sharing, code=code)
        return {line.item: line.value for line in lines if not line.withheld}

    everything = told(frozenset(), True)
    assert everything[Item.NAME] == AGREED["person_name"]
    assert everything[Item.CODE] == code
    assert Item.NAME not in told(frozenset({Item.NAME}), True)
    assert Item.OUTCOME not in told(frozenset({Item.OUTCOME, Item.HANDOVER}), True)
    assert set(told(frozenset(), False)) == {Item.CODE}


# ------------------------------------------------------------------ an official involved (vector 18)
def test_vector_18_such_a_record_is_nowhere_but_with_its_author(checkpoint: Workspace) -> None:
    plain = screened(checkpoint)
    code = referred(checkpoint)
    finish(checkpoint, code, "risk_needs", OFFICIAL)
    assert desk.case(checkpoint, code).official_involved
    lead = posts.as_role(checkpoint, Role.SHIFT_LEAD, "L1")
    for viewer in (checkpoint, lead):
        assert [row.code for row in desk.cases(viewer)] == [plain]
        assert [row.code for row in desk.cases(viewer, desk.CaseFilter.WAITING)] == []
        assert desk.find_cases(viewer, code[10:15]) == []
        assert desk.search_names(viewer, "ບຸນມີໄຊ", purpose="found again").value == []
        assert desk.today(viewer).due == []
        assert code not in [record.code for record in desk.transfer_status(viewer).records]
        assert sum(desk.transfer_status(viewer).counts.values()) == 1
    desk.start_form(checkpoint, code, "adult")
    assert desk.today(checkpoint).unfinished == []
    desk.choose_outcome(checkpoint, code, Outcome.O4, "mistaken")
    assert desk.case(checkpoint, code).lowering_pending
    assert desk.countersign_list(posts.as_role(checkpoint, Role.SUPERVISOR, "S1")) == []
    for call in (desk.case, desk.timeline, desk.outcome, desk.next_step, desk.confirm_outcome):
        assert refusal(call, lead, code) == "case.missing"
    assert refusal(desk.start_form, lead, code, "adult") == "case.missing"
    assert refusal(desk.slip_pdf, lead, code, "R1") == "case.missing"
    assert refusal(desk.log_contact, lead, code, "somebody") == "case.missing"
    slip = desk.slip_reference(checkpoint, code, "R1")
    assert not desk.check_slip(lead, slip.payload).known
    assert [row.code for row in desk.separate_records(checkpoint, posts.PASSPHRASE)] == [code]
    assert refusal(desk.separate_records, checkpoint, "not the words") == "passphrase.wrong"
    with checkpoint.store.read() as transaction:
        searched = [
            facts.decode(entry.kind, entry.payload or b"")
            for entry in transaction.journal.chain(checkpoint.device)
            if entry.kind == "records.searched"
        ]
    assert [fact.found for fact in searched if isinstance(fact, facts.NamesSearched)] == [0, 0]


def test_such_a_record_is_kept_apart_from_the_answer_on(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    opened = desk.open_draft(checkpoint, desk.start_form(checkpoint, code, "risk_needs").value.id)
    give(opened.session, OFFICIAL)
    opened.keeper.save(opened.session.draft_xml(), "")
    assert desk.cases(checkpoint) == []
    assert desk.today(checkpoint).unfinished == []
    assert desk.transfer_status(checkpoint).records == []
    lead = posts.as_role(checkpoint, Role.SHIFT_LEAD, "L1")
    assert refusal(desk.case, lead, code) == "case.missing"
    give(opened.session, {"IR_09": "no"})
    opened.keeper.save(opened.session.draft_xml(), "")
    assert [row.code for row in desk.cases(checkpoint)] == [code]


def test_what_was_said_about_agreeing_is_kept_when_help_is_refused(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    opened = desk.open_draft(checkpoint, desk.start_form(checkpoint, code, "referral").value.id)
    give(opened.session, {"accepts_help": "no", "consent_record": "yes", "consent_statistics": "no"})
    opened.keeper.save(opened.session.draft_xml(), "")
    state = desk.refuse_referral(checkpoint, code, explained_by="talk").value
    (said,) = state.consents
    assert (said.record, said.statistics) == ("yes", "no")
    assert state.refused


@pytest.mark.parametrize("second", ["O1", "o1 ", "a colleague", ""])
def test_sharing_against_a_no_needs_the_number_of_somebody_else(checkpoint: Workspace, second: str) -> None:
    code = screened(checkpoint)
    answers = {
        "accepts_help": "yes",
        "receiver": "atd-duty",
        "handover_mode": "accompanied",
        "consent_refer": "no",
        "consent_share": "no",
        "urgency": "urgent",
        "needs": "shelter",
        "override_reason": "danger_to_life",
        "override_text": "The person is in danger.",
        "override_second": second,
    }
    expected = "referral.second_signer" if second else "referral.incomplete"
    assert refusal(desk.refer, checkpoint, code, answers) == expected


def test_the_same_role_number_on_another_pc_is_somebody_else(checkpoint: Workspace) -> None:
    code = referred(checkpoint)
    finish(checkpoint, code, "risk_needs", OFFICIAL)
    elsewhere = replace(checkpoint, device=DeviceId("HXY-other000"))
    assert refusal(desk.case, elsewhere, code) == "case.missing"


# ------------------------------------------------------------------ slips checked at the desk
def test_a_slip_is_genuine_only_with_the_key_of_the_station_it_names(
    checkpoint: Workspace, supervisor: Workspace, met: None, stick: Path
) -> None:
    code = referred(checkpoint)
    with checkpoint.store.read() as transaction:
        key = transaction.secret("device.slip_key") or b""
    check = desk.check_slip(checkpoint, f"BD1:{code}:R1:{slip_check(key, CaseCode(code), 'R1')}")
    assert (check.genuine, check.known) == (True, True)
    good = f"BD1:{code}:R1:{slip_check(key, CaseCode(code), 'R1')}"
    assert desk.check_slip(supervisor, good).genuine is None
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    assert desk.check_slip(supervisor, good).genuine is True
    assert desk.check_slip(supervisor, good[:-1] + ("0" if good[-1] != "0" else "1")).genuine is False
    assert refusal(desk.check_slip, supervisor, "BD1:x") == "slip_code.malformed"


def test_a_pc_cannot_lend_its_slip_key_to_another_station(
    checkpoint: Workspace, supervisor: Workspace
) -> None:
    posts.introduced(checkpoint, supervisor)
    forged = facts.DeviceRegistered("VTE", "supervisor", "00" * 32)
    with supervisor.store.write() as transaction:
        transaction.journal.append(
            checkpoint.device, checkpoint.user.id, "device:x", forged, at=checkpoint.now(), salt=bytes(16)
        )
    code = new_case_code(StationCode("VTE"), 2026, checkpoint.random)
    slip = f"BD1:{code}:R1:{slip_check(bytes(32), code, 'R1')}"
    assert desk.check_slip(supervisor, slip).genuine is False
