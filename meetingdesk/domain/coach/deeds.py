"""What people do, beyond the verbs an action mostly begins with, and the forms such a verb comes in."""

from __future__ import annotations

import re

from meetingdesk.domain.action_words import VERBS

_MORE = frozenset(
    """
    air anchor assay back bake bandage bank baptise bathe bid bill bin bolt boil bottle bounce box break
    brew bundle burn bury bus button cage catch celebrate chain chat chop circle clear clip clock coach
    coax cover cradle cross crush cuddle cycle dab damp date deal decant decorate dial dig dip dispense
    dispose ditch dress drill drag drain dust dye empty erect etch eye fasten fence field fight film
    filter fire flatten flip float flush fold forge frame freeze fry garden glue grab graft greet grill
    grit guard hammer hang harness hatch haul hide hire hitch hoist hook hoover hose hug hunt iron jot
    judge jump kit knit ladder lag lay lean level lever light line litter lobby log loop lop lower mail
    marry mash mask massage melt mime mix mop mount mow mute nail nap nest net nudge nurse oil pad paste
    patch peel peg phrase pin pitch plant plaster plate plot plug plumb plunge point poke polish pool
    pose position potter pour pray press prick prime probe prod prompt prop prune quarantine queue quit
    race rake rally ram rap rearrange rebuild recite reclaim reconnect redecorate redirect redo redraft
    redraw reel refill refit refund rehang rehearse rejoin relabel relay relight relist reload remake
    rename reopen repaint repay rephrase replay replant repot repost reprint reread rerun rescue reset
    reseat resettle reshuffle resit resize rest restock restore resurface reteach retake retest rethink
    retype retune reuse reverse reweigh rewire reword rewrite rewind rinse rip rocket roll roster rota
    rotate round row rub rule rush sand save scale scatter scold score scour scrape scrap scratch screw
    scribble scrub sell sew shake shape sharpen shave shelter shelve shepherd shift shoot shop shorten
    shout shower shut sieve sift simplify sing sink site skate skip slice slide slip slot slow smash smell
    smile smooth snap sniff soak soap solve soothe sow space spare spell spill spin splice splint sponge
    spot spray spread squash squeeze stage stack staff stamp staple stash steam step sterilise stew stir
    stitch strap stretch strip stroke strike suck sum swallow swaddle swear sweep swim swing switch tack
    tailor tally tame tap tape taste tear tease tempt thank thaw thread throw thumb tick tie tighten tile
    tilt tint tip title toast toilet top toss touch tow toy trail travel treat trek trim trip triple tuck
    tug tune tutor twin type unblock unbox unbutton uncover undo undress unfold unhook unite unload unlock
    unpack unpick unplug unroll unscrew untie unveil unwrap usher vacate vaccinate vacuum veto video void
    vote walk wand warm weave wedge weed weld wheel whip whisper whitewash widen win wind wipe wire wrap
    wrestle x-ray yank zip zone outline overnight overpay oversee overturn pair park part pace pave ping
    parade pen pencil pipe plough pluck post-date prearrange prefill preload prep price prize profile
    proofread publicise punch puzzle quantify quote raid rank ration re-ask re-check re-do re-draft
    re-fix re-house re-issue re-label re-offer re-read re-register re-route re-run re-score re-sit re-test
    re-time re-train re-weigh re-write readmit reallocate realign reapply reappoint reassign recap
    recharge reclassify recode recommission reconcile reconfirm recopy recount recover recycle
    redeploy rediscover refocus reform refurbish regrade regroup reheat reimburse reinspect reinstall
    reintroduce remeasure remodel remortgage renegotiate renumber reoffer reorder reorganise repackage
    rephone reposition reprint reread rerecord reroute resample reschedule rescore resite respray
    restage restate retime retrain retrial retry revalue revoke reword rework rezone ride rig rouse
    scaffold sanction scramble scrape script second segregate self-refer shortlist sideline silence size
    sketch slacken slate snatch soften splash sponsor stagger standardise stay steady stem stock straighten
    streamline sublet subsidise substitute subtract supersede surrender swipe swivel synchronise tabulate
    tether text thin time timetable tone topple total trade trap triage troubleshoot trust tweak twist
    unfreeze unify unpin unseal unsubscribe update upload ventilate vouch wallpaper wave wean weatherproof
    whittle wean withhold woo word worm wring
    """.split()  # noqa: SIM905
)
DEEDS = VERBS | _MORE
"""Every verb that tells of a deed."""

_STATES = frozenset(
    """
    be have know think believe want need hope wish fear seem appear remain live deny admit like love hate
    sound struggle enjoy miss present describe understand sleep drink smoke worry acknowledge dislike
    lack claim suffer belong contain cost depend deserve exist feel matter mean mind own prefer regret
    resemble weigh-in resist refuse thrive cope
    """.split()  # noqa: SIM905
)
_NOT_DONE = re.compile(r"\s+(?:not|n't|well|badly|so|okay|ok|fine|better|nothing)\b")
_CAUSED = re.compile(
    r"\s+(?:[\w'&-]+\s+){1,5}?(?:[a-z]{2,}(?:ed|en)|done|made|put|cut|set|sent|to\s+[a-z]+|out|up|in|off|onto"
    r"|into|back|from|down|at|on|registered|seen|read|sorted|home)\b"
)
_HANDED = re.compile(
    r"\s+(?:it|the|a|an|his|her|their|him|them|both|all|each|every|one|two|three|four|\d+|this|that|[\w-]+'s"
    r"|mr|mrs|ms|dr|some|any|up|out|in|on|off|over|down|back|round|through|to|with|for|into|from|at|what|who"
    r"|how|which|whether|where|why|if|x{4,}|mum|dad|mum's|dad's|gran|baby)(?![\w'])"
)


def stem_of(word: str) -> str:
    """Return the verb that a word in -s, -ing or -ed is a form of, or nothing."""
    if word in DEEDS:
        return word
    for ending, cut in (
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
        ("ed", "e"),
    ):
        if word.endswith(ending):
            stem = word[: -len(ending)] + cut
            if stem in DEEDS:
                return stem
            if ending in ("ing", "ed") and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in DEEDS:
                return stem[:-1]
    return ""


def tells_a_state(verb: str, quiet: str, end: int) -> bool:
    """Say whether a verb in -s says how somebody is, by itself or with what follows it."""
    if verb in ("does", "do"):
        return bool(_NOT_DONE.match(quiet, end))
    if verb in ("gets", "has"):
        return not _CAUSED.match(quiet, end)
    return verb.removesuffix("es") in _STATES or verb.removesuffix("s") in _STATES


def has_an_object(quiet: str, plain: str, end: int) -> bool:
    """Say whether something or somebody follows a verb to which it is done."""
    return bool(_HANDED.match(quiet, end)) or bool(re.compile(r"\s+(?:\d|[A-Z])").match(plain, end))
