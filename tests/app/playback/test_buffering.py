from app.playback.buffering import ENOUGH_US, Buffering, Outlook

S = 1_000_000_000  # ns


def outlook(ahead_us=0, *, everything=False, keeps_up=False) -> Outlook:
    return Outlook(ahead_us, everything, keeps_up)


def test_with_everything_there_nothing_is_waited_for():
    assert Buffering().may_go_on(outlook(everything=True), 0)


def test_half_a_second_is_enough_where_decoding_keeps_up():
    assert not Buffering().may_go_on(outlook(ENOUGH_US - 1, keeps_up=True), 0)
    assert Buffering().may_go_on(outlook(ENOUGH_US, keeps_up=True), 0)


def test_a_slow_machine_waits_for_more_but_not_for_ever():
    start = Buffering()
    assert not start.may_go_on(outlook(ENOUGH_US), 10 * S)
    assert not start.may_go_on(outlook(2 * ENOUGH_US), 13 * S)
    assert start.may_go_on(outlook(2 * ENOUGH_US), 14 * S)


def test_after_a_stall_half_a_second_is_enough():
    stall = Buffering()
    stall.begin(careful=False)
    assert not stall.may_go_on(outlook(ENOUGH_US - 1), 0)
    assert stall.may_go_on(outlook(ENOUGH_US), 0)


def test_patience_begins_anew_with_each_wait():
    start = Buffering()
    start.may_go_on(outlook(ENOUGH_US), 0)
    start.begin(careful=True)
    assert not start.may_go_on(outlook(ENOUGH_US), 5 * S)
