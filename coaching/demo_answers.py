"""What the demo's athletes were told over their year, and what they said to it.

Each morning of the year the rules are asked as if it were that morning: what was done later is
still a plan then. What the athletes answered is drawn, and is no claim about anything.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from accounts.models import User
from accounts.zones import instant, local_day
from advice.facts import Portrait, facts_from, portraits
from advice.history import History
from advice.models import Answer, FindingSnapshot, Reason
from advice.rules import evaluate
from advice.rules.about import version_of
from advice.rules.finding import Finding, Level
from advice.rules.quiet import VISIT, offer
from advice.services import retire
from journal.models.workout import State

# The athlete looks at Today on most mornings, and reads what it shows first.
LOOKS_AT = time(7, 30)
SAYS_AT = time(20, 0)
LOOKS = 0.75
READS = 3
# The last days are left open, so that the demo has something to answer; visits for longer.
OPEN_DAYS = 3
OPEN_VISIT_DAYS = 60
# Below these drawn numbers an athlete followed, did not, put it off; above, said nothing.
FOLLOWS, DECLINES, PUTS_OFF = 0.55, 0.8, 0.84
SEES = 0.5
# A rule that is put away was put away so many days ago.
AWAY_DAYS = 30


def tell(athlete: User, now: datetime, days: int, away: str = "") -> None:
    """Snapshots of the findings of `days` mornings, most of them answered; `away`: a rule that
    was put away a month ago."""
    rng = Random(athlete.email)  # noqa: S311 a story, not a secret
    portrait = portraits([athlete], now, days=days)[athlete.pk]
    today = local_day(now, athlete.zone_info)
    rests: dict[str, date] = {}
    kept: list[FindingSnapshot] = []
    for ago in range(days, 0, -1):
        if away and ago == AWAY_DAYS:
            rests[away] = date.max
        if rng.random() > LOOKS:
            continue
        for finding in _shown(portrait, today - timedelta(days=ago), rests):
            snapshot = _snapshot(athlete, finding, today - timedelta(days=ago))
            _answer(snapshot, ago, rests, rng)
            kept.append(snapshot)
    FindingSnapshot.objects.bulk_create(kept, batch_size=200)
    if away:
        retire(athlete, away, now - timedelta(days=AWAY_DAYS))


def _shown(portrait: Portrait, day: date, rests: dict[str, date]) -> list[Finding]:
    """What was read that morning; an emergency of the story would be out of place here."""
    zone = portrait.athlete.zone_info
    then = instant(day, LOOKS_AT, zone)
    workouts = [
        row._replace(state=State.PLANNED) if row.starts_at > then else row
        for row in portrait.diary.workouts
    ]
    facts = facts_from(zone, replace(portrait.diary, workouts=workouts), History(), then)
    found = [each for each in evaluate(facts) if each.level < Level.SAME_DAY]
    return [each for each in found if rests.get(each.rule, day) <= day][:READS]


def _snapshot(athlete: User, finding: Finding, day: date) -> FindingSnapshot:
    return FindingSnapshot(
        athlete=athlete,
        rule=finding.rule,
        version=version_of(finding.rule),
        level=finding.level,
        inputs=finding.as_json(),
        shown_on=day,
        shown_at=instant(day, LOOKS_AT, athlete.zone_info),
    )


def _answer(shown: FindingSnapshot, ago: int, rests: dict[str, date], rng: Random) -> None:
    """What the athlete said to it, if anything."""
    answers = offer(shown.rule, shown.level).answers
    is_visit = answers == VISIT
    if not answers or ago <= (OPEN_VISIT_DAYS if is_visit else OPEN_DAYS):
        return
    shown.answer = _drawn(rng.random(), is_visit=is_visit, is_heat=shown.level == Level.HEAT_STOP)
    if not shown.answer:
        return
    shown.answered_at = instant(shown.shown_on, SAYS_AT, shown.athlete.zone_info)
    if shown.answer == Answer.NOT_FOLLOWED:
        shown.reason = rng.choice([each for each in Reason if each != Reason.ELSE])
    if is_visit or shown.answer == Answer.NOT_NOW:
        rests[shown.rule] = shown.shown_on + timedelta(days=28 if is_visit else 7)
    if shown.answer == Answer.NOT_NOW:
        shown.quiet_until = rests[shown.rule]


def _drawn(drawn: float, *, is_visit: bool, is_heat: bool) -> Answer:
    """Most followed, some not, some put off, and the rest left alone."""
    if is_visit:
        return Answer.SEEN if drawn < SEES else Answer.NOT_NOW
    if drawn < FOLLOWS:
        return Answer.FOLLOWED
    if drawn < DECLINES:
        return Answer.NOT_FOLLOWED
    return Answer.NOT_NOW if drawn < PUTS_OFF and not is_heat else Answer.OPEN
