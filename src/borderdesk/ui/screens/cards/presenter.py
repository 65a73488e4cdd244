"""Key cards in words, without Qt: which desk is which, what to compare, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from borderdesk.desk import ContentKey
from borderdesk.desk.succession import Link
from borderdesk.desk.trust import CardView, Peer
from borderdesk.domain.roles import Post
from borderdesk.text import tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.cards.state import CardsState, Comparison, TrustedCard

CONTENT = "content"
"""The role on the card of a key that signs content packs."""


def post_name(post: str) -> str:
    """What a desk is for, in words; a content key stands beside them."""
    if post == CONTENT:
        return tr("content key")
    return tr("supervisor's desk") if post == Post.SUPERVISOR.value else tr("checkpoint")


def desk_name(station: str, post: str) -> str:
    """A desk in a sentence, such as ``HXY, checkpoint``."""
    return f"{station}, {post_name(post)}"


class CardsPresenter:
    """The cards of one workspace. ``post`` is what this PC is for, ``station`` where it stands."""

    def __init__(self, station: str, post: Post, *, may_revoke: bool = False) -> None:
        self._station = station
        self._post = post
        self._may_revoke = may_revoke

    def state(
        self, words: Sequence[str], peers: Sequence[Peer], content: Sequence[ContentKey] = ()
    ) -> CardsState:
        """The page; only the desks this PC exchanges packages with are listed."""
        trusted = [peer for peer in peers if peer.role in self._partners]
        return CardsState(
            own_title=tr("This desk: {desk}", desk=desk_name(self._station, self._post.value)),
            own_words=tuple(words),
            trusted=(*(self._trusted(peer) for peer in trusted), *self._content(content)),
            explain=self._explain(any(peer.role == self._partners[0] for peer in trusted)),
        )

    @property
    def _partners(self) -> tuple[str, ...]:
        """The other end of the courier's way: supervisors also carry sticks to each other."""
        if self._post is Post.SUPERVISOR:
            return (Post.CHECKPOINT.value, Post.SUPERVISOR.value)
        return (Post.SUPERVISOR.value,)

    def unfit(self, card: CardView) -> str:
        """Why this card is of no use here; empty when it is."""
        if card.role in (*self._partners, CONTENT):
            return ""
        return tr("This is the key card of a checkpoint. Load the card of a supervisor's desk.")

    def _content(self, keys: Sequence[ContentKey]) -> list[TrustedCard]:
        """Content keys that were accepted here; those made here stand on the packs page."""
        told = []
        for key in keys:
            since = tr("Trusted since {day}", day=short_date(key.since.astimezone()))
            if key.withdrawn:
                since = tr("withdrawn, no pack of it is taken any more")
            if not key.own:
                name = desk_name(key.station, CONTENT)
                told.append(TrustedCard(key.device, name, f"{since} · {' '.join(key.words)}"))
        return told

    def compare(
        self,
        card: CardView,
        peers: Sequence[Peer],
        content: Sequence[ContentKey] = (),
        link: tuple[Link, str, datetime | None] = (Link.NONE, "", None),
    ) -> Comparison:
        """What to do with a card that was read from a stick; ``link`` as ``desk.card_link`` gives it."""
        desk = desk_name(card.station, card.role)
        known = {(peer.device, peer.words) for peer in peers} | {(key.device, key.words) for key in content}
        return Comparison(
            title=tr("Compare six words: {desk}", desk=desk),
            text=tr(
                "Call {desk}, on a number you know. Both read the six words aloud, in this order.", desk=desk
            ),
            words=card.words,
            known=(card.device, card.words) in known,
            link=self._link(card.station, *link),
        )

    def _link(self, station: str, link: Link, before: str, since: datetime | None) -> str:
        """A new identity in words: why the signature of the old key is no reason to trust by itself."""
        if link in (Link.SIGNED, Link.SECOND):
            day = short_date(since.astimezone()) if since else "–"
            words = tr(
                "New identity of {device} of {station}, trusted since {day}. It was set back to an old copy."
                " Its old key signed this card, but whoever has an old copy has that key too:"
                " ask {station} whether its PC was restored.",
                device=before,
                station=station,
                day=day,
            )
            if link is Link.SECOND:
                words += " " + tr(
                    "Another new identity of it was accepted before. One may be a copy: ask which is in use."
                )
            return words
        return {
            Link.UNKNOWN: tr("It says that it goes on for {device}, which is not known here.", device=before),
            Link.BROKEN: tr(
                "It says that it goes on for {device}, but that key did not sign it.", device=before
            ),
            Link.REVOKED: tr("It goes on for {device}, which is no longer trusted.", device=before),
        }.get(link, "")

    def _trusted(self, peer: Peer) -> TrustedCard:
        words = " ".join(peer.words)
        since = tr("Trusted since {day}", day=short_date(peer.trusted_at.astimezone()))
        name = desk_name(peer.station, peer.role)
        return TrustedCard(peer.device, name, f"{since} · {words}", self._may_revoke)

    def _explain(self, some: bool) -> str:
        if self._post is Post.SUPERVISOR:
            if some:
                return tr("Packages of these checkpoints can be read here.")
            return tr("No checkpoint is trusted yet. Load its key card from a stick and compare the words.")
        if some:
            return tr("Packages are sealed to these desks. Nobody else can open them.")
        return tr(
            "No supervisor's desk is trusted yet. Load its key card from a stick and compare the words."
        )
