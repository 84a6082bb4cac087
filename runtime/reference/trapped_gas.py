"""In a trap the two components are pushed apart or along as the modes of the whole cloud say, with no local density assumed.

Source: carlini2021, Eqs. (2), (12), (25), (26), one dimension, single-minimum phase, equal couplings; hbar = 1.
A definition in double precision, not in many digits: sinc functions on a uniform grid, Newton's method for the
stationary Gross-Pitaevskii equation, and the linear response of that state.  With psi_1 = (a + i b)/sqrt(2) and
psi_2 = (a - i b)/sqrt(2) the Hamiltonian (12) is real,

    H (a, b) = (-a''/2m - (k0/m) b' - Omega a/2, -b''/2m + (k0/m) a' + Omega b/2) + (V + k0^2/2m)(a, b),

and the condensate has a even, b odd, both real.  Fluctuations R + i I obey, with chi = (a, b),

    dR/dt = L_- I - lambda_sigma S,   dI/dt = -L_+ R + lambda_n D,   L_- = H + g n - mu,   L_+ = L_- + 2 g chi chi^T,

for -lambda_n sum_i x_i - lambda_sigma sum_i sigma_z,i x_i, with D = x (a, b), S = x (b, -a); the responses are 2 D.R
and 2 S.I.  D and S have opposite parity, so density and spin excite different modes.  Everything is
per particle: int n dx = 1 and the coupling is g N.

Accuracy: the f-sum rules hold to 1e-10 with the default grid; moments below the gap change by less than 1e-8 when
the grid is refined (tests).
"""

from dataclasses import dataclass

import numpy as np
import scipy.linalg

CHANNELS = ("n", "sigma")


@dataclass(frozen=True)
class TrappedGas:
    """mass m, trap frequency, momentum transfer k0, Raman coupling Omega, coupling g N (energy times length); floats.

    Raises ValueError unless m, frequency, g N > 0 and Omega > 2 k0^2/m (single minimum), k0 >= 0.
    """

    m: float
    frequency: float
    k0: float
    Omega: float
    gN: float

    def __post_init__(self):
        for name in ("m", "frequency", "gN"):
            if not getattr(self, name) > 0:
                raise ValueError(f"{name} must be positive, got {getattr(self, name)}")
        if not 0 <= 2 * self.k0**2 / self.m < self.Omega:
            raise ValueError(f"Omega must exceed 2 k0^2/m = {2 * self.k0**2 / self.m}, got {self.Omega}")


class Condensate:
    """Ground state of a TrappedGas and its normal modes.

    points -- grid points at x > 0; extent -- largest x in units of the Thomas-Fermi radius plus five
    oscillator lengths.  Raises ArithmeticError if Newton's method or stability fails.
    """

    def __init__(self, gas, points=None, extent=1.0):
        self.gas = gas
        self.mu_tf = (9 * gas.gN**2 * gas.m * gas.frequency**2 / 32) ** (1 / 3)
        radius = np.sqrt(2 * self.mu_tf / gas.m) / gas.frequency
        half = extent * (radius + 5 / np.sqrt(gas.m * gas.frequency))
        if points is None:
            # Healing, Raman and recoil momenta must lie well inside the band pi/h.
            largest = 2 * np.sqrt(2 * gas.m * max(self.mu_tf, gas.frequency)) + 2 * np.sqrt(2 * gas.m * gas.Omega) + gas.k0
            points = int(np.ceil(half * largest / np.pi)) + 10
        self.h = half / points
        self.x = (np.arange(points) + 0.5) * self.h
        self._kinetic, self._slope = self._sinc(points)
        self.a, self.b, self.mu, self.residual = self._solve()
        self._cache = {}

    def _sinc(self, points):
        """Parity blocks of -d^2/dx^2/2m and d/dx: even and odd functions on x > 0."""
        index = np.arange(2 * points)
        gap = index[:, None] - index[None, :]
        sign = np.where(gap % 2, -1.0, 1.0)
        with np.errstate(divide="ignore"):
            first = np.where(gap == 0, 0.0, sign / (gap * self.h))
            second = np.where(gap == 0, -np.pi**2 / (3 * self.h**2), -2 * sign / (gap * self.h) ** 2)
        right = {"first": first[points:], "second": second[points:]}
        near, mirror = ({k: v[:, points:] for k, v in right.items()}, {k: v[:, :points][:, ::-1] for k, v in right.items()})
        blocks = {p: s * mirror["second"] + near["second"] for p, s in (("even", 1), ("odd", -1))}
        slopes = {p: s * mirror["first"] + near["first"] for p, s in (("even", 1), ("odd", -1))}
        return {p: -block / (2 * self.gas.m) for p, block in blocks.items()}, slopes

    def _hamiltonian(self, first, second):
        """H on (first, second) parities of (a, b)."""
        gas = self.gas
        outer = np.diag(gas.m * gas.frequency**2 * self.x**2 / 2 + gas.k0**2 / (2 * gas.m))
        half = gas.Omega / 2 * np.eye(len(self.x))
        coupling = gas.k0 / gas.m
        return np.block(
            [
                [self._kinetic[first] + outer - half, -coupling * self._slope[second]],
                [coupling * self._slope[first], self._kinetic[second] + outer + half],
            ]
        )

    def _solve(self):
        """Newton's method along a ladder of couplings, from the ideal gas to g N."""
        h, weight = self._hamiltonian("even", "odd"), 2 * self.h  # both halves of the cloud
        size = len(self.x)
        values, vectors = scipy.linalg.eigh(h, subset_by_index=[0, 0])
        chi, mu = vectors[:, 0] / np.sqrt(weight), values[0]
        final = self.gas.gN
        start = min(final, 0.5 * np.sqrt(self.gas.frequency / self.gas.m))
        for gN in np.geomspace(start, final, 1 + int(np.ceil(4 * np.log(final / start) + 1e-9))) if final > start else [final]:
            for _ in range(30):
                density = chi[:size] ** 2 + chi[size:] ** 2
                matrix = self._bend(h, chi, gN * density, mu, gN)
                force = h @ chi + gN * np.tile(density, 2) * chi - mu * chi
                bordered = np.block([[matrix, -chi[:, None]], [2 * weight * chi[None, :], np.zeros((1, 1))]])
                step = np.linalg.solve(bordered, -np.append(force, weight * chi @ chi - 1))
                chi, mu = chi + step[:-1], mu + step[-1]
                if np.max(np.abs(step[:-1])) < 1e-9 * np.max(np.abs(chi)):  # and squared once more
                    break
            else:
                raise ArithmeticError("the stationary equation was not solved")
        density = chi[:size] ** 2 + chi[size:] ** 2
        residual = np.max(np.abs(h @ chi + final * np.tile(density, 2) * chi - mu * chi)) / (mu * np.max(np.abs(chi)))
        if chi[0] < 0:
            chi = -chi
        return chi[:size], chi[size:], mu, residual

    @staticmethod
    def _bend(h, chi, interaction, mu, gN):
        """L_+ = H + g n - mu + 2 g chi chi^T at every point."""
        size = len(interaction)
        a, b = chi[:size], chi[size:]
        local = np.block([[np.diag(a * a), np.diag(a * b)], [np.diag(a * b), np.diag(b * b)]])
        return h + np.diag(np.tile(interaction, 2) - mu) + 2 * gN * local

    def average(self, values):
        """int values n dx for an even function given on x > 0."""
        return 2 * self.h * np.sum(values * self.density)

    @property
    def density(self):
        """n(x) per particle (int n dx = 1) on x > 0."""
        return self.a**2 + self.b**2

    @property
    def sigma_x(self):
        """Local <sigma_x> on x > 0."""
        return (self.a**2 - self.b**2) / self.density

    def mean_density(self):
        """<n> of a density average: int n^2 dx, per length (times N: particles per length)."""
        return self.average(self.density)

    def mean_of_moved_density(self):
        """int (d(x n)/dx)^2 dx, per length: what uniform density and cos(qx) do not tell from <n>.

        d(x n)/dx is the change of density that a spin push f = x makes by way of the locked spin density.
        """
        return 2 * self.h * np.sum((self._slope["odd"] @ (self.x * self.density)) ** 2)

    def modes(self, channel):
        """(frequencies, strengths |<n|F|0>|^2 per particle) of the states that F = x ("n") or x sigma_z ("sigma") excites."""
        if channel not in CHANNELS:
            raise ValueError(f"channel must be one of {CHANNELS}, got {channel!r}")
        if channel not in self._cache:
            self._cache[channel] = self._modes(channel)
        return self._cache[channel]

    def _modes(self, channel):
        a, b, x = self.a, self.b, self.x
        # x (a, b) is (odd, even); x (b, -a) is (even, odd) like the condensate.
        parities, vector = {"n": (("odd", "even"), (x * a, x * b)), "sigma": (("even", "odd"), (x * b, -x * a))}[channel]
        h, probe = self._hamiltonian(*parities), np.concatenate(vector) * np.sqrt(2 * self.h)
        interaction = self.gas.gN * self.density
        minus = h + np.diag(np.tile(interaction, 2) - self.mu)
        plus = self._bend(h, np.concatenate((a, b)), interaction, self.mu, self.gas.gN)
        root = scipy.linalg.cholesky(plus, lower=True)
        squares, rotation = scipy.linalg.eigh(root.T @ minus @ root)
        if channel == "n":
            weights = (rotation.T @ scipy.linalg.solve_triangular(root, probe, lower=True)) ** 2
        else:
            weights = (rotation.T @ (root.T @ probe)) ** 2
            # The phase of the condensate: frequency zero, and S does not move it.
            squares, weights = squares[1:], weights[1:]
        if squares[0] <= 0:
            raise ArithmeticError("the condensate is unstable")
        frequencies = np.sqrt(squares)
        return frequencies, weights * frequencies if channel == "n" else weights / frequencies

    def moment(self, channel, k, below=np.inf):
        """m_k per particle of x ("n") or x sigma_z ("sigma") over the modes with frequency < below."""
        frequencies, strengths = self.modes(channel)
        chosen = frequencies < below
        return np.sum(strengths[chosen] * frequencies[chosen] ** k)

    def velocity_ratio(self, below=np.inf):
        """V_2/V_1 after a short push on component 1, by modes below a frequency: the ratio of m_1(n) -+ m_1(sigma)."""
        n, sigma = self.moment("n", 1, below), self.moment("sigma", 1, below)
        return (n - sigma) / (n + sigma)

    def velocities(self, t, ramp):
        """(V_1, V_2) per lambda at time t, -lambda sum_i x_i on component 1 rising linearly over `ramp` > 0; all modes."""
        signals = []
        for channel in CHANNELS:
            w, strengths = self.modes(channel)
            rising = (1 - np.cos(w * t)) if t < ramp else (np.cos(w * (t - ramp)) - np.cos(w * t))
            signals.append(np.sum(strengths * rising / (w * ramp)))
        return signals[0] + signals[1], signals[0] - signals[1]
