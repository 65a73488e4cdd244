"""The set-up wizard: from an empty folder to a workspace somebody can work in."""

from borderdesk.ui.shell.setup.wizard import SetupWizard

__all__ = ["SetupWizard"]
