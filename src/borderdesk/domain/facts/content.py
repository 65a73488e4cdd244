"""Content keys and the packs signed with them."""

from dataclasses import dataclass

from borderdesk.domain.facts.fact import Fact


@dataclass(frozen=True)
class ContentKeyMade(Fact):
    """A key that content packs are signed with was made at this desk; ``card`` is its public part."""

    kind = "content.key_made"
    card: str


@dataclass(frozen=True)
class ContentKeyWithdrawn(Fact):
    """Packs signed by this content key are not taken any more, from now on and for good."""

    kind = "content.key_withdrawn"
    fingerprint: str
    reason: str = ""


@dataclass(frozen=True)
class PackSigned(Fact):
    """A content pack was put together and signed here; ``listing`` is the digest of all it says."""

    kind = "content.pack_signed"
    number: int
    key: str
    listing: str
    files: int
    draft: bool = False


@dataclass(frozen=True)
class PackInstalled(Fact):
    """This desk uses a content pack from now on; ``older`` when it was asked for in spite of a newer one."""

    kind = "content.pack_installed"
    number: int
    key: str
    listing: str
    kinds: tuple[str, ...]
    draft: bool = False
    older: bool = False

    def touches(self) -> tuple[str, ...]:
        return tuple(f"content.{kind}" for kind in self.kinds)


@dataclass(frozen=True)
class DiseasePackChosen(Fact):
    """Health checks at this desk begin with the limits of this disease pack from now on."""

    kind = "health.pack_chosen"
    pack: str
    version: str

    def touches(self) -> tuple[str, ...]:
        return ("content.disease_pack",)
