"""Jobs ahead of the others: each is carried out once, here or there, whatever the moment at which the caller is ready."""

import functools
import time

import pytest
from entrainment.runtime.verify import workers


def waited(seconds, value):
    time.sleep(seconds)
    return value


def failed():
    raise ArithmeticError("no such value")


@pytest.mark.parametrize("ready", (0.0, 0.12, 0.5))
def test_what_was_not_begun_is_left_to_the_caller(ready):
    jobs = [functools.partial(waited, 0.05, number) for number in range(4)]
    with workers.ahead(jobs) as ahead:
        time.sleep(ready)
        begun = ahead.close()
        rest = workers.run(jobs[begun:])
        assert [*ahead.results(), *rest] == [0, 1, 2, 3]
    assert begun == 4 or ready < 0.5


def test_what_a_job_raises_reaches_the_caller():
    with workers.ahead([failed]) as ahead:
        time.sleep(0.2)
        assert ahead.close() == 1
        with pytest.raises(ArithmeticError, match="no such value"):
            ahead.results()


def test_a_caller_that_fails_ends_the_process():
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt), workers.ahead([functools.partial(waited, 30, 0)]):
        raise KeyboardInterrupt
    assert time.monotonic() - start < 10
