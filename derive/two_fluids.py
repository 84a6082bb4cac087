"""Two coupled fluids: what the kinetic energy of their relative motion does to the fluxes.

carlini2021 Eqs. (27), (28), (49), (50), (52).  m1 n1 v1^2/2 + m2 n2 v2^2/2 - rho_drag (v1 - v2)^2/2 defines the drag
density; fluxes are its derivatives.  Invariant: the mass flux never depends on the drag (Galilei).
"""

from __future__ import annotations

import mpmath
import sympy as sp

from . import notation as s
from .domain import Domain
from .numeric import evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Differentiate, Rewrite, divided_by, numerical_derivative, substitute

COMPONENTS = {1: (s.m1, s.n1, s.v1), 2: (s.m2, s.n2, s.v2)}

#: Balanced mixture with a drag density below its bound n/4.
BALANCED = Domain(
    3,
    (
        (s.hbar, 0.5, 2),
        (s.m, 0.1, 10),
        (s.n, 0.1, 10),
        (s.n_drag, 0.001, 2),
        (s.kappa_d, 0.1, 10),
        (s.chi_s, 0.1, 10),
        (s.lambda_, 0.1, 10),
        (s.q, 0.1, 10),
        (s.t, 0.1, 10),
        (s.grad_Phi, -2, 2),
        (s.grad_Phi_s, -2, 2),
        (s.delta_n, -1, 1),
        (s.delta_s, -1, 1),
    ),
    (4 * s.n_drag < s.n,),
    given=((s.m1, s.m), (s.m2, s.m), (s.n1, s.n / 2), (s.n2, s.n / 2), (s.rho_drag, s.m * s.n_drag)),
)

#: Two fluids of any masses and densities.
TWO_FLUIDS = Domain(
    3,
    (
        (s.m1, 0.1, 10),
        (s.m2, 0.1, 10),
        (s.n1, 0.1, 10),
        (s.n2, 0.1, 10),
        (s.rho_drag, 0.001, 1),
        (s.v1, -2, 2),
        (s.v2, -2, 2),
        (s.lambda_, 0.1, 10),
        (s.t, 0.1, 10),
    ),
    (s.rho_drag < s.m1 * s.n1, s.rho_drag < s.m2 * s.n2),
)


def kinetic_energy() -> sp.Expr:
    """Kinetic energy density of two superfluids; the last term is Galilei invariant and defines rho_drag."""
    classical = sp.Add(*[mass * n * velocity**2 / 2 for mass, n, velocity in COMPONENTS.values()])
    return classical - s.rho_drag * (s.v1 - s.v2) ** 2 / 2


def channel_velocities() -> dict[sp.Symbol, sp.Expr]:
    """Velocities m v_i = grad(Phi) +- grad(Phi_s) and densities of the balanced mixture."""
    motion = {s.v1: (s.grad_Phi + s.grad_Phi_s) / s.m, s.v2: (s.grad_Phi - s.grad_Phi_s) / s.m}
    return motion | {s.m1: s.m, s.m2: s.m, s.n1: s.n / 2, s.n2: s.n / 2, s.rho_drag: s.m * s.n_drag}


@derivation
def channel_energy() -> Derivation:
    """Kinetic energy of the balanced mixture in the gradients of the total and of the relative phase."""
    step = Step(substitute(channel_velocities(), tidy=sp.expand), "phi_1,2 = Phi +- Phi_s, balanced mixture of equal masses")
    return Derivation("", kinetic_energy(), (step,), BALANCED)


@derivation
def density_flux() -> Derivation:
    """Flux of the total density: the derivative of the energy by the gradient of its phase."""
    return channel_energy().then(Step(Differentiate(s.grad_Phi), "n is conjugate to Phi"))


@derivation
def spin_flux() -> Derivation:
    """Flux of the spin density n1 - n2."""
    return channel_energy().then(Step(Differentiate(s.grad_Phi_s), "s = n1 - n2 is conjugate to Phi_s"))


@derivation
def component_flux(component: int) -> Derivation:
    """Number flux of one component for any masses: the momentum density over the mass."""
    mass, _, velocity = COMPONENTS[component]
    return Derivation(
        "",
        kinetic_energy(),
        (
            Step(Differentiate(velocity, tidy=sp.expand), "momentum density of the component"),
            Step(divided_by(mass), "every atom carries the bare mass of its component"),
        ),
        TWO_FLUIDS,
    )


@derivation
def mass_flux() -> Derivation:
    """m1 j1 + m2 j2 does not contain the drag density."""
    both = sp.Add(*[mass * component_flux(i).result for i, (mass, _, _) in COMPONENTS.items()])
    return Derivation("", both, (Step(Rewrite("expand", sp.expand), "the drag term is Galilei invariant"),), TWO_FLUIDS)


@derivation
def superfluid_velocity() -> Derivation:
    """Flux over density of a condensate wave function sqrt(n1) exp(i phase), hbar grad(phase) = grad_Phi."""
    position = sp.Symbol("x", real=True)

    class FluxOverDensity(Rewrite):
        def residual(self, before, after, point, digits):
            """The phase advances by m v/hbar per length: psi turns at that rate, counter-clockwise where v > 0."""
            values = dict(point) | {position: sp.Rational(2, 7)}
            parts = sp.re(before), sp.im(before)
            real, imaginary = (evaluate(part, values, digits) for part in parts)
            slopes = [numerical_derivative(part, position, values, digits) for part in parts]
            with mpmath.workdps(2 * digits):
                turning = (real * slopes[1] - imaginary * slopes[0]) / (real**2 + imaginary**2)
                velocity = exact(point[s.hbar]) / exact(point[s.m1]) * turning
                return relative_difference(velocity, evaluate(after, point, digits))

    def over_density(psi):
        flux = s.hbar / s.m1 * sp.im(sp.expand(sp.conjugate(psi) * sp.diff(psi, position), complex=True))
        return sp.simplify(flux / s.n1)

    psi = sp.sqrt(s.n1) * (sp.cos(s.grad_Phi * position / s.hbar) + sp.I * sp.sin(s.grad_Phi * position / s.hbar))
    ranges = ((s.hbar, 0.5, 2), (s.m1, 0.1, 10), (s.n1, 0.1, 10), (s.grad_Phi, -2, 2))
    step = Step(FluxOverDensity("flux over density", over_density), "the flux is (hbar/m) Im(psi* grad psi)")
    return Derivation("", psi, (step,), Domain(3, ranges))
