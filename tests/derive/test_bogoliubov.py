"""The Bogoliubov transformation is canonical: T eta T^+ = eta, eta = diag(1, 1, -1, -1).

Quasiparticles of positive norm have positive energy, and the vacuum energy -sum E |v|^2 is half the zero-point sum,
E_+ + E_- minus the diagonal.

naidon2021 Eqs. (1), (2), (4); [b, H] = E b for b = x . (a_1k, a_2k, a_1-k^+, a_2-k^+) means x M = E x.
"""

import random

import mpmath
import numpy as np
import pytest
import sympy as sp
from entrainment.derive import bogoliubov
from entrainment.derive import notation as s
from entrainment.derive.numeric import evaluate
from entrainment.derive.operators import BosonPolynomial, annihilate, commutator, create, hamiltonian, kinetic_energy

POINTS = bogoliubov.MIXTURE.sample(3, seed=11)
ETA = np.diag([1.0, 1, -1, -1])
SPINOR = [annihilate((1, 1)), annihilate((2, 1)), create((1, -1)), create((2, -1))]
SWAP = {s.m1: s.m2, s.m2: s.m1, s.g11: s.g22, s.g22: s.g11, s.n1: s.n2, s.n2: s.n1}


@pytest.fixture(autouse=True)
def thirty_digits():
    with mpmath.workdps(30):
        yield


def motion():
    return bogoliubov.squared_energies().lines[2].after


def energies(point):
    return [float(mpmath.sqrt(evaluate(square, point, 20))) for square in bogoliubov.squared_energies().result]


def quasiparticles(point):
    """Rows x with x M = E x, normalised to |x eta x^+| = 1, and their energies, positive ones first."""
    matrix = np.array(motion().subs(point).evalf(30), dtype=float)
    values, columns = np.linalg.eig(matrix.T)
    order = np.argsort(-values.real)
    rows = columns.T[order].real
    norms = np.einsum("ij,jk,ik->i", rows, ETA, rows)
    return rows / np.sqrt(abs(norms))[:, None], values[order].real


@pytest.fixture(params=POINTS, ids=range(3))
def point(request):
    return request.param


def test_quadratic_hamiltonian_is_hermitian_and_keeps_momentum():
    h = bogoliubov.quadratic_hamiltonian().result
    momentum = BosonPolynomial({})
    for sigma, k in ((1, 1), (1, -1), (2, 1), (2, -1)):
        momentum = momentum + (create((sigma, k)) * annihilate((sigma, k))).scaled(k)
    assert h.dagger() == h
    assert commutator(momentum, h) == BosonPolynomial({})


def test_pairs_leave_the_condensate_with_amplitude_g_n():
    h = bogoliubov.quadratic_hamiltonian().result
    mean_field = s.g11 * s.n1**2 / 2 + s.g22 * s.n2**2 / 2 + s.g12 * s.n1 * s.n2
    mixed = s.g12 * sp.sqrt(s.n1) * sp.sqrt(s.n2)
    assert sp.expand(h.coefficient() - mean_field) == 0
    assert h.coefficient([(1, 1), (1, -1)]) == s.g11 * s.n1
    assert h.coefficient([(2, 1)], [(2, 1)]) == s.g22 * s.n2 + kinetic_energy(2)
    assert h.coefficient([(1, 1), (2, -1)]) == h.coefficient([(1, 1)], [(2, 1)]) == mixed


def test_quadratic_hamiltonian_is_the_hessian_of_the_classical_energy():
    """a_0 = sqrt(n - sum |a_k|^2) in Eq. (1): what is left out is of third order in the moving amplitudes."""
    rng, size = random.Random(4), mpmath.mpf(10) ** -15
    with mpmath.workdps(80):
        point = {key: mpmath.mpf(value.p) / value.q for key, value in POINTS[0].items()}
        moving = {(i, k): size * mpmath.mpc(rng.uniform(-1, 1), rng.uniform(-1, 1)) for i in (1, 2) for k in (1, -1)}
        depletion = {i: sum(abs(a) ** 2 for mode, a in moving.items() if mode[0] == i) for i in (1, 2)}
        still = {(i, 0): mpmath.sqrt(point[n] - depletion[i]) for i, n in ((1, s.n1), (2, s.n2))}

        def classical(h):
            total = mpmath.mpf(0)
            for (creators, annihilators), c in h.terms.items():
                amplitude = sp.lambdify(list(point), c, "mpmath")(*point.values())
                for mode in creators:
                    amplitude *= mpmath.conj((moving | still)[mode])
                for mode in annihilators:
                    amplitude *= (moving | still)[mode]
                total += amplitude
            return total

        difference = abs(classical(hamiltonian()) - classical(bogoliubov.quadratic_hamiltonian().result))
    assert difference < 1e-40 < size**2 / 10**6


def test_equations_of_motion_are_pseudo_hermitian(point):
    weighted = sp.diag(1, 1, -1, -1) * motion()
    assert sp.simplify(weighted - weighted.T) == sp.zeros(4)


def test_bogoliubov_amplitudes_are_canonical(point):
    rows, values = quasiparticles(point)
    T = np.array([rows[0], rows[1], rows[3], rows[2]])  # E_+, E_-, -E_+, -E_-
    assert np.allclose(T @ ETA @ T.T, ETA, atol=1e-8)
    assert np.allclose(values, [-v for v in values[::-1]], rtol=1e-8)


def test_positive_norm_goes_with_positive_energy(point):
    rows, values = quasiparticles(point)
    norms = np.einsum("ij,jk,ik->i", rows, ETA, rows)
    assert (np.sign(norms) == np.sign(values)).all()


def test_quasiparticles_are_eigenoperators_of_the_hamiltonian(point):
    """[b, H] = E b and [b, b^+] = 1 with the operators themselves."""
    h = bogoliubov.quadratic_hamiltonian().result.map(lambda c: c.subs(point).evalf(30))
    rows, values = quasiparticles(point)
    for row, energy in zip(rows[:2], values[:2], strict=True):
        b = sum((op.scaled(sp.Float(c)) for op, c in zip(SPINOR, row, strict=True)), BosonPolynomial({}))
        wrong = commutator(b, h) - b.scaled(sp.Float(energy))
        assert max(abs(c) for c in wrong.terms.values()) < 1e-8 * max(values)
        assert abs(commutator(b, b.dagger()).coefficient() - 1) < 1e-10


def test_vacuum_energy_is_half_the_zero_point_sum(point):
    rows, values = quasiparticles(point)
    lowered = -sum(energy * (row[2:] ** 2).sum() for row, energy in zip(rows[:2], values[:2], strict=True))
    half_sum = evaluate(bogoliubov.zero_point_bracket().result, point, 20) / 2
    assert abs(lowered / float(half_sum) - 1) < 1e-6
    assert lowered < 0  # quantum fluctuations lower the energy of every mode


def test_energies_are_the_roots_of_the_equations_of_motion(point):
    assert np.allclose(energies(point), quasiparticles(point)[1][:2], rtol=1e-8)


def test_stable_mixture_has_real_energies_and_an_overcritical_one_has_not(point):
    upper, lower = bogoliubov.squared_energies().result
    assert evaluate(upper, point, 10) >= evaluate(lower, point, 10) > 0
    beyond = point | {s.g12: sp.sqrt(2 * point[s.g11] * point[s.g22]), s.p: sp.Rational(1, 10**4)}
    assert evaluate(lower, beyond, 10) < 0 < evaluate(upper, beyond, 10)


@pytest.mark.parametrize("change", [{s.g12: -s.g12}, SWAP], ids=["sign of g12", "exchange"])
def test_energies_do_not_change_under(change, point):
    for square in bogoliubov.squared_energies().result:
        changed = evaluate(square.subs(change, simultaneous=True), point, 20)
        assert abs(changed / evaluate(square, point, 20) - 1) < 1e-18


def test_uncoupled_components_have_their_own_bogoliubov_energies(point):
    alone = point | {s.g12: sp.S.Zero}
    own = [kinetic_energy(i) * (kinetic_energy(i) + 2 * g * n) for i, g, n in ((1, s.g11, s.n1), (2, s.g22, s.n2))]
    expected = sorted(float(evaluate(square, alone, 20)) ** 0.5 for square in own)
    assert np.allclose(sorted(energies(alone)), expected, rtol=1e-12)


def test_phonons_at_long_waves_and_free_particles_at_short(point):
    long, short = point | {s.p: sp.Rational(1, 10**9)}, point | {s.p: sp.Integer(10) ** 9}
    sound = bogoliubov.sound_velocities_squared()
    for energy, c2 in zip(energies(long), sound, strict=True):
        assert abs(energy / float(point[s.hbar] * long[s.p]) / float(evaluate(c2, point, 15)) ** 0.5 - 1) < 1e-9
    free = sorted((float(kinetic_energy(i).subs(short)) for i in (1, 2)), reverse=True)
    assert np.allclose(energies(short), free, rtol=1e-9)


def test_sound_velocities_have_the_sum_and_product_of_the_coupling_matrix(point):
    upper, lower = (evaluate(c2, point, 20) for c2 in bogoliubov.sound_velocities_squared())
    total = s.g11 * s.n1 / s.m1 + s.g22 * s.n2 / s.m2
    product = (s.g11 * s.g22 - s.g12**2) * s.n1 * s.n2 / (s.m1 * s.m2)
    assert abs((upper + lower) / evaluate(total, point, 20) - 1) < 1e-18
    assert abs(upper * lower / evaluate(product, point, 20) - 1) < 1e-15


def test_hbar_and_momentum_enter_together():
    for square in bogoliubov.squared_energies().result:
        assert sp.simplify(square.subs({s.hbar: 1, s.p: s.hbar * s.p}, simultaneous=True) - square) == 0
