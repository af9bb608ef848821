"""The shapes that dates have in what people type, and the words that stand before and behind them."""

from __future__ import annotations

import re

from meetingdesk.domain.date_words import CLOCK, MONTH, NUMBER, ORDINAL, TIME_WORD, WEEKDAY

_FLAGS = re.IGNORECASE | re.VERBOSE | re.ASCII
_YEAR = (
    r"(?:20\d{2}|'\d{2}|[2-4]\d(?!\d|[:./]\d|\s*(?:am|pm|%|wd|working|days?|weeks?|hours?|hrs?|months?)\b))"
)
_TH = r"(?:st|nd|rd|th)"
_NEXT = r"(?:next|following|nxt)"
_MEETING = r"""(?:(?:marac|strategy|core\s+group|cin|review|child\s+protection|cp|case|planning
  |professionals'?|multi[- ]agency)\s+)?
    (?:meeting|mtg|conference|conf|core\s+group|cg|marac|review(?:\s+(?:meeting|conference|conf))?|rcpc
      |cpc|icpc
    |review\s+child\s+protection\s+conference|child\s+protection\s+conference|strategy\s+discussion
      |panel)(?![\w])
    (?:\s+(?:meeting|conference)\b)?"""
_UNIT = r"""(?:
    (?P<unit_wd>(?:clear\s+|full\s+)?(?:wo?r?k(?:i?n?g)?|business|office
      |week)[\s-]?days?|w\.\s?d\.?|w/\s?ds?|wds?|wdays?|w/days?)
  | (?P<unit_h>hours?|hrs?|h)
  | (?P<unit_d>days?|d)
  | (?P<unit_f>fortnights?)
  | (?P<unit_w>weeks?|wks?|w)
  | (?P<unit_m>(?:calendar\s+)?months?|mths?|mnths?|mos?)
  | (?P<unit_y>years?|yrs?)
)(?![a-z\d])"""

DATE = re.compile(
    rf"""(?<![\w£$#&@'/.])(?:
    (?P<iso>(?P<iso_y>\d{{4}})-(?P<iso_m>\d{{1,2}})-(?P<iso_d>\d{{1,2}})(?!\d))
  | (?P<meeting>(?:the\s+|our\s+)?{_NEXT}\s+(?:time(?:\s+we\s+(?:all\s+)?meet)?(?=\s*(?:$|[,;.)-]))
    |{_MEETING})
      |(?:the\s+)?(?:review\s+(?:child\s+protection\s+|cp\s+)?conf(?:erence)?|rcpc
        |review\s+core\s+group)(?!\w)
      |(?:(?<=\sby\s)|(?<=\stil\s)|(?<=\still\s)|(?<=\suntil\s)|(?<=\sbefore\s)|(?<=\sb4\s))
        (?:conf(?:erence)?|core\s+group|cg)(?=\s*(?:$|[,;.)]))
      |(?:when|whenever|(?:the\s+)?time)\s+we\s+(?:all\s+)?(?:next\s+meet|meet\s+(?:next|again))(?!\w))
  | (?P<aftertomorrow>(?:the\s+)?day\s+after\s+(?:tomorrow|tmrw|2moro))
  | (?P<tomorrow>tomorrow|2moro|2morrow)(?!')(?P<tomorrow_week>\s+week\b)?
  | (?P<today>(?:later\s+)?today(?!')(?P<today_week>\s+week\b)?
      |tonight(?!')|this\s+(?:afternoon|evening|morning))
  | (?P<endday>(?:the\s+)?(?:end|close)\s+of\s+(?:the\s+|this\s+)?(?:day|play|business
    |working\s+day)(?!\s+of)|close\s+of\s+play
      |c\.o\.p\.?|cop|cob|e\.o\.d\.?|eod|eop)(?!\w)
  | (?P<endweek>(?:the\s+)?(?:eow|end\s+(?:of\s+)?(?:the\s+|this\s+)?(?:working\s+)?w(?:ee)?k(?!\s*(?:/
    |c\b|beg|comm|start|after))|week\s?end(?:ing)?\s+this\s+week
      |the\s+week(?:'s|\s+is)\s+(?:out|over|up)))(?![\w'])
  | (?P<endnextweek>(?:the\s+)?(?:end\s+(?:of\s+)?{_NEXT}\s+(?:working\s+)?w(?:ee)?k
    |next\s+week\s*-?\s*end\s+of|eo\s?nw|eow\s+next\s+week))(?![\w'])
  | (?P<endweekafter>(?:the\s+)?end\s+of\s+(?:the\s+)?week\s+after(?:\s+next)?)(?!\w)
  | (?P<endmonth>(?:the\s+)?(?:eom|(?:the\s+)?end\s+(?:of\s+)?(?:the\s+|this\s+)?(?:calendar\s+)?month
    |month[\s-]?end|last\s+day\s+of\s+(?:the|this)\s+month))(?![\w'])
  | (?P<endnextmonth>(?:the\s+)?end\s+(?:of\s+)?{_NEXT}\s+month)(?![\w'])
  | (?P<endyear>(?:the\s+)?end\s+(?:of\s+)?(?:the\s+|this\s+)?(?:calendar\s+)?year)(?![\w'])
  | (?P<endnamed>(?:the\s+)?(?:end[\s-]+(?:of\s+)?
    |last\s+day\s+of\s+)(?P<endnamed_m>{MONTH})(?:\s+(?P<endnamed_y>20\d\d))?)
  | (?P<feast>(?:christmas|xmas)\s+(?:eve|day)|boxing\s+day|new\s+year'?s\s+(?:eve|day)|good\s+fri(?:day)?
      |maundy\s+thu(?:rs(?:day)?)?|(?-i:NYE|nye|NYD|nyd)|easter\s+(?:sat(?:urday)?|sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?)
      |(?:the\s+)?(?:first|1st)\s+(?:working\s+|week)?day\s+(?:back\s+)?after\s+(?:the\s+)?(?P<fe_after>easter|christmas|xmas|(?:the\s+)?new\s+year|bank\s+holiday)
      |(?:(?<=\bby\s)|(?<=\bbefore\s))(?:the\s+)?(?P<fe_bank>(?:next\s+)?bank\s+holiday)(?=\s*(?:$|[,;.)])))(?!\w)
  | (?P<nthweekday>(?:the\s+)?(?P<nth_n>first|1st|second|2nd|third|3rd|fourth|4th
    |last)\s+(?P<nth_w>{WEEKDAY})\s+
      (?:in|of)\s+(?:(?P<nth_m>{MONTH})|(?P<nth_this>the\s+month|this\s+month)|(?P<nth_next>next\s+month)))
  | (?P<vagueweek>(?:at\s+)?(?:(?:the\s+)?(?:early|earlier|late|later|mid|middle|start|beginning|begining
    |sometime|some\s+time|anytime|any\s+time)
      [\s-]*(?:of\s+|in\s+|on\s+)?(?:the\s+|the\s+)?)(?:{_NEXT}\s+|this\s+|coming\s+
        |the\s+)*(?:w(?:ee)?k(?!\s+(?:commencing|beginning|c/))|month|year|term
        |{MONTH}(?:\s+20\d\d)?))(?!\w)
  | (?P<weekday>
      (?:(?P<wd_pre>(?:this\s+coming|this\s+next|the\s+coming|coming|this|{_NEXT}\s+week(?:\s+on|\s*,)?
        |this\s+week(?:\s+on|\s*,)?|{_NEXT}|last|past|previous)\s+)
        |(?P<wd_weeks>(?:(?:a|one|1|two|2|three|3)\s+)?(?:weeks?|fortnight)\s+(?P<wd_weeks_on>on\s+
          |from\s+|this\s+|next\s+)?)|(?:the\s+)?bank\s+holiday\s+)?
      (?P<wd>{WEEKDAY})\.?(?P<wd_poss>'?s\b|'s\b)?
      (?P<wd_post>\s+(?:of\s+|in\s+)?(?:{_NEXT}\s+week|this\s+week|the\s+following\s+week)
        |\s+w(?:ee)?k(?!\w|\s*(?:end|/|c\b))|\s+fortnight|\s+after\s+next|\s+next\b|\s+coming\b)?
      (?:\s*,?\s*(?:the\s+)?(?P<wd_d>\d{{1,2}})(?:\s?(?P<wd_th>{_TH}))?(?!\d|[:.]\d\d\b(?!\.)|\s?(?:am|pm
        |-\d)\b|/)
        (?:\s*(?:of\s+)?(?P<wd_m>{MONTH})(?:[\s,]*(?P<wd_y>{_YEAR})(?!\d))?)?)?)
  | (?P<daymonth>(?:the\s+)?(?:(?P<dm_d0>\d{{1,2}})\s?{_TH}?\s*(?:-|/|&|\+|and|or|to)\s*(?:the\s+)?)?
      (?:(?P<dm_d>\d{{1,2}})\s?{_TH}?|(?P<dm_o>{ORDINAL}))\s*(?:day\s+)?(?:of\s+|-|/)?\s*(?P<dm_m>{MONTH})
      (?:[\s,/-]*(?P<dm_y>{_YEAR})(?!\d))?)
  | (?P<monthday>(?P<md_m>{MONTH})\s*(?:the\s+)?(?P<md_d>\d{{1,2}})(?P<md_th>\s?{_TH})?(?![\w%/]|:\d|\.\d
      |\s?(?:am|pm|%|wd|working|days?|weeks?|hours?|hrs?|months?|visits?|of\s+{MONTH}|{MONTH}
        |[ap]\.m\.)\b)(?:\s*(?:-|and|or|&|/|to)\s*\d{{1,2}}{_TH}?(?![\w/.:]))?
      (?:,?\s+(?P<md_y>20\d{{2}}))?)
  | (?P<clinic>(?:(?P<cl_0>\d{{1,2}})\s?-\s?)?(?P<cl_n>\d{{1,2}})/52(?![\d/]))
  | (?P<dashed>(?P<da_d>\d{{1,2}})-(?P<da_m>\d{{1,2}})-(?P<da_y>\d{{4}}|\d{{2}})(?![\d-]))
  | (?P<number>(?:(?P<nu_0>\d{{1,2}})(?:\s?-\s?|\s+(?:and|or|&
    |to)\s+))?(?P<nu_1>\d{{1,2}})(?P<nu_sep>\s?/\s?|\.)(?P<nu_2>\d{{1,2}})
      (?:(?P=nu_sep)(?P<nu_y>\d{{4}}|\d{{2}}))?(?![\d/%]|:\d)(?P<nu_dot>\.(?!\d))?(?![a-z]))
  | (?P<offset>(?:(?P<of_0>{NUMBER})\s*(?:-|to|or)\s*)?(?:(?P<of_n>{NUMBER})[\s-]*
    |(?:the\s+)?(?P<of_next>next|coming)\s+|(?<=[,;(-]\s)(?=fortnight\s*(?:$|[,;.)-])))
      {_UNIT}(?P<of_time>'?s?'?\s+time\b)?(?P<of_now>\s+(?:from|after|of|following)\s+(?:now|today|(?:the
        |this|our|today's)\s+(?:meeting|conference|marac|core\s+group|discussion|mtg|conf)|(?:meeting
        |conference|marac))(?!\s+(?:of|on)\b))?)
  | (?P<few>(?:a|the\s+next|next|the\s+coming)?\s*(?:few|several
    |couple\s+or\s+so)\s+(?:working\s+)?(?:days|weeks|wks|months|hours)(?:'?\s+time)?
    |(?:the\s+)?coming\s+(?:days|weeks|months))
  | (?P<nth>(?P<nth_the>the\s+)?(?P<nth_d>\d{{1,2}})\s?{_TH}(?!\w)(?:\s*(?:-|&|and|or|/
    |to)\s*(?:the\s+)?\d{{1,2}}{_TH}(?!\w))?(?:\s+of\s+(?:this|the|(?P<nth_later>next))\s+month)?)
  | (?P<nthword>the\s+(?P<nthword_o>{ORDINAL})(?:\s+of\s+(?:this|the)\s+month)?(?=\s*(?:$|[,;.)-]|of\b)))
  | (?P<weekend>(?:(?P<we_next>next)\s+|(?:the|this)\s+(?:coming\s+)?)week[\s-]?end)(?![\w'])
  | (?P<vague>(?:the\s+)?same\s+day(?=\s*(?:$|[,;.)]))
      |a\.s\.a\.p\.?|asap|as\s+soon\s+as(?:\s+(?:possible
    |poss|practicable|practical
    |practically\s+possible|you\s+can|they\s+can|she\s+can|he\s+can|able))?
      |on-?going|shortly|in\s+due\s+course|immediately|urgently|straight\s?away|right\s+away|forthwith
        |without\s+delay|at\s+once
      |(?:very\s+)?soon(?:est)?(?!\s+after)|tbc|tba|as\s+and\s+when(?:\s+(?:required|needed|necessary))?
        |when\s+(?:possible|able|poss)|in\s+time\b(?!\s+for)
      |at\s+(?:the\s+|their\s+|her\s+|his\s+)?earliest(?:\s+(?:opportunity|convenience))?|(?:sometime\s+
        |some\s+time\s+)?(?:{_NEXT}|this)\s+(?:week|wk|month|term|half[ -]term|year)(?!\s*end|')
      |(?:the\s+)?week\s+after\s+next|over\s+the\s+(?:weekend|holidays?)
        |in\s+the\s+new\s+year)(?!\w)
  | (?P<season>(?!(?:by|before)\s+(?:the\s+)?(?:next\s+)?bank\s+holiday\s*(?:$|[,;.)]))
      (?:(?P<se_lead>by|before|prior\s+to|after|over|at|until|till|since|during|for|in|from|this
    |next|following)\s+)(?:the\s+)?(?:(?:end|start|beginning|middle)\s+of\s+(?:the\s+)?)?
      (?:christmas|xmas|easter|new\s+year|(?:summer|autumn|spring|winter|christmas|easter|october|may
        |february|school)?\s*(?:half[ -]?term|term|holidays?|hols|break)|bank\s+holiday|spring|autumn
        |winter|summer(?=\s*(?:$|[,;.)-]|holiday|hols|term|break)))(?![\w'])(?!\s+(?:eve|day|saturday
        |sunday|monday|tuesday)\b))
  | (?P<month>(?P<mo_lead>(?:in|by|during|until|till|since|before|after|from|for|over|early|mid|late|next
    |last|this|around|about)[\s-]+(?:early[\s-]+|mid[\s-]+
    |late[\s-]+)?)(?P<mo_m>{MONTH})(?!\s*(?:the\s+)?\d{{1,2}}(?!\d))(?:\s+(?P<mo_y>20\d\d))?)
    )""",
    _FLAGS,
)
"""One alternative for each shape; its outer name says which it is. The text has plain marks."""

_LATEST = r"(?:at\s+(?:the\s+)?(?:very\s+|absolute\s+)?latest|(?:the\s+)?latest)"
_WEAK_CLOCK = r"\d{1,2}(?:[.:]\d\d)?"
AFTER = re.compile(
    rf"""(?:
      \s*,?\s*(?:(?:at|by|before|@|around|about|from|between|in\s+the|until|till)\s+)?(?:{CLOCK}|{TIME_WORD})
        (?:\s*(?:-|to|and|or)\s*(?:{CLOCK}|{TIME_WORD}))?(?!\s+(?:club|routine|contact|session|group
          |clinic|call|run|check|visit|duty))
    | \s*,?\s+(?:at|@)\s*{_WEAK_CLOCK}(?:\s?(?:-|to)\s?{_WEAK_CLOCK})?(?=\s*(?:$|[,;.()-]|(?:so|to|and
      |with|in|for|by|at|shown|evidenced|or|if)\b))
    | \s*,?\s+\d{{1,2}}\s?-\s?\d{{1,2}}\s?(?:am|pm)
    | \s+[012]\d[0-5]\d(?!\d)
    )*(?P<latest>\s*,?\s*\(?{_LATEST}\)?(?!\w))?""",
    _FLAGS,
)
"""What follows a date and belongs to it: a time of the day, "at the latest"."""

BEFORE_TIME = re.compile(
    rf"""(?<![\w])(?:(?:the\s+)?(?:{CLOCK}|{TIME_WORD})\s*,?(?:\s*(?:on|of|this|for)(?=\s))?
      |(?:the\s+)?end\s+of|close(?:\s+on)?|(?<=by\s)\d{{1,4}}\s+on|(?<=at\s)\d{{1,4}}\s+on)\s*$""",
    _FLAGS,
)
"""A time of the day that stands before its date."""

COMMENCING = re.compile(
    r"""(?<![\w])(?:the\s+)?(?:w\s?/\s?c|w\.c\.?|w/b|w\s?/\s?e|wc|wkc|wk\s+c/?|wk\s?/\s?c
      |w(?:ee)?k\s+(?:commencing|comm|com|beginning|beg|starting|ending|of))
      \s*:?\s*(?:on\s+)?(?:the\s+)?$""",
    _FLAGS,
)

LEAD = re.compile(
    rf"""(?<![\w-])(?:
      (?P<by>(?:on\s+or\s+before|by\s+or\s+before|no(?:t)?\s+later\s+th[ae]n|not\s+after|{_LATEST}\s+by
        |by\s+{_LATEST}|by\s+no\s+later\s+than|{_LATEST}
        |between(?:\s+now\s+and)?|from\s+now\s+(?:until|till)|for\s+completion\s+by
        |by|deadline(?:\s+(?:is|of|date|by|for\s+this))?|target(?:\s+date)?(?:\s+(?:of|is))?
          |(?:by\s+)?(?:when|date|timescale|timeframe|time)\s*[:=]
        |due(?:\s+(?:by|on|date|for|in|within|back(?:\s+by)?))?|in\s+time\s+for|ready\s+for)\s*[:=]?)
    | (?P<before>before|prior\s+to|ahead\s+of|in\s+advance\s+of|bef\.?|b4|pre)
    | (?P<until>(?:up\s+)?(?:until|till)|'?til|up\s+to|through\s+to|thru|to\s+run\s+to)
    | (?P<within>in\s+the\s+course\s+of|(?:with|w/)?in(?:\s+(?:under|less\s+than))?|inside(?:\s+of)?|(?:over
        |during)(?=\s+(?:the\s+)?(?:next|coming)\b)
      |no\s+more\s+than|max(?:imum)?(?:\s+of)?|not\s+more\s+than|less\s+than)
    | (?P<start>(?<!to\s)start(?:ing)?(?:\s+(?:on|from|date))?\s*:?|commencing(?:\s+(?:on|from))?
      |beginning(?:\s+on)?|as\s+of|as\s+from|w\.?e\.?f\.?|with\s+effect\s+from)
    | (?P<since>since|ever\s+since)
    | (?P<after>after|following|post|later\s+than)
    | (?P<of>of|dated|(?:starts|started|begins|began|ends|ended|expires|expired|lapses|closes|finishes
        |runs\s+out)(?:\s+on)?|re|about|regarding|last|past
      |previous|was|is|were|around)
    | (?P<from>from)
    | (?P<to>to)
    | (?P<each>every|each|most|all|alternate|any|some)
    | (?P<for>for)
    | (?P<at>at|@)
    | (?P<on>on\s+or\s+(?:around|about)|on(?:\s+the\s+(?:day|date|morning|afternoon|evening)\s+of)?|held\s+on)
    )\s*(?:the\s+)?(?:about\s+|around\s+|approx(?:imately|\.)?\s+|roughly\s+|max(?:imum)?\s+|the\s+
      |a\s+max(?:imum)?\s+of\s+|(?:next|coming|following)\s+(?=$))?$""",
    _FLAGS,
)

ENDS_WELL = re.compile(
    r"""\s*(?:$|[,;:.!?()\[\]+/|>&]|-|->|w/(?![ceb]\b)|(?:and|so|to|at|in|if|or|with|for|because|as|shown|evidenced
      |evidence|known|measured?|measure
      |confirmed|proved|proven|we|then|when|while|where|by|via|re|regarding|about|on|before|after|from
        |using|alone|please|pls|plus
      |latest|onwards?|onward|until|till|once|within|without|who|which|that|unless|but|also|again|morning
        |afternoon|evening
      |night|lunchtime|am|pm|instead|together|unannounced|announced|weekly|daily|monthly|fortnightly|owner
        |lead|deadline|
      due|not|rather|otherwise|against|through|under|following|since|during|between|outcome|success|purpose|cc|including|inc
        |incl|subject|next|face|in-person|ideally|possibly|asap|max|too|either|both|because|cos|bc
        |only|per|given|despite|although|though|pending|ahead|prior|whilst|thanks|thx)(?!\w))""",
    _FLAGS,
)
"""What may follow a date that stands by itself; a noun makes it part of more: the Friday contact."""

STARTS_WELL = re.compile(r"(?:^|[,;:.(\[+/|>]|(?:^|\s)-|-(?=\s))\s*$", re.ASCII)
"""What may stand before a date that nothing leads in."""

NO_DATE_BEFORE = re.compile(
    r"""(?<![\w])(?:flats?|apt|apartment|units?|no\.?|numbers?|house|room|ward|bed|plot|block|doses?|bp
      |ratio|section|sec|s|part|step|stage|level
      |score[sd]?|scoring|grade|phase|yr|size|pages?|question|q|point|item|para(?:graph)?|clause|group|set
        |strength|form|version|v|tel|ring|ext|lot
      |about|roughly|approximately|rated?|scaling|scale|mark|marks
      |\d+(?:\.\d+)?\s?(?:mg|mcg|ml|micrograms?)|(?:\d\s?)?x\s?(?:/|per\s|a\s)\s?day|od|bd|tds|qds|nocte|prn|band|tier|class|key\s+stage|bay|plots?
        |reg|plate|year|blood\s+pressure|dosage|reads?|reading)\s*[:#]?\s*$""",
    _FLAGS,
)
"""Words whose number is none of a date: flat 3/4, dose 5/2."""

NO_DATE_AFTER = re.compile(
    r"""\s*(?:mg|mcg|ml|kg|cm|%|percent|stone|hours?|hrs|mins?|minutes|miles|units?|visits|sessions
      |appointments|appts|tests|meetings|children|kids|days|weeks|full|time|price
      |(?:[A-Za-z']+\s+){1,3}(?:street|st|road|rd|lane|ln|court|ct|close|avenue
      |ave|drive|house|place|gardens?|terrace|crescent|walk|square|row|mews|view|rise|grove|gate|way)\b)""",
    _FLAGS,
)
