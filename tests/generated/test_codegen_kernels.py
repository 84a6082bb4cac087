"""Emitted kernels against known values: closed forms, removable points, Carlson's and mode integrals."""

import math
import os
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


def in_a_new_process(code, **environment):
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=240, env=os.environ | environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_cached_kernel_needs_no_numba_and_gives_the_bits_that_numba_gives(tmp_path):
    code = (
        "import sys\n"
        "from entrainment.generated import kernel\n"
        "print(float(kernel('upper_edge_3d')(0.37, 1.1, 1.3, 2.0)).hex(), 'numba' in sys.modules)\n"
    )
    runs = [in_a_new_process(code, NUMBA_CACHE_DIR=str(tmp_path)) for _ in range(2)]
    from entrainment.generated.mixed_bubbles import upper_edge_3d

    assert runs == [[float(upper_edge_3d(0.37, 1.1, 1.3, 2.0)).hex(), compiled] for compiled in ("True", "False")]


@pytest.mark.parametrize("damage", [lambda whole: whole[:-1], lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]), lambda whole: b""])
def test_damaged_machine_code_is_compiled_anew(kernel, tmp_path, monkeypatch, damage):
    import demonstration_kernels.loops as loops

    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    path = Path(loops.__file__).with_name("carlson.py")
    loops.ufunc(path, "rc")
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert loops.ufunc(path, "rc")(1.0, 1.0) == 1.0
    assert len(file.read_bytes()) == len(whole) and list(tmp_path.iterdir()) == [file]


def test_machine_code_is_that_of_the_text_of_its_processor_and_of_its_tools(kernel, monkeypatch):
    import demonstration_kernels.loops as loops
    import llvmlite.binding as llvm

    place = lambda text: loops._place(Path("there.py"), "name", text)[1]
    before = place("text")
    assert place("text") == before != place("other text")
    monkeypatch.setattr(llvm, "get_host_cpu_name", lambda: "another")
    other = place("text")
    monkeypatch.setattr(loops, "version", lambda name: "0")
    assert len({before, other, place("text")}) == 3


def test_a_kernel_on_numbers_that_allocates_is_refused(kernel, tmp_path, monkeypatch):
    import demonstration_kernels.loops as loops

    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    path = tmp_path / "allocating.py"
    path.write_text(
        "import numpy as np\nfrom numba import float64, njit, vectorize\n\n\n"
        "@njit\ndef _made(x):\n    return np.array([x, 2.0*x]).sum()\n\n\n"
        "@vectorize([float64(float64)], cache=True)\ndef allocating(x):\n    return _made(x)\n"
    )
    with pytest.raises(Exception, match="without numba nobody has them|No implementation of function"):
        loops.ufunc(path, "allocating")


def test_kernels_compile_where_nothing_can_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    code = (
        "from numba.core import caching\n"
        "user = caching.UserProvidedCacheLocator\n"
        "for kind in caching.CacheImpl, caching.CompileResultCacheImpl, caching.CodeLibraryCacheImpl:\n"
        "    kind._locator_classes = [user]\n"  # neither the package's folder nor the home folder
        "import entrainment.generated.loops as loops\n"
        f"loops._folders = lambda path: [loops.Path({str(tmp_path / 'file' / 'below')!r})]\n"
        "from entrainment.generated import kernel\n"
        "print(kernel('lower_edge_1d')(2.0, 1.0, 1.0, 1.0), kernel('resonance_sum')([3.0], [2.0], [4.0], [1.0], 1.0)[0])\n"
    )
    edge, total = in_a_new_process(code)
    assert float(edge) == committed("lower_edge_1d")(2.0, 1.0, 1.0, 1.0)
    assert complex(total) == committed("resonance_sum")([3.0], [2.0], [4.0], [1.0], 1.0)[0]


def test_kernels_travel_as_their_names():
    for name in ("lower_edge_3d", "mode_energies"):
        sent = pickle.dumps(committed(name))
        assert len(sent) < 100 and pickle.loads(sent) is committed(name)


def test_rows_may_have_any_stride():
    rng = np.random.default_rng(4)
    a, B, Q = rng.normal(size=(3, 80)) + 1j * rng.normal(size=(3, 80))
    omega, out = rng.uniform(1, 2, 50), np.zeros(100, dtype=complex)
    plain = committed("resonance_sum")(a[::2].copy(), B[::2].copy(), Q[::-2].copy(), omega, 0.1)
    committed("resonance_sum")(a[::2], B[::2], Q[::-2], omega, 0.1, out=out[::2])
    assert (np.abs(out[::2] - plain) <= 1e-14 * np.abs(plain)).all() and (out[1::2] == 0).all()
