"""Numbers that aminov2024 quotes from its spectra, computed with the reference of the conductivities, Eqs. (2), (8), (11).

A quoted rate may be a frequency or an angular frequency: both readings are computed and shown.  The condensate densities
solve n_i = n_i^0 + n_i^nc, (A8), by Powell's method.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import mpmath
import scipy.optimize
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive.numeric import evaluate
from entrainment.runtime import constants
from entrainment.runtime.reference import bogoliubov_modes, conductivity
from entrainment.runtime.species import species

from ...evidence import Evidence
from ...measured import settle, settle_in_part
from .. import statement
from .mixtures import MIXTURES, density

BETWEEN = {"Rb-Rb": 95, "Na-Na": 51, "K-K": -50, "Yb-Cs": -75}  # Table I: a_ab [a0]
DIGITS = 3


@dataclass(frozen=True)
class Gas:
    """A mixture in units where hbar, m_a and ``energy`` [J] are one; ``totals`` are n_a, n_b, the mixture holds condensates."""

    mixture: bogoliubov_modes.Mixture
    totals: tuple[float, float]
    T: float
    energy: float

    def rate(self, hertz: float, angular: bool) -> float:
        """hbar times a rate that is quoted in Hz: an angular frequency, or 2 pi times that frequency."""
        return constants.hbar * hertz * (1 if angular else 2 * math.pi) / self.energy

    def hertz(self, energy: float) -> float:
        return energy * self.energy / constants.h

    def ratio(self, driven: str, hertz: float, angular: bool) -> float:
        """Amplitude of the other component over that of the ``driven`` one, per atom, gamma/2 pi = 1 Hz in the same reading."""
        own, first, second = ("aa", 0, 1) if driven == "a" else ("bb", 1, 0)
        omega, gamma = self.rate(hertz, angular), self.rate(1, angular)
        found = conductivity.conductivities(("ab", own), omega, gamma, self.T, self.mixture, DIGITS, route="contour")
        return float(abs(found[0] / found[1])) * self.totals[first] / self.totals[second]

    def absorption(self, omega: float) -> float:
        """|Re sigma_ab| at gamma/2 pi = 1 Hz."""
        gamma = self.rate(1, False)
        (found,) = conductivity.conductivities(("ab",), omega, gamma, self.T, self.mixture, DIGITS, route="contour")
        return float(abs(found.real))

    def energies(self, p):
        """(E_d, E_s) at the momentum p."""
        return bogoliubov_modes.rotate(p, *bogoliubov_modes.checked(self.mixture)).energies

    def thermal_momentum(self):
        """p_bar, where E_d + E_s = 2 T."""
        start = math.sqrt(2 * self.T * self.mixture.m_b / (self.mixture.m_a + self.mixture.m_b))
        return mpmath.findroot(lambda p: sum(self.energies(p)) - 2 * self.T, start)


@functools.cache
def gas(pair: str, temperature: float) -> Gas:
    """The mixture of Table I at ``temperature`` [nK] with self-consistent condensates."""
    (first, a_aa, T_a), (second, a_bb, T_b) = MIXTURES[pair]
    m_a, m_b = species(first).mass, species(second).mass
    energy = constants.k_B * 1e-9 * min(T_a, T_b)
    length = constants.hbar / math.sqrt(m_a * energy)
    totals = density(first, T_a) * length**3, density(second, T_b) * length**3
    scale = 4 * math.pi * constants.a0 / length
    g_aa, g_bb, g_ab = scale * a_aa, scale * a_bb * m_a / m_b, scale * BETWEEN[pair] * (1 + m_a / m_b) / 2
    T = constants.k_B * 1e-9 * temperature / energy
    mixture = lambda n: bogoliubov_modes.Mixture(1.0, m_b / m_a, *n, g_aa, g_bb, g_ab)

    def missing(condensed):
        lost = bogoliubov_modes.noncondensed_density(mixture(tuple(map(float, condensed))), T, 8)
        return [x + float(y) - z for x, y, z in zip(condensed, lost, totals, strict=True)]

    found = scipy.optimize.root(missing, [0.9 * n for n in totals], tol=1e-14)
    if not found.success:
        raise ArithmeticError(f"{pair} at {temperature} nK: {found.message}")
    return Gas(mixture(tuple(map(float, found.x))), totals, T, energy)


def _about(claim, as_frequency: float, as_rate: float, note: str) -> Evidence:
    """What "~" asks for of a quoted ratio: the frequency as it is quoted, else an angular frequency."""
    planted = [("ten times the ratio", {"ratio": 10 * as_rate}), ("a tenth of the ratio", {"ratio": as_rate / 10})]
    values, narrower = {"ratio": as_frequency}, {"ratio": as_rate}
    return settle_in_part(claim, values, narrower, "angular frequencies", "quadrature", 2, DIGITS, note, planted)


def _amplitudes(pair: str, driven: str, temperature: float, hertz: float):
    def check(claim, digits):
        """The driven component is Cs, so that its own conductivity and density stand below."""
        as_frequency, as_rate = (gas(pair, temperature).ratio(driven, hertz, angular) for angular in (False, True))
        note = f"{as_frequency:.2g}, with angular frequencies {as_rate:.2g}"
        return _about(claim, as_frequency, as_rate, note)

    return check


for _hertz in (100, 5000):
    statement(f"aminov2024:text:amplitudes-Yb-Cs-{_hertz}")(_amplitudes("Yb-Cs", "b", 200 / 3, _hertz))


@statement("aminov2024:text:amplitudes-Rb-low")
def low_amplitudes_of_rubidium(claim, digits):
    """At 100 Hz, where the text takes Yb-Cs to be in the Drude regime; how the ratio grows is shown beside it."""
    mixture = gas("Rb-Rb", 170 / 3)
    values = [mixture.ratio("a", 100, angular) for angular in (False, True)]
    ladder = ", ".join(f"{mixture.ratio('a', hertz, False):.2g}" for hertz in (0.01, 1, 10))
    note = (
        f"{values[0]:.3f} at 100 Hz, {values[1]:.3f} with angular frequencies; {ladder} at 0.01, 1, 10 Hz: it grows"
        " from D^s_ab/D^s_aa at omega << gamma to that of D^+ + D^- beyond gamma, and passes 0.06 where omega is a few gamma"
    )
    return _about(claim, *values, note)


@statement("aminov2024:text:amplitudes-Rb-resonance")
def resonant_amplitudes_of_rubidium(claim, digits):
    """At the maximum of |sigma^n_ab| on a ladder of frequencies, and at omega = Delta of (16)."""
    mixture = gas("Rb-Rb", 170 / 3)
    upper, lower = mixture.energies(mixture.thermal_momentum())
    centre = float(upper - lower)
    ladder = {x: mixture.absorption(x * centre) for x in (1.0, 1.05, 1.08, 1.1, 1.12, 1.15)}
    top = max(ladder, key=ladder.get)
    values = {x: mixture.ratio("a", float(mixture.hertz(x * centre)), False) for x in (1.0, top)}
    note = f"{values[top]:.3f} at the maximum of |sigma^n_ab|, {top:.2f} Delta; {values[1.0]:.3f} at Delta of (16)"
    planted = [("ten times the ratio", {"ratio": 10 * values[1.0]})]
    return settle(claim, {"ratio": values[top]}, "quadrature", 8, DIGITS, note, planted)


@statement("aminov2024:text:resonance-Yb-Cs")
def resonance_of_ytterbium_and_caesium(claim, digits):
    """Delta = E_d - E_s at p_bar against mu_a + mu_b at the same temperature, T_c/3 of Cs."""
    mixture = gas("Yb-Cs", 200 / 3)
    upper, lower = mixture.energies(mixture.thermal_momentum())
    system = mixture.mixture
    sum_of_mu = system.n_a * system.g_aa + system.n_b * system.g_bb
    hertz = [mixture.hertz(float(x)) for x in (upper - lower, sum_of_mu)]
    text = f"Delta/h = {hertz[0]:.0f} Hz, (mu_a + mu_b)/h = {hertz[1]:.0f} Hz"
    return Evidence(hertz[0] < hertz[1] / 2, text, "arithmetic", 1, 6)


@statement("aminov2024:text:damping-ranges")
def damping_ranges(claim, digits):
    """gamma at which kappa = 4 gamma/(p_bar (E_d' - E_s')) is one, the resonance at p_bar, both readings of gamma."""
    found: dict[str, float] = {}
    for pair in MIXTURES:
        mixture = gas(pair, min(T for _, _, T in MIXTURES[pair]) / 3)
        p = mixture.thermal_momentum()
        split = lambda x, mixture=mixture: mixture.energies(x)[0] - mixture.energies(x)[1]
        found[pair] = mixture.hertz(float(abs(mpmath.diff(split, p)) * p / 4))
    shown = ", ".join(f"{pair} {value:.0f} Hz" for pair, value in found.items())
    note = f"kappa = 1 at gamma/2 pi = {shown}; gamma = 2 pi times that in 1/s"
    ends = lambda values: {"least": min(values), "largest": max(values)}
    others = [value for pair, value in found.items() if pair != "K-K"]
    turned = ends([2 * math.pi * value for value in others])
    planted = [("gamma in 1/s", turned), ("kappa with gamma for 4 gamma", ends([4 * value for value in others]))]
    reading = "not K-K, whose damping is weak below 3 Hz only"
    return settle_in_part(claim, ends(found.values()), ends(others), reading, "arithmetic", 4, 6, note, planted)


@statement("aminov2024:text:vanishing-weights")
def vanishing_weights(claim, digits):
    """Drude weights at T = 0; superfluid weights with Cs when its condensate has 1e-3 and 1e-5 of its density at T_c."""
    mixture = gas("Yb-Cs", 200 / 3)
    cold = [abs(conductivity.drude_weight(pair, 0, mixture.mixture, 6)) for pair in conductivity.PAIRS]
    shares = []
    for part in ("1e-3", "1e-5"):
        thin = mixture.mixture._replace(n_b=float(part) * mixture.totals[1])
        own = conductivity.superfluid_weight("bb", 0, 1, thin, DIGITS) * thin.m_b
        cross = conductivity.superfluid_weight("ab", 0, 1, thin, DIGITS)
        shares.append([float(abs(x)) / mixture.totals[1] for x in (own, cross)])
    falls = all(late < early / 3 for early, late in zip(*shares, strict=True))
    text = (
        f"D^0 at T = 0: {', '.join(mpmath.nstr(x, 2) for x in cold)}; at T_c of Cs with 1e-3 and 1e-5 of it condensed its"
        f" weight over n/m is {shares[0][0]:.1e}, {shares[1][0]:.1e}, the drag {shares[0][1]:.1e}, {shares[1][1]:.1e}"
    )
    return Evidence(all(x == 0 for x in cold) and falls, text, "quadrature", 2, DIGITS)


@statement("aminov2024:text:momentum-integration")
def sum_over_momenta(claim, digits):
    """Each side at a mixture of unequal masses, T = mu/2, gamma = omega/5: one Lambda^+ + Lambda^- for all pairs."""
    mixture, T, omega, gamma = (1, "5/3", "3/4", "9/7", "7/5", "2/3", "4/5"), "1/2", "1/2", "1/10"
    whole = conductivity.conductivities(conductivity.PAIRS, omega, gamma, T, mixture, 6, route="contour")
    system = bogoliubov_modes.checked(mixture)
    response = lambda share: conductivity.current_response("ab", omega, gamma, T, mixture, 6, route="contour", share=share)
    between = [-system.m_a * system.m_b * response(share) for share in ("convert", "create")]
    apart = []
    for pair, found in zip(conductivity.PAIRS, whole, strict=True):
        same = pair != "ab"
        first, second = ("ab".index(name) for name in pair)
        at = dict(zip((s.Lambda_plus, s.Lambda_minus), between, strict=True))
        at |= {s.m_i: system[first], s.m_j: system[second], s.D_0: conductivity.drude_weight(pair, T, mixture, 6)}
        at |= {s.omega: sp.Rational(omega), s.gamma: sp.Rational(gamma)}
        at[s.n_i] = conductivity.total_density(pair[0], T, mixture, 6) if same else 0
        by_processes = evaluate(claim.printed[0 if same else 1].rhs, at, 15)
        apart.append(float(abs(by_processes - found) / abs(found)))
    text = "off by " + ", ".join(f"{value:.0e} ({pair})" for pair, value in zip(conductivity.PAIRS, apart, strict=True))
    return Evidence(max(apart) < 1e-5, text, "quadrature", 3, 5)
