from __future__ import annotations

import random

import pytest

from meetingdesk.storage.recovery_key import (
    MistypedRecoveryKey,
    new_recovery_key,
    print_recovery_key,
    read_recovery_key,
)


def repeatable(seed: int) -> random.Random:
    return random.Random(seed)  # a failing test must fail again


def test_a_recovery_key_is_read_however_it_is_typed() -> None:
    values = [0, 1, *range(2, 28)]
    printed = print_recovery_key(values)

    for typed in (printed, printed.lower(), printed.replace("-", " "), printed.replace("-", "\u2013")):
        assert list(read_recovery_key(typed)) == values
    assert list(read_recovery_key(printed.replace("0", "o").replace("1", "l"))) == values


def test_every_single_typing_mistake_is_named_by_its_group() -> None:
    chance = repeatable(3)
    printed = new_recovery_key()
    for place, right in enumerate(printed):
        if right == "-":
            continue
        wrong = chance.choice([each for each in "23456789ABCDEFGHJKMNPQRSTVWXYZ#U" if each != right])

        with pytest.raises(MistypedRecoveryKey, match="group") as mistyped:
            read_recovery_key(printed[:place] + wrong + printed[place + 1 :])

        assert mistyped.value.group == place // 6 + 1


def test_swapped_neighbours_and_swapped_groups_are_named() -> None:
    for _ in range(50):
        printed = new_recovery_key()
        groups = printed.split("-")
        for place in range(4):
            letters = list(groups[2])
            if letters[place] == letters[place + 1]:
                continue
            letters[place : place + 2] = reversed(letters[place : place + 2])
            with pytest.raises(MistypedRecoveryKey, match="third group"):
                read_recovery_key("-".join([*groups[:2], "".join(letters), *groups[3:]]))
        with pytest.raises(MistypedRecoveryKey, match="first group"):
            read_recovery_key("-".join([groups[1], groups[0], *groups[2:]]))


def test_a_recovery_key_of_the_wrong_length_is_named_as_such() -> None:
    with pytest.raises(MistypedRecoveryKey, match="35 in all; 34 were typed"):
        read_recovery_key(new_recovery_key()[:-1])
