"""Ten seconds are played without a missed frame: by certificate and from outside.

The certificate is asked of the program, in runs that nobody looks at, since the X
server stands still for every grab. One more run is looked at from another process:
which frames ever stood on the screen, how late they came, how long they stayed.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pytest

from tests.benchmarks.player_clips import Numbered, steady
from tests.benchmarks.player_processes import asked
from tests.benchmarks.player_screen import Grab, Pane, watch
from tests.benchmarks.player_skew import Judge
from tests.benchmarks.player_table import noted, p95, told

pytestmark = pytest.mark.heavy

SECONDS = 10
RUNS = 2
PAUSE = 0.004  # between grabs, so that looking takes little of the machine
PANE = (960, 540)


def hd_ready(shelf, seed):
    return shelf.get(
        f"720-{seed}", lambda path: steady(path, SECONDS, size=(1280, 720), seed=seed)
    )


CASES = {
    "2 × 1080p30": lambda s: [s.hd(1), s.hd(2)],
    "2 × 1080p60": lambda s: [s.hd(1, 60), s.hd(2, 60)],
    "4 × 720p30": lambda s: [hd_ready(s, seed) for seed in (1, 2, 1, 2)],
}


Record = dict
Look = Callable[[list[Pane], float], list[Grab]]


@dataclass(frozen=True)
class Seen:
    """What was seen of one run from outside."""

    unseen: int  # frames that were never on the screen
    late_ms: list[float]
    longest_s: float  # that one picture stood
    skewed: int


def summed(record: Record, name: str) -> int:
    return sum(pane[name] for pane in record["panes"])


def first_pass(grabs: list[Grab]) -> list[Grab]:
    """Return the grabs of the first time through, where all panes show something."""
    kept: list[Grab] = []
    for grab in grabs:
        if None in grab.numbers:
            continue
        if kept and grab.numbers < kept[-1].numbers:
            break
        kept.append(grab)
    return kept


def judged(clips: list[Numbered], grabs: list[Grab]) -> Seen:
    once = first_pass(grabs)
    last = once[-1].numbers
    seen = [{grab.numbers[place] for grab in once} for place in range(len(clips))]
    unseen = sum(n + 1 - len(s) for n, s in zip(last, seen, strict=True))
    quickest = min(range(len(clips)), key=lambda place: clips[place].spans[0][1])
    came = [
        (after.at, after.numbers[quickest])
        for before, after in pairwise(once)
        if after.numbers[quickest] != before.numbers[quickest]
    ]
    times = clips[quickest].times
    lags = [at - float(times[number]) for at, number in came]
    stays = [after - before for (before, _), (after, _) in pairwise(came)]
    skewed = len(Judge(clips).skewed(grabs))
    late_ms = [1000 * (lag - min(lags)) for lag in lags]
    return Seen(unseen, late_ms, max(stays), skewed)


def preloaded(screen, clips, look: Look) -> tuple[Record, list[Grab]]:
    paths = [clip.path for clip in clips]
    with asked("--held", *screen.size, *paths) as program:
        panes = screen.panes(len(clips))
        program.wait_until_decoded()
        program.ask("play")
        grabs = look(panes, SECONDS + 0.2)
        return program.ask("certificate"), grabs


def while_decoding(screen, clips, look: Look) -> tuple[Record, list[Grab]]:
    with asked(*screen.size, *[clip.path for clip in clips]) as program:
        panes = screen.panes(len(clips))
        grabs = look(panes, SECONDS + 1)
        return program.ask("certificate"), grabs


def look_away(_panes: list[Pane], seconds: float) -> list[Grab]:
    time.sleep(seconds)
    return []


WAYS = {"preloaded": (preloaded, 0), "while decoding": (while_decoding, 0.5)}


@pytest.mark.parametrize("what", CASES)
@pytest.mark.parametrize("how", WAYS)
def test_ten_seconds_miss_nothing(what, how, shelf, screen):
    clips = CASES[what](shelf)
    run, allowed = WAYS[how]
    frame_ms = 1000 * float(clips[0].spans[0][1])

    def look(panes, seconds):
        return watch(screen, panes, seconds=seconds, pause=PAUSE)

    records = [run(screen, clips, look_away)[0] for _ in range(RUNS)]
    watched, grabs = run(screen, clips, look)
    seen = judged(clips, grabs)
    for record in (*records, watched):
        assert {(p["width"], p["height"]) for p in record["panes"]} == {PANE}
        assert record["worst_skew_us"] == 0
    assert seen.skewed == 0
    report(f"{what}, {how}", records, allowed, frame_ms)
    note(watched, seen, frame_ms)


def report(name, records, allowed, frame_ms):
    due = [summed(record, "due") for record in records]
    missed = [summed(record, "missed") for record in records]
    shares = [100 * m / d for m, d in zip(missed, due, strict=True)]
    share = median(shares)
    told(
        f"missed frames, {name}",
        f"≤ {allowed:g} %",
        f"{share:.2f} % of {due[0]}, worst {max(shares):.2f} %",
        held=share <= allowed,
    )
    late = median(record["late_p95_us"] for record in records) / 1000
    latest = median(record["late_max_us"] for record in records) / 1000
    told(
        "  late paint, p95, max",
        f"≤ 4 ms, ≤ {frame_ms:.1f} ms",
        f"{late:.1f} ms, {latest:.1f} ms",
        held=late <= 4 and latest <= frame_ms,
    )
    held = median(record["held_frames"] for record in records)
    told("  longest hold", "≤ 2 frames", f"{held:g} frames", held=held <= 2)


def note(watched, seen, frame_ms):
    noted(
        "  looked at: stalls, missed; frames never seen",
        f"{watched['stalls']}, {summed(watched, 'missed')}; {seen.unseen}",
    )
    longest = 1000 * seen.longest_s / frame_ms
    noted(
        "  looked at: late p95; longest stay",
        f"{p95(seen.late_ms):.1f} ms; {longest:.2f} frames",
    )
