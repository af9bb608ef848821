from __future__ import annotations

from meetingdesk.storage.attempts import Attempts


def test_waiting_after_wrong_passphrases_grows_to_half_a_minute_and_ends_there() -> None:
    attempts = Attempts()
    waits = []
    for _ in range(8):
        attempts = attempts.failed()
        waits.append(attempts.seconds_to_wait)

    assert Attempts().seconds_to_wait == 0
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]
    assert Attempts(10**9).seconds_to_wait == 30
    assert attempts.succeeded().seconds_to_wait == 0
