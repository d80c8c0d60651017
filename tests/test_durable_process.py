"""The process of the durable engine: killed, hung, refused, absent, it costs an opinion and nothing else."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from re import fullmatch
from threading import Timer
from time import sleep
from typing import Any

import pytest
from hardship import alive, endured
from letters import AT, TRAFFIC, assessed, complete, cutoff, letter, notice, word
from situations import Data, case_of

from evaluator import Case, Record, Rulebook
from evaluator.documents.case import REDACTED
from evaluator.engines import durable
from evaluator.engines.agreement import compared
from evaluator.engines.durable import Durable
from evaluator.engines.durable_parcel import MOST_FACTS, MOST_LAWS, packed, unpacked
from evaluator.engines.opinions import NoOpinion, Opinion
from evaluator.engines.stated import stated
from evaluator.passes.lower import lower

pytest.importorskip("durable_rules_engine", reason="durable-rules is not there", exc_type=ImportError)


@pytest.fixture
def engine() -> Iterator[Durable]:
    """An engine with time enough, closed at the end."""
    made = Durable(deadline=60)
    yield made
    made.close()


def told(engine: Durable, record: Record) -> Opinion:
    """What the engine says of what a record is about."""
    return engine.opinion(record.program, record.case.facts(record.known), record.at, record.presume)


def agrees(engine: Durable, record: Record) -> bool:
    """Whether it says what the record says."""
    return compared(stated(record.findings, record.answers), told(engine, record)).agreed


def refusal(engine: Durable, record: Record) -> str:
    """Why it says nothing."""
    with pytest.raises(NoOpinion) as raised:
        told(engine, record)
    words = str(raised.value)
    assert "Traceback" not in words
    return words


HEAD = (
    "import os, sys\n"
    f"sys.path[:0] = {[str(Path(__file__).parent), str(durable.ROOT)]!r}\n"
    "from letters import assessed, letter\n"
    "from evaluator.engines.durable import Durable\n"
    "record, engine = assessed(letter()), Durable(deadline=60)\n"
)
BASE = letter(cutoff(), words=(word("effective mitigation", "cutoff"),), declared=(complete(),))


def test_it_answers_from_a_process_of_its_own(engine: Durable) -> None:
    """The opinion comes from another process, which goes on to the next request, and is ended by closing."""
    assert agrees(engine, assessed(BASE))
    process = engine.process
    assert process not in (None, os.getpid())
    assert agrees(engine, assessed(BASE, "2022-07-22T00:00:00-04:00"))
    assert engine.process == process
    engine.close()
    assert engine.process is None
    assert process is not None
    assert not alive(process)


def test_a_killed_process_costs_one_opinion(engine: Durable) -> None:
    """Killed between two answers or in the middle of one, the next assessment is right again."""
    record = assessed(BASE)
    assert agrees(engine, record)
    process = engine.process
    assert process is not None
    os.kill(process, signal.SIGSTOP)
    timer = Timer(0.05, os.kill, (process, signal.SIGKILL))  # in the middle of the answer it cannot give
    timer.start()
    assert refusal(engine, record) == "the process of durable-rules ended before it answered (exit code -9)"
    timer.join()
    assert agrees(engine, record)
    assert engine.process != process


def test_a_hung_process_is_ended_at_its_deadline() -> None:
    """A process that says nothing is killed when its time is over, and the reason is told; no process is left."""
    engine = Durable(deadline=60)
    record = assessed(BASE)
    assert agrees(engine, record)
    process = engine.process
    assert process is not None
    os.kill(process, signal.SIGSTOP)
    engine.deadline = 0.1
    words = r"durable-rules gave no answer within 0\.\d+ seconds, and its process was ended"
    assert fullmatch(words, refusal(engine, record))
    assert not alive(process)
    engine.deadline = 60
    assert agrees(engine, record)
    engine.close()


def test_a_process_whose_parent_is_gone_ends_by_itself() -> None:
    """When its parent is killed, the process does not outlive it."""
    script = HEAD + (
        "engine.opinion(record.program, record.case.facts(), record.at)\n"
        "print(engine.process, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    child = int(done.stdout)
    for _ in range(600):
        if alive(child):
            sleep(0.05)
    assert not alive(child)


def test_an_engine_that_nobody_holds_leaves_no_process() -> None:
    """An engine that is dropped without being closed ends its process."""
    engine = Durable(deadline=60)
    assert agrees(engine, assessed(BASE))
    process = engine.process
    assert process is not None
    del engine
    gc.collect()
    assert not alive(process)


def test_a_python_without_the_library_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where durable-rules is not there or cannot be loaded, as under Python 3.13, the reason is one sentence."""
    (tmp_path / "durable_rules_engine.py").write_text("raise ImportError('undefined symbol')\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    engine = Durable(deadline=60)
    expected = "durable-rules is not there for this Python (undefined symbol)"
    assert refusal(engine, assessed(BASE)) == expected
    engine.close()


def test_a_python_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    """A process that cannot be started is told of in one sentence."""
    engine = Durable(python=str(tmp_path / "python"))
    expected = "the process of durable-rules cannot be started (No such file or directory)"
    assert refusal(engine, assessed(BASE)) == expected


def test_a_forked_process_starts_its_own() -> None:
    """A process forked off from one that has an engine running asks a process of its own, and leaves that of its parent alone."""
    script = HEAD + (
        "def asked(): engine.opinion(record.program, record.case.facts(), record.at)\n"
        "asked()\n"
        "first = engine.process\n"
        "if os.fork() == 0:\n"
        "    asked()\n"
        "    own = engine.process\n"
        "    engine.close()\n"
        "    os._exit(0 if own != first else 1)\n"
        "_, status = os.wait()\n"
        "asked()\n"
        "print(os.waitstatus_to_exitcode(status), engine.process == first)\n"
        "engine.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["0", "True"], done.stderr


def test_a_fork_while_it_is_asked_does_not_hang() -> None:
    """A process forked off while another thread waits for an answer asks in its own right, and the thread still has its answer."""
    script = HEAD + (
        "import signal\n"
        "from threading import Event, Thread\n"
        "from evaluator.engines import durable\n"
        "def asked(): return engine.opinion(record.program, record.case.facts(), record.at)\n"
        "asked()\n"
        "first, answers, read = engine.process, [], durable.read\n"
        "def slow(stream):\n"
        "    forking.set(); forked.wait()\n"
        "    return read(stream)\n"
        "forking, forked, durable.read = Event(), Event(), slow\n"
        "thread = Thread(target=lambda: answers.append(asked()))\n"
        "thread.start(); forking.wait()\n"
        "if os.fork() == 0:\n"
        "    signal.alarm(60); durable.read = read\n"
        "    asked(); own = engine.process; engine.close()\n"
        "    os._exit(0 if own != first else 1)\n"
        "_, status = os.wait()\n"
        "forked.set(); thread.join(); asked()\n"
        "print(os.waitstatus_to_exitcode(status), len(answers), engine.process == first)\n"
        "engine.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["0", "1", "True"], done.stderr


# -- guards


def many(count: int) -> Case:
    """A case of so many facts: the letter's three, and calls."""
    calls: list[Data] = [{"call": {"id": f"call-{n}", "by": "target"}} for n in range(count - 3)]
    return letter(*calls)


def test_more_facts_than_the_guard_allows_are_refused(engine: Durable) -> None:
    """A case beyond the guard is not given to the library at all; the sentence says both numbers."""
    expected = f"durable-rules is given at most {MOST_FACTS:,} facts, and this case has {MOST_FACTS + 1:,} of them"
    case = many(MOST_FACTS + 1)
    with pytest.raises(NoOpinion) as raised:
        engine.opinion(lower(Rulebook.load()), case.facts(), 0)
    assert str(raised.value) == expected
    assert engine.process is None


def test_ids_that_collide_under_the_hash_are_kept_apart(engine: Durable) -> None:
    """Two letters and two cut-offs whose ids are one name under the 32-bit hash of the library are still two of each."""
    one, other = "case-478212", "case-1221200"
    facts = [TRAFFIC, notice(id=one), notice(id=other, happened="2022-07-11")]
    acts = {"id": "cutoff", "answers": other, "happened": "2022-07-08T15:00", "by": "target", "traffic": ["campaign"]}
    people = {
        "target": {"name": "Example Voice LLC"},
        "fcc": {"name": "FCC Enforcement Bureau", "zone": "America/New_York"},
    }
    data: Data = {
        "case": "alike",
        "zone": "America/New_York",
        "parties": people,
        "facts": [*facts, {"mitigation": acts}],
    }
    data["determinations"], data["complete"] = [word("effective mitigation", "cutoff")], [complete()]
    record = assessed(case_of(data))
    said = {f.about: f.status for f in told(engine, record).findings if f.norm == "47 CFR 64.1200(k)(4) mitigate"}
    assert said == {one: "not discharged"}  # at AT the second letter is not written yet
    later = assessed(case_of(data), "2022-07-20T00:00:00-04:00")
    said = {f.about: f.status for f in told(engine, later).findings if f.norm == "47 CFR 64.1200(k)(4) mitigate"}
    assert said == {one: "not discharged", other: "discharged"}


@pytest.mark.parametrize("number", ["28.0000001", "100000000000000000000"])
def test_a_number_it_cannot_carry_is_refused(engine: Durable, number: str) -> None:
    """A number finer than a millionth, or beyond 63 bits, is refused by name; another request is answered by the same process."""
    given = {
        "list of blocked calls": {
            "id": "list",
            "by": "target",
            "answers": "asked",
            "charge": "none",
            "days covered": number,
        }
    }
    asked: Data = {"list request": {"id": "asked", "happened": "2022-07-08", "to": "target"}}
    program: Data = {"blocking program": {"id": "plan", "by": "target", "basis": "analytics", "began": "2022-01-01"}}
    record = assessed(letter(asked, program, given))
    assert refusal(engine, record) == f"durable-rules cannot carry the number `{number}`"
    process = engine.process
    assert agrees(engine, assessed(BASE))
    assert engine.process == process


def test_the_reference_is_untouched() -> None:
    """A refusal leaves what the reference says as it was."""
    before = assessed(BASE).to_json()
    engine = Durable(deadline=-60)
    assert refusal(engine, assessed(BASE)).startswith("durable-rules gave no answer")
    assert assessed(BASE).to_json() == before
    assert engine.process is None


def test_it_forgets_laws_and_asks_for_them_again(engine: Durable) -> None:
    """More laws than the process keeps are all answered rightly, each again after it was forgotten."""
    book = Rulebook.load()
    switches = [(r.name, option) for r in book.readings.values() for option in r.options if option != r.default]
    chosen: list[dict[str, Any]] = [{name: option} for name, option in switches[: MOST_LAWS + 1]]
    assert len(chosen) > MOST_LAWS
    for readings in [*chosen, chosen[0], chosen[-1]]:
        assert agrees(engine, assessed(BASE, AT, readings=readings))


def test_what_was_blacked_out_arrives_as_such() -> None:
    """A field that was blacked out is the same mark in the other process, and numbers and texts are what they were."""
    sent = {"line": REDACTED, "count": Decimal("3.5"), "who": ("a", "b")}
    found = unpacked(packed(sent))
    assert found["line"] is REDACTED
    assert found == sent


def test_a_hard_life() -> None:
    """Forty assessments with five kills: each answer is right or said to be missing, and no process is left, nor memory lost."""
    program = lower(Rulebook.load())
    cases = [letter(), BASE, letter(declared=(complete(),))]
    tasks = [(program, cases[n % 3].facts(), assessed(BASE).at + n * 3_600_000_000) for n in range(40)]
    life = endured(tasks, kills=5, seed=4)
    assert life.wrong == []
    assert life.right + len(life.none) == 40
    assert len(life.none) <= life.killed <= 5  # a kill between two answers costs none
    assert life.killed > 0
    assert set(life.none) <= {"the process of durable-rules ended before it answered (exit code -9)"}
    assert life.left == []
    assert max(life.memory) - min(life.memory) < 30_000
