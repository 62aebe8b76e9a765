"""Ten seconds are played without a missed frame: by certificate and from outside.

The certificate is asked of the program; beside it stands what another process saw on
the screen: which frames ever stood there, how late they came, how long they stayed.
"""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pytest

from tests.benchmarks.player_clips import Numbered, steady
from tests.benchmarks.player_processes import asked
from tests.benchmarks.player_screen import Grab, watch
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


@dataclass(frozen=True)
class Run:
    """One run: the certificate, and what was seen from outside."""

    record: dict
    unseen: int  # frames that were never on the screen
    late_ms: list[float]
    longest_s: float  # that one picture stood
    skewed: int

    @property
    def due(self) -> int:
        return sum(pane["due"] for pane in self.record["panes"])

    @property
    def missed(self) -> int:
        return sum(pane["missed"] for pane in self.record["panes"])


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


def judged(record: dict, clips: list[Numbered], grabs: list[Grab]) -> Run:
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
    return Run(record, unseen, late_ms, max(stays), skewed)


def preloaded(screen, clips) -> Run:
    paths = [clip.path for clip in clips]
    with asked("--held", *screen.size, *paths) as program:
        panes = screen.panes(len(clips))
        program.wait_until_decoded()
        program.ask("play")
        grabs = watch(screen, panes, seconds=SECONDS + 0.2, pause=PAUSE)
        record = program.ask("certificate")
    return judged(record, clips, grabs)


def while_decoding(screen, clips) -> Run:
    with asked(*screen.size, *[clip.path for clip in clips]) as program:
        panes = screen.panes(len(clips))
        grabs = watch(screen, panes, seconds=SECONDS + 1, pause=PAUSE)
        record = program.ask("certificate")
    return judged(record, clips, grabs)


WAYS = {"preloaded": (preloaded, 0), "while decoding": (while_decoding, 0.5)}


@pytest.mark.parametrize("what", CASES)
@pytest.mark.parametrize("how", WAYS)
def test_ten_seconds_miss_nothing(what, how, shelf, screen):
    clips = CASES[what](shelf)
    run, allowed = WAYS[how]
    runs = [run(screen, clips) for _ in range(RUNS)]
    for one in runs:
        sizes = {(pane["width"], pane["height"]) for pane in one.record["panes"]}
        assert sizes == {PANE}
        assert one.record["worst_skew_us"] == 0
        assert one.skewed == 0
    report(f"{what}, {how}", runs, allowed, 1000 * float(clips[0].spans[0][1]))


def report(name, runs, allowed, frame_ms):
    shares = [100 * run.missed / run.due for run in runs]
    share = median(shares)
    told(
        f"missed frames, {name}",
        f"≤ {allowed:g} %",
        f"{share:.2f} % of {runs[0].due}, worst {max(shares):.2f} %",
        held=share <= allowed,
    )
    late = median(run.record["late_p95_us"] for run in runs) / 1000
    latest = median(run.record["late_max_us"] for run in runs) / 1000
    told(
        "  late paint, p95, max",
        f"≤ 4 ms, ≤ {frame_ms:.1f} ms",
        f"{late:.1f} ms, {latest:.1f} ms",
        held=late <= 4 and latest <= frame_ms,
    )
    held = median(run.record["held_frames"] for run in runs)
    told("  longest hold", "≤ 2 frames", f"{held:g} frames", held=held <= 2)
    stalls = [run.record["stalls"] for run in runs]
    unseen = [run.unseen for run in runs]
    noted("  stalls; frames never seen from outside", f"{stalls}; {unseen}")
    late_seen = median(p95(run.late_ms) for run in runs)
    longest = 1000 * median(run.longest_s for run in runs) / frame_ms
    noted(
        "  seen from outside: late p95; longest stay",
        f"{late_seen:.1f} ms; {longest:.2f} frames",
    )
