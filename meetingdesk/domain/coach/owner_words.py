"""The words and forms by which an owner is told from a thing and a deed from a state."""

from __future__ import annotations

import re

from meetingdesk.domain.action_words import NO_VERB

ADVERB = (
    r"(?:also|then|now|each|both|all|jointly|together|urgently|please|still"
    r"|again|formally|first|immediately|not|next"
    r"|personally|just|either|in person|only|never|always|kindly|promptly|quickly|continue to|once"
    r"|(?!(?:ap|re|sup|com|multi|f|bul|tal|ral)p?l?ly\b|rely\b)[a-z]+ly)"
)
MODAL = re.compile(
    r"\s*,?\s*(?:\([^()]{0,60}\)\s*)?(?P<before>(?:" + ADVERB + r"\s+)*)"
    r"(?P<modal>(?:is|are|was|were)\s+(?:not\s+|never\s+|asked\s+|going\s+"
    r"|due\s+|expected\s+|required\s+|told\s+|meant\s+|supposed\s+|reminded\s+|invited\s+)?to|to|will|'ll"
    r"|shall|should|must|ought\s+to"
    r"|needs?\s+to|ha(?:s|ve)\s+to|ha(?:s|ve)\s+agreed\s+to|agree[sd]?\s+to"
    r"|undert(?:ook|akes?)\s+to|offer(?:s|ed)?\s+to|can|would|could"
    r"|may|might|volunteer(?:s|ed)?\s+to|promise[sd]?\s+to|commit(?:s|ted)?\s+to"
    r"|plan(?:s|ning)?\s+to|aim(?:s|ing)?\s+to|hope[sd]?\s+to"
    r"|hoping\s+to|tr(?:y|ies|ying)\s+to|intend(?:s|ing)?\s+to|endeavou?rs?\s+to"
    r"|seek(?:s|ing)?\s+to|wants?\s+to|keen\s+to|happy\s+to"
    r"|2|has(?:\s+got)?\s+(?:(?:until|till|by)\s+)?to|has\s+(?:\w+\s+)?\w+\s+(?:working\s+)?(?:days?"
    r"|weeks?|hours?)(?:\s+from\s+\w+)?\s+to)\s+(?P<after>(?:" + ADVERB + r"\s+)*)"
    r"(?P<verb>[a-z][a-z'-]*)",
)
PUT_IN = re.compile(
    r"\s*,\s[^,;.:]{2,70},(?=\s*(?:to|will|is to|are to|must|should|shall"
    r"|can)\s)|\s+(?:at|from|in|of|for|on|with|alongside|via|w/)\s+(?:[\w'&-]+,?\s*){1,5}?(?=\s*(?:to"
    r"|will)\s)|\s*\([^()]{0,80}\)|\s*-\s[^-,;.:]{2,50}\s-(?=\s*(?:to|will)\s)"
)
MARK = re.compile(r"\s*(?P<mark>[:|]|/(?=\s)|\s-+\s|,|-\s)\s*(?=\S)")
WITHOUT_DEED = frozenset(
    """
    go happen take start come stay remain appear stand become commence follow cease begin end occur
    resume reach restart reopen recommence apply include lapse expire arrive run continue
    """.split()  # noqa: SIM905
)
NO_DEED = NO_VERB | frozenset(
    [
        "reception",
        "panel",
        "dentist",
        "maternity",
        "housing",
        "police",
        "social",
        "early",
        "gp",
        "hv",
        "sw",
        "iro",
        "cps",
        "mash",
        "camhs",
        "cmht",
        "council",
        "bed",
        "lunch",
        "legal",
        "everything",
        "anything",
        "nothing",
        "something",
        "when",
        "if",
        "that",
        "then",
        "than",
        "as",
        "so",
        "back",
        "front",
        "him",
        "them",
        "2pm",
        "noon",
        "midnight",
        "half",
    ]
)
OF_PLACE = re.compile(
    r"\s+(?:from|at|of)\s+(?:the\s+)?[\w'-]+(?:\s+(?:team|service|unit|hub|office|school|clinic|project))?"
)
IN_CHARGE = re.compile(
    r"\s+(?:is\s+)?(?:i/c|in charge of|leads on|leading on|on point for|has charge of|owns)\s+"
)
LEAD_IN = re.compile(
    r"(?:between them,?|for|to(?=\s[a-z'.]+(?:\s[a-z'.]+)?\s?[:,-]\s)|over to|one for|down to|it's for"
    r"|it is for|left with|it falls to|@|>)\s*(?=\S)"
)
BESIDE = re.compile(
    r"\s+(?:and|&|\+)\s+(?:nobody|no\s?one)\s+else(?=\s)|\s+(?:alone|himself|herself|themselves|personally"
    r"|in person"
    r"|only)(?=\s)"
    r"|\s*\([^()]{1,60}\)|\s*,\s(?:as|who|whom|when|once|after|before|with|from|of)\s[^,;.:]{3,60},"
)
DOING = re.compile(
    r"\s+(?:(?:also|now|then|always|usually|just|first|next|jointly|together"
    r"|formally)\s+)?(?P<verb>[a-z][a-z-]*?(?:s|ing))(?![\w'])"
)
STATES = frozenset(
    """
    is was has does says reports states feels wants seems appears remains lives denies admits likes
    loves sounds needs struggles knows thinks believes hopes wishes fears enjoys misses presents
    describes attends understands sleeps drinks smokes worries acknowledges dislikes hates uses works
    claims looks alleges accepts engages discloses raises expresses suffers lacks being having saying
    feeling his hers as its this us gets requires concerns visits sessions things appointments records
    notes results tests bloods meetings checks bills times hours days weeks contacts calls letters
    photos keys locks previous serious various continuous school's during nothing something anything
    morning evening wedding housing nursing building parenting visiting training planning meeting
    hearing briefing screening counselling funding missing living sleeping doing going coming
    """.split()  # noqa: SIM905
)
THING = re.compile(r"(?:ment|tion|sion|ing|ness|ance|ence|ity|als?|ure|age|ship|ist|er|or|s)$")
JOB_THEN_NAME = re.compile(
    r"\s+[a-z]+(?:['-][a-z]+)?(?:\s+[a-z]+(?:['-][a-z]+)?)?(?=\s+(?:to|will|[a-z]+s)\s)"
)
WORDS_BETWEEN = re.compile(r"(?:\s+[\w'&/-]+){1,7}?(?=\s+(?:to|will)\s+[a-z])")
HUNG = re.compile(
    r"(?:re|un|over)?-?(?:hung|bound|sung|dug|slung|swept|borne|sewn|fit|let|cut|put|shut|set|drawn"
    r"|wound|sought|laid)"
)
PLACED = re.compile(
    r"\s+(?:x{4,}|at|on|in|with|for|over|round|to|from|through|via|there|then|back|here|outside|inside|by)\s"
)
STATES_OR_DEEDS = frozenset(
    """
    visits gets has attends records reports checks calls works uses remains looks raises sessions
    """.split()  # noqa: SIM905
)
SUBJECT = re.compile(
    r"(?P<who>(?:[a-z0-9'&/.-]+\s+|\([^()]{0,60}\)\s*){1,7}?)(?P<modal>to"
    r"|will|shall|must|is to|agreed to|has agreed to)\s+(?P<after>(?:" + ADVERB + r"\s+)*)(?P<verb>[a-z-]+)"
)
SOMEBODY_DOES = re.compile(
    r"(?P<who>(?:the\s+)?(?:[a-z][a-z'&/-]*\s+){0,3}?[a-z]*(?:er|or|ist|lead|nurse|team|staff|head|ian"
    r"|unit|service|office|ward"
    r"|clinic|school|nursery|hostel|chair|clerk|coach|guardian|advocate|surgery|college|police|mentor"
    r"|wife))\s+(?P<verb>[a-z]+s)(?=\s)"
)
OBJECT = re.compile(
    r"\s+(?:the|a|an|his|her|their|him|them|it|with|up|out|round|in|on|about"
    r"|how|what|who|if|whether|mum|dad|each|all|both|\d+|[a-z]+'s)(?!\w)"
)
JOINED_WORDS = re.compile(
    r"(?:drugs? and alcohol|speech and language|fire and rescue|health and (?:social care"
    r"|safety|wellbeing)|children and famil\w+|advice and \w+"
    r"|domestic and sexual|safe and well|mind and body|bed and breakfast|family and friends"
    r"|child and family|education and \w+|a ?& ?e|s&lt|c/o|w/c)"
)
