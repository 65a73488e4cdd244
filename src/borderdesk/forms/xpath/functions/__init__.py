"""The functions of ODK XForms (https://getodk.github.io/xforms-spec/#xpath-functions), by subject."""

from __future__ import annotations

from borderdesk.forms.errors import ExpressionError

from . import geography, lists, nodes, numbers, selects, text, times
from .table import MANY, Function, Table

TABLE: Table = {
    **nodes.TABLE,
    **lists.TABLE,
    **text.TABLE,
    **numbers.TABLE,
    **selects.TABLE,
    **times.TABLE,
    **geography.TABLE,
}


def signature(name: str, count: int) -> Function:
    """The function of that name. Raises ExpressionError where it is unknown or takes another count."""
    found = TABLE.get(name)
    if found is None:
        raise ExpressionError("xpath.function", function=name)
    if not found.least <= count <= found.most:
        if found.most == found.least:
            expected = str(found.least)
        else:
            expected = f"{found.least} or more" if found.most == MANY else f"{found.least} to {found.most}"
        raise ExpressionError("xpath.arguments", function=name, expected=expected, found=count)
    return found
