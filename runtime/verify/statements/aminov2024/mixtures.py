"""What aminov2024 says in words, checked against what its formulas amount to when they are derived.

A printed relation between weights is checked with the derived weights in their place.
"""

from __future__ import annotations

import math

import mpmath
import numpy as np
import sympy as sp
from entrainment.derive import andreev_bashkin, branch_conversion, quasiparticles, superfluid_drag
from entrainment.derive import notation as s
from entrainment.derive.vacuum_energy import momentum_measure
from entrainment.runtime import constants
from entrainment.runtime.species import species

from ... import catalogue
from ...checks import tie
from ...evidence import Evidence
from ...symbolic import prove_zero
from ...verdicts import rounds_to
from .. import positive_by_coefficients, statement


def with_weights(relation, domain):
    """``relation`` with the derived weights, in the free parameters of a mode."""
    derived = dict(zip(quasiparticles.P.values(), quasiparticles.weights().result, strict=True))
    return relation.func(*[tie(side.subs(derived), domain) for side in relation.args], evaluate=False)


def relations_hold(claim) -> Evidence:
    """Equations are proved as zeros, inequalities by the signs of coefficients."""
    failed = []
    for relation in claim.printed:
        holds = with_weights(relation, claim.domain)
        if isinstance(holds, sp.Eq):
            proved = prove_zero(holds.lhs - holds.rhs)
        else:
            proved = positive_by_coefficients(sp.factor(holds.gts - holds.lts))
        failed += [] if proved else [str(relation)]
    text = f"not proved: {', '.join(failed)}" if failed else f"{len(claim.printed)} relations of the derived weights"
    return Evidence(not failed, text, "symbolic")


@statement("aminov2024:text:positive-weights")
def positive_weights(claim, digits):
    """Every weight is a ratio of polynomials with positive coefficients; the sums are identities."""
    return relations_hold(claim)


@statement("aminov2024:text:weight-identity")
def weight_identity(claim, digits):
    return relations_hold(claim)


@statement("aminov2024:C2-close")
def close_masses(claim, digits):
    """Delta^2 = (mu_a + mu_b)^2 - 4 (1 - r^2) mu_a mu_b: equality needs r^2 = 1."""
    (relation,) = claim.printed
    short = sp.expand(relation.rhs**2 - branch_conversion.splitting_of_close_masses().result ** 2)
    lacking = sp.factor(short)
    holds = prove_zero(lacking.subs(branch_conversion.r, 1))
    half = {s.mu_a: 1, s.mu_b: 1, branch_conversion.r: sp.Rational(1, 2)}
    ratio = branch_conversion.splitting_of_close_masses().result.subs(half) / relation.rhs.subs(half)
    return Evidence(
        holds,
        f"Delta^2 = ({relation.rhs})^2 - ({lacking})",
        "symbolic",
        assumption="g_ab^2 close to g_aa g_bb",
        witness=f"at r = 1/2 and mu_a = mu_b Delta is {ratio} of it" if ratio != 1 else "",
    )


@statement("aminov2024:C2-distant")
def distant_masses(claim, digits):
    """The printed estimate is the splitting at the printed p_bar, and a constant times that at E_d + E_s = 2 T."""
    (relation,) = claim.printed
    free = branch_conversion.splitting_of_distant_masses()
    p_bar = catalogue.claim("aminov2024:text:thermal-momentum").printed.rhs
    as_printed = sp.simplify(free.lines[0].after.subs(s.p_bar, p_bar) / relation.rhs)
    ratio = sp.simplify(free.result / relation.rhs)
    return Evidence(
        as_printed == 1 and bool(ratio.is_number),
        f"E_d - E_s at E_d + E_s = 2 T is {ratio} times the printed estimate, at any masses and temperature",
        "symbolic",
        assumption="the momentum p_bar as printed, where E_d + E_s = T; as an estimate it holds up to a constant",
        witness=f"at E_d + E_s = 2 T the ratio is {ratio}" if ratio != 1 else "",
    )


@statement("aminov2024:text:profile-norm")
def profile_norm(claim, digits):
    """The double integral of the profiles, as printed."""
    (relation,) = claim.printed
    value = sp.simplify(relation.lhs.doit())
    return Evidence(value == relation.rhs, f"the norm is {value}", "symbolic")


@statement("aminov2024:text:clean-drag")
def clean_drag(claim, digits):
    """One wave number of m_a m_b D^-_ab against one wave number of the energy of moving condensates."""
    shift = andreev_bashkin.drag_integral(3).lines[-2].after  # -d^2(E_+ + E_-)/dv^2
    moving = momentum_measure(3) / 3 * shift
    names = {andreev_bashkin.upper: s.E_d, andreev_bashkin.lower: s.E_s, s.m1: s.m_a, s.m2: s.m_b}
    moving = moving.subs(names | {s.n1: s.n_a, s.n2: s.n_b, s.g12: s.V_ab})
    kinetic = {s.eps_a: (s.hbar * s.p) ** 2 / (2 * s.m_a), s.eps_b: (s.hbar * s.p) ** 2 / (2 * s.m_b)}
    response = superfluid_drag.vacuum_drag().result.subs(kinetic)
    ratio = sp.cancel(sp.together(response / moving))
    return Evidence(ratio == 1, f"response over energy of motion: {ratio} at every wave number", "symbolic")


ZETA = float(mpmath.zeta(1.5))
MU_B = 9.2740100657e-24  # Bohr magneton [J/T], CODATA 2022
MU_0 = 1.25663706127e-6  # vacuum permeability [N/A^2], CODATA 2022
#: Table I: species, scattering length [a0], critical temperature [nK] of either component.
MIXTURES = {
    "Rb-Rb": (("87Rb", 100, 170), ("87Rb", 100, 170)),
    "Na-Na": (("23Na", 55, 1000), ("23Na", 55, 1000)),
    "K-K": (("39K", 30, 150), ("39K", 100, 150)),
    "Yb-Cs": (("174Yb", 105, 460), ("133Cs", 150, 200)),
}


def density(name: str, critical: float) -> float:
    """zeta(3/2) (m T_c/2 pi hbar^2)^(3/2) [1/m^3], ``critical`` in nK."""
    thermal = species(name).mass * constants.k_B * critical * 1e-9 / (2 * math.pi * constants.hbar**2)
    return ZETA * thermal**1.5


def chemical_potential(name: str, length: float, critical: float) -> float:
    """g n^0 [J] at T = 0, the condensate density by the depletion 8 sqrt(n a^3)/3 sqrt(pi) of the component alone."""
    n, a = density(name, critical), length * constants.a0
    condensed = n * (1 - 8 / (3 * math.sqrt(math.pi)) * math.sqrt(n * a**3))
    return 4 * math.pi * constants.hbar**2 * a * condensed / species(name).mass


def _sum_of_chemical_potentials(pair: str):
    def check(claim, digits):
        _, printed, significant = claim.printed
        total = sum(chemical_potential(*component) for component in MIXTURES[pair])
        hertz, angular = total / constants.h / 1e3, total / constants.hbar / 1e3
        if rounds_to(mpmath.mpf(hertz), printed, significant):
            return Evidence(True, f"{hertz:.4g} kHz", "arithmetic", 1, 15)
        text = f"computed {hertz:.3g} kHz; the sum over hbar is {angular:.4g} x 10^3/s"
        correction = ""
        if rounds_to(mpmath.mpf(angular), printed, significant):
            correction = f"sum mu_i/2 pi = {hertz:.3g} kHz; the printed number is sum mu_i in units of 10^3/s"
        return Evidence(False, text, "arithmetic", 1, 15, witness=text, correction=correction)

    return check


for _pair in MIXTURES:
    statement(f"aminov2024:table1:chemical-potentials-{_pair}")(_sum_of_chemical_potentials(_pair))


def _quoted(claim, value: float, unit: str, explanation: str = "") -> Evidence:
    """A quoted number against the computed one."""
    text, printed, significant = claim.printed
    ok = rounds_to(mpmath.mpf(value), printed, significant)
    return Evidence(ok, f"printed {text}, computed {value:.4g} {unit}{explanation}", "arithmetic", 1, 15)


@statement("aminov2024:text:nanokelvin")
def nanokelvin(claim, digits):
    rate = constants.k_B * 1e-9
    return _quoted(claim, rate / constants.h, "Hz", f"; k_B nK/hbar is {rate / constants.hbar:.4g}/s")


def dipolar_length(name: str, moment: float) -> float:
    """m d^2/hbar^2 [m], d^2 = mu_0 (moment mu_B)^2/4 pi."""
    return species(name).mass * MU_0 * (moment * MU_B) ** 2 / (4 * math.pi * constants.hbar**2)


@statement("aminov2024:text:r-star-168Er")
def dipolar_length_of_erbium(claim, digits):
    return _quoted(claim, 1e9 * dipolar_length("168Er", 7), "nm with 7 mu_B")


@statement("aminov2024:text:r-star-52Cr")
def dipolar_length_of_chromium(claim, digits):
    return _quoted(claim, 1e9 * dipolar_length("52Cr", 6), "nm with 6 mu_B")


@statement("aminov2024:text:gradient")
def gradient(claim, digits):
    """m (2 pi)^2 x/(m_F g_F mu_B) for the stretched state, m_F = 3, which needs the smallest gradient; 1 T/m = 100 G/cm."""
    needed = 100 * species("133Cs").mass * (2 * math.pi) ** 2 * 1e-5 / (3 * 0.25 * MU_B)
    angular = needed / (2 * math.pi) ** 2
    note = f"; with omega in rad/s in place of omega/2 pi {angular:.3g} for m_F = 3, {3 * angular:.3g} for m_F = 1"
    return _quoted(claim, needed, "for m_F = 3, more for smaller m_F", note)


@statement("aminov2024:text:gradient-examples")
def gradient_examples(claim, digits):
    _, printed, _ = claim.printed
    found = tuple(sp.Integer(frequency) ** 2 / 10000 for frequency in (100, 5000))
    return Evidence(found == printed, f"the quoted rule gives {found[0]} and {found[1]} G/cm", "arithmetic", 2, 15)


def symmetric_weights(name: str, length: float, between: float, critical: float, temperature: float, damping: float):
    """(D^0, D^+, D^-) of two like components over n/m, lengths in a0, temperatures in nK, ``damping`` in 1/s.

    Sums of Eqs. (13) as derived, (18) as derived over wave numbers, condensate density by (A8).
    """
    m, n, hbar, T = species(name).mass, density(name, critical), constants.hbar, constants.k_B * temperature * 1e-9
    nodes, weights = np.polynomial.legendre.leggauss(400)
    u = (1 + nodes) / 2
    p = math.sqrt(2 * m * T) * (u / (1 - u)) ** 2  # dense where the phonons are
    dp = math.sqrt(2 * m * T) * 2 * u / (1 - u) ** 3 * weights / 2
    eps = p**2 / (2 * m)
    couplings = [4 * math.pi * hbar**2 * a * constants.a0 / m for a in (length + between, length - between)]
    with np.errstate(over="ignore"):
        bose = lambda E: 1 / np.expm1(E / T)
        slope = lambda E: -1 / (4 * T * np.sinh(np.minimum(E / (2 * T), 300)) ** 2)
        energies = lambda condensed: [np.sqrt(eps * (eps + 2 * condensed * g)) for g in couplings]
        condensed = n
        for _ in range(200):
            lost = 0.0
            for g, E in zip(couplings, energies(condensed), strict=True):
                vacuum = (condensed * g) ** 2 / (2 * E * (E + eps + condensed * g))
                lost += np.sum(dp * p**2 * (vacuum + (1 + 2 * vacuum) * bose(E))) / (4 * math.pi**2 * hbar**3)
            condensed = n - lost
        E_d, E_s = energies(condensed)
        width, measure = hbar * damping, dp * p**4 / (8 * math.pi**2 * 3 * hbar**3) / 4
        both = slope(E_d) + slope(E_s)
        D_0 = -np.sum(4 * measure * both)
        found = []
        for sign, filling in ((1, bose(E_d) - bose(E_s)), (-1, bose(E_d) + 1 + bose(E_s))):
            envelope = sign * measure * (E_d + sign * E_s) ** 2 / (E_d * E_s) * (filling - 1j * width * both)
            found.append(-np.sum(2 * (envelope / (E_d - sign * E_s - 2j * width)).real))
    return tuple(weight / (n * m) for weight in (D_0, *found))


@statement("aminov2024:text:weights-Rb")
def weights_of_rubidium(claim, digits):
    """Both ratios in both readings of gamma; the derived D^0 is half of what divides with (13) as printed."""
    _, printed, significant = claim.printed
    found = []
    for damping in (2 * math.pi * 300, 300):
        D_0, *others = symmetric_weights("87Rb", 100, 95, 170, 170 / 3, damping)
        found.append([other / D_0 for other in others])
    fits = [all(rounds_to(mpmath.mpf(r), x, k) for r, x, k in zip(row, printed, significant, strict=True)) for row in found]
    text = "computed {:.3f} and {:.3f}, with gamma = 300/s {:.3f} and {:.3f}; with D^0 of (13) as printed twice that"
    return Evidence(any(fits), text.format(*found[0], *found[1]), "quadrature", 2, 6)


def layer_resonance(name: str, moment: float, length: float, critical: float, distance: float, thickness: float) -> float:
    """max of E_d - E_s over wave numbers [J] of two like layers, by (D3) per layer and (D6); lengths in m, a0 and nK."""
    m, n = species(name).mass, density(name, critical) * thickness
    dipole = MU_0 * (moment * MU_B) ** 2 / (4 * math.pi)
    q = np.linspace(1e-4, 15, 60000) / distance
    eps = (constants.hbar * q) ** 2 / (2 * m)
    own = 4 * math.pi * constants.hbar**2 * length * constants.a0 / m / thickness - 2 * math.pi * dipole * q
    profile = np.cosh(q * thickness / 2) / (1 + (q * thickness / math.pi) ** 2)
    other = 2 * math.pi * dipole * q * np.exp(-q * distance) * profile**2
    squares = [eps * (eps + 2 * n * (own + sign * other)) for sign in (1, -1)]
    stable = (squares[0] > 0) & (squares[1] > 0)
    return float(np.max(np.sqrt(squares[0][stable]) - np.sqrt(squares[1][stable])))


@statement("aminov2024:text:resonance-of-layers")
def resonance_of_layers(claim, digits):
    """Local exponent of Delta(L) at L = 60 nm, w = 20 nm."""
    found = {}
    for name, row in {"168Er": (7, 137, 410), "52Cr": (6, 103, 700)}.items():
        near, far = (layer_resonance(name, *row, distance, 20e-9) for distance in (59e-9, 61e-9))
        found[name] = math.log(far / near) / math.log(61 / 59)
    text = "d log Delta/d log L at L = 60 nm: " + ", ".join(f"{k} {v:.2f}" for k, v in found.items())
    return Evidence(all(-1.25 < v < -0.75 for v in found.values()), text, "arithmetic", 2, 3)
