"""The process in which durable-rules runs: it reads requests from its parent, one at a time, and answers each.

A request is a message packed by its parent; an answer is JSON, so that nothing that comes out of the process is ever run. A request that
takes too long ends the process, even inside the library and even if nobody is there any more to end it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from evaluator.engines.durable_decide import Compiled, Rules
from evaluator.engines.durable_parcel import MOST_LAWS, read, unpacked, write
from evaluator.engines.durable_rete import Refused
from evaluator.engines.opinions import Opinion
from evaluator.words.errors import CallrulesError


class Answers:
    """What the process does with a request."""

    def __init__(self) -> None:
        self.compiled: dict[str, Compiled] = {}
        self.rules: Rules | None = None

    def to(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to one request, an opinion or why there is none, with the keys of the laws that are kept."""
        try:
            answer = self._decided(request)._asdict()
        except Refused as reason:
            answer = {"refused": str(reason)}
        except CallrulesError as reason:  # a window that its clock cannot count
            answer = {"refused": str(reason).splitlines()[0]}
        return {**answer, "kept": list(self.compiled)}

    def _decided(self, request: dict[str, Any]) -> Opinion:
        key = request["key"]
        if "law" in request:
            if len(self.compiled) >= MOST_LAWS:
                self.compiled.pop(next(iter(self.compiled)))
            if self.rules is not None and (self.rules.many or self.rules.fault != request["fault"]):
                self.compiled.clear()
                self.rules.delete()
                self.rules = None
            self.rules = self.rules or Rules(request["fault"])
            self.compiled[key] = Compiled(unpacked(request["law"]), rules=self.rules)
        return self.compiled[key].opinion(request["known"], request["at"], request["presume"])


def serve() -> None:
    """Answer until the parent closes the stream."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the library prints is no answer
    answers = Answers()
    alarm = getattr(signal, "alarm", _no_alarm)
    while message := read(sys.stdin.buffer):
        request = unpacked(message)
        alarm(request["seconds"])
        answer = answers.to(request)
        alarm(0)
        write(out, json.dumps(answer).encode())


def _no_alarm(seconds: int) -> None:
    """A machine without alarms leaves it to the parent."""


if __name__ == "__main__":
    serve()
