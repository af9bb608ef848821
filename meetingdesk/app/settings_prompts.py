"""The questions to think about: which are asked in each kind of meeting, and in what words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from meetingdesk.app.definitions import own_definitions
from meetingdesk.app.desk import Desk
from meetingdesk.app.settings_files import OwnFile, Written, read_own, write_own
from meetingdesk.app.settings_toml import with_value
from meetingdesk.domain.definitions import definition_files
from meetingdesk.domain.meeting_type_files import MOST_PROMPTS, load_meeting_types
from meetingdesk.domain.prompts import LONGEST_PROMPT, load_prompts
from meetingdesk.domain.text import fold, gate
from meetingdesk.errors import MeetingDeskError
from meetingdesk.resources import resource
from meetingdesk.storage.reading import Reading

LONGEST_LOOK_FOR = 300


@dataclass(frozen=True, slots=True)
class PromptLine:
    """One question; `asked_in` names the kinds of meeting that ask it, `file` and `place` where it stands."""

    key: str
    text: str
    about: str
    look_for: str
    is_asked: bool
    is_own: bool
    shipped: str
    asked_in: tuple[str, ...]
    file: str = field(repr=False)
    place: int = field(repr=False)


@dataclass(frozen=True, slots=True)
class PromptsPage:
    """The questions of one kind of meeting, with the files they were read from."""

    type_id: str
    types: tuple[tuple[str, str], ...]
    lines: tuple[PromptLine, ...]
    prompt_files: Mapping[str, OwnFile] = field(repr=False)
    type_files: Mapping[str, OwnFile] = field(repr=False)

    @property
    def title(self) -> str:
        """What the kind of meeting is called."""
        return dict(self.types)[self.type_id]

    def line(self, key: str) -> PromptLine:
        """Return the question of a key."""
        found = next((line for line in self.lines if line.key == key), None)
        if found is None:
            raise MeetingDeskError("This question is no longer there.", hint="Look at the list again.")
        return found


def read_prompts(_reading: Reading, type_id: str = "") -> PromptsPage:
    """Return the questions as their files hold them now, for a kind of meeting; those it asks come first."""
    own = own_definitions()
    prompts = load_prompts(local=own / "prompts")
    kinds = load_meeting_types(local=own / "meeting_types")
    types = tuple(sorted(((key, kind.title) for key, kind in kinds.items()), key=lambda pair: fold(pair[1])))
    if type_id not in kinds:
        type_id = types[0][0]
    files = {name: read_own(name) for name in _names("prompts", own)}
    places = _places(files)
    asked = kinds[type_id].prompts
    in_order = (*asked, *(key for key in prompts if key not in asked))
    lines = tuple(
        PromptLine(
            key,
            prompts[key].text,
            prompts[key].about,
            prompts[key].look_for,
            key in asked,
            _differs(files[places[key][0]], key, prompts[key].text, prompts[key].look_for),
            str(_shipped(files[places[key][0]], key).get("text", "")),
            tuple(kind.title for kind in kinds.values() if key in kind.prompts),
            *places[key],
        )
        for key in in_order
    )
    type_files = {name: read_own(name) for name in _names("meeting_types", own)}
    return PromptsPage(type_id, types, lines, files, type_files)


def reword(page: PromptsPage, key: str, text: str, look_for: str, desk: Desk) -> Written:
    """Write other words for a question; answers given so far keep the words they were asked in."""
    line = page.line(key)
    words, hint = _line(text), _line(look_for)
    if not words or len(words) > LONGEST_PROMPT:
        raise MeetingDeskError(
            f"A question has one line of 1 to {LONGEST_PROMPT} characters, and this one has {len(words)}.",
            hint="It is read aloud in a meeting. Nothing was changed.",
        )
    if len(hint) > LONGEST_LOOK_FOR:
        raise MeetingDeskError(
            f"What to look for has {len(hint)} characters; {LONGEST_LOOK_FOR} are the most.",
            hint="Nothing was changed.",
        )
    return _write_words(page, line, words, hint, desk)


def back_to_shipped_words(page: PromptsPage, key: str, desk: Desk) -> Written:
    """Write the words that were shipped for a question."""
    line = page.line(key)
    shipped = _shipped(page.prompt_files[line.file], key)
    if not shipped:
        raise MeetingDeskError(
            "This question was not shipped: it is one of your organisation's own.",
            hint="Nothing was changed.",
        )
    return _write_words(page, line, str(shipped["text"]), str(shipped.get("look_for", "")), desk)


def ask(page: PromptsPage, key: str, desk: Desk, *, is_asked: bool) -> Written:
    """Have a question asked in this kind of meeting, or no longer."""
    name = f"meeting_types/{page.type_id}.toml"
    now = _asked_in(page.type_files[name])
    after = [one for one in now if one != key] + ([key] if is_asked else [])
    if len(after) > MOST_PROMPTS:
        raise MeetingDeskError(
            f"{page.title}: {MOST_PROMPTS} questions are the most that a meeting has time for.",
            hint="Take one of them out first. Nothing was changed.",
        )
    return _write_asked(page, {name: after}, page.line(key), desk)


def ask_it(page: PromptsPage, key: str, desk: Desk) -> Written:
    """Have a question asked in this kind of meeting."""
    return ask(page, key, desk, is_asked=True)


def leave_out(page: PromptsPage, key: str, desk: Desk) -> Written:
    """Have a question no longer asked in this kind of meeting."""
    return ask(page, key, desk, is_asked=False)


def switch_off(page: PromptsPage, key: str, desk: Desk) -> Written:
    """Have a question asked in no kind of meeting any more."""
    changes = {}
    for name, file in page.type_files.items():
        now = _asked_in(file)
        if key in now:
            changes[name] = [one for one in now if one != key]
    return _write_asked(page, changes, page.line(key), desk)


def _write_words(page: PromptsPage, line: PromptLine, text: str, look_for: str, desk: Desk) -> Written:
    file = page.prompt_files[line.file]
    changed = file.text
    if text != line.text:
        changed = with_value(changed, ("prompts", line.place, "text"), text)
    if look_for != line.look_for:
        changed = with_value(changed, ("prompts", line.place, "look_for"), look_for)
    return write_own(
        desk, {file: changed} if changed != file.text else {}, f"The question about {line.about}"
    )


def _write_asked(page: PromptsPage, asked: Mapping[str, list[str]], line: PromptLine, desk: Desk) -> Written:
    changes = {}
    for name, keys in asked.items():
        file = page.type_files[name]
        if keys != _asked_in(file):
            changes[file] = with_value(file.text, ("prompts",), keys)
    return write_own(desk, changes, f"The question about {line.about}")


def _names(folder: str, own: Path) -> tuple[str, ...]:
    return tuple(f"{folder}/{path.name}" for path in definition_files(resource(folder), own / folder))


def _places(files: Mapping[str, OwnFile]) -> dict[str, tuple[str, int]]:
    return {
        str(prompt["key"]): (name, place)
        for name, file in files.items()
        for place, prompt in enumerate(_tables(file.text))
    }


def _shipped(file: OwnFile, key: str) -> Mapping[str, Any]:
    return next((prompt for prompt in _tables(file.shipped) if prompt.get("key") == key), {})


def _differs(file: OwnFile, key: str, text: str, look_for: str) -> bool:
    shipped = _shipped(file, key)
    return bool(shipped) and (shipped["text"], shipped.get("look_for", "")) != (text, look_for)


def _tables(text: str) -> list[dict[str, Any]]:
    found = tomllib.loads(_plain(text)).get("prompts", [])
    return list(found)


def _asked_in(file: OwnFile) -> list[str]:
    return list(tomllib.loads(_plain(file.text)).get("prompts", []))


def _line(text: str) -> str:
    return " ".join(gate(text).split())


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")
