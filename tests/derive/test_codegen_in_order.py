"""Plans that are derived when they are reached: once, in order, and whole after an error."""

import itertools

import pytest
from entrainment.derive.codegen import plans
from entrainment.derive.codegen.in_order import InOrder


def test_no_more_is_derived_than_was_asked_for_and_nothing_twice():
    derived = []
    numbers = InOrder(lambda: (derived.append(k) or k for k in range(5)))
    assert next(k for k in numbers if k == 2) == 2 and derived == [0, 1, 2]
    assert list(itertools.islice(numbers, 2)) == [0, 1] and derived == [0, 1, 2]
    assert list(numbers) == list(numbers) == derived == [0, 1, 2, 3, 4]


def test_two_readers_side_by_side_see_the_same():
    numbers = InOrder(lambda: iter(range(4)))
    assert list(zip(numbers, numbers, strict=True)) == [(k, k) for k in range(4)]


def test_after_an_error_no_plan_is_missing():
    attempts = iter((True, False))

    def make():
        yield 1
        if next(attempts):
            raise ZeroDivisionError
        yield 2

    numbers = InOrder(make)
    with pytest.raises(ZeroDivisionError):
        list(numbers)
    assert list(numbers) == [1, 2]


def test_a_plan_by_name_is_that_of_its_module():
    plan = plans.plan_named("fermi_liquid", plans.plans_of("fermi_liquid")[-1].name)
    assert plan is plans.plans_of("fermi_liquid")[-1] and plans.plan_named("fermi_liquid", "no_such_kernel") is None
