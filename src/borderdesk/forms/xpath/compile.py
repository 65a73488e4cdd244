"""Turns a syntax tree into Python closures, once; evaluation then is plain calls.

Called by `definition` for every expression of a form and by `explain` for parts of one.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TypeAlias

from borderdesk.forms.errors import ExpressionError
from borderdesk.forms.tree import (
    Node,
    document_order,
)

from .functions import signature
from .parse import parse
from .paths import compile_path, kept
from .syntax import (
    Arithmetic,
    Call,
    Compare,
    Expr,
    Filter,
    Literal,
    Logic,
    Negate,
    Number,
    Path,
    Root,
    Union,
)
from .values import (
    Compiled,
    Context,
    Environment,
    Value,
    atom,
    compare,
    divide,
    equal,
    is_blank,
    remainder,
    to_boolean,
    to_nodes,
    to_number,
    values_differ,
    values_equal,
)

Truth: TypeAlias = Callable[[Context], bool]
Numeric: TypeAlias = Callable[[Context], float]
NodeTest: TypeAlias = Callable[[Node], bool]


@functools.lru_cache(8192)
def compile_text(expression: str) -> Compiled:
    """Parse and compile. Raises ExpressionError."""
    return compile_expression(parse(expression))


def evaluate(expression: str, node: Node, environment: Environment) -> Value:
    """The value of an expression at a node."""
    return compile_text(expression)(Context(node, environment))


def compile_expression(node: Expr) -> Compiled:
    """The closure of a syntax tree. Raises ExpressionError for unknown functions and wrong arguments."""
    if isinstance(node, Path):
        return compile_path(node, compile_expression)
    if isinstance(node, Number):
        number = node.value
        return lambda context: number
    if isinstance(node, Literal):
        text = node.value
        return lambda context: text
    if isinstance(node, Call):
        return _call(node)
    if isinstance(node, Compare):
        return _compare(node)
    if isinstance(node, Logic):
        return compile_truth(node)
    if isinstance(node, Arithmetic):
        return _arithmetic(node)
    if isinstance(node, Negate):
        operand = compile_number(node.operand)
        return lambda context: -operand(context)
    if isinstance(node, Root):
        return lambda context: [context.environment.root]
    if isinstance(node, Union):
        return _union([compile_expression(operand) for operand in node.operands])
    return _filter(node)


def compile_truth(node: Expr) -> Truth:
    """As compile_expression, converted to boolean."""
    if isinstance(node, Logic):
        operands = tuple(compile_truth(operand) for operand in node.operands)
        if len(operands) == 2:
            first, second = operands
            if node.operator == "and":
                return lambda context: first(context) and second(context)
            return lambda context: first(context) or second(context)
        if node.operator == "and":

            def every(context: Context) -> bool:
                return all(operand(context) for operand in operands)

            return every

        def some(context: Context) -> bool:
            return any(operand(context) for operand in operands)

        return some
    if isinstance(node, Compare):
        return _compare(node)
    closure = compile_expression(node)
    return lambda context: to_boolean(closure(context))


def compile_number(node: Expr) -> Numeric:
    """As compile_expression, converted to number."""
    if isinstance(node, Number):
        constant = node.value
        return lambda context: constant
    closure = compile_expression(node)
    return lambda context: to_number(closure(context), context.environment)


def _compare(node: Compare) -> Truth:
    operator = node.operator
    left = compile_expression(node.left)
    if operator in ("=", "!=") and isinstance(node.right, Literal):
        return _against_literal(left, node.right.value, operator == "=")
    right = compile_expression(node.right)
    if operator == "=":
        return lambda context: values_equal(left(context), right(context), context.environment)
    if operator == "!=":
        return lambda context: values_differ(left(context), right(context), context.environment)
    return lambda context: compare(operator, left(context), right(context), context.environment)


def _against_literal(left: Compiled, literal: str, wanted: bool) -> Truth:
    """The commonest comparison of all forms, `${question} = 'answer'`."""

    def test(context: Context) -> bool:
        value = left(context)
        if isinstance(value, list):
            if not value:
                return (literal == "") is wanted
            for node in value:
                if node.reads or node.children:
                    same = equal(atom(node), literal, context.environment)
                else:
                    same = (node.text if node.relevant else "") == literal
                if same is wanted:
                    return True
            return False
        return equal(value, literal, context.environment) is wanted

    return test


def _arithmetic(node: Arithmetic) -> Compiled:
    first = compile_number(node.first)
    rest = tuple((operator, compile_number(operand)) for operator, operand in node.rest)

    def calculate(context: Context) -> float:
        total = first(context)
        for operator, operand in rest:
            value = operand(context)
            if operator == "+":
                total += value
            elif operator == "-":
                total -= value
            elif operator == "*":
                total *= value
            elif operator == "div":
                total = divide(total, value)
            else:
                total = remainder(total, value)
        return total

    return calculate


def _union(operands: Sequence[Compiled]) -> Compiled:
    def union(context: Context) -> list[Node]:
        found = {id(node): node for operand in operands for node in to_nodes(operand(context))}
        return sorted(found.values(), key=document_order)

    return union


def _filter(node: Filter) -> Compiled:
    base = compile_expression(node.base)
    predicates = [compile_expression(predicate) for predicate in node.predicates]

    def keep(context: Context) -> list[Node]:
        nodes = to_nodes(base(context))
        for predicate in predicates:
            nodes = kept(nodes, predicate, context)
        return nodes

    return keep


# ------------------------------------------------------------------ calls
def _call(node: Call) -> Compiled:
    name = node.name
    try:
        function = signature(name, len(node.arguments))
    except ExpressionError as error:
        # A branch never taken may hold an unknown function; `definition.check` names it at import.
        return _failing(error)
    if name == "if":
        condition = compile_truth(node.arguments[0])
        yes, no = (compile_expression(argument) for argument in node.arguments[1:])
        return lambda context: yes(context) if condition(context) else no(context)
    arguments = tuple(compile_expression(argument) for argument in node.arguments)
    if name == "coalesce":
        return _coalesce(arguments)
    if name == "current":
        return lambda context: [context.current]
    work = function.work
    if len(arguments) == 1:
        only = arguments[0]
        return lambda context: work(context, only(context))
    if len(arguments) == 2:
        first, second = arguments
        return lambda context: work(context, first(context), second(context))
    return lambda context: work(context, *[argument(context) for argument in arguments])


def _failing(error: ExpressionError) -> Compiled:
    def fail(context: Context) -> Value:
        raise ExpressionError(error.code, **error.fields)

    return fail


def _coalesce(arguments: Sequence[Compiled]) -> Compiled:
    def first_answer(context: Context) -> Value:
        value: Value = ""
        for argument in arguments:
            value = argument(context)
            if not is_blank(value):
                return value
        return value

    return first_answer
