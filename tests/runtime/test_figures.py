"""The figures of naidon2021 say what the formulas say: tangents, regions, boundaries, and the files they go to."""

import subprocess
import sys
from functools import cache

import numpy as np
import pytest
from entrainment.runtime import figures, phases
from entrainment.runtime.errors import DomainError, MissingKernel, kernel
from entrainment.runtime.figures import canvas, phase_boundaries, phase_diagram, tangent_constructions, valley
from entrainment.runtime.phases import Phase
from entrainment.runtime.units import Result

COSTLY = {"aminov2024:fig4"}  # at many temperatures, each with its own tables
CHEAP = ("naidon2021:fig1b", "naidon2021:fig2", "carlini2021:fig2", "aminov2024:tableI")
EACH = [pytest.param(name, marks=pytest.mark.slow) if name in COSTLY else name for name in figures.NAMES]
PANELS = [(D, z) for D in phase_boundaries.DIMENSIONS for z in phase_boundaries.MASS_RATIOS]


@pytest.fixture(scope="module", autouse=True)
def kernels_are_there():
    try:
        kernel("soft_energy_3d")
    except MissingKernel as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture(scope="module")
def drawn():
    return phase_diagram.draw()


@cache
def arrays(name):
    return {key: np.asarray(value) for key, value in figures.DATA[name]().items()}


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EACH)
def test_a_figure_is_drawn_twice_with_the_same_bytes(name, tmp_path):
    import matplotlib

    before = dict(matplotlib.rcParams)
    first, second = (figures.NAMES[name](tmp_path / file) for file in ("one.png", "two.png"))
    assert first == tmp_path / "one.png" and first.read_bytes()[:4] == b"\x89PNG"
    assert first.read_bytes() == second.read_bytes()
    assert dict(matplotlib.rcParams) == before


def test_the_reader_s_own_style_does_not_enter(tmp_path):
    import matplotlib

    plain = tangent_constructions.save(tmp_path / "plain.png").read_bytes()
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red"}):
        assert tangent_constructions.save(tmp_path / "styled.png").read_bytes() == plain


@pytest.mark.parametrize("extension, magic", [("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_vector_formats_repeat_too(extension, magic, tmp_path):
    one, two = (tangent_constructions.save(tmp_path / f"{n}.{extension}").read_bytes() for n in range(2))
    assert one.startswith(magic) and one == two


def test_an_unknown_extension_is_refused(tmp_path):
    with pytest.raises(DomainError, match=r"ends in \.png"):
        valley.save(tmp_path / "figure.bmp")


def test_every_figure_has_its_numbers():
    assert figures.DATA.keys() == figures.NAMES.keys()


@pytest.mark.parametrize("names", [CHEAP, pytest.param(tuple(figures.NAMES), marks=pytest.mark.slow)], ids=["cheap", "all"])
def test_matplotlib_is_imported_only_to_draw(names):
    code = f"import sys, entrainment.runtime, entrainment.runtime.figures as f; [f.DATA[n]() for n in {names}]; " \
           "print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=280)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("name", EACH)
def test_the_numbers_of_a_figure_carry_unit_and_claim(name):
    found = figures.DATA[name]()
    assert all(isinstance(value, Result) and value.unit for value in found.values())
    assert any(name in value.claims for value in found.values())


# -- Fig. 1 ------------------------------------------------------------------------------------------------------------


def test_the_valley_is_steep_across_and_concave_then_convex_along():
    found = arrays("naidon2021:fig1a")
    bottom = found["valley_omega"]
    assert bottom[0] == pytest.approx(0, abs=1e-12) and bottom[-1] == pytest.approx(0, abs=1e-12)
    curvature = np.diff(bottom, 2)
    assert curvature[0] < 0 < curvature[-1] and np.count_nonzero(np.diff(np.sign(curvature))) == 1
    np.testing.assert_allclose(found["omega"].min(axis=0), bottom, atol=1e-12)
    # n_plus is the same along the bottom (naidon2021:5)
    alpha = valley.ALPHA
    n_plus = (found["valley_n1"] + alpha * found["valley_n2"]) / np.sqrt(alpha**2 + 1)
    np.testing.assert_allclose(n_plus, 1, rtol=1e-14)


def test_tangents_from_pure_1_touch_omega_and_lie_below_it():
    found = arrays("naidon2021:fig1b")
    np.testing.assert_array_equal(np.isfinite(found["dot_omega"]), [False, True, True, True, False])
    scale = np.abs(found["omega"]).max()
    for row in (1, 2, 3):
        x, omega = found["n_minus"], found["omega"][row]
        dot, height = found["dot_n_minus"][row], found["dot_omega"][row]
        drawn = np.isfinite(found["tangent"][row])
        assert np.all(x[drawn] <= dot) and drawn[0]
        assert np.all(found["tangent"][row][drawn] <= omega[drawn] + 1e-12 * scale)
        line = height * (x - x[0]) / (dot - x[0])
        assert np.all(omega >= line - 1e-12 * scale)
        assert np.interp(dot, x, omega) == pytest.approx(height, abs=1e-4 * scale)


def test_curves_of_fig1b_are_ordered_as_in_the_caption_and_end_alike():
    found = arrays("naidon2021:fig1b")
    np.testing.assert_allclose(found["omega"][:, [0, -1]], 0, atol=1e-15)
    assert np.all(np.diff(found["omega"][:, 1:-1], axis=0) < 0)
    convexity = np.diff(np.diff(found["omega"]) / np.diff(found["n_minus"]))
    assert np.all(convexity[-1] > 0) and convexity[0][0] < 0


def test_the_dot_moves_from_pure_2_to_pure_1_as_delta_g_decreases():
    found = arrays("naidon2021:fig1b")
    dots = found["dot_n_minus"][1:4]
    assert np.all(np.diff(dots) < 0) and np.all(np.diff(found["delta"]) < 0)
    path, (left, right) = found["path_n_minus"], tangent_constructions.n_minus([0, 1])
    assert np.all(np.diff(path) > 0)
    assert path[0] - left < 0.02 and right - path[-1] < 0.05


# -- Fig. 2 ------------------------------------------------------------------------------------------------------------


def coloured_phase(axes, alpha, delta):
    """The phase whose colour is seen at (alpha, delta), from the polygons on the canvas."""
    labels = {phase.label: phase for phase in Phase}
    seen = None
    for collection in axes.collections:
        if collection.get_label() in labels and any(p.contains_point((alpha, delta)) for p in collection.get_paths()):
            seen = labels[collection.get_label()]
            face = "#{:02x}{:02x}{:02x}".format(*(round(255 * c) for c in collection.get_facecolor()[0][:3]))
            assert face == phase_diagram.COLOURS[seen]
    return seen


@pytest.mark.parametrize("index, panel", list(enumerate(PANELS)))
def test_colours_are_the_phases_of_the_theory(drawn, index, panel):
    (D, z), axes = panel, drawn.axes[index]
    lines = phase_boundaries.panel(D, z)
    rng = np.random.default_rng(2021)
    low, high = phase_boundaries.DELTA_RANGE[D]
    alpha = np.geomspace(*phase_boundaries.ALPHA_RANGE[z], 13)[1:-1]
    corners = phases.pinch_corners(D, z)
    pinched = rng.uniform(*np.sort([float(corners.at_1.alpha), float(corners.at_2.alpha)]), 12)
    edges = phases.window(D, pinched, z)
    points = [(a, d) for a in alpha for d in np.linspace(low, high, 20)[1:-1]]
    points += [(a, d) for a, lower, upper in zip(pinched, edges.lower, edges.upper, strict=True)
               for d in rng.uniform(lower, upper, 2) if z != 1]
    seen = set()
    for a, d in points:
        # off the lines by more than a chord of the polygon deviates from the curve
        if min(abs(np.interp(a, lines["alpha"], lines[name]) - d) for name in ("lower", "split", "upper")) > 2e-4:
            expected = Phase(int(phases.classify(D, a, z, d)))
            seen.add(expected)
            assert coloured_phase(axes, a, d) == expected, (a, d)
    assert len(seen) == (4 if z == 1 else 5)


@pytest.mark.parametrize("panel", PANELS)
def test_boundaries_are_the_closed_forms(panel):
    D, z = panel
    found = arrays("naidon2021:fig2")
    row, column = list(found["D"]).index(D), list(found["z"]).index(z)
    lines = {name: value[row, column] for name, value in found.items() if value.ndim == 3}
    alpha, pinched = lines["alpha"], np.isfinite(lines["triple"])
    curvature = [kernel(f"curvature_edge_{end}_{D}d")(alpha, z) for end in ("left", "right")]
    tangent = [kernel(f"tangent_edge_{end}_{D}d")(alpha, z) for end in ("left", "right")]
    off = dict(rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(lines["lower"], np.minimum(*curvature), **off)
    np.testing.assert_allclose(lines["upper"][~pinched], np.maximum(*tangent)[~pinched], **off)
    np.testing.assert_allclose(lines["split"][pinched], np.maximum(*curvature)[pinched], **off)
    np.testing.assert_array_equal(lines["triple"][pinched], lines["upper"][pinched])
    assert pinched.any() == (z != 1)


@pytest.mark.parametrize("panel", PANELS)
def test_words_and_insets_stand_where_they_are_true(panel):
    (D, z), content = panel, phase_diagram.PANELS[panel]
    for phase, word in content.words.items():
        assert int(phases.classify(D, word.alpha, z, word.delta)) == phase
    found = {Phase(int(phases.classify(D, inset.alpha, z, inset.delta))) for inset in content.insets}
    assert found == ({Phase.PINCH} if z == 20 else found)
    for corner in phases.pinch_corners(D, z):  # the whole structure is inside the panel
        (left, right), (low, high) = phase_boundaries.ALPHA_RANGE[z], phase_boundaries.DELTA_RANGE[D]
        assert left < corner.alpha < right and low < corner.delta < high


def test_insets_show_every_scenario_and_both_tangents_in_the_pinch(drawn):
    shown = {int(phases.classify(D, i.alpha, z, i.delta)) for (D, z), content in phase_diagram.PANELS.items()
             for i in content.insets}
    assert shown == set(Phase)
    for index in (2, 8):  # right upper and right lower panel
        box = next(child for child in drawn.axes[index].child_axes if len(child.lines) == 5)
        omega = box.lines[0].get_ydata()
        signs = np.sign(np.diff(omega, 2))
        assert [signs[0], *signs[1:][np.diff(signs) != 0]] == [-1, 1, -1]
        for tangent in box.lines[1:4:2]:
            x, y = map(np.asarray, (tangent.get_xdata(), tangent.get_ydata()))
            at = box.lines[0].get_xdata()
            line = y[0] + (y[1] - y[0]) * (at - x[0]) / (x[1] - x[0])
            assert np.all(omega >= line - 1e-9 * np.ptp(omega))


def test_no_text_leaves_its_panel(drawn):
    drawn.draw_without_rendering()
    for axes in drawn.axes[:9]:
        frame = axes.get_window_extent()
        for text in axes.texts:
            if text.get_text():
                box = text.get_window_extent()
                assert frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1, text


def test_region_colours_differ_in_lightness():
    rgb = np.array([[int(c[i:i + 2], 16) for i in (1, 3, 5)] for c in
                    (canvas.WHITE, canvas.GREY, canvas.BLUE, canvas.PURPLE)])
    lightness = rgb @ [0.2126, 0.7152, 0.0722]
    assert np.all(np.diff(lightness) < -15)
