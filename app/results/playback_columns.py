"""The columns of playback.csv that a certificate has, each with its meaning."""

from operator import attrgetter

from storage.csv_cells import CellType
from storage.flat_tables import Column


def _of_pane(name: str, type_: CellType, meaning: str) -> Column:
    return Column(name, type_, meaning, attrgetter(f"pane.{name}"))


def _of_trial(name: str, type_: CellType, meaning: str) -> Column:
    cell = attrgetter(f"played.certificate.{name}")
    return Column(name, type_, f"{meaning} Of the trial: the same for each pane.", cell)


PANE = (
    _of_pane("due", CellType.INTEGER, "Frames whose turn came, loops included."),
    _of_pane("shown", CellType.INTEGER, "Of the frames due, those painted."),
    _of_pane("missed", CellType.INTEGER, "Of the frames due, those never painted."),
    _of_pane(
        "due_first_second",
        CellType.INTEGER,
        "Of the frames due, those of the first second that was played.",
    ),
    _of_pane(
        "missed_first_second",
        CellType.INTEGER,
        "Of the frames due in that second, those never painted.",
    ),
    _of_pane(
        "resized",
        CellType.INTEGER,
        "Frames shown scaled because the pane had just changed size.",
    ),
    _of_pane(
        "watched",
        CellType.NUMBER,
        "Share of the clip that was on screen at least once.",
    ),
    _of_pane(
        "scale", CellType.NUMBER, "Pixels on the screen for one pixel of the file."
    ),
    _of_pane("width", CellType.INTEGER, "Width of the pane in pixels of the screen."),
    _of_pane("height", CellType.INTEGER, "Height of the pane in pixels of the screen."),
    _of_pane(
        "offset_us",
        CellType.INTEGER,
        "Delay of this pane against the others when the trial was left, in µs of "
        "the clip.",
    ),
    _of_pane(
        "matrix",
        CellType.TEXT,
        "The colour matrix that was used, and whether the file did not name it.",
    ),
)
WHOLE = (
    _of_trial("stalls", CellType.INTEGER, "Times that playing had to wait for frames."),
    _of_trial(
        "stalled_us", CellType.INTEGER, "How long it waited, all together, in µs."
    ),
    _of_trial(
        "worst_skew_us",
        CellType.INTEGER,
        "Largest time in the clips between panes, beyond what their rates "
        "explain, in µs.",
    ),
    _of_trial(
        "late_p95_us",
        CellType.INTEGER,
        "Time from when a frame was due until it was painted, 95th percentile "
        "rounded up to 100, in µs.",
    ),
    _of_trial("late_max_us", CellType.INTEGER, "The longest such time, in µs."),
    _of_trial(
        "longest_hold_us",
        CellType.INTEGER,
        "Longest time that a picture stayed beyond its own while clips played, "
        "stalls included and pauses not, in µs.",
    ),
    _of_trial(
        "hold_first_second_us",
        CellType.INTEGER,
        "The longest such time in the first second that was played, in µs.",
    ),
    _of_trial(
        "held_frames",
        CellType.INTEGER,
        "Longest time that a picture stayed while clips played, in frames of its "
        "own pane, rounded; 1 means that each made way for the next in time.",
    ),
    _of_trial("loops", CellType.INTEGER, "How often the clips began again."),
    _of_trial("seeks", CellType.INTEGER, "How often the rater moved in time."),
    _of_trial(
        "speed_changes", CellType.INTEGER, "How often the rater changed the speed."
    ),
    _of_trial("refresh_hz", CellType.NUMBER, "Refresh rate of the screen, in hertz."),
    _of_trial(
        "pixel_ratio", CellType.NUMBER, "Pixels on the screen per logical pixel."
    ),
    _of_trial(
        "ok",
        CellType.TRUTH,
        "Whether it was within the limits: at most 0.5 % of the frames due missed, "
        "all panes together, and no picture held over two frames.",
    ),
)
