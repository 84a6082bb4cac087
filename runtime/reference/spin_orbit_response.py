"""The response of one component to a push on the other is a sum over the normal modes; each branch answers in its time.

Source: carlini2021, Eqs. (1)-(11), (15), (16), (21)-(24), Table I and Fig. 2, with the modes of spin_orbit; hbar = 1, T = 0.
The probes are F = sum_i O_i cos(q.r_i) with, by channel,

    "n": O = 1,   "sigma": O = sigma_z,   "1": O = (1 + sigma_z)/2,   "2": O = (1 - sigma_z)/2,

and a pair of channels such as ("1", "2") stands for the crossed strength, the product of the two elements (they are real).
F reaches one state of a branch at +q and one at -q, each with half the element of exp(i q.r):

    m_k/N = (1/4) sum_{+-q} sum_branches A_q B_q w_q^k.

"Per particle" means per particle of both components.  Responses of Eq. (2) are divided by the number of
the component that is watched (by N in the channels "n" and "sigma"), as the paper does; they are per lambda.

The limit q -> 0 is taken by evaluation at q = 10^-(digits + 5): corrections are of relative order q or q^2.
"""

from fractions import Fraction

from mpmath import mp

from .quadrature import ReferenceDisagreement
from .spin_orbit import hessian, modes_at_precision, present_ground_state, working_dps
from .vacuum_energy import exact, real

CHANNELS = ("n", "sigma", "1", "2")
BRANCHES = ("low", "high")
QUANTITIES = ("strength", "energy", "m1", "m-1")


def _element(mode, channel):
    if channel == "n":
        return mode.density
    if channel == "sigma":
        return mode.spin
    if channel == "1":
        return (mode.density + mode.spin) / 2
    if channel == "2":
        return (mode.density - mode.spin) / 2
    raise ValueError(f"channel must be one of {CHANNELS} or a pair of them, got {channel!r}")


def _either_way(q):
    """F reaches the states at +q and at -q alike."""
    return q, -q


def _spectrum(gas, channel, branch, q, axis, dps):
    """[(frequency, product of elements/4)] over +-q and the branches asked for ("low", "high" or "both")."""
    if branch not in (*BRANCHES, "both"):
        raise ValueError(f"branch must be one of {BRANCHES} or 'both', got {branch!r}")
    first, second = channel if isinstance(channel, tuple) else (channel, channel)
    chosen = {"low": slice(0, 1), "high": slice(1, 2), "both": slice(0, 2)}[branch]
    return [
        (mode.frequency, _element(mode, first) * _element(mode, second) / 4)
        for signed in _either_way(q)
        for mode in modes_at_precision(gas, signed, axis, dps)[chosen]
    ]


def branch_moment(gas, channel, branch, k, q, axis="x", digits=50):
    """m_k per particle, sum over +-q of A_q B_q w_q^k/4, of one branch ("low", "high") or of "both".

    channel is "n", "sigma", "1", "2" or a pair; k an integer (-1, 0, 1 in the paper); q a nonzero number.
    Raises as bogoliubov_modes does, and ValueError for unknown names.
    """
    q = exact(q)
    dps = working_dps(gas, q, digits)
    with mp.workdps(dps):
        return mp.fsum(product * frequency**k for frequency, product in _spectrum(gas, channel, branch, q, axis, dps))


def leading(gas, quantity, channel, branch, axis="x", digits=40):
    """(exponent, coefficient) of a quantity of one branch as q -> 0: quantity = coefficient q^exponent (1 + O(q)).

    quantity: "strength" (m_0 per particle), "m1", "m-1" (moments per particle), "energy" (w at +q, the channel being
    irrelevant).  The exponent is an int; the coefficient an mpf good to `digits`.  (None, 0) if there is no strength
    at all, or less than q^5 of it.  Raises ReferenceDisagreement if two momenta give different powers or coefficients.
    """
    if quantity not in QUANTITIES:
        raise ValueError(f"quantity must be one of {QUANTITIES}, got {quantity!r}")
    small = Fraction(1, 10 ** (digits + 5))
    dps = working_dps(gas, small, 2 * digits)
    with mp.workdps(dps):
        q, power = real(small), {"strength": 0, "energy": 1, "m1": 1, "m-1": -1}[quantity]
        sums = []
        for step in (small, small / 10):
            spectrum = _spectrum(gas, channel, branch, step, axis, dps)
            terms = [spectrum[0][0]] if quantity == "energy" else [p * w**power for w, p in spectrum]
            sums.append(mp.fsum(terms))
            # What is left of a vanishing sum is rounding, far below the next power of q.
            if abs(sums[-1]) <= mp.fsum(terms, absolute=True) * mp.mpf(10) ** (-4 * digits - 25):
                return None, mp.zero
            if abs(sums[-1]) < q**6 * spectrum[0][0] ** power:
                return None, mp.zero
        first, second = sums
        exponent = int(mp.nint(mp.log10(abs(first / second))))
        coefficients = first / q**exponent, second / (q / 10) ** exponent
        if not abs(coefficients[0] - coefficients[1]) <= abs(coefficients[1]) * mp.mpf(10) ** (-digits):
            raise ReferenceDisagreement(f"{quantity} is no power of q", coefficients)
        return exponent, coefficients[1]


def static_response(gas, channel, q=None, axis="x", digits=40):
    """delta<F>/lambda per particle when -lambda F is switched on slowly: 2 m_-1 of both branches.

    For a pair of channels the first is watched, the second pushed; q None means the limit q -> 0.  The sum over the
    modes must agree with the stationary solution of the linear equations themselves, else ReferenceDisagreement.
    """
    q = Fraction(1, 10 ** (digits + 5)) if q is None else exact(q)
    dps = working_dps(gas, q, digits)
    with mp.workdps(dps):
        terms = [2 * product / frequency for frequency, product in _spectrum(gas, channel, "both", q, axis, dps)]
        total = mp.fsum(terms)
        first, second = channel if isinstance(channel, tuple) else (channel, channel)
        direct = mp.fsum(_stationary(gas, first, second, signed, axis) for signed in _either_way(real(q))) / 4
        if not abs(total - direct) <= mp.fsum(terms, absolute=True) * mp.mpf(10) ** (-digits):
            raise ReferenceDisagreement("sum over modes and stationary solution differ", (total, direct))
        return total


def _stationary(gas, first, second, q, axis):
    """Response of exp(i q r) O_1 to itself with O_2, at frequency zero, from the linear equations."""
    A, W, B, spinor = hessian(gas, q, axis)
    weights = {"n": (1, 1), "sigma": (1, -1), "1": (1, 0), "2": (0, 1)}
    matrix = mp.matrix(4, 4)
    for a in range(2):
        for b in range(2):
            matrix[a, b], matrix[a, b + 2] = A[a, b], W[a, b]
            matrix[a + 2, b], matrix[a + 2, b + 2] = W[a, b], B[a, b]
    force = [o * s for o, s in zip(weights[second], spinor, strict=True)] * 2
    answer = mp.lu_solve(matrix, mp.matrix(force))
    watched = [o * s for o, s in zip(weights[first], spinor, strict=True)] * 2
    return sum(w * x for w, x in zip(watched, answer, strict=True))


def _share(gas, watched):
    """Fraction of the particles over which the paper averages a channel."""
    polarisation = present_ground_state(gas).sigma_z
    return {"n": 1, "sigma": 1, "1": (1 + polarisation) / 2, "2": (1 - polarisation) / 2}[watched]


def response(gas, watched, pushed, t, q, branch="both", axis="x", ramp=0, digits=40):
    """delta<F_watched>(t)/lambda of Eq. (2) after -lambda F_pushed is switched on; branch is "low", "high" or "both".

    The perturbation rises linearly over 0 <= t <= ramp (ramp = 0: suddenly).  Times and q as exact numbers, t >= 0.
    """
    return _signal(gas, watched, pushed, t, q, branch, axis, ramp, digits, _displacement)


def flow(gas, watched, pushed, t, q, branch="both", axis="x", ramp=0, digits=40):
    """d<F_watched>/dt per lambda, the signal of Fig. 2; arguments as in response."""
    return _signal(gas, watched, pushed, t, q, branch, axis, ramp, digits, _velocity)


def _signal(gas, watched, pushed, t, q, branch, axis, ramp, digits, answer):
    q, t, ramp = exact(q), exact(t), exact(ramp)
    if t < 0 or ramp < 0:
        raise ValueError("t and ramp must not be negative")
    dps = working_dps(gas, q, digits)
    with mp.workdps(dps):
        spectrum = _spectrum(gas, (watched, pushed), branch, q, axis, dps)
        total = mp.fsum(2 * product * answer(frequency, real(t), real(ramp)) for frequency, product in spectrum)
        return total / _share(gas, watched)


def _after_step(w, t):
    """int_0^t sin(w (t - s)) ds, Eq. (2)."""
    return (1 - mp.cos(w * t)) / w


def _displacement(w, t, ramp):
    """int_0^t sin(w (t - s)) r(s) ds for the ramp r."""
    if not ramp:
        return _after_step(w, t)
    if t < ramp:
        return (t - mp.sin(w * t) / w) / (w * ramp)
    return (1 - (mp.sin(w * t) - mp.sin(w * (t - ramp))) / (w * ramp)) / w


def _velocity(w, t, ramp):
    if not ramp:
        return mp.sin(w * t)
    if t < ramp:
        return (1 - mp.cos(w * t)) / (w * ramp)
    return (mp.cos(w * (t - ramp)) - mp.cos(w * t)) / (w * ramp)


def fast_slope(gas, watched, pushed, axis="x", digits=40):
    """lim (d<F_watched>/dt)/(lambda t q^2) for q -> 0 with only the phonons in motion (Eq. (7)): 2 m_1,low/(q^2 share)."""
    exponent, coefficient = leading(gas, "m1", (watched, pushed), "low", axis, digits)
    if exponent is None:
        return mp.zero
    if exponent != 2:
        raise ReferenceDisagreement("the sound branch does not carry q^2", (mp.mpf(exponent), mp.mpf(2)))
    with mp.workdps(2 * digits):
        return 2 * coefficient / _share(gas, watched)


def ultrafast_slope(gas, watched, pushed, q, axis="x", digits=40):
    """(d<F_watched>/dt)/(lambda t) for times shorter than every period (Eqs. (3), (5)): 2 m_1/share with both branches."""
    total = branch_moment(gas, (watched, pushed), "both", 1, q, axis, digits)
    with mp.workdps(2 * digits):
        return 2 * total / _share(gas, watched)
