"""Two thin layers of dipolar atoms: Fourier transforms of their interactions, dipoles perpendicular to the layers.

aminov2024 Appendix D.  The dipole-dipole interaction is -d_a d_b times the second derivative of 1/r along the dipoles; in
the plane 1/r becomes 2 pi exp(-q height)/q.  Invariant: between layers the transform vanishes at q = 0, and the profile
cos(pi z/w) is normalised to one atom, so that a thin layer gives back the value at the distance of the centres.  Within one
layer the contact part of the dipoles, 8 pi d^2/3, adds to g_3d; in a Gaussian layer the average is an error function.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from .domain import Domain
from .notation import dipole2, distance, g_3d, height, q, rho, w_z
from .notation import z_a as z
from .notation import z_b as z_prime
from .numeric import compile_mpmath, evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Rewrite, Rule

#: Two layers that do not touch.
LAYERS = Domain(
    2,
    (
        (dipole2, 0.1, 5),
        (g_3d, 0.1, 5),
        (q, 0.1, 3),
        (rho, 0.1, 3),
        (w_z, 0.1, 1),
        (distance, 1.2, 5),
        (z, -0.05, 0.05),
        (z_prime, -0.05, 0.05),
    ),
    (w_z < distance,),
    given=((height, distance + z - z_prime),),
)


@dataclass(frozen=True)
class SecondDerivative(Rule):
    """(r^2 - 3 h^2)/r^5 = -d^2/dh^2 (1/r): the potential whose derivative the interaction is."""

    name: str = "as a second derivative along the dipoles"

    def __call__(self, interaction: sp.Expr) -> sp.Expr:
        potential = -dipole2 / sp.sqrt(rho**2 + height**2)
        if sp.simplify(sp.diff(potential, height, 2) - interaction) != 0:
            raise ValueError("not the interaction of parallel dipoles")
        return potential

    def residual(self, before, after, point, digits):
        function, names = compile_mpmath(after)
        with mpmath.workdps(4 * digits):
            values = {str(k): exact(v) for k, v in point.items()}
            at = lambda h: function(*[h if name == "height" else values[name] for name in names])
            bend = mpmath.diff(at, values["height"], 2, h=mpmath.mpf(10) ** (-digits - 5))
            return relative_difference(bend, evaluate(before, point, digits))


@dataclass(frozen=True)
class InPlaneTransform(Rule):
    """Second derivative by the height of the in-plane transform of 1/r, 2 pi exp(-q h)/q."""

    name: str = "Fourier transform in the plane"

    def __call__(self, potential: sp.Expr) -> sp.Expr:
        strength = potential * sp.sqrt(rho**2 + height**2)
        return sp.diff(strength * 2 * sp.pi * sp.exp(-q * height) / q, height, 2)

    def residual(self, before, after, point, digits):
        """The inverse transform, int q dq J_0(q rho)/2 pi, against the interaction itself."""
        transform, names = compile_mpmath(after)
        with mpmath.workdps(2 * digits):
            values = {str(k): exact(v) for k, v in point.items()}
            at = lambda k: transform(*[k if name == "q" else values[name] for name in names])
            far, h = values["rho"], values["height"]
            ends = mpmath.linspace(0, 6 * digits / h, 1 + int(6 * digits * (1 + far / h)))
            inverse = mpmath.quad(lambda k: k * mpmath.besselj(0, k * far) * at(k) / (2 * mpmath.pi), ends, maxdegree=4)
            interaction = sp.diff(before, height, 2)
            return relative_difference(inverse, evaluate(interaction, point, digits))


@derivation
def between_layers() -> Derivation:
    """In-plane Fourier transform of the interaction of two dipoles at the height of one above the other."""
    r_squared = rho**2 + height**2
    return Derivation(
        "",
        dipole2 * (r_squared - 3 * height**2) / r_squared ** sp.Rational(5, 2),
        (
            Step(SecondDerivative(), "the field of a dipole is a derivative of that of a charge"),
            Step(InPlaneTransform(), "1/r is harmonic outside of the layer: exp(-q h) along the height"),
        ),
        LAYERS,
    )


def profile(at) -> sp.Expr:
    """Density of atoms along the dipoles as printed: (pi/2 w) cos(pi z/w)."""
    return sp.pi / (2 * w_z) * sp.cos(sp.pi * at / w_z)


@dataclass(frozen=True)
class AverageOverProfiles(Rule):
    """Average of exp(-q (L + z - z')) over both profiles: the product of two integrals over one height."""

    name: str = "average over the profiles of both layers"

    def __call__(self, transform: sp.Expr) -> sp.Expr:
        rate = sp.Symbol("rate", positive=True)
        phase = sp.pi * z / w_z
        # an antiderivative of cos(k z) exp(-rate z), k = pi/w
        k = sp.pi / w_z
        primitive = sp.exp(-rate * z) * (k * sp.sin(phase) - rate * sp.cos(phase)) / (k**2 + rate**2)
        if sp.simplify(sp.diff(primitive, z) - sp.cos(phase) * sp.exp(-rate * z)) != 0:
            raise ValueError("wrong antiderivative")
        one = sp.pi / (2 * w_z) * (primitive.subs(z, w_z / 2) - primitive.subs(z, -w_z / 2))
        one = sp.factor(sp.expand(one).rewrite(sp.cosh).subs(rate, q))
        both = sp.factor(sp.simplify(one.rewrite(sp.cosh))) ** 2
        return transform.subs(height, distance) * both

    def residual(self, before, after, point, digits):
        function, names = compile_mpmath(before)
        with mpmath.workdps(2 * digits):
            values = {str(k): exact(v) for k, v in point.items()}
            at = lambda h: function(*[h if name == "height" else values[name] for name in names])
            w, pi = values["w_z"], mpmath.pi
            density = lambda u: pi / (2 * w) * mpmath.cos(pi * u / w)
            far = values["L"]
            upper = mpmath.quad(lambda u: density(u) * at(far + u) / at(far), [-w / 2, 0, w / 2])
            lower = mpmath.quad(lambda u: density(u) * at(far - u) / at(far), [-w / 2, 0, w / 2])
            return relative_difference(at(far) * upper * lower, evaluate(after, point, digits))


@derivation
def layered() -> Derivation:
    """V_ab(q) between two layers with the profile cos(pi z/w)."""
    return between_layers().then(Step(AverageOverProfiles(), "exp(-q z) factorises: every pair of heights lies apart"))


@dataclass(frozen=True)
class SmallMomenta(Rule):
    """The interaction of two atoms in one layer to first order in q w; the profile has norm one."""

    name: str = "long waves in one layer"

    def __call__(self, transform: sp.Expr) -> sp.Expr:
        return g_3d / w_z + sp.series(transform.subs(height, 0), q, 0, 2).removeO()

    def residual(self, before, after, point, digits):
        """Average over two cosine profiles of the same layer at tiny q, beyond the contact part g_3d/w_z."""
        function, names = compile_mpmath(before)
        with mpmath.workdps(3 * digits):
            values = {str(k): exact(v) for k, v in point.items()}
            small = mpmath.mpf(10) ** (-digits)
            at = lambda h: function(*[{"height": h, "q": small}.get(name, values.get(name)) for name in names])
            w, pi = values["w_z"], mpmath.pi
            density = lambda u: pi / (2 * w) * mpmath.cos(pi * u / w)
            norm = mpmath.quad(density, [-w / 2, 0, w / 2])
            found = evaluate(after, dict(point) | {q: small}, 2 * digits) - values["g_3d"] / w
            return relative_difference(at(mpmath.mpf(0)) * norm**2, found)


@derivation
def within_layer() -> Derivation:
    """V_ii(q) of one layer: contact interaction over the thickness w, and the dipoles to first order in q."""
    return between_layers().then(
        Step(SmallMomenta(), "q w << 1; the part of the dipoles that acts as a contact is counted to g_3d"),
        Step(Rewrite("collect", lambda e: sp.expand(e)), "an interaction in two dimensions"),
    )


@dataclass(frozen=True)
class AverageOverGaussian(Rule):
    """Average over the distance of two atoms with the density exp(-z^2/w^2)/(sqrt(pi) w) each, contact parts added.

    The sphere that (D2) leaves out as a principal value makes a contact interaction 8 pi d^2/3 of the layer.
    """

    name: str = "average over a Gaussian layer"

    def __call__(self, transform: sp.Expr) -> sp.Expr:
        apart = sp.Symbol("apart", positive=True)
        density = sp.exp(-(apart**2) / (2 * w_z**2)) / (sp.sqrt(2 * sp.pi) * w_z)
        contact = (g_3d + 8 * sp.pi * dipole2 / 3) * density.subs(apart, 0)
        return contact + sp.integrate(2 * density * transform.subs(height, apart), (apart, 0, sp.oo))

    def residual(self, before, after, point, digits):
        """The transform in three dimensions, g + (4 pi d^2/3) (3 cos^2 - 1), averaged over the momenta across the layer."""
        with mpmath.workdps(2 * digits):
            values = {str(k): exact(v) for k, v in point.items()}
            g, d2, w, along = (values[name] for name in ("g_3d", "dipole2", "w_z", "q"))
            pi, reach = mpmath.pi, mpmath.sqrt(5 * digits) / w
            angular = lambda k: g + 4 * pi * d2 / 3 * (3 * k**2 / (k**2 + along**2) - 1)
            weighted = lambda k: mpmath.exp(-((k * w) ** 2) / 2) * angular(k) / pi
            ends = sorted({mpmath.mpf(0), along / 2, along, 2 * along, 4 * along, reach / 8, reach / 4, reach / 2, reach})
            return relative_difference(mpmath.quad(weighted, ends), evaluate(after, point, digits))


@derivation
def within_gaussian_layer() -> Derivation:
    """V_ii(q) of one layer with a Gaussian profile, at any wave number."""
    return between_layers().then(Step(AverageOverGaussian(), "heights of two atoms differ by sqrt(2) of the width of one"))
