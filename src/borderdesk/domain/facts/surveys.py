"""Health checks and assessments of border posts, which belong to no record."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from borderdesk.domain.facts.fact import Fact, texts_only


@dataclass(frozen=True)
class AssessmentCompleted(Fact):
    """A border post or a crisis plan as a team found it; nobody's record."""

    kind = "assessment.completed"
    form: str
    version: str
    sha256: str
    instance: str
    results: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        texts_only(self.results)

    def touches(self) -> tuple[str, ...]:
        return (f"form.{self.form}",)


@dataclass(frozen=True)
class HealthChecked(Fact):
    """A health check, under a number of its own: never part of a screening record."""

    kind = "health.checked"
    form: str
    version: str
    sha256: str
    instance: str
    results: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        texts_only(self.results)

    def touches(self) -> tuple[str, ...]:
        return (f"form.{self.form}",)
