"""Chance with a seed, and times as people write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from evaluator.words.times import HOUR, MINUTE, SECOND, local, rfc3339

Thing = TypeVar("Thing")
EASTERN = ZoneInfo("America/New_York")
DAY = 24 * HOUR
NEAR = (0, 0, 0, 0, -1, -1, 1, 1, SECOND, -MINUTE, 7 * MINUTE, HOUR, -HOUR, 5 * HOUR, -9 * HOUR, DAY, -DAY, 2 * DAY)
PRECISION: Mapping[str, int] = {"exact": 66, "second": 3, "minute": 8, "date": 17, "span": 3, "before": 2, "after": 1}


class Dice(Random):
    """Chance: the same seed throws the same. A `plain` case is told without gaps and slips, as somebody careful would tell it."""

    plain = False

    def slips(self, share: float) -> bool:
        """Whether something goes wrong that goes wrong so often; never in a plain case."""
        return self.random() < share and not self.plain

    def chance(self, share: float) -> bool:
        """Whether something happens that happens so often."""
        return self.random() < share

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of some things."""
        return things[self.randrange(len(things))]

    def weighted(self, weights: Mapping[Thing, int]) -> Thing:
        """One of some things, each as often as its weight says."""
        return self.choices(list(weights), list(weights.values()))[0]

    def some(self, things: Sequence[Thing], share: float) -> list[Thing]:
        """Each of some things as often as told."""
        return [thing for thing in things if self.chance(share)]

    def near(self, mark: int) -> int:
        """An instant at a mark, or a little off it."""
        return mark + self.pick(NEAR)

    def written(self, us: int, sort: str = "") -> str:
        """An instant as somebody wrote it down: to the microsecond, as a minute, a day, a span."""
        sort = sort or ("exact" if self.plain and self.chance(0.85) else self.weighted(PRECISION))
        moment = local(us, EASTERN)
        match sort:
            case "second":
                return rfc3339(us - us % SECOND)
            case "minute":
                if moment.hour < 4 or self.chance(0.5):  # no clock in the country is set forward or back after four
                    return rfc3339(us - us % MINUTE).replace(":00Z", "Z")
                return f"{moment:%Y-%m-%dT%H:%M}"
            case "date":
                return f"{moment:%Y-%m-%d}"
            case "span":
                return f"{rfc3339(us - self.pick((0, HOUR, DAY)))} to {rfc3339(us + self.pick((1, HOUR, DAY)))}"
            case "before" | "after":
                return f"{sort} {rfc3339(us)}"
        return rfc3339(us)
