"""Work during which Python's collector of circles stands still.

An assessment makes thousands of objects and no circle among them (a test holds that): what is dropped is gone at once. A collector that
comes by every few hundred objects finds nothing, costs a fifth of the time, and makes the slowest assessments three times as slow.
"""

from __future__ import annotations

import gc
from threading import Lock


class _Unhindered:
    """The collector, switched off when the first of several threads enters and on again when the last leaves; nothing if it was off."""

    def __init__(self) -> None:
        self._lock, self._inside, self._resume = Lock(), 0, False

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._resume = gc.isenabled()
                gc.disable()
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside and self._resume:
                gc.enable()


unhindered = _Unhindered()
