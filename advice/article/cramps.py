"""Rows 1 to 9: what a cramp is."""

from __future__ import annotations

from advice.article.needs import Need
from advice.article.row import Limit, Part, Place, Row, ours
from advice.rules.cramps import NEWS_DAYS
from advice.rules.diary import AFTER_EXERCISE_HOURS
from advice.rules.doctor import (
    CONSISTENT_DAYS,
    CONSISTENT_SESSIONS,
    LAST_SESSIONS,
    OF_LAST_SESSIONS,
    SERIOUS_EPISODES,
    WEEKS,
)
from advice.rules.finding import Evidence
from advice.rules.referral import ELSEWHERE_CRAMPS
from journal.length import BANDS
from journal.serious import SERIOUS_GROUPS, SERIOUS_PAIN
from journal.warning_signs import USUAL_SECONDS

_JOURNAL = Place("journal:journal", "the page of each cramp in the journal")

ROWS: tuple[Row, ...] = (
    Row(
        1,
        Part.WHAT,
        "Common, and yet no good sign",
        "They come to many people after training, which does not mean that they are good for you.",
        "Common is right: two in three triathletes and a third to a half of marathon runners have"
        " had one. “Not healthy” says too much: a single mild cramp is harmless.",
        Evidence.STRONG,
        "A study that follows people after one mild cramp and finds harm.",
        about="how common they are",
        needs=(Need.CRAMPS,),
        limits=(ours(f"Said for {NEWS_DAYS} days after a cramp, unless they keep coming"),),
    ),
    Row(
        2,
        Part.WHAT,
        "Bad ones end the workout",
        "One that hurts enough can end the session.",
        "Researchers draw the same line: with a mild or moderate one you go on; a serious one"
        " stops you, comes with other signs in the body, or needs a doctor.",
        Evidence.STRONG,
        "Another line between mild and serious that doctors agree on.",
        about="where researchers draw the line",
        needs=(Need.CRAMPS,),
        limits=(
            ours(
                f"Serious: it stopped you, pain {SERIOUS_PAIN} of 10 or more,"
                f" {SERIOUS_GROUPS} muscle groups or more, or any warning sign"
            ),
        ),
        places=(_JOURNAL, Place("advice:doctor", "the page for a doctor")),
    ),
    Row(
        3,
        Part.WHAT,
        "Simple steps beforehand",
        "A handful of easy steps before you start keeps many kinds away.",
        "Too sure. Nobody has a proven way to prevent exercise cramps. The steps carry little"
        " risk and may help; your own diary counts whether they help you.",
        Evidence.WEAK,
        "A trial in which athletes who take the steps cramp less than others.",
        about="the claim that the steps work",
        needs=(Need.CRAMPS,),
        places=(
            Place("advice:home", "the front page, “What nobody knows yet”"),
            Place("advice:insights", "Insights, “What nobody knows”"),
        ),
    ),
    Row(
        4,
        Part.WHAT,
        "Again and again: see a doctor",
        "If cramps come after workouts again and again, let a doctor rule out other reasons.",
        "Doctors say so, too. How many are too many no study tells: in one season one in five"
        " players with cramps had four or more.",
        Evidence.EXPERT,
        "A study that shows from how many cramps on a doctor finds something.",
        needs=(Need.OUTCOMES,),
        limits=(
            ours(f"A cramp in {CONSISTENT_SESSIONS} workouts within {CONSISTENT_DAYS} days"),
            ours(f"… or in {OF_LAST_SESSIONS} of your last {LAST_SESSIONS} answered workouts"),
            ours(f"… or {SERIOUS_EPISODES} serious cramps in {CONSISTENT_DAYS} days"),
            ours(f"… or at least one a week for {WEEKS} weeks"),
            ours(f"Said again after {CONSISTENT_DAYS} days at the earliest, once answered"),
        ),
        places=(Place("advice:doctor", "the page for a doctor"),),
    ),
    Row(
        5,
        Part.WHAT,
        "What counts as a cramp",
        "A muscle tightens suddenly and without your will, sometimes with pain or a hard knot.",
        "Right but for “sometimes”: researchers call it an exercise cramp only where it hurts, and"
        " only during exercise or soon after. A twitch that does not hurt is a near-cramp.",
        Evidence.STRONG,
        "A new definition that researchers agree on.",
        about="what the word means",
        needs=(Need.CRAMPS,),
        limits=(
            Limit(
                f"Up to {AFTER_EXERCISE_HOURS} hours after its end a cramp belongs to the workout,"
                " as one study counted"
            ),
        ),
        places=(
            Place("journal:log_cramp", "the form for a cramp"),
            Place("journal:log_near_cramp", "the form for a near-cramp"),
        ),
    ),
    Row(
        6,
        Part.WHAT,
        "Seconds, minutes or hours",
        "A mild one is over in seconds, a severe one may last minutes or even hours.",
        "Seconds to ten minutes is usual; set off in a lab and left alone they last two and a half"
        " minutes. Hours are not usual: after ten minutes without easing, get advice the same day.",
        Evidence.EXPERT,
        "A count of how often a long cramp turned out to be something else.",
        needs=(Need.CRAMPS,),
        limits=(
            ours(
                f"Short: {BANDS[0].label}. Usual: {BANDS[1].label} min. Long: {BANDS[2].label} min"
            ),
            Limit(f"Over {USUAL_SECONDS // 60} minutes: advice the same day"),
        ),
        places=(Place("advice:relief", "the steps for a cramp"), _JOURNAL),
    ),
    Row(
        7,
        Part.WHAT,
        "Mostly calf and thigh",
        "Any muscle can cramp; calf and thigh do most often.",
        "Right. Of marathon runners with cramps 80 in 100 had them in the calf, 66 in the hamstring"
        " and 48 in the front thigh. Face, hands alone or the whole body are unusual.",
        Evidence.STRONG,
        "Nothing soon: several large counts agree.",
        about="where cramps come",
        needs=(Need.CRAMPS,),
        limits=(
            Limit("Face, arm or hand, trunk, or all over: the warning signs come first"),
            ours(f"{ELSEWHERE_CRAMPS} such cramps in {CONSISTENT_DAYS} days: a visit to a doctor"),
        ),
        places=(
            Place("journal:log_cramp", "the map of muscles on the form"),
            Place("advice:insights", "Insights, “Where”"),
        ),
    ),
    Row(
        8,
        Part.WHAT,
        "Common in endurance sport",
        "Endurance athletes, marathon runners and triathletes above all, get them often.",
        "Right. Of 100 starters 21 cramped in an Ironman, 23 in a marathon, 41 over 56 km and 14"
        " over 161 km.",
        Evidence.STRONG,
        "Nothing soon: several large counts agree.",
        about="how often they come in races",
        needs=(Need.CRAMPS,),
        places=(Place("advice:insights", "Insights, your own count beside it"),),
    ),
    Row(
        9,
        Part.WHAT,
        "Nobody knows exactly why",
        "How a cramp starts is not clear, and several things add up.",
        "Right. The best review speaks of many things, inside and outside the body, that meet; not"
        " of a single reason.",
        Evidence.STRONG,
        "One mechanism shown in people who cramp during sport, not only in a lab.",
        about="the sentence that nobody knows",
        needs=(Need.CRAMPS,),
        places=(
            Place("advice:home", "the front page, “What nobody knows yet”"),
            Place("advice:insights", "Insights, “What nobody knows”"),
        ),
    ),
)
