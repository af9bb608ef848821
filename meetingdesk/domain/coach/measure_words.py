"""The words by which a result is told from a place, a reason or a further task."""

from __future__ import annotations

import re

CONJUNCTION = re.compile(r"\s*(?:(?:and|then|so|but|&|\+|ie|eg|i\.e\.|e\.g\.|with|by|having|also|when)\s+)*")
PLACE = re.compile(
    r"(?:at|in|with|for|on|from|about|re|regarding|around|via|through|thru"
    r"|during|before|after|because|as|since|including|incl|such as|per"
    r"|alongside|whilst|while|w/|to|ref|due|given|concerning|particularly"
    r"|especially|e\.?g\.?|i\.?e\.?|near|inside|outside|over|between|towards"
    r"|based|using|subject|if|unless|until|till|where|when|now|not|aka|together"
    r"|jointly|urgently|possibly|starting|beginning|following|as well|who"
    r"|which)\b"
)
REASON = re.compile(
    r"(?:because|as|since|given|due to|in (?:light|view) of|following|it's|it is|he is|she is|concerns?)\b"
)
TELLS = re.compile(
    r"(?<![\w'])(?:can|cannot|can't|could|has|have|had|is|are|was|were|isn't"
    r"|aren't|says?|said|tells?|told|shows?|shown|seen|names?|knows?|reads?"
    r"|comes?|goes|gets"
    r"|under|below|above|over|least|most|fewer|less|more than|than|at or|or more"
    r"|or fewer|or less|within|no|none|never|not|every|each|all|both|nothing"
    r"|without|score[sd]?|down|up|again"
    r"|smaller|larger|bigger|higher|lower|longer|shorter|better|worse|same size|gone|healed|signed|filed"
    r"|recorded|noted|reported|read|heard|sent|given|written"
    r"|held|kept|logged|counted|checked|agreed|confirmed|picked|chosen|told"
    r"|yes|no|answers?|results?|outcome|names?|who|what|which|how|where|whether"
    r"|if|\d+)(?![\w'])|'s\s|\d|x{4,}|[a-z]{3,}s(?![\w'])|[a-z]{3,}ed(?![\w'])"
    r"|=|<|>|%"
)
KNOWING = re.compile(
    r"\band [a-z]+(?: down)? (?:what|who|how many|how much|which|whether|where) [a-z]+ [a-z]"
    r"|(?<![\w'])(?:so\s+(?:that\s+)?(?!as\b|far\b|on\b)(?:he|she|they|it|we"
    r"|the|mum|dad|both|all|there|no|nobody|that|everyone|x+|[a-z]+)\b|until\s+(?:(?:he"
    r"|she|they|it|mum|dad|both|all)\s+[a-z']+|(?:the\s+)?[a-z]+\s+(?:can"
    r"|is|has|are|have|says|shows))\b|in order (?:that|to)|to see (?:if|whether"
    r"|that|how many|what|who|which)"
    r"|(?:below|under|above|over|at least|no more than|fewer than|less than"
    r"|down to|up to) (?:\d|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|half)|how many|yes or no|yes/no|shown by|as shown|evidenced by|evidence[:=]"
    r"|evidence (?:of|is|will)|as evidence|measured?\b|success|done when|we(?:'ll"
    r"| will)? know|target\b|until no\b|to (?:check|confirm|find out|establish"
    r"|see|say|show|tell|hear) (?:if|whether|who|what|which|how|that|where"
    r"|why)"
    r"|asks?(?:ing)? (?:[\w']+ ){0,6}?(?:what|who|how|why|where|which|whether)"
    r"|what (?:he|she|they|mum|dad) (?:said|says|saw|sees|wants?|thinks|tells"
    r"|calls|means?)|who (?:said|is|was|has|lives|sleeps)|in (?:his|her|their) own words"
    r"|own words|word for word|verbatim|(?:tells?|says?|reports?|names?|lists?"
    r"|shows?|writes? down|confirms?|records?)\b(?:\s+[a-z']+){0,6}\s+(?:which"
    r"|who|whether|if|what|how|where)\b|decid\w+ [^;.]{0,40}?(?:whether|which|who|if)\b"
    r"|with .{1,40}? (?:in place|fitted|tested|working|signed|in hand)\b|to have (?:seen|found|been|had|got"
    r"|asked)\b|with .{1,25} (?:having|able to|saying|doing)\b|(?:\band|&"
    r"|\bthen) (?:the |his |her |their |all )?[a-z']+ (?:[a-z']+ )?(?:has"
    r"|have|can|is|are|says|tells|knows|shows|goes|comes|does|gets|reads|names"
    r"|drinks|uses|hears) [a-z]|(?:\band|&) (?:he|she|they|it)(?:'s|'re|\s+[a-z]+s)\s+[a-z]"
    r"|(?:\band|&|\bthen|\bwith) (?:[a-z][a-z'-]* ){1,5}?(?:is|are|has|have|can|gets|goes|stays|picks|opens"
    r"|shuts|works|sleeps|eats) [a-z]"
    r"|(?:\band|&|\bthen) (?:each|every|both|all|neither|none|no|nobody) (?:[a-z'-]+ ){0,3}?[a-z]+s [a-z]"
    r"|from .{1,20} to (?:under|below|\d)|out of (?:ten|10|five|5))"
)
REPORTS = re.compile(
    r"(?:\band|&|\+|,|;|\bthen)\s+(?:then\s+|also\s+|to\s+|will\s+|he\s+|she\s+"
    r"|they\s+|it\s+)*(?P<verb>report(?:s|ed|ing)?|tell(?:s|ing)?|told|say(?:s"
    r"|ing)?|writ(?:e|es|ing)|not(?:e|es|ed|ing)|record(?:s|ed|ing)?|log(?:s"
    r"|ged|ging)?"
    r"|pass(?:es|ed|ing)?|let(?:s|ting)?|ring(?:s|ing)?|text(?:s|ing)?|e-?mail(?:s"
    r"|ing)?|read(?:s|ing)?|count(?:s|ed|ing)?|name(?:s|d)?|list(?:s|ed|ing)?"
    r"|bring(?:s|ing)?|show(?:s|n|ing)?|give(?:s|n)?|giving|send(?:s|ing)?"
    r"|sent"
    r"|share(?:s|d)?|feed(?:s|ing)?|feedback|updat(?:e|es|ed|ing)|confirm(?:s"
    r"|ed|ing)?|stat(?:e|es|ed|ing)|put(?:s|ting)?|com(?:e|es|ing)|hand(?:s"
    r"|ed)?|present(?:s)?|explain(?:s)?|draw(?:s)?|photograph(?:s|ed)?|answer(?:s)?"
    r"|reply(?:ing)?|replies"
    r"|ask(?:s|ed|ing)?|find(?:s)?|see(?:s|n)?|check(?:s|ed|ing)?|compar(?:e"
    r"|es|ed)|score(?:s|d)?|measur(?:e|es|ed)|plot(?:s|ted)?|weigh(?:s|ed)?"
    r"|rat(?:e|es|ed)|mak(?:e|es) sure|watch(?:es)?|hear(?:s|d)?|upload(?:s"
    r"|ed)?|fil(?:e|es|ed)|minut(?:e|es|ed)"
    r"|mark(?:s|ed)?|tick(?:s|ed)?|sign(?:s|ed)?|test(?:s|ed)?|try|tries|describ(?:e"
    r"|es)|set(?:s)? out|return(?:s|ed)?|scan(?:s|ned)?|cop(?:y|ies|ied)|star(?:s)?"
    r"|choos(?:e|es)|pick(?:s|ed)?|work(?:s)? out|look(?:s)?|print(?:s|ed)?"
    r"|(?:have|has)\s+(?:a|the|every|each|all|both|one)\b|(?:get|have|has|gets)\s+(?:him|her"
    r"|them)\b(?!\s+head)|walk(?:s|ed)?"
    r"|film(?:s|ed)?|time(?:s|d)?|map(?:s|ped)?|repeat(?:s|ed)?|practis(?:e"
    r"|es|ed))\b(?P<rest>.*)"
)
ONLY_ANY = re.compile(
    r"\s*(?:(?:up|on|back|in|to|it|them|with|the|sw|social worker|any)\s+)*(?:any"
    r"|anything|concerns?|issues?|worries|changes?|as\b|if\b|where\b|when\b"
    r"|relevant|appropriately|accordingly|information|info|support|advice"
    r"|how (?:it|things) (?:goes|go)|each other|regularly|(?:the )?(?:[a-z]+ )?(?:meeting"
    r"|panel|marac|core group|group|conference|chair|network|team|sw|social worker"
    r"|review|agencies|professionals)\s*$)"
)
_STOP = frozenset(
    """
    the a an of in on at to for with by from and or is are be been was were it this that these those his
    her their its our all each both every as per via then x no up out off back into over has have had
    will so he she they them him there here within about re w/ i e same own
    """.split()  # noqa: SIM905
)
SURELY = re.compile(
    r"(?:and|&|then) |so\s|decid|below|under|above|over|at least|no more|fewer|less|down to|up to"
    r"|until|in order|to (?:see|check|find|confirm)|shown|evidence|measure"
    r"|success|done when|we|target|yes|from\s|own words|in (?:his|her|their) own"
    r"|word for|verbatim|out of|as shown"
)
SKIPPED = re.compile(
    r"\s*(?:(?:also|then|now|jointly|together|please|still|again|to|just|further"
    r"|urgently|(?!(?:ap|re|sup|com|multi|f|bul|tal|ral)p?l?ly\b|rely\b)[a-z]+ly|only|be|will|is|are)\s+)*"
)


def content_of(text: str) -> list[str]:
    """Return the words of a text that say something."""
    return [word for word in re.findall(r"[a-z0-9][a-z0-9'%/-]*|[%=<>]|£\d+", text) if word not in _STOP]


THRESHOLD = re.compile(
    r"(?<![\w'])(?:over|under|above|below|at least|at most|no more than|more than|fewer than|less than"
    r"|up to|down to|back to|back over)\s+(?:the )?£?"
    r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|half)(?![\w.])(?!\s*(?:working "
    r"|school )?(?:days?|weeks?|wks?|months?|yrs?|years?|terms?)\b)"
)
ONLY_WHEN = re.compile(
    r"\W*(?:(?:up to|until|till|til|to|through to|through|from|over|during|for|by|before|after|at|in|on|the"
    r"|this|next"
    r"|last|rest of|end of|start of|half of|first|second|every|each|all|and|or|of|a|an|per|approx|about"
    r"|around|say)\s+)*"
    r"(?:half[- ]?term|(?:week|w/c|wk) (?:of|commencing|beginning)|w/c|term|new year|christmas|xmas|easter"
    r"|weekend|week|month|year|year's|holidays?|review|meeting|conference"
    r"|core group|panel|marac|hearing|birth|morning|afternoon|evening|night|day|am|pm|noon|lunch"
    r"|\d+(?:[.:]\d+)?(?:am|pm)?"
    r"|\d+(?:\.\d+)?\s*-\s*\d+(?:\.\d+)?(?:\s*(?:yr|yrs|years?|months?|mths?|wks?|weeks?))?"
    r"|(?:\d+|one|two|three|four|five|six|seven|eight|ten|twelve)\s+(?:days?|weeks?|months?|yrs?|years?"
    r"|hours?|hrs?|wks?|mths?|terms?))"
    r"(?:\s+(?:old|on|long|max|maximum|minimum|latest|at the latest|please|pls))?[\s.,;-]*"
)
"""Words that say only when, however they are put."""
NONE_OF = re.compile(
    r"(?:no(?:body|ne| one)?|nil|zero|not (?:one|a|any|once)|never|without|fewer|less|neither"
    r"|nothing)\s+(?!(?:change|changes|further"
    r" action|concerns?|action|actions|date(?: yet| set| known| agreed| given)?\s*$|delay|contact|issues?"
    r"|later than|less)\b)[a-z]"
)
SOMEBODY_DOES = re.compile(
    r"(?<![\w'])(?:he|she|they|it|mum|dad|the [a-z]+|both|all|nobody|no one|none|everyone)\s+(?:[a-z]+s"
    r"|can|is|are|has|have|do|go"
    r"|come|get|say|tell|know|see)\s+(?!to be|due)[a-z]"
)
NAMED_DOES = re.compile(
    r"(?<!\w)[A-Z][a-z]+ (?:gets|has|is|can|says|tells|comes|goes|eats|sleeps|shows|knows|does|stays)(?!\w)"
)
THEN_WHAT = re.compile(
    r"(?:^|[.;:,(]\s*)(?:if|when|whenever|any|each|every|one|a missed|over|under|above|below|less than"
    r"|more than|\d+)[^.;]{3,70}?"
    r"(?:,|=|means|\bthen|goes to|\b(?:he|she|it|they|sw|hv|police|the [a-z]+) (?:takes|rings|calls"
    r"|goes|tells|gets|brings|sends))"
)
IMPERATIVE = re.compile(
    r"([a-z'-]+)(?:\s*$|\s+(?:the|a|an|his|her|their|to|with|him|it|them|on|in"
    r"|for|at|about|up|out|all|each|any|mum|dad|that|this|as|who|what|how"
    r"|if|whether|over|into|[a-z]+'s|x{3,})\b)"
)
NO_RESULT = re.compile(
    r"(?:(?:and|then)\s+)?(?:(?:he|she|they|it)\s*(?:is|are|'s|'re)?\s*(?:also\s+)?(?:to\s"
    r"|also\s)|then\s+(?:he|she|they)(?:'ll|\s+will)(?!\s+(?:know|say|tell|show|have|be))|(?:he|she"
    r"|they)'ll\s(?!know|say|see|tell|show|be able|hear)"
    r"|also\b|be\s|stay\s|remain\s|it's (?:working|going|helping)|(?:it )?(?:is )?working well"
    r"|going well"
    r"|next (?:report|review|visit|meeting|update|appointment|session|contact)"
    r"|review (?:at|on|in|by|with)|no change|as (?:before|now)\b|same again"
    r"|please\b|ta\b|thanks\b|owner\b|lead\b|action\b|who:|urgent\b|priority\b"
    r"|ongoing\b|details? (?:to|from)|referral (?:to|via)|[a-z ]{2,30} also to\b)"
)
SUBJECT = re.compile(r"(?:he|she|they|it|mum|dad|both|all|none|nobody)\s+[a-z']+")
ONE_WORD = frozenset(
    """
    signed seen certificates certificate minutes photos photo sustained recorded logged filed register
    tally sms copied receipt receipts letter verbatim minuted
    """.split()  # noqa: SIM905
)
STRONGLY = re.compile(
    r"(?<!\w)in (?:his|her|their|dad's|mum's) (?:own )?words|from .{1,20}(?:down|up) to|until (?:he|she"
    r"|they|it|no)|(?<![\w'])(?:can"
    r"|says?|tells?|shows?|names?|under|below|above|at least|fewer|less than"
    r"|more than|no more|yes|answer|result|seen|written|who|who's|what|what's|how many"
    r"|goes to|told)(?![\w'])|%|\d+ (?:of|out of|times|nights|days)"
)
EVIDENCE_VERBS = frozenset(
    """
    report tell say note record log pass ring read count name list bring show send share confirm state
    answer reply check compare score measure plot weigh rate watch hear upload file mark tick sign test
    try describe return scan copy photograph map print see find ask hand give
    """.split()  # noqa: SIM905
)
