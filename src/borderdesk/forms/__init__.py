"""ODK XForms in pure Python: the form runtime behind screening forms, usable on its own.

`import_form` turns an XLSForm into an XForm, `load_form` reads an XForm, `Session` fills it.
Behaviour follows JavaRosa, the library inside ODK Collect.
"""

from .changes import ChangeSet
from .checking import check_form
from .choices import Choice
from .definition import FormDefinition
from .errors import ExpressionError, FormError, NotValid
from .explain import Trace, explain
from .expression import Expression
from .filling import fill, give
from .importer import ImportedForm, import_form
from .issues import ValidationIssue
from .lint import Finding, lint
from .openrosa import Multipart, Submission, multipart
from .reader import load_form
from .screens import Group, Layout, Question, RepeatRange, Screen
from .session import NodeState, Session
from .tree import Node, location
from .wording import Text

__all__ = [
    "ChangeSet",
    "Choice",
    "Expression",
    "ExpressionError",
    "Finding",
    "FormDefinition",
    "FormError",
    "Group",
    "ImportedForm",
    "Layout",
    "Multipart",
    "Node",
    "NodeState",
    "NotValid",
    "Question",
    "RepeatRange",
    "Screen",
    "Session",
    "Submission",
    "Text",
    "Trace",
    "ValidationIssue",
    "check_form",
    "explain",
    "fill",
    "give",
    "import_form",
    "lint",
    "load_form",
    "location",
    "multipart",
]
