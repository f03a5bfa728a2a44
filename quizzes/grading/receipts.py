"""The arithmetic of a score as a person can do it again: plain numbers, + - * /, max and min."""

import ast
import operator
from collections.abc import Callable
from decimal import Context, Decimal, localcontext

from quizzes.grading.grades import Grade

# Written down rather than taken from the thread: the same workings come to the same number everywhere.
CONTEXT = Context(prec=28)
LONGEST = 4000

OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
FUNCTIONS: dict[str, Callable[[list[Decimal]], Decimal]] = {"max": max, "min": min}


class NotArithmetic(ValueError):
    """The text is more, or less, than arithmetic over plain numbers."""


def evaluate(workings: str) -> Decimal:
    """What the workings come to, not rounded. Raises NotArithmetic for anything but numbers, + - * /, max, min."""
    if len(workings) > LONGEST:
        raise NotArithmetic(f"{len(workings)} characters")
    try:
        with localcontext(CONTEXT):
            return _value(ast.parse(workings, mode="eval").body, workings)
    except (SyntaxError, ValueError, ArithmeticError, RecursionError, MemoryError) as error:
        raise NotArithmetic(workings) from error


def worked(scheme: str, workings: str, *, talk: bool = False) -> Grade:
    """A grade whose fraction is what its workings come to: the receipt is the calculation, not a story about it."""
    return Grade(evaluate(workings), scheme, workings, talk)


def _value(node: ast.expr, workings: str) -> Decimal:
    match node:
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            # From the text, so that 0.1 is a tenth.
            return Decimal(str(ast.get_source_segment(workings, node)))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, workings)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return OPERATORS[type(op)](_value(left, workings), _value(right, workings))
        case ast.Call(func=ast.Name(id=name), args=parts, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name]([_value(part, workings) for part in parts])
    raise NotArithmetic
