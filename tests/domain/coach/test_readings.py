from __future__ import annotations

import pytest

from meetingdesk.domain.coach.words import WrongPhrase, plain_pattern
from tests.coach.labelled import LabelledAction, findings

SHARP = {
    "a job that no list has": (
        "On 1 December the portage worker Cara Mills shows mum three signs; Ben uses one of them",
        "Kinship worker Meg gets a cot delivered by 24 Nov; baby asleep in it on the first night visit",
        "midwife sandra o'neill listens in weekly, tues 24 nov on, heartbeat plotted and inside the lines",
    ),
    "a verb that no list has": (
        "The health visitor unwraps Noah to nothing but a nappy on 23 Nov; no mark on his back",
        "Warden Theo Park locks the side gate at dusk from tonight; a pull on it at 9 each night holds",
        "Hostel manager Paula rejigs the rota by Friday; nobody signs in after ten",
    ),
    "an owner behind a heading or beside a thing": (
        "Check the red book: HV Sal Whittle on Thurs 26 Nov at clinic, head back on the 25th line",
        "Fire setter programme w/ Ian Voss, four Weds from 25 Nov; Jay puts out a chip pan with a lid",
        "Ruth, duty nurse at the walk-in: wound redressed daily till 27 Nov, edges closed",
        "Pat Oram is i/c bus passes: Jordan has his in his hand by Friday, on the 8.05 all next week",
    ),
    "words that are only told of": (
        "Ask gran, Sat 21 Nov, police (PC Lowe): who still has the baby at six? Three hours filled in",
        "Tess Brand asks Lee on 24 Nov if he has used since the last meeting; a clear swab there and then",
    ),
    "one task with what comes of it": (
        "Carl Dent (EWO) marks how late she is, 23 Nov to 11 Dec, and posts the total; under 20",
        "Mr Poole (head) changes her reading buddy from 23 Nov; book band goes from red to yellow by 18 Dec",
        "PC Ash goes to the flat on 24 Nov and counts the beds; one for each child",
        "Ines Hallam plus the interpreter see mum on 24 Nov; she says who was at home",
    ),
    "a victim reached safely": (
        "IDVA Sue Bell rings Lena on her work extension between 10 and 11, by 24 Nov; Lena picks a town",
        "Letter for Sonia goes c/o her sister, housing (Dev), by 30 Nov; she rings the number in it",
    ),
    "watching with a method": (
        "HV Hope Lunn to observe two bottle feeds on 24 and 27 Nov, 90ml kept down each time",
        "Ed psych Niamh Carrow watches two of his maths lessons by 4 Dec; minutes in his seat told to mum",
    ),
}
FAULTY = {
    "compound": (
        "Dr Osei changes mum's tablets on 25 Nov and signs the bus form; she sleeps, bus pass in her purse",
        "Jo Marsh to fix the boiler by Friday and rehome the cat; 20 degrees, cat at her sister's",
        "SW Amy rings the landlord about the gas, and the school about Finn, by 25 Nov: gas on, Finn in",
        "Midwife Jo books the 20 week scan & gets the landlord to change the lock by 27 Nov, key fails",
        "Becky Moss gets the bunk beds and a nursery place by 11 Dec, kids sleep in own beds",
        "DS Hale to arrest Cole, Mei to book the refuge by 27 Nov; he's in a cell, she has a room",
        "Faith - parenting slot for Shannon, and Kian's eye test, 30 Nov: she has been once, he reads line 6",
    ),
    "insecure_contact": (
        "Women's Aid (Jo) e-mails Reem the court bundle on 24 Nov, Reem has read page 3",
        "PC Nash pops round to the IP's on Sunday to see how she is; he reports if any fresh marks",
        "Dev (housing) to leave a card at the flat for Sonia about the alarm by Thurs; she books a slot",
        "ED nurse Jo rings the strangled lady back tomorrow about her throat; she can swallow water",
    ),
    "no_owner": (
        "??? to visit the caravan Thurs 26th and count the beds, one per child",
        "a nurse (to be identified) gives Paige the implant on 2 Dec, Paige can feel it under the skin",
        "A grown-up to walk Noah home daily until 4 Dec, he is in by 3.30",
        "Show Shannon how to make up a bottle by 23 Nov, she does the next one alone",
    ),
    "several_owners": (
        "Between them the drug worker and the probation officer to test dad on Mondays to 14 Dec, zero",
        "Kim (HV), also Dev (housing): mould off the cot wall by 30 Nov, wall dry to the hand",
    ),
    "conditional": (
        "Beth Cole sees Theo by 27 Nov, budget for the taxi permitting; he says who is at home",
        "Dev to move them by 11 Dec, so far as the list lets him; key in hand",
        "HV Jo might weigh Ruby on 25 Nov, over 5kg",
    ),
    "victim_responsible": (
        "Partner to hide the car keys whenever Dennis has been drinking",
        "Tess Brand to get Reem to sign by 24 Nov that she'll keep Dean away, signed copy on file",
        "Mum is responsible for checking Dean doesn't follow the children home, to 18 Dec",
    ),
    "not_an_action": (
        "The plan is to step down to CIN if things hold",
        "Trial listed for 8 February at Leeds Crown Court",
        "Next review 18 Dec 10am Room 4",
        "Police do not hold any intelligence on the uncle",
    ),
}


def _told(text: str) -> set[str]:
    return {one.fault for one in findings(LabelledAction(text)) if one.level.is_warning}


@pytest.mark.parametrize("text", [text for texts in SHARP.values() for text in texts])
def test_a_sharp_action_is_left_alone_however_it_is_put(text: str) -> None:
    assert not _told(text)


@pytest.mark.parametrize(
    ("fault", "text"), [(fault, text) for fault, texts in FAULTY.items() for text in texts]
)
def test_a_fault_is_seen_in_whatever_words(fault: str, text: str) -> None:
    assert fault in _told(text)


@pytest.mark.parametrize("phrase", ["(watch", "watch)", "a{3}", "?watch", "(|?)", "[watch", "a\\b"])
def test_a_phrase_whose_marks_do_not_fit_is_refused(phrase: str) -> None:
    with pytest.raises(WrongPhrase):
        plain_pattern(phrase)


@pytest.mark.parametrize(
    "phrase", ["co-?operat(e|es)", "keep(s)? .. eye", "(close )+watch", "multi[- ]agency"]
)
def test_a_phrase_with_choices_is_taken(phrase: str) -> None:
    assert plain_pattern(phrase)
