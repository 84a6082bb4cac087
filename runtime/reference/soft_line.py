"""The soft direction: n_1/n_1(n_L) + n_2/n_2(n_R) = 1, a straight line from pure 1 to pure 2, E_B taken at g12 = sqrt(g11 g22).

Source: naidon2021, Eqs. (5)-(8) and (18), hbar = 1.  m1 = m/sqrt(z), m2 = m sqrt(z),
g11 = g/alpha, g22 = g alpha.  The line is parametrised by x in [0, 1],
n_- = n_L + x (n_R - n_L): x = 0 is pure 1 and x = 1 is pure 2.  Derivatives with
respect to x come from the Taylor arithmetic of `vacuum_energy`.
"""

from mpmath import mp

from .jets import Jet
from .vacuum_energy import exact, line_derivatives, make_mixture, real


class SoftLine:
    """E_B and the mean-field term of the second line of (8) along the interval (7).

    D, and alpha, z, g, m, n_plus, kappa > 0 as int, Fraction, 'p/q' or mpf; kappa
    defaults to 1 in D = 2.  `digits` is the accuracy offered by the methods.
    """

    def __init__(self, D, alpha, z, g=1, m=1, n_plus=1, kappa=None, digits=30):
        if min(exact(v) for v in (alpha, z, g, m, n_plus)) <= 0:
            raise ValueError("alpha, z, g, m and n_plus must be positive")
        self.D, self.digits, self.work = D, digits, 4 * digits + 60
        self.kappa = (1 if kappa is None else kappa) if D == 2 else kappa
        with mp.workdps(self.work):
            self.alpha, self.z, self.g, self.m, self.n_plus = (real(exact(v)) for v in (alpha, z, g, m, n_plus))
            self.n_left, self.n_right = -self.n_plus * self.alpha, self.n_plus / self.alpha
            root = mp.sqrt(self.z)
            self.mixture = make_mixture(self.m / root, self.m * root, self.g / self.alpha, self.g * self.alpha, "critical")
            # Ends of (7): only component 1 at n_L, only component 2 at n_R.
            self.n1_pure = self._densities(self.n_left)[0]
            self.n2_pure = self._densities(self.n_right)[1]
        self._cache = {}

    def _densities(self, n_minus):
        """(n1, n2) from (5) and (6), which are an orthogonal rotation."""
        root, norm = mp.sqrt(self.alpha), mp.sqrt(self.alpha + 1 / self.alpha)
        return (self.n_plus / root - root * n_minus) / norm, (root * self.n_plus + n_minus / root) / norm

    def energy(self, x):
        """[E_B, dE_B/dx, d^2E_B/dx^2] at x."""
        with mp.workdps(self.work):
            x = exact(x)
            if not 0 <= x <= 1:
                raise ValueError("x must lie in [0, 1]")
            if x not in self._cache:
                n1, n2 = exact(self.n1_pure), exact(self.n2_pure)
                self._cache[x] = line_derivatives(
                    self.D, self.mixture, (n1 * (1 - x), -n1), (n2 * x, n2), 2, self.kappa, self.digits
                )
            return self._cache[x]

    def mean_field(self, x):
        """Coefficient of delta_g in (8) and its first two x-derivatives."""
        with mp.workdps(self.work):
            n_minus = Jet.line(self.n_left + real(exact(x)) * (self.n_right - self.n_left), self.n_right - self.n_left, 2)
            a = self.alpha
            bracket = self.n_plus**2 - (a - 1 / a) * self.n_plus * n_minus - n_minus * n_minus
            return (bracket / (a + 1 / a)).derivatives()

    def omega(self, x, delta_g):
        """Second line of (8) at mu_- = 0, and its first two x-derivatives."""
        with mp.workdps(self.work):
            return [delta_g * q + e for q, e in zip(self.mean_field(x), self.energy(x), strict=False)]

    def vanishing(self, functional):
        """delta_g for which a linear functional of Omega vanishes; `functional` maps a function x -> jet to a number."""
        with mp.workdps(self.work):
            return -functional(self.energy) / functional(self.mean_field)

    def unit(self):
        """(scale, shift): delta_g = g (scale*reduced + shift), the reduced coupling of Fig. 2."""
        with mp.workdps(self.work):
            if self.D == 3:
                return mp.sqrt(self.m**3 * self.g**3 * self.n_plus), mp.zero
            if self.D == 1:
                return mp.sqrt(self.m * self.g / self.n_plus), mp.zero
            az, root = self.alpha * mp.sqrt(self.z), mp.sqrt(self.z)
            factor = (1 / az + az - 4 / (root + 1 / root)) / (8 * mp.pi)
            logarithm = mp.log(self.m * self.g * self.n_plus / real(exact(self.kappa)) ** 2)
            return self.m * self.g, self.m * self.g * factor * logarithm

    def reduced(self, delta_g):
        """delta_g in the units of Fig. 2."""
        with mp.workdps(self.work):
            scale, shift = self.unit()
            return (real(exact(delta_g)) / self.g - shift) / scale

    def unreduced(self, delta):
        """delta_g from the coordinate of Fig. 2."""
        with mp.workdps(self.work):
            scale, shift = self.unit()
            return self.g * (real(exact(delta)) * scale + shift)


def curvature_functional(side):
    """Omega''(n_L) ("left") or Omega''(n_R) ("right"), up to a positive factor."""
    end = {"left": 0, "right": 1}[side]
    return lambda jet: jet(end)[2]


def tangent_functional(side):
    """Omega'(end) (n_R - n_L) - [Omega(n_R) - Omega(n_L)] with end = n_R ("right") or n_L ("left")."""
    end = {"left": 0, "right": 1}[side]
    return lambda jet: jet(end)[1] - (jet(1)[0] - jet(0)[0])
