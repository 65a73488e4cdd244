"""Commands about content packs: keys, putting together, signing, writing, looking inside, installing."""

from collections.abc import Iterator
from pathlib import Path

import click

from borderdesk import desk
from borderdesk.cli.options import FILE, FOLDER, json_option, on_workspace, report

SOURCE = click.Path(path_type=Path, exists=True)
sources_argument = click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=SOURCE)
draft_option = click.option(
    "--draft", is_flag=True, help="Unreviewed Lao texts may be in it, if each says that it is a draft."
)


@click.group()
def pack() -> None:
    """Content packs: forms, documents, directory, slip wording and translations, signed by a content key.

    A source is a file or a folder. Forms are XLSForm (.xlsx, .xls, .md) or XForm (.xml), documents are
    .md files with their facts between +++ lines, the directory is services.toml, helplines.toml and
    stations.toml. Sentences are .po files that say Language, X-Reviewed-By, X-Reviewed-On and X-Status in
    their header; those called wording.po, or in a folder wording, are for papers. A pack says all of each
    kind it holds.
    """


@pack.group()
def key() -> None:
    """Content keys: made by who answers for content, accepted by comparing six words."""


@key.command("new")
@on_workspace
@json_option
def new_key(workspace: desk.Workspace, as_json: bool) -> None:
    """Make a content key; it signs packs of this workspace from now on."""
    made = desk.make_content_key(workspace).value
    report(made, as_json=as_json, lines=lambda: iter([f"{made.device}: {' '.join(made.words)}"]))


@key.command("card")
@on_workspace
@click.option("--to", "folder", type=FOLDER, required=True, help="The stick.")
@json_option
def key_card(workspace: desk.Workspace, folder: Path, as_json: bool) -> None:
    """Write the card of the key that signs now."""
    path = desk.write_content_card(workspace, folder)
    report({"path": path}, as_json=as_json, lines=lambda: iter([str(path)]))


@key.command("trust")
@on_workspace
@click.argument("card", type=FILE)
@click.option("--words", required=True, help="The six words, as the other desk reads them aloud.")
@json_option
def trust_key(workspace: desk.Workspace, card: Path, words: str, as_json: bool) -> None:
    """Accept the content key whose CARD has these words."""
    data = desk.read_card_file(card)
    if desk.read_card(data).words != tuple(words.split()):
        raise click.UsageError("These are not the words of this card. Do not trust it.")
    accepted = desk.trust_content_key(workspace, data).value
    report(
        accepted, as_json=as_json, lines=lambda: iter([f"{accepted.device} of {accepted.station} accepted"])
    )


@key.command("withdraw")
@on_workspace
@click.argument("device")
@click.option("--reason", required=True, help="Why; kept in the audit.")
@json_option
def withdraw_key(workspace: desk.Workspace, device: str, reason: str, as_json: bool) -> None:
    """Take no pack of this key any more; packs signed here afterwards carry the word on."""
    known = {each.device: each.fingerprint for each in desk.content_keys(workspace)}
    desk.withdraw_content_key(workspace, known.get(device, ""), reason)
    report({"withdrawn": device}, as_json=as_json, lines=lambda: iter([f"{device} withdrawn"]))


@key.command("list")
@on_workspace
@json_option
def list_keys(workspace: desk.Workspace, as_json: bool) -> None:
    """Every content key made or accepted here."""
    keys = desk.content_keys(workspace)

    def lines() -> Iterator[str]:
        for each in keys:
            state = "withdrawn" if each.withdrawn else "signs" if each.signs else "accepted"
            yield f"{each.device} {each.station} {state}: {' '.join(each.words)}"

    report(keys, as_json=as_json, lines=lines)


@pack.command()
@on_workspace
@sources_argument
@draft_option
@json_option
def check(workspace: desk.Workspace, sources: tuple[Path, ...], draft: bool, as_json: bool) -> int:
    """What a pack of these files would change, and which Lao texts wait for review. Signs nothing."""
    found = desk.compose_pack(workspace, sources, draft=draft)

    def lines() -> Iterator[str]:
        yield f"pack {found.number}: {found.files} files"
        yield from _changes(found.changes)
        for each in found.reviews:
            yield f"  {each.file} {each.language}: {_review(each)}"
        if found.blocking:
            yield f"{len(found.blocking)} unreviewed Lao texts are in the way of signing"
        if found.missing:
            yield f"not to be signed yet: {found.missing}"

    report(found, as_json=as_json, lines=lines)
    return 1 if found.blocking or found.missing else 0


@pack.command()
@on_workspace
@sources_argument
@draft_option
@click.option("--title-en", default="", help="Title in English.")
@click.option("--title-lo", default="", help="Title in Lao.")
@click.option("--to", "folder", type=FOLDER, help="Write it to this stick as well.")
@json_option
def sign(
    workspace: desk.Workspace,
    sources: tuple[Path, ...],
    draft: bool,
    title_en: str,
    title_lo: str,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Sign a pack of these files with the content key, and install it in this workspace."""
    signed = desk.sign_pack(workspace, sources, title_en=title_en, title_lo=title_lo, draft=draft).value
    written = desk.write_pack(workspace, signed.number, folder) if folder else None

    def lines() -> Iterator[str]:
        yield f"pack {signed.number} signed: {signed.files} files ({', '.join(signed.kinds)})"
        if written:
            yield f"{written.path}: {written.size} bytes, read back. Safe to remove."

    report({"signed": signed, "written": written}, as_json=as_json, lines=lines)


@pack.command()
@on_workspace
@click.argument("number", type=int)
@click.option("--to", "folder", type=FOLDER, required=True, help="The stick.")
@json_option
def write(workspace: desk.Workspace, number: int, folder: Path, as_json: bool) -> None:
    """Write a signed pack to a stick, the same bytes every time."""
    written = desk.write_pack(workspace, number, folder)
    said = f"{written.path}: {written.size} bytes, read back. Safe to remove."
    report(written, as_json=as_json, lines=lambda: iter([said]))


@pack.command()
@on_workspace
@click.argument("file", metavar="PACK", type=FILE)
@json_option
def preview(workspace: desk.Workspace, file: Path, as_json: bool) -> None:
    """What installing PACK would change here. Changes nothing."""
    seen = desk.preview_pack(workspace, file)

    def lines() -> Iterator[str]:
        draft = ", draft" if seen.draft else ""
        yield f"pack {seen.number} of {seen.station}{draft}: {seen.title('en')}"
        if seen.already:
            yield "  in use already"
        if seen.older:
            yield "  not newer than what is in use: needs --older"
        for key in seen.withdraws:
            yield f"  withdraws for good {key.label or 'a key not accepted here'}: {' '.join(key.words)}"
        if seen.withdraws:
            yield "  needs --withdraw"
        yield from _changes(seen.changes)
        for each in seen.waiting:
            yield f"  {each.file} {each.language}: {_review(each)}"

    report(seen, as_json=as_json, lines=lines)


@pack.command()
@on_workspace
@click.argument("file", metavar="PACK", type=FILE)
@click.option("--older", is_flag=True, help="Install it although a newer one is in use.")
@click.option("--withdraw", is_flag=True, help="Withdraw for good the content keys that preview names.")
@json_option
def install(workspace: desk.Workspace, file: Path, older: bool, withdraw: bool, as_json: bool) -> None:
    """Install PACK as a whole; the same one again changes nothing."""
    named = desk.preview_pack(workspace, file).withdraws if withdraw else ()
    agreed = [key.fingerprint for key in named]
    done = desk.install_pack(workspace, file, older=older, withdrawing=agreed).value
    said = f"pack {done.number}: {'installed' if done.changed else 'in use already'}"
    report(done, as_json=as_json, lines=lambda: iter([said]))


@pack.command()
@on_workspace
@json_option
def where(workspace: desk.Workspace, as_json: bool) -> None:
    """Which desk uses which pack, as far as their records packages have told."""
    places = desk.pack_places(workspace)

    def lines() -> Iterator[str]:
        for each in places:
            has = f"pack {each.number}" if each.number else "no pack"
            yield f"{each.station} {each.device}: {has}{'' if each.newest else ' (not the newest)'}"

    report(places, as_json=as_json, lines=lines)


def _changes(changes: tuple[desk.KindChanges, ...]) -> Iterator[str]:
    for kind in changes:
        counts = f"{len(kind.new)} new, {len(kind.changed)} changed, {len(kind.removed)} removed"
        yield f"  {kind.kind}: {counts}, {kind.same} the same"
        for word, those in (("new", kind.new), ("changed", kind.changed), ("removed", kind.removed)):
            for each in those:
                moved = each.before and each.before != each.after
                versions = f" {each.before} -> {each.after}" if moved else f" {each.after}"
                if each.before and not moved:
                    versions += " (the same as before)"
                yield f"    {word}: {each.name} {each.title}{versions.rstrip()}"


def _review(each: desk.Review) -> str:
    mark = " (draft)" if each.draft else ""
    return f"{'reviewed by ' + each.by if each.by else 'not reviewed'}{mark}"


COMMANDS = (pack,)
