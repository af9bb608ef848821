"""The short forms and words of the person at the desk, one by one: added, changed and taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from meetingdesk.app.desk import Desk
from meetingdesk.app.snippets import common_snippets, keep_own_snippets, own_snippets
from meetingdesk.app.spelling import MOST_OWN_WORDS, keep_own_words, own_word, own_words
from meetingdesk.domain.text import fold, gate
from meetingdesk.errors import AlreadyThere, BadText, StaleRecord
from meetingdesk.storage.reading import Reading


@dataclass(frozen=True, slots=True)
class ShortForm:
    """One short form with its text; `common` is what everybody else has under it."""

    short: str
    text: str
    is_own: bool
    common: str = ""


def list_short_forms(reading: Reading) -> tuple[ShortForm, ...]:
    """Return the short forms in force for the person at the desk, by their letters."""
    own, common = own_snippets(reading), common_snippets()
    return tuple(
        ShortForm(short, own.get(short) or common[short], short in own, common.get(short, ""))
        for short in sorted({*own, *common})
    )


def put_short_form(before: str, short: str, text: str, desk: Desk) -> Mapping[str, str]:
    """Keep a short form, in the place of another one where that is named; return all that there were."""
    with desk.reading() as reading:
        own = own_snippets(reading)
    short = gate(short).strip().removeprefix(";").lower()
    if short != before and short in own:
        raise AlreadyThere(
            "You have a short form of these letters already.", hint="Open that one, or choose other letters."
        )
    kept = {key: words for key, words in own.items() if key != before}
    keep_own_snippets({**kept, short: text}, desk)
    return own


def take_short_form_out(short: str, desk: Desk) -> Mapping[str, str]:
    """Take one of one's own short forms out; return all that there were."""
    with desk.reading() as reading:
        own = own_snippets(reading)
    if short not in own:
        raise StaleRecord(
            "This short form is not one of your own.",
            hint="What everybody has can be changed and not removed.",
        )
    keep_own_snippets({key: words for key, words in own.items() if key != short}, desk)
    return own


def put_word(before: str, typed: str, desk: Desk) -> tuple[str, ...]:
    """Keep a word, in the place of another one where that is named; return all that there were."""
    word = own_word(typed)
    with desk.reading() as reading:
        own = own_words(reading)
    rest = tuple(one for one in own if one != before)
    if word in rest:
        raise AlreadyThere("This word is among yours already.", hint="Nothing was changed.")
    if len(rest) >= MOST_OWN_WORDS:
        raise BadText(f"{MOST_OWN_WORDS:,} own words are the most.", hint="Take some out.")
    keep_own_words(tuple(sorted((*rest, word), key=fold)), desk)
    return own


def take_word_out(word: str, desk: Desk) -> tuple[str, ...]:
    """Take one of one's own words out; return all that there were."""
    with desk.reading() as reading:
        own = own_words(reading)
    keep_own_words(tuple(one for one in own if one != word), desk)
    return own
