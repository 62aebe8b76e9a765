"""Which trials a rater sees: which pairs, on which sides, in which order."""

from evaluators.design.draw import Design, draw_trials, session_seed

__all__ = ["Design", "draw_trials", "session_seed"]
