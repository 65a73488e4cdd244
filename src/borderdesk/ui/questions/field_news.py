"""What a calculated field of a running form newly says, for screens that act on it once."""

from borderdesk.ui.questions.controller import FormController


class FieldNews:
    """Follows the field ``name`` at the root of the form."""

    def __init__(self, controller: FormController, name: str) -> None:
        self._controller, self._name = controller, name
        self._said = controller.named_value(name)

    def heard(self) -> str:
        """Its value where that changed since it was last asked for, else ``""``."""
        before, self._said = self._said, self._controller.named_value(self._name)
        return self._said if self._said != before else ""
