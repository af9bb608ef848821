"""A new family: asked for in one line, in the same words wherever one is begun."""

from __future__ import annotations

from functools import partial

from ui.widgets.inline_question import InlineQuestion, Question


def ask_for_new_family(question: InlineQuestion, then: str, reference: str = "") -> None:
    """Ask by which reference a new family is known; `then` says what becomes of it."""
    question.ask(
        Question(
            "New family: by which reference is it known?",
            "such as M-2026-114, never a name",
            understood=partial(_say_family, then),
        )
    )
    question.field.setText(reference)


def _say_family(then: str, typed: str) -> str:
    reference = " ".join(typed.split())
    return f"New family {reference}. {then} Enter keeps. Esc leaves." if reference else ""
