"""Two flat clouds interact as their dipoles do, averaged over both density profiles; nothing is expanded in q or in thickness.

Source: aminov2024, Eqs. (D1), (D2), (D4), hbar = 1, dipoles along z, d^2 in energy length^3 (in SI mu_0 mu^2/(4 pi)).
Both clouds have the profile f(z) = (pi/(2 w)) cos(pi z/w), |z| < w/2; L is the distance of their middles, q the
in-plane momentum.  With F(s) = int f(z) f(z + s) dz the effective interactions (energy length^2) are

    between the clouds:  V_ab(q) = d_a d_b int ds F(s) v(q, L + s),
    in one cloud:        V_ii(q) = (g_ii + 8 pi d_i^2/3) F(0) + d_i^2 int ds F(s) v(q, |s|),

where v(q, Z) = int d^2 rho exp(-i q rho) (rho^2 - 2 Z^2)/(rho^2 + Z^2)^{5/2} at Z > 0 (`plane_transform`; quadrature
confirms v = -2 pi q exp(-q Z), used below), and g_ii is the three-dimensional constant.  The contact 8 pi d^2/3
belongs to (D2) read as a principal value (a small sphere left out), whose three-dimensional transform is (4 pi/3)(3 cos^2 - 1).
"""

from mpmath import mp

from .quadrature import integrate
from .vacuum_energy import exact, real


def plane_transform(q, Z, digits=12):
    """v(q, Z) from its definition: int_0^oo 2 pi rho J_0(q rho) (rho^2 - 2 Z^2)/(rho^2 + Z^2)^(5/2) d rho."""
    with mp.workdps(digits + 15):
        q, Z = _positive(q=q, Z=Z)

        def integrand(rho):
            return 2 * mp.pi * rho * mp.besselj(0, q * rho) * (rho**2 - 2 * Z**2) / (rho**2 + Z**2) ** mp.mpf(2.5)

        zero = lambda n: mp.besseljzero(0, int(n)) / q
        return mp.quadosc(integrand, [0, mp.inf], zeros=zero)


def transform_constant(digits=15):
    """int_0^oo j_2(x)/x dx; 4 pi times it multiplies 3 cos^2 - 1 in the transform of (D2), the sphere x < 0 left out."""
    with mp.workdps(digits + 15):

        def integrand(x):
            with mp.extraprec(max(0, -4 * mp.mag(x)) if x else 0):
                return ((3 / x**3 - 1 / x) * mp.sin(x) - 3 * mp.cos(x) / x**2) / x if x else mp.zero

        return mp.quadosc(integrand, [0, mp.inf], omega=1)


def overlap(s, w, digits=20):
    """F(s) = int f(z) f(z + s) dz of two equal profiles of thickness w (1/length), 0 for |s| >= w."""
    with mp.workdps(2 * digits + 20):
        s, w = abs(real(exact(s))), _positive(w=w)[0]
        if s >= w:
            return mp.zero
        profile = lambda z: mp.pi / (2 * w) * mp.cos(mp.pi * z / w)
        return integrate(lambda z: profile(z) * profile(z + s), [-w / 2, w / 2 - s], digits + 5, 1 / w)


def interlayer_interaction(q, d_a, d_b, w, L, digits=15):
    """V_ab(q), energy length^2, negative.  q, w > 0 and L > w (clouds that do not touch), else ValueError."""
    with mp.workdps(2 * digits + 20):
        q, w, L = _positive(q=q, w=w, L=L)
        if L <= w:
            raise ValueError("L must exceed w: the clouds overlap")
        strength = real(exact(d_a) * exact(d_b))

        def weighted(s):
            return overlap(s, w, digits) * -2 * mp.pi * q * (mp.exp(-q * (L + s)) + mp.exp(-q * (L - s)))

        return strength * integrate(weighted, [0, w], digits)


def intralayer_interaction(q, g, d, w, digits=15):
    """V_ii(q), energy length^2.  q, w > 0, else ValueError."""
    with mp.workdps(2 * digits + 20):
        q, w = _positive(q=q, w=w)
        g, d = real(exact(g)), real(exact(d))
        around = integrate(lambda s: 2 * overlap(s, w, digits) * -2 * mp.pi * q * mp.exp(-q * s), [0, w], digits)
        return (g + 8 * mp.pi * d**2 / 3) * overlap(0, w, digits) + d**2 * around


def gaussian_layer(q, g_3d, dipole2, w_z, digits=15):
    """V_ii(q), energy length^2, for the density exp(-z^2/w^2)/(sqrt(pi) w); dipole2 = d^2.  q, w > 0, else ValueError.

    From the transform of (D1) in three dimensions, int dk/(2 pi) |f(k)|^2 {g + (4 pi d^2/3) [3 k^2/(k^2 + q^2) - 1]} with
    |f(k)|^2 = exp(-k^2 w^2/2): no plane transform, no heights.
    """
    with mp.workdps(2 * digits + 20):
        q, w = _positive(q=q, w_z=w_z)
        g, strength = real(exact(g_3d)), real(exact(dipole2))

        reach = mp.sqrt(5 * (digits + 10)) / w
        points, step = {mp.zero, reach / 4, reach / 2, reach}, q / 2
        while step < reach / 8:
            points.add(step)
            step *= 3
        return integrate(lambda k: _gaussian_density(k, q, g, strength, w), sorted(points), digits)


def _gaussian_density(k, q, g, strength, w):
    """The integrand of `gaussian_layer`, both signs of k."""
    angular = 3 * k**2 / (k**2 + q**2) - 1
    return mp.exp(-((k * w) ** 2) / 2) * (g + 4 * mp.pi * strength / 3 * angular) / mp.pi


def mean_distance(w, digits=15):
    """int |s| F(s) ds: with -2 pi d^2 q (1 - q mean_distance) the intralayer interaction to second order in q."""
    with mp.workdps(2 * digits + 20):
        w = _positive(w=w)[0]
        return integrate(lambda s: 2 * s * overlap(s, w, digits), [0, w], digits)


def dipole_range(m, d):
    """r_* = m d^2 (length), hbar = 1."""
    return real(exact(m) * exact(d) ** 2)


def _positive(**values):
    numbers = {name: real(exact(value)) for name, value in values.items()}
    for name, value in numbers.items():
        if value <= 0:
            raise ValueError(f"{name} must be positive")
    return list(numbers.values())
