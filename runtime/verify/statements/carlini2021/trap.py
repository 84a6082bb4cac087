"""What carlini2021 says of averages in a trap: the laws of any density profile against the normal modes of trapped clouds.

A law is linear in sums over the atoms, which two places with different densities show; where the average is not the one over
the atoms, the modes of a trapped condensate in one dimension decide, and they come closer as the cloud grows.  Where it is, the
modes of a mixture whose drag is the work of fast oscillators decide as well, against averages with other weights.
"""

from __future__ import annotations

import functools
from fractions import Fraction

import mpmath
import numpy as np
import sympy as sp
from entrainment.derive import fermi_liquid, thomas_fermi, trapped_clouds, two_fluids
from entrainment.derive import notation as s
from entrainment.derive.fast_drag import average_drag
from entrainment.derive.fermi_liquid import F1, G1
from entrainment.derive.polaron import share1, share2
from entrainment.runtime.reference import trapped_liquid, trapped_mixture
from entrainment.runtime.reference.thomas_fermi import mean_power
from entrainment.runtime.reference.trapped_gas import Condensate, TrappedGas
from entrainment.runtime.reference.trapped_liquid import TrappedLiquid
from entrainment.runtime.reference.trapped_mixture import TrappedMixture

from ... import checks
from ...evidence import Evidence
from ...mutants import Tally
from ...symbolic import prove_zero
from .. import statement

OMEGA, CRITICAL = sp.Integer(2), sp.Rational(6, 5)  # Omega and Omega_c over the chemical potential
BELOW = 1.4  # chemical potentials: between the modes of sound and the gap
BALANCED, UNEQUAL = (1.0, 1.0, 1.0, 1.0, 0.3), (1.0, 2.3, 1.4, 0.9, -0.2)  # m1, m2, g11, g22, g12
DRAG = 0.06  # rho_drag at the centre
LIQUID = TrappedLiquid(F0=0.3, F1=1.5, G0=0.4, G1=-0.8)
WITHIN = 1e-6  # of V2/V1: what is left after the extrapolations
POINTS = {1.0: 26, 6.25: 44, 12.5: 64, 25.0: 90}  # by chemical potential; finer grids change the ratios by less than 1e-9


@functools.cache
def cloud(mu: float) -> Condensate:
    """m = 1, trap frequency 1, chemical potential ``mu`` in the Thomas-Fermi limit: g N = (4/3) mu sqrt(2 mu)."""
    gas = TrappedGas(1, 1, np.sqrt(float(CRITICAL) * mu / 2), float(OMEGA * mu), 4 / 3 * mu * np.sqrt(2 * mu))
    return Condensate(gas, POINTS[mu])


def at_numbers(form, mu: float, **values) -> float:
    """``form`` for the gas of :func:`cloud`; densities in units of mu/g."""
    mu = sp.Float(mu, 30)
    numbers = {s.hbar: 1, s.m: 1, s.g: mu, s.k0: sp.sqrt(CRITICAL * mu / 2), s.Omega_R: OMEGA * mu}
    named = {getattr(s, name): value for name, value in values.items()}
    return float(checks.tie(form, trapped_clouds.TRAPPED).subs(numbers | named))


def _replayed(*derivations) -> bool:
    return all(checks.replay(derivation).ok for derivation in derivations)


def _is_law(relation, law, average, instead) -> bool:
    """Is the printed relation ``law`` once ``average`` is read as ``instead``?"""
    printed = checks.tie(relation.rhs.subs(average, instead), trapped_clouds.TRAPPED)
    return prove_zero(printed - law.result) and _replayed(law)


@statement("carlini2021:text:trap-average-25")
def ultrafast(claim, digits):
    """All modes of a cloud of a few atoms' lengths: the law with the local <sigma_x>, which <x^2> leaves out."""
    (relation,) = claim.printed
    law = trapped_clouds.ultrafast_ratio_of_cloud()
    ok = _is_law(relation, law, s.mean_x2, s.mean_x2_spin)
    lost = []
    for mu in (1.0, 6.25, 12.5):
        gas = cloud(mu)
        squares = {"mean_x2": gas.average(gas.x**2), "mean_x2_spin": gas.average(gas.x**2 * gas.sigma_x)}
        found = gas.velocity_ratio()
        ok = ok and abs(found - at_numbers(law.result, mu, **squares)) < 1e-9
        lost.append((1 - squares["mean_x2_spin"] / squares["mean_x2"], found, at_numbers(relation.rhs, mu, **squares)))
    ok = ok and lost[0][0] > 0.1 and all(b[0] < a[0] / 2 for a, b in zip(lost, lost[1:], strict=False))
    shares = ", ".join(f"{share:.3g}" for share, _, _ in lost)
    return Evidence(
        bool(ok),
        f"<x^2 sigma_x> lacks {shares} of <x^2> at mu = 1, 6.25, 12.5",
        "diagonalisation",
        3,
        9,
        assumption="<x^2> is weighed with the local <sigma_x>, which is 1 only in a Thomas-Fermi cloud",
        witness=f"mu = 1 trap quantum: V2/V1 = {lost[0][1]:.4f} by the modes, {lost[0][2]:.4f} by <x^2>",
    )


@statement("carlini2021:text:trap-average-26")
def fast(claim, digits):
    """The modes below the gap: the law with int dr (d(x n)/dx)^2/N, 3/2 of the average over the atoms in a harmonic trap."""
    (relation,) = claim.printed
    law = trapped_clouds.fast_ratio()
    factors = [thomas_fermi.pushed_over_mean(D) for D in (1, 2, 3)]
    mean = thomas_fermi.mean_density(1)
    ok = _is_law(relation, law, s.mean_n, s.pushed_n) and _replayed(*factors, mean)
    (factor,) = {derivation.result for derivation in factors}
    large = 100.0  # both forms know mu only by ratios
    pushed = at_numbers(law.result, large, pushed_n=factor * mean.result)
    average = at_numbers(relation.rhs, large, mean_n=mean.result)
    found = [cloud(mu).velocity_ratio(below=BELOW * mu) for mu in (12.5, 25.0)]
    far = [abs(value - pushed) for value in found]
    ok = ok and far[1] < far[0] / 2 and far[1] < abs(pushed - average) / 20
    shown = ", ".join(f"{value:.4f}" for value in found)
    laws = f"{average:.4f} by int dr n^2/N, {pushed:.4f} by {factor} of it"
    return Evidence(
        bool(ok),
        f"V2/V1 = {shown} by the modes at mu = 12.5, 25; {laws}",
        "diagonalisation",
        2,
        2,
        assumption=f"<n> is int dr (d(x n)/dx)^2/N, in a harmonic trap {factor} of the average over the atoms, int dr n^2/N",
        witness=f"mu = 25 trap quanta: V2/V1 = {found[1]:.4f} by the modes, {laws}",
    )


def _two_places(form, *local):
    """The sum of ``form`` over two places where the ``local`` symbols differ."""
    return form + form.subs({symbol: sp.Symbol(f"{symbol}_there", positive=True) for symbol in local}, simultaneous=True)


def _averaged(relation, fluxes, drag, *local) -> bool:
    """V2/V1 of two places together is the printed form with n_drag/n averaged over the atoms, and with no other weight."""
    one, two = (_two_places(flux, *local) for flux in fluxes)
    atoms = _two_places(drag, *local) / _two_places(s.n, *local)
    places = _two_places(drag / s.n, *local) / 2
    off = [sp.cancel(relation.rhs.subs(average_drag, value) - two / one) for value in (atoms, places)]
    return prove_zero(off[0]) and not prove_zero(off[1])


@functools.cache
def moved(D: int, gas: tuple, power: Fraction) -> float:
    """V2/V1 by the modes of a mixture with rho_drag = DRAG h^(1 + power)."""
    return trapped_mixture.fast_ratio(TrappedMixture(D, *gas, DRAG, float(power)))


@functools.cache
def moved_liquid() -> float:
    """V2/V1 by the modes of ``LIQUID``."""
    return trapped_liquid.fast_ratio(LIQUID)


def _weighed(D: int, power: Fraction) -> dict[str, float]:
    """The mean of h^power over the atoms of a cloud, and with other weights."""
    mean = lambda p: mean_power(D, p, digits=15)
    return {
        "atoms": float(mean(power)),
        "places": float(mean(power - 1) / mean(-Fraction(1))),
        "squares of the density": float(mean(power + 1) / mean(1)),
        "the centre alone": 1.0,
        "squares of the drag": float(mean(2 * power) ** Fraction(1, 2)),
    }


def _modes_decide(ratio, gas: tuple, powers: dict[int, Fraction]) -> tuple[bool, Tally, str]:
    """Do the modes give ``ratio(mean of h^power)`` in D dimensions with the atoms as weights, and with no others?"""
    ok, planted, worst = True, Tally(), 0.0
    for D, power in powers.items():
        found, weighed = moved(D, gas, power), _weighed(D, power)
        off = {name: abs(ratio(mean) / found - 1) for name, mean in weighed.items()}
        ok, worst = ok and off.pop("atoms") < WITHIN, max(worst, abs(ratio(weighed["atoms"]) / found - 1))
        for name, value in off.items():
            if power:  # else the drag is the same everywhere, per atom
                planted.record(f"weighed with {name}, D = {D}", value > 100 * WITHIN)
    return ok and not planted.survivors, planted, f"V2/V1 by the modes to {worst:.0e} at D = {', '.join(map(str, powers))}"


@statement("carlini2021:text:trap-average-39")
def mixtures(claim, digits):
    """Fluxes of two superfluids of which one is kicked, at two places; modes and averages of Thomas-Fermi clouds beside it."""
    (relation,) = claim.printed
    kicked = two_fluids.channel_velocities() | {s.v1: s.lambda_ * s.t / s.m, s.v2: 0}
    fluxes = [two_fluids.component_flux(i) for i in (1, 2)]
    averages = [thomas_fermi.drag_average(D) for D in (1, 2, 3)]
    ok = _averaged(relation, [flux.result.subs(kicked) for flux in fluxes], s.n_drag, s.n, s.n_drag)
    ok = ok and _replayed(*fluxes, *averages)
    shown = ", ".join(str(average.result) for average in averages)
    centre = DRAG / sum(TrappedMixture(1, *BALANCED, DRAG, 1.0).densities)
    ratio = lambda mean: float(relation.rhs.subs(average_drag, centre * mean))
    # A gas that is uniform across, one in two dimensions and one in three; that in one has no bound at the edge.
    seen, planted, said = _modes_decide(ratio, BALANCED, {1: Fraction(1, 2), 2: Fraction(0), 3: Fraction(1, 2)})
    text = f"<n_drag/n> is {shown} of its value at the centre, D = 1, 2, 3; {said}"
    return Evidence(bool(ok and seen), text, "symbolic", 3, 30, planted=planted)


@statement("carlini2021:text:trap-average-55")
def impurities(claim, digits):
    """Other masses and other densities, each share averaged over the atoms of its own component."""
    (relation,) = claim.printed
    kicked = {s.v1: s.lambda_ * s.t / s.m1, s.v2: 0}
    fluxes = [two_fluids.component_flux(i) for i in (1, 2)]
    local = (s.n1, s.n2, s.rho_drag)
    one, two = (_two_places(flux.result.subs(kicked), *local) for flux in fluxes)
    first, second = 1 - s.rho_drag / (s.m1 * s.n1), s.rho_drag / (s.m2 * s.n2)
    over = lambda share, n: _two_places(share * n, *local) / _two_places(n, *local)
    moved_per_atom = (two / _two_places(s.n2, *local)) / (one / _two_places(s.n1, *local))
    weights = ((s.n1, s.n2), (s.n2, s.n1), (sp.S.One, sp.S.One))
    printed = [relation.rhs.subs({share1: over(first, a), share2: over(second, b)}) for a, b in weights]
    off = [sp.cancel(form - moved_per_atom) for form in printed]
    ok = prove_zero(off[0]) and not any(map(prove_zero, off[1:])) and _replayed(*fluxes)
    gas = dict(zip((s.m1, s.m2), UNEQUAL, strict=False))
    n1, n2 = TrappedMixture(1, *UNEQUAL, DRAG, 1.0).densities

    def ratio(mean):
        shares = {share1: 1 - DRAG * mean / (gas[s.m1] * n1), share2: DRAG * mean / (gas[s.m2] * n2)}
        return float(relation.rhs.subs(shares))

    seen, planted, said = _modes_decide(ratio, UNEQUAL, {1: Fraction(1), 3: Fraction(1, 2)})
    return Evidence(bool(ok and seen), f"shares over the atoms of their component; {said}", "symbolic", 3, 30, planted=planted)


@statement("carlini2021:text:trap-average-47")
def liquids(claim, digits):
    """Low-energy moments of both channels at two places with Landau parameters of their own."""
    (relation,) = claim.printed
    moments = [fermi_liquid.channel_moment(channel) for channel in ("density", "spin")]
    density, spin = (moment.result.subs(s.grad_f2_n, s.n) for moment in moments)
    drag, average = fermi_liquid.drag_density(), thomas_fermi.fermi_drag_average()
    ok = _averaged(relation, (density + spin, density - spin), drag.result, s.n, F1, G1)
    ok = ok and _replayed(*moments, drag, average)
    ratio = lambda mean: float(relation.rhs.subs(average_drag, mean))
    off = {name: abs(ratio(mean) / moved_liquid() - 1) for name, mean in _over_slab(drag.result)}
    within, planted = off.pop("atoms"), Tally()
    for name, value in off.items():
        planted.record(f"weighed with {name}", value > 100 * WITHIN)
    ok = ok and within < WITHIN and not planted.survivors
    said = f"V2/V1 by the modes of a slab to {within:.0e}"
    text = f"<n_drag/n> of a dilute gas is {average.result} of its value at the centre; {said}"
    return Evidence(bool(ok), text, "symbolic", 4, 30, planted=planted)


def _over_slab(drag):
    """(what the local n_drag/n is weighed with, its mean) in ``LIQUID``, where a cell du of x = sin u has cos(u)^4 atoms."""
    local = sp.lambdify(s.k_F, (drag / s.n).subs({F1: LIQUID.F1 * s.k_F**2, G1: LIQUID.G1 * s.k_F**2}), "mpmath")
    over = lambda f: mpmath.quad(f, [-mpmath.pi / 2, 0, mpmath.pi / 2])
    powers = {"atoms": 4, "places": 1, "states at the Fermi surface": 2, "squares of the density": 7}
    for name, power in powers.items():
        weight = lambda u, p=power: mpmath.cos(u) ** p
        yield name, over(lambda u, w=weight: w(u) * local(mpmath.cos(u))) / over(weight)
    yield "the centre alone", local(1)
