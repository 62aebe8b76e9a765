"""What playing a pair costs, beside mpv and ffplay with the same pair.

Of each player: the seconds of processor of the whole process tree, from its start
over ten seconds by the clock, at the same size on the same X server.
"""

import time
from itertools import pairwise
from statistics import median

import pytest

from tests.benchmarks.player_peers import (
    GAP,
    PANE,
    SIDE_BY_SIDE,
    STACKED,
    ffplay_one,
    ffplay_stacked,
    mpv_one,
    mpv_scaled_first,
    mpv_stacked,
    playing,
    there,
)
from tests.benchmarks.player_processes import asked, processor_seconds
from tests.benchmarks.player_screen import watch
from tests.benchmarks.player_skew import Judge
from tests.benchmarks.player_table import noted, told

pytestmark = pytest.mark.heavy

RUNS = 3
SECONDS = 10
MOST_TIMES_MPV = 1.3
MOST_CACHED = 20  # percent of a core
PEERS = {
    "mpv, stacked by its filter": ("mpv", mpv_stacked),
    "mpv, each scaled, then stacked": ("mpv", mpv_scaled_first),
    "ffplay, stacked by a filter": ("ffplay", ffplay_stacked),
    "ffplay, one clip alone": ("ffplay", lambda first, _: ffplay_one(first)),
}


def used_over(seconds, pid, began):
    """Wait until so long after the start; return the seconds of processor used."""
    time.sleep(max(0.0, began + seconds - time.monotonic()))
    return processor_seconds(pid)


def ours(screen, paths) -> tuple[float, float]:
    """Return what the first ten seconds take, and ten later ones."""
    with asked(*screen.size, *paths) as program:
        first = used_over(SECONDS, program.program.pid, program.began)
        program.wait_until_decoded()
        record = program.ask("certificate")
        assert {(p["width"], p["height"]) for p in record["panes"]} == {PANE}
        began = time.monotonic()
        before = processor_seconds(program.program.pid)
        after = used_over(SECONDS, program.program.pid, began)
    return first, after - before


def peer(command, screen) -> float:
    began = time.monotonic()
    with playing(command) as [program]:
        time.sleep(SECONDS / 2)
        numbers = screen.numbers(STACKED)  # it really stands there at this size
        used = used_over(SECONDS, program.pid, began)
    assert any(number is not None for number in numbers), command
    return used


def test_a_pair_costs_little_more_than_mpv(shelf, screen):
    paths = [shelf.hd(1).path, shelf.hd(2).path]
    runs = [ours(screen, paths) for _ in range(RUNS)]
    first, cached = (median(values) for values in zip(*runs, strict=True))
    share = 100 * cached / SECONDS
    told(
        "processor, 2 × 1080p30 once cached",
        f"≤ {MOST_CACHED} % of a core",
        f"{share:.0f} %",
        held=share <= MOST_CACHED,
    )
    noted("processor, first 10 s with start and decoding", f"{first:.2f} s")
    for name, (program, command) in PEERS.items():
        if not there(program):
            noted(f"  {name}", f"{program} is not installed")
            continue
        runs = RUNS if command is mpv_stacked else 1  # the target is about this one
        used = median(peer(command(*paths), screen) for _ in range(runs))
        if command is not mpv_stacked:
            noted(f"  {name}", f"{used:.2f} s, ours {first / used:.2f} ×")
            continue
        told(
            f"processor beside {name}",
            f"≤ {MOST_TIMES_MPV} ×",
            f"{first:.2f} s of {used:.2f} s, {first / used:.2f} ×",
            held=first <= MOST_TIMES_MPV * used,
        )


@pytest.mark.parametrize(
    ("program", "command"), [("mpv", mpv_one), ("ffplay", ffplay_one)]
)
def test_two_players_side_by_side_drift_for_the_record(program, command, shelf, screen):
    if not there(program):
        pytest.skip(f"{program} is not installed: no drift to compare with")
    clips = [shelf.hd(1), shelf.hd(2)]
    commands = [
        command(clip.path, place * (PANE[0] + GAP)) for place, clip in enumerate(clips)
    ]
    with playing(*commands):
        grabs = watch(screen, SIDE_BY_SIDE, seconds=SECONDS - 1, pause=0.01)
    judge = Judge(clips)
    both = [grab for grab in grabs if None not in grab.numbers]
    share = 100 * len(judge.skewed(both)) / len(both)
    differences = [abs(a - b) for a, b in (grab.numbers for grab in both)]
    noted(
        f"two {program} side by side: frames apart",
        f"median {median(differences):g}, most {max(differences)}, in {share:.0f} %",
    )
    assert any(a != b for a, b in pairwise(both))  # they played
