"""Reflective prompts: one line each, in words that can be read with a family in the room."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from meetingdesk.domain.definitions import DefinitionFile, definition_files
from meetingdesk.resources import resource

LONGEST_PROMPT = 120
"""A prompt that needs a second line is not read in a live meeting."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question for the room; `look_for` says to the chair alone what an answer may rest on."""

    key: str
    text: str
    about: str
    look_for: str = ""


@dataclass(frozen=True, slots=True)
class _PromptTable:
    prompts: tuple[Prompt, ...]


def load_prompts(shipped: Path | None = None, local: Path | None = None) -> dict[str, Prompt]:
    """Read every prompt by key; a local file of the same name wins."""
    loaded: dict[str, Prompt] = {}
    for path in definition_files(shipped or resource("prompts"), local):
        file = DefinitionFile(path)
        for index, prompt in enumerate(file.build(_PromptTable).prompts):
            if prompt.key in loaded:
                file.fault(("prompts", index, "key"), f"'{prompt.key}' is used twice")
            if len(prompt.text) > LONGEST_PROMPT or "\n" in prompt.text:
                file.fault(
                    ("prompts", index, "text"), f"a prompt has one line of {LONGEST_PROMPT} characters"
                )
            loaded[prompt.key] = prompt
        file.check()
    return loaded
