from __future__ import annotations

from pathlib import Path

import pytest

from meetingdesk.domain.prompts import load_prompts
from meetingdesk.errors import DefinitionError


def test_the_shipped_prompts_are_questions_of_one_line() -> None:
    prompts = load_prompts().values()

    assert prompts
    assert all(prompt.text.endswith("?") and len(prompt.text) <= 120 for prompt in prompts)
    assert len({prompt.text for prompt in prompts}) == len(prompts)


@pytest.mark.parametrize("word", ["perpetrator", "victim", "compliance", "neglectful"])
def test_prompts_use_no_word_that_cannot_be_read_with_a_family_in_the_room(word: str) -> None:
    assert not any(word in prompt.text.lower() for prompt in load_prompts().values())


@pytest.mark.parametrize(
    ("key", "text", "fault"),
    [
        ("seen_or_told", "Again?", r"ours\.toml, line 2, prompts\[0\]\.key: 'seen_or_told' is used twice"),
        ("ours", "x" * 121, r"line 3, prompts\[0\]\.text: a prompt has one line of 120"),
    ],
)
def test_a_faulty_prompt_is_refused(tmp_path: Path, key: str, text: str, fault: str) -> None:
    # Read after the shipped ones, because the files are taken in the order of their names.
    (tmp_path / "z_ours.toml").write_text(f'[[prompts]]\nkey = "{key}"\ntext = "{text}"\nabout = "a"\n')

    with pytest.raises(DefinitionError, match=fault):
        load_prompts(local=tmp_path)
