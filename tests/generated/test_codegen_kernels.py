"""Emitted kernels against known values: closed forms, removable points, Carlson's and mode integrals."""

import math
import pickle
import random
import subprocess
import sys
from pathlib import Path

import mpmath
import numpy as np
import pytest
from entrainment.derive.codegen.primitives import MPMATH
from entrainment.derive.numeric import compile_mpmath
from entrainment.generated import kernel as committed


def ulps(value, reference):
    return float(abs(mpmath.mpf(float(value)) - reference) / mpmath.mpf(math.ulp(float(reference))))


def worst(kernel, plan, points):
    exact, names = compile_mpmath(plan.in_natural_units.formula)
    at = [list(map(str, plan.arguments)).index(name) for name in names]
    with mpmath.workdps(60):
        return max(ulps(kernel(*point), exact(*(mpmath.mpf(point[k]) for k in at))) for point in points)


def draws(count, *spans, seed=1):
    rng = random.Random(seed)
    return [tuple(math.exp(rng.uniform(math.log(lo), math.log(hi))) for lo, hi in spans) for _ in range(count)]


def test_closed_form_is_right_to_4_ulp(kernel, plan):
    points = draws(200, (1.0001, 1e4), (1e-6, 1e6), (1e-3, 1e3), (1e-8, 1e8))
    assert worst(kernel("edge"), plan("edge"), points) <= 4


def test_removable_singularity_is_right_on_both_sides_and_at_it(kernel, plan):
    near = [(1 + sign * 10.0**-k,) for sign in (1, -1) for k in range(2, 16)]
    at_radius = [(1 + sign * 0.05 * (1 + 1e-15 * step),) for sign in (1, -1) for step in (-1, 1)]
    assert worst(kernel("near_one"), plan("near_one"), near) <= 4
    assert worst(kernel("near_one"), plan("near_one"), at_radius) <= 60  # 3e-15 of cancellation outside at 1/20
    assert kernel("near_one")(1.0) == -2 / 3


@pytest.mark.parametrize("sign", [1, -1])
def test_taylor_branch_joins_continuously(kernel, sign):
    inside, outside = (kernel("sinc")(2.0, sign / 4 * (1 + step)) for step in (-1e-15, 1e-15))
    assert abs(inside - outside) <= 1e-15 * abs(outside)


def test_taylor_coefficients_may_depend_on_other_arguments(kernel, plan):
    points = [(a, sign * r / a) for (a, r) in draws(50, (1e-3, 1e3), (1e-12, 3)) for sign in (1, -1)]
    assert worst(kernel("sinc"), plan("sinc"), points) <= 6


def test_branches_and_limits(kernel):
    steps = kernel("steps")
    assert [steps(x) for x in (-2, 0.5, 2, 5)] == [2, 0.25, 8, np.inf]


@pytest.mark.parametrize("name", ["rc", "rf", "rd", "rf_pair", "rd_pair"])
def test_carlson_integrals_are_right_to_4_ulp(kernel, name):
    function, exact = kernel(name), MPMATH[f"carlson_{name}"]
    arguments = function.nin
    wide = draws(100, *[(1e-10, 1e10)] * arguments)
    close = draws(60, *[(0.3, 3)] * arguments)
    mirrored = [(-point[0], *point[1:]) for point in wide] if "pair" in name else []
    with mpmath.workdps(30):
        points = wide + close + mirrored
        assert max(ulps(function(*point), exact(*map(mpmath.mpf, point))) for point in points) <= 4


def test_rc_at_equal_arguments_and_beside(kernel):
    rc = kernel("rc")
    for x in (0.7, 1.0, 3.0):
        for y in (x, math.nextafter(x, 2 * x), math.nextafter(x, 0), x * (1 + 1e-9)):
            with mpmath.workdps(40):
                assert ulps(rc(x, y), mpmath.elliprc(mpmath.mpf(x), mpmath.mpf(y))) <= 4


def test_lee_huang_yang_integral_over_all_scales(kernel, plan):
    points = draws(60, (1e-8, 1), (1e-8, 1), (1e-8, 1))
    assert worst(kernel("lhy"), plan("lhy"), points) <= 1e-14 / 2**-53


def test_mode_integral_with_two_scales_is_good_to_1e_minus_14(kernel, plan):
    ratios = [1, 1.3, 3.999, 4, 4.001, 10, 40, 1e3, 1e5, 1e7, 0.99e8]
    points = [(scale, scale * ratio) for ratio in ratios for scale in (1e-8, 1e-3, 1.0)]
    points += [(hard, soft) for soft, hard in points]
    assert worst(kernel("two_scales"), plan("two_scales"), points) <= 1e-14 / 2**-53


def test_tail_subtracted_in_closed_form(kernel, plan):
    points = [(0.01,), (0.3,), (1.0,), (20.0,)]
    assert worst(kernel("finite_part"), plan("finite_part"), points) <= 1e-14 / 2**-53
    assert kernel("finite_part")(0) == 0


def test_same_integrand_is_emitted_once(kernel):
    text = Path(sys.modules[kernel.__module__].__file__).with_name("modes.py").read_text()
    assert text.count("def _zero_point_inner") == text.count("def _tail_start") == 1
    assert "_zero_point_outer" not in text
    assert kernel("half_lhy")(1, 2, 3) == kernel("lhy")(1, 2, 3) / 2


@pytest.mark.parametrize("name", ["edge", "lhy", "rf_pair"])
def test_kernels_are_ufuncs(kernel, name):
    function = kernel(name)
    grid = [np.array([2, 3, 5])] + [np.array([[1], [2]])] * (function.nin - 1)
    table = function(*grid)
    assert table.shape == (2, 3) and table.dtype == np.float64
    assert table[1, 2] == function(5, *[2] * (function.nin - 1))
    assert function(*[np.array([])] * function.nin).shape == (0,)
    assert pickle.loads(pickle.dumps(function))(*grid).tolist() == table.tolist()


def test_kernels_take_labelled_and_chunked_arrays(kernel):
    xarray = pytest.importorskip("xarray")
    dask_array = pytest.importorskip("dask.array")
    values = np.linspace(1, 2, 6)
    expected = kernel("lhy")(values, 1, 1)
    labelled = kernel("lhy")(xarray.DataArray(values, dims="m", coords={"m": values}), 1, 1)
    assert labelled.dims == ("m",) and labelled.values.tolist() == expected.tolist()
    chunked = kernel("lhy")(dask_array.from_array(values, chunks=2), 1, 1)
    assert isinstance(chunked, dask_array.Array) and chunked.compute(scheduler="sync").tolist() == expected.tolist()


def test_division_by_zero_does_not_raise(kernel):
    with np.errstate(all="ignore"):
        assert kernel("edge")(2, 1, np.array([1, 0]), 1)[1] == 0
        assert np.isinf(kernel("rc")(1.0, 0.0))
        assert np.isnan(kernel("lhy")(1.0, 0.0, 0.0))


def test_unknown_kernel_is_named(kernel):
    with pytest.raises(KeyError, match="no kernel 'nothing'; there are edge"):
        kernel("nothing")


def test_kernels_compile_where_nothing_can_be_written():
    code = (
        "from numba.core import caching\n"
        "user = caching.UserProvidedCacheLocator\n"
        "for kind in caching.CacheImpl, caching.CompileResultCacheImpl, caching.CodeLibraryCacheImpl:\n"
        "    kind._locator_classes = [user]\n"  # neither the package's folder nor the home folder
        "from entrainment.generated import kernel\n"
        "print(kernel('lower_edge_1d')(2.0, 1.0, 1.0, 1.0))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) == committed("lower_edge_1d")(2.0, 1.0, 1.0, 1.0)
