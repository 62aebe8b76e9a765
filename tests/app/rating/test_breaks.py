"""When a rest is due: suggested at twenty minutes, required of externals at thirty."""

from app.rating.breaks import Breaks

MINUTE = 60_000_000_000


class Clock:
    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now

    def pass_minutes(self, minutes):
        self.now += round(minutes * MINUTE)


def some_breaks(*, required=False):
    clock = Clock()
    return Breaks(required=required, now=clock), clock


def test_whole_minutes_of_work_are_counted():
    breaks, clock = some_breaks()
    clock.pass_minutes(1.99)
    assert breaks.minutes == 1


def test_break_begins_the_count_anew_and_does_not_count_itself():
    breaks, clock = some_breaks()
    clock.pass_minutes(25)
    breaks.begin()
    clock.pass_minutes(40)
    assert breaks.minutes == 0
    breaks.end()
    clock.pass_minutes(3)
    assert breaks.minutes == 3


def test_break_is_suggested_after_twenty_minutes_when_the_trial_is_over():
    breaks, clock = some_breaks()
    clock.pass_minutes(19.9)
    breaks.trial_changed()
    assert not breaks.due
    clock.pass_minutes(0.1)
    assert not breaks.due
    assert not breaks.trial_changed()
    assert breaks.due


def test_suggestion_is_over_with_the_break():
    breaks, clock = some_breaks()
    clock.pass_minutes(21)
    breaks.trial_changed()
    breaks.begin()
    assert not breaks.due


def test_break_is_required_of_external_raters_only_and_after_thirty_minutes():
    breaks, clock = some_breaks(required=True)
    clock.pass_minutes(29.9)
    assert not breaks.trial_changed()
    clock.pass_minutes(0.1)
    assert breaks.trial_changed()
    free, clock = some_breaks()
    clock.pass_minutes(90)
    assert not free.trial_changed()
