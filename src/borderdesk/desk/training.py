"""What of practice is kept: training records of officers, no case record.

The journal of a practice workspace never enters a real one. What is kept is one fact an exercise, written
anew by the officer, signed in to the real workspace, with :func:`take_over_drills`; it then travels like any
other fact.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from borderdesk.desk.door import workspace_facts
from borderdesk.desk.exercises import drill, place_words
from borderdesk.desk.paper_files import write_papers
from borderdesk.desk.practice_opening import practice_folder, visited_practice
from borderdesk.desk.stories import MODULES, reference_answers, stories
from borderdesk.desk.workspace import Changes, Done, Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import NotAllowed, RuleBroken, Unavailable
from borderdesk.domain.roles import Act, place_in_list, require
from borderdesk.slips.content import PrintedDocument
from borderdesk.store.database import Transaction

_ATTEMPT = re.compile(r"[0-9a-f]{16}")
_VALUE = re.compile(r"[A-Za-z0-9_ -]{0,80}")


@dataclass(frozen=True)
class DrillDone:
    """One exercise as it was last done; ``differences`` are form, question, noted and the story's answer."""

    drill: str
    title: str
    modules: tuple[str, ...]
    day: date
    times: int
    differences: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Trainee:
    """Somebody by role number and station, and what they practised, in the order of the stories."""

    user: str
    station: str
    device: str
    done: tuple[DrillDone, ...]


@dataclass(frozen=True)
class WhereDifferent:
    """A question of a story that some answered otherwise than the story, by role number and station."""

    drill: str
    title: str
    question: str
    text: str
    who: tuple[str, ...]


@dataclass(frozen=True)
class TrainingClass:
    """Who did what, and where answers differ, each in the order of the stories. No ranking."""

    trainees: tuple[Trainee, ...]
    different: tuple[WhereDifferent, ...]


@permitted(Act.TRAIN)
def waiting_drills(workspace: Workspace) -> list[DrillDone]:
    """What the signed-in user finished in practice and is not in their training record yet.

    :raises NotAllowed: ``training.in_practice``. :raises Unavailable: ``workspace.in_use``.
    """
    return _latest([(fact, fact.day) for fact in _waiting(workspace)])


@permitted(Act.TRAIN)
def take_over_drills(workspace: Workspace) -> Done[int]:
    """Write the signed-in user's finished exercises into their training record, here in the real workspace.

    Exercise, day, outcome and which answers differed are written anew; no practice entry, record, code or
    free text comes along. A second time nothing is written.

    :raises NotAllowed: ``training.in_practice``. :raises Unavailable: ``workspace.in_use``.
    """
    waiting = _waiting(workspace)
    if not waiting:
        return Done(0, Changes())
    with workspace.store.write() as transaction:
        changes = workspace.record(transaction, f"training:{workspace.user.id}", *waiting)
    return Done(len(waiting), changes)


@permitted(Act.TRAIN)
def own_training(workspace: Workspace) -> list[DrillDone]:
    """The signed-in user's training record on this PC, in the order of the stories."""
    with workspace.store.read() as transaction:
        found = [
            (fact, fact.day)
            for entry, fact in facts_of(transaction, facts.DrillFinished)
            if entry.actor == workspace.user.id and workspace.is_own(entry.device)
        ]
    return _latest(found)


@permitted(Act.READ_TRAINING)
def training_class(workspace: Workspace) -> TrainingClass:
    """Everybody whose training records are here: this PC's own, and those that sticks brought."""
    if workspace.practice:
        raise NotAllowed("training.in_practice")
    with workspace.store.read() as transaction:
        found: dict[tuple[str, str], list[tuple[facts.DrillFinished, str]]] = {}
        for entry, fact in facts_of(transaction, facts.DrillFinished):
            found.setdefault((str(entry.device), str(entry.actor)), []).append((fact, fact.day))
        trainees = [
            Trainee(user, device.partition("-")[0], device, tuple(_latest(done)))
            for (device, user), done in found.items()
        ]
        trainees.sort(key=lambda each: (each.station, place_in_list(each.user), each.device))
        return TrainingClass(tuple(trainees), tuple(_where_different(workspace, transaction, trainees)))


@permitted(Act.TRAIN)
def training_certificate_pdf(
    workspace: Workspace, user: str = "", device: str = "", name: str = "", font: str = "noto"
) -> PrintedDocument:
    """What somebody practised, on one page in Lao and English, to be signed; one's own without ``user``.

    ``name`` is printed if it is given, and kept nowhere; otherwise the role number stands there.

    :raises NotAllowed: ``training.in_practice``; ``role.not_allowed`` for another's. :raises RuleBroken:
        ``training.nothing_done``.
    """
    from borderdesk.slips.certificate import (  # late: reportlab and HarfBuzz
        Certificate,
        Practised,
        draw_certificate,
    )

    if workspace.practice:
        raise NotAllowed("training.in_practice")
    user = user or str(workspace.user.id)
    if user != workspace.user.id or not (not device or workspace.is_own(device)):
        require(workspace.user.role, Act.READ_TRAINING)
        trainees = training_class(workspace).trainees
        done = next((list(each.done) for each in trainees if (each.user, each.device) == (user, device)), [])
    else:
        done = own_training(workspace)
    known = [each for each in done if each.drill in stories()]
    if not known:
        raise RuleBroken("training.nothing_done")
    return draw_certificate(
        Certificate(
            who=" ".join(name.split()) or user,
            station=device.partition("-")[0] or str(workspace.station),
            modules=tuple(
                MODULES[module] for module in MODULES if any(module in each.modules for each in known)
            ),
            practised=tuple(
                Practised(
                    stories()[each.drill]["title"]["lo"], stories()[each.drill]["title"]["en"], each.day
                )
                for each in known
            ),
            day=workspace.clock().date(),
        ),
        font,
    )


@permitted(Act.TRAIN)
def save_certificate(
    workspace: Workspace, folder: Path, user: str = "", device: str = "", name: str = ""
) -> Path:
    """Write the certificate into a chosen folder; the file's name holds the role number only.

    :raises Unavailable: ``stick.unwritable``; and as :func:`training_certificate_pdf`.
    """
    drawn = training_certificate_pdf(workspace, user, device, name)
    (path,) = write_papers(folder, {f"certificate-{user or workspace.user.id}.pdf": drawn})
    return path


def _waiting(workspace: Workspace) -> list[facts.DrillFinished]:
    """Facts of the practice journal that are not here yet, with nothing in them but what the story knows."""
    if workspace.practice:
        raise NotAllowed("training.in_practice")
    there = workspace_facts(practice_folder(workspace.folder, workspace.user.id))
    if not (there.exists and there.practice):
        return []
    with workspace.store.read() as transaction:
        known = {fact.attempt for _, fact in facts_of(transaction, facts.DrillFinished)}
    with visited_practice(workspace) as practice, practice.store.read() as transaction:
        finished = [
            fact
            for entry, fact in facts_of(transaction, facts.DrillFinished, practice.device)
            if entry.actor == workspace.user.id
            and fact.drill in stories()
            and fact.attempt not in known
            and _ATTEMPT.fullmatch(fact.attempt)
        ]
    return [_bare(fact) for fact in finished]


def _bare(fact: facts.DrillFinished) -> facts.DrillFinished:
    """Anybody may open a practice workspace: only answers the story's forms can hold are taken over."""
    answers = reference_answers(stories()[fact.drill])
    kept = tuple(
        each
        for each in fact.differences
        for form, name, noted, _ in _parts((each,))
        if name in answers.get(form, {}) and _VALUE.fullmatch(noted)
    )
    version = stories()[fact.drill]["version"] if not fact.version.isdecimal() else fact.version
    noted = fact.noted if re.fullmatch(r"O[1-5]", fact.noted) else ""
    return facts.DrillFinished(fact.drill, version, fact.day, fact.attempt, noted, kept)


def _parts(differences: tuple[str, ...]) -> Iterator[tuple[str, str, str, str]]:
    """Form, question, noted, reference; what is not written so is passed over."""
    for each in differences:
        place, *answers = each.split("|")
        form, _, name = place.partition("/")
        if len(answers) == 2 and name:
            yield form, name, answers[0], answers[1]


def _latest(found: list[tuple[facts.DrillFinished, str]]) -> list[DrillDone]:
    """One line a story, as it was last done."""
    by_drill: dict[str, list[facts.DrillFinished]] = {}
    for fact, _ in found:
        by_drill.setdefault(fact.drill, []).append(fact)
    done = []
    for name in sorted(by_drill):
        last = by_drill[name][-1]
        try:
            known = drill(name)
            title, modules = known.title, known.modules
        except Unavailable:
            title, modules = name, ()
        day = date.fromisoformat(last.day)
        done.append(
            DrillDone(name, title, modules, day, len(by_drill[name]), tuple(_parts(last.differences)))
        )
    return done


def _where_different(
    workspace: Workspace, transaction: Transaction, trainees: list[Trainee]
) -> Iterator[WhereDifferent]:
    who: dict[tuple[str, str, str, str], list[str]] = {}
    for trainee in trainees:
        for done in trainee.done:
            for form, name, _, _ in done.differences:
                who.setdefault((done.drill, done.title, form, name), []).append(
                    f"{trainee.user} {trainee.station}"
                )
    for (drill_id, title, form, name), people in sorted(who.items()):
        code, text = place_words(workspace, transaction, form, name)
        yield WhereDifferent(drill_id, title, code, text, tuple(people))
