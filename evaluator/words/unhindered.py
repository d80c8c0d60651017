"""Work during which Python's collector of circles stands still.

An assessment makes thousands of objects and no circle among them (a test holds that): what is dropped is gone at once. A collector that
comes by every few hundred objects finds nothing, costs a fifth of the time, and makes the slowest assessments three times as slow.

The switch is that of the whole process, so where threads follow each other without a gap it is let go at intervals: of what is young after
`OFTEN` pieces of work, of everything after `SELDOM` of these.
"""

from __future__ import annotations

import gc
import os
from threading import Lock, local

OFTEN, SELDOM = 100, 20


class _Mine(local):
    """How deep the thread that asks is in such work."""

    depth = 0


class _Unhindered:
    """The collector, switched off when the first of several threads enters and on again when the last leaves; nothing if it was off."""

    def __init__(self) -> None:
        self._mine, self._lock = _Mine(), Lock()
        self._inside, self._done, self._resume = 0, 0, False
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forked)

    def __enter__(self) -> None:
        self._mine.depth += 1
        if self._mine.depth > 1:
            return
        with self._lock:
            if not self._inside:
                self._resume, self._done = gc.isenabled(), 0
                gc.disable()
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        self._mine.depth -= 1
        if self._mine.depth:
            return
        with self._lock:
            self._inside -= 1
            self._done += 1
            if not self._inside and self._resume:
                gc.enable()
            due = self._inside and self._resume and not self._done % OFTEN
            everything = not self._done % (OFTEN * SELDOM)
        if due:
            gc.collect(2 if everything else 1)

    def _forked(self) -> None:
        """Of the threads that were inside, a process that was forked off has the one that forked it, or none."""
        was, self._lock = self._inside, Lock()
        self._inside = min(self._mine.depth, 1)
        if was and not self._inside and self._resume:
            gc.enable()


unhindered = _Unhindered()
