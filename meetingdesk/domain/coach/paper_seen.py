"""Whether a measure names nothing but a paper, an entry or a count."""

from __future__ import annotations

import re

from meetingdesk.domain.coach.measure_words import content_of

_COUNTS = frozenset(
    """
    one two three four five six seven eight nine ten twelve times hours hour weeks week monthly weekly
    all done
    """.split()  # noqa: SIM905
)
_PAPER = frozenset(
    """
    copy copies form forms letter letters minutes certificate certificates register registers receipt
    receipts sheet sheets log logs record records entry entries report reports paperwork document
    documents documentation tally ticklist checklist email emails e-mail e-mails confirmation
    acknowledgement reference number numbers ref referral referrals attendance sign signature signatures
    signed invoice printout note notes case file filed files template chronology assessment plan agenda
    diary count audit spreadsheet tracker folder stats statistics figures data leaflet leaflets pack
    booklet timesheet timesheets booking invitation appointment contract agreement slip database system
    portal box ticked tick workbook worksheet scan scanned dash logged recorded minuted uploaded noted
    documented entered written typed sent submitted circulated distributed saved booked completed done
    held attended delivered made posted counted added stored received acknowledged evidenced evidence
    measure measured shown proof proved proven verified tracked visit visits session sessions call calls
    contact contacts appointments meeting meetings lcs mosaic rio cpoms systmone emis total percentage
    inbox pdf paper electronic hard dated certified official standard usual updated up-to-date date list
    lists risk safety pathway care service team office admin business support hq success outcome output
    outputs target kpi confirmed in place shared handed out given workshop workshops programme course
    group groups class classes enrolment oasys quoted application forwards forwarded forward
    acknowledgment completion training slides notification notifications email'd emailed faxed printed
    summary tick-box patrol tasks task evidence: copy: signposted photo-copy proforma pro-forma consent
    dates timeline genogram minute print-out duly fully online upload liquidlogic eclipse azeus niche
    athena returns return sign-in signing-in signed-in attendances contact-sheet on-file case-file
    casefile closed opened screenshot spine acceptance sent-items kept proof postage fax slip tracking
    screen-shot sent-box outbox hub
    statement statements read-receipt delivery stamped stamp postmark recorded-delivery proof-of-posting
    portal's auto-reply
    """.split()  # noqa: SIM905
)


def is_only_paper(piece: str, whole: str) -> bool:
    """Say whether a measure names nothing but a paper, an entry or a count."""
    if "xxxx" in whole or "'" in re.sub(r"\w'\w", "", whole) or piece.lstrip().startswith("so "):
        return False
    content = [
        word for word in content_of(piece) if word not in _COUNTS and not re.fullmatch(r"[\d/.,x=-]+", word)
    ]
    left = [word for word in content if word not in _PAPER]
    held = len(content) - len(left)
    if _REAL.search(piece):
        return False
    if _PAPER_FIRST.match(piece) and len(content) < _FEW:
        return True
    if len(left) == 1 and not any(word in _PAPER_THINGS for word in content):
        return False
    return held >= 1 and (len(left) < 2 or (len(left) == 2 and held > 3))


_PAPER_THINGS = frozenset(
    """
    copy copies form forms letter letters minutes certificate certificates register registers receipt
    receipts sheet sheets log logs record records entry entries report reports paperwork document
    documents tally checklist email emails e-mail e-mails confirmation acknowledgement referral
    referrals attendance signature signatures invoice printout note notes file template chronology
    assessment plan agenda diary count audit spreadsheet tracker folder stats statistics figures data
    leaflet leaflets pack booklet booking contract agreement database system portal box visits sessions
    calls contacts appointments meetings lcs mosaic rio cpoms systmone emis number total inbox pdf paper
    workshop workshops programme course enrolment niche athena liquidlogic eclipse azeus returns
    workbook worksheet worksheets dash summary screenshot genogram timeline proforma list lists slides
    statement statements notification invitation logged recorded filed uploaded
    """.split()  # noqa: SIM905
)
_FEW = 6
_PAPER_FIRST = re.compile(
    r"\W*(?:and |by |a |the |an |with )*(?:\w+ ){0,2}?(?:forms?|letters?|cop(?:y"
    r"|ies)|certificates?|minutes|registers?|logs?|sheets?|receipts?|e-?mails?"
    r"|reports?"
    r"|entry|entries|referrals?|records?|confirmation|acknowledgement|paperwork"
    r"|checklist|diary|tally|reference|invoice|signature)\b"
)
_REAL = re.compile(
    r"(?<![\w'])(?:can|says?|tells?|knows?|him|who|what|which|how|why|whether"
    r"|if|his words|her words|yes|under|below|above|at least|fewer|less|more"
    r"|no|none|nil|zero|nobody|without|not|own words|that the|that he|that she|that it|read out|clean"
    r"|calm|quiet|negative|normal"
    r"|unaided|alone|on time|in date|matches|visible|mapped|first|same|eaten|fewer|seen by|heard"
    r"|smiling|dry|warm|lit|closed by"
    r"|who's|what's|he's|she's|better|worse|smaller|asleep|awake|works?|open(?:s)?"
    r"|locks?|holds?|he|she|they|mum|dad)(?![\w'])|%"
)
