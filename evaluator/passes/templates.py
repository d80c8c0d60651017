"""The English of each sort of leaf: one template where it holds, one where it does not, one where it is open."""

from __future__ import annotations

from collections.abc import Mapping

# For each sort of leaf: where it holds, where it does not, where it is open. None says nothing worth a sentence.
LEAVES: Mapping[str, tuple[str | None, str | None, str | None]] = {
    "fits": (None, "{fact} does not fit", None),
    "field": (
        "{field} of {fact} is {asked}",
        "{field} of {fact} is not {asked}",
        "{field} of {fact} is not known ({why}; asked: {asked})",
    ),
    "happened": (
        "{fact} happened ({when})",
        "{fact} has not happened by then",
        "{fact} may or may not have happened by then ({when})",
    ),
    "in time": (
        "{fact} ({when}) was in time",
        "{fact} ({when}) came after the window",
        "whether {fact} ({when}) was in time hangs on {moment}",
    ),
    "seen in time": (
        "{fact} ({when}) came while there still was time",
        "{fact} ({when}) came when the time was over",
        "whether {fact} ({when}) came when the time was over hangs on {moment}",
    ),
    "early": ("{fact} ({when}) came too early", None, "whether {fact} ({when}) came too early hangs on {moment}"),
    "over": (
        "the window ended {due}",
        "the window ends {due}",
        "the window ends {due}: {trigger} decides whether it is over",
    ),
    "unrecorded": (
        "an act not on record counts",
        "{none} is on record, and {declared}",
        "{none} is on record, but nobody declares that record complete{through}",
    ),
    "presumed absent": (None, "{presumption} (presumed)", None),
    "judged": (
        '{said} to "{standard}" of {about}',
        '{said} to "{standard}" of {about}',
        'nobody who may decide has answered "{asks}" of {about}',
    ),
    "in force": (None, "{citation} was not in force", "{trigger} may lie before {citation} took effect"),
    "order": ("{fact} came {how} {other}", "{fact} did not come {how} {other}", "whether {fact} came {how} {other} is open"),
    "lasting": (
        "{fact} was going on ({when})",
        "{fact} was not going on then ({when})",
        "whether {fact} was going on then hangs on its hours ({when})",
    ),
    "on file": (
        "{fact} was on file in the time of {year}",
        "{fact} was not on file in the time of {year}",
        "whether {fact} was on file when the time of {year} ended hangs on its hours ({when})",
    ),
    "within": (
        "{fact} ({when}) came {how}",
        "{fact} ({when}) did not come {how}",
        "whether {fact} ({when}) came {how} is open",
    ),
    "stretch": (
        "{fact} is counted with {other} ({over})",
        "{fact} is not counted with {other} ({over})",
        "whether {fact} is counted with {other} ({over}) is open",
    ),
    "assumed": (None, "{reason}", "{reason}"),
    "leaf": (None, None, None),
}  # fmt: skip
