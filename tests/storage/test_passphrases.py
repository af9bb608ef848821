from __future__ import annotations

import re

import pytest

from meetingdesk.storage.passphrases import Level, passphrase_words, strength, suggest_words


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "   ",
        "password",
        "P@ssw0rd1!",
        "Liverpool2024!",
        "qwertyuiop123",
        "aaaaaaaaaaaaaaaaaaaa",
        "12345678901234567890",
        "correct horse battery staple",
        "safeguarding",
        "Safeguarding Meeting 2026",
        "windmill windmill windmill windmill",
        "password password password",
    ],
)
def test_what_anybody_would_try_is_weak(passphrase: str) -> None:
    assert strength(passphrase).level is Level.WEAK


@pytest.mark.parametrize(
    "passphrase", ["turtle window copper yoghurt", "x7#Kq9!vTz2p", "księżyc nad morzem śpiewa"]
)
def test_what_nobody_would_try_is_strong(passphrase: str) -> None:
    assert strength(passphrase).level is Level.STRONG


def test_a_few_more_words_make_a_passphrase_stronger() -> None:
    levels = [strength(" ".join(words)).level for words in (["turtle"], ["turtle", "window", "copper"])]

    assert levels == [Level.WEAK, Level.FAIR]


def test_a_persons_own_name_counts_for_nothing() -> None:
    assert strength("Saraswati-Harwell-1987").level is not Level.WEAK
    assert strength("Saraswati-Harwell-1987", avoid=("Saraswati", "Harwell")).level is Level.WEAK


@pytest.mark.parametrize(
    "passphrase", ["password", "lamp", "turtle window copper", "turtle window copper yoghurt"]
)
def test_the_advice_is_one_sentence_that_does_not_repeat_the_passphrase(passphrase: str) -> None:
    advice = strength(passphrase).advice

    assert re.fullmatch(r"[A-Z][^.]+\.", advice)
    assert not any(word in advice for word in passphrase.split())


def test_odd_input_is_estimated_too() -> None:
    for passphrase in ("\ud800", "🦊🦊🦊", "\0", "ß" * 200, "²³", "موسم بہار کی بارش", "x" * 5000):
        assert strength(passphrase).bits >= 0


def test_there_are_eleven_bits_in_a_word() -> None:
    words = passphrase_words()

    assert len(words) == len(set(words)) == 2048
    assert all(re.fullmatch("[a-z]{3,8}", word) for word in words)
    assert list(words) == sorted(words)


def test_no_word_that_is_drawn_is_one_that_anybody_would_try() -> None:
    weak = [word for word in passphrase_words() if strength(f"{word} {word}").bits < 11]

    assert weak == []


def test_suggested_words_are_different_each_time_and_strong() -> None:
    first, second = suggest_words(), suggest_words()

    assert first != second
    assert len(set(first)) == 5
    assert set(first) <= set(passphrase_words())
    assert strength(" ".join(first)).level is Level.STRONG
    assert strength(" ".join(suggest_words(4))).level is Level.STRONG
