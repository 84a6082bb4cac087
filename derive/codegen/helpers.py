"""Carlson's integrals and a product that loses nothing, as float64 text to be pasted into the modules that need them.

Duplication until the arguments agree to 1 %, then the series of degree 7 (DLMF 19.36): B. C. Carlson, Numer.
Algorithms 10, 13 (1995).  A conjugate pair a + ib, a - ib stays one under duplication, so real arithmetic suffices.
"""

from __future__ import annotations

CARLSON_RC = '''\
@njit(error_model="numpy")
def _carlson_rc(x, y):
    """R_C(x, y) for x >= 0, y > 0."""
    if x < y:
        return atan2(sqrt(y - x), sqrt(x))/sqrt(y - x)
    if x > y:
        return asinh(sqrt((x - y)/y))/sqrt(x - y)
    return 1.0/sqrt(x)
'''

CARLSON_RF = '''\
@njit(error_model="numpy")
def _carlson_rf(x, y, z):
    """R_F(x, y, z) for x, y, z >= 0, at most one of them 0."""
    while True:
        shift = sqrt(x)*sqrt(y) + sqrt(y)*sqrt(z) + sqrt(z)*sqrt(x)
        x = 0.25*(x + shift)
        y = 0.25*(y + shift)
        z = 0.25*(z + shift)
        mean = (x + y + z)/3.0
        if not max(abs(mean - x), abs(mean - y), abs(mean - z)) > 0.01*mean:
            break
    x = (mean - x)/mean
    y = (mean - y)/mean
    z = -(x + y)
    return _carlson_rf_series(x*y - z*z, x*y*z)/sqrt(mean)
'''

CARLSON_RF_PAIR = '''\
@njit(error_model="numpy")
def _carlson_rf_pair(a, b, z):
    """R_F(a + i b, a - i b, z) for z >= 0, and a > 0 or b != 0."""
    while True:
        modulus = sqrt(a*a + b*b)
        real_root = sqrt(0.5*(modulus + a)) if a >= 0.0 else abs(b)*sqrt(0.5/(modulus - a))
        shift = modulus + 2.0*real_root*sqrt(z)
        a = 0.5*real_root*(real_root + sqrt(z))
        b = 0.25*b
        z = 0.25*(z + shift)
        mean = (2.0*a + z)/3.0
        if not max(abs(mean - a), abs(b), abs(mean - z)) > 0.007*mean:
            break
    a = (mean - a)/mean
    b = b/mean
    z = -2.0*a
    product = a*a + b*b
    return _carlson_rf_series(product - z*z, product*z)/sqrt(mean)
'''

CARLSON_RF_SERIES = '''\
@njit(error_model="numpy")
def _carlson_rf_series(e2, e3):
    """R_F near equal arguments, from the elementary symmetric functions of their distances to the mean."""
    return (
        1.0
        + e2*(-1.0/10.0 + e2*(1.0/24.0 - (5.0/208.0)*e2))
        + e3*(1.0/14.0 + (3.0/104.0)*e3 + e2*(-3.0/44.0 + e2/16.0))
    )
'''

CARLSON_RD = '''\
@njit(error_model="numpy")
def _carlson_rd(x, y, z):
    """R_D(x, y, z) for x, y >= 0, at most one of them 0, and z > 0."""
    total = 0.0
    scale = 1.0
    while True:
        shift = sqrt(x)*sqrt(y) + sqrt(y)*sqrt(z) + sqrt(z)*sqrt(x)
        total += scale/(sqrt(z)*(z + shift))
        scale *= 0.25
        x = 0.25*(x + shift)
        y = 0.25*(y + shift)
        z = 0.25*(z + shift)
        mean = 0.2*(x + y + 3.0*z)
        if not max(abs(mean - x), abs(mean - y), abs(mean - z)) > 0.007*mean:
            break
    x = (mean - x)/mean
    y = (mean - y)/mean
    return 3.0*total + scale*_carlson_rd_series(x*y, -(x + y)/3.0)/(mean*sqrt(mean))
'''

CARLSON_RD_PAIR = '''\
@njit(error_model="numpy")
def _carlson_rd_pair(a, b, z):
    """R_D(a + i b, a - i b, z) for z > 0, and a > 0 or b != 0."""
    total = 0.0
    scale = 1.0
    while True:
        modulus = sqrt(a*a + b*b)
        real_root = sqrt(0.5*(modulus + a)) if a >= 0.0 else abs(b)*sqrt(0.5/(modulus - a))
        shift = modulus + 2.0*real_root*sqrt(z)
        total += scale/(sqrt(z)*(z + shift))
        scale *= 0.25
        a = 0.5*real_root*(real_root + sqrt(z))
        b = 0.25*b
        z = 0.25*(z + shift)
        mean = 0.2*(2.0*a + 3.0*z)
        if not max(abs(mean - a), abs(b), abs(mean - z)) > 0.005*mean:
            break
    a = (mean - a)/mean
    b = b/mean
    return 3.0*total + scale*_carlson_rd_series(a*a + b*b, -2.0*a/3.0)/(mean*sqrt(mean))
'''

CARLSON_RD_SERIES = '''\
@njit(error_model="numpy")
def _carlson_rd_series(product, z):
    """R_D near equal arguments, from the product of the first two distances and the third."""
    e2 = product - 6.0*z*z
    e3 = (3.0*product - 8.0*z*z)*z
    e4 = 3.0*(product - z*z)*z*z
    e5 = product*z*z*z
    return (
        1.0
        + e2*(-3.0/14.0 + e2*(9.0/88.0 - e2/16.0))
        + e3*(1.0/6.0 + (3.0/40.0)*e3 + e2*(-9.0/52.0 + (45.0/272.0)*e2))
        + e4*(-3.0/22.0 + (3.0/20.0)*e2 - (9.0/68.0)*e3)
        + e5*(3.0/26.0 - (9.0/68.0)*e2)
    )
'''

RC_DEFICIT = '''\
@njit(error_model="numpy")
def _rc_deficit(q):
    """(1 - R_C(1, 1 + q))/q for q > -1: the alternating series of 1/(2k + 3) near q = 0."""
    if abs(q) > 0.25:
        return (1.0 - _carlson_rc(1.0, 1.0 + q))/q
    total = 0.0
    for k in range(26, -1, -1):
        total = 1.0/(2*k + 3) - q*total
    return total
'''

LOG_RATIO = '''\
@njit(error_model="numpy")
def _log_ratio(q):
    """log(1 + q)/q for q > -1, 1 at q = 0."""
    return log1p(q)/q if q != 0.0 else 1.0
'''

RC_SECOND_DEFICIT = '''\
@njit(error_model="numpy")
def _rc_second_deficit(y):
    """V of R_C(1, y) = 1 - q/3 + q**2*V, q = y - 1, y > 0: the alternating series of 1/(2k + 5) near y = 1."""
    q = y - 1.0
    if abs(q) > 0.25:
        return (1.0/3.0 - (1.0 - _carlson_rc(1.0, y))/q)/q
    total = 0.0
    for k in range(26, -1, -1):
        total = 1.0/(2*k + 5) - q*total
    return total
'''

LOG_SECOND_DEFICIT = '''\
@njit(error_model="numpy")
def _log_second_deficit(y):
    """M of log(y) = q - q**2*M, q = y - 1, y > 0: log(y) = 2*artanh(t), t = q/(y + 1), term by term where t is small."""
    q = y - 1.0
    t = q/(y + 1.0)
    if abs(t) > 0.4:
        return (q - log(y))/(q*q)
    total = 0.0
    for k in range(20, -1, -1):
        total = 1.0/(2*k + 3) + t*t*total
    return (1.0 - 2.0*t*total/(y + 1.0))/(y + 1.0)
'''

SINC = '''\
@njit(error_model="numpy")
def _sinc(x):
    """sin(x)/x, 1 at x = 0: no quotient 0/0 that vector code would compute and discard."""
    if abs(x) < 1e-300:
        x = 1e-300
    return sin(x)/x
'''

PRODUCT_ERROR = '''\
@njit(error_model="numpy")
def _product_error(a, b, product):
    """a*b - product without rounding, where product is a*b rounded: the halves of Dekker, Numer. Math. 18, 224 (1971)."""
    shifted = 134217729.0*a
    a_high = shifted - (shifted - a)
    shifted = 134217729.0*b
    b_high = shifted - (shifted - b)
    a_low = a - a_high
    b_low = b - b_high
    return a_low*b_low - (product - a_high*b_high - a_low*b_high - a_high*b_low)
'''

DETERMINANT = '''\
@njit(error_model="numpy")
def _determinant(a, d, b):
    """a*d - b*b to one rounding; zero where it is negative by no more than the rounding of b = sqrt(a*d)."""
    outer = a*d
    inner = b*b
    value = (outer - inner) + (_product_error(a, d, outer) - _product_error(b, b, inner))
    return 0.0 if -4.5e-16*inner <= value < 0.0 else value
'''

TEXTS = {
    "_carlson_rc": CARLSON_RC,
    "_carlson_rf_series": CARLSON_RF_SERIES,
    "_carlson_rf": CARLSON_RF,
    "_carlson_rf_pair": CARLSON_RF_PAIR,
    "_carlson_rd_series": CARLSON_RD_SERIES,
    "_carlson_rd": CARLSON_RD,
    "_carlson_rd_pair": CARLSON_RD_PAIR,
    "_rc_deficit": RC_DEFICIT,
    "_log_ratio": LOG_RATIO,
    "_rc_second_deficit": RC_SECOND_DEFICIT,
    "_log_second_deficit": LOG_SECOND_DEFICIT,
    "_sinc": SINC,
    "_product_error": PRODUCT_ERROR,
    "_determinant": DETERMINANT,
}


def helpers_of(text: str) -> list[str]:
    """Texts of the helpers that ``text`` calls, directly or through another helper, in order of definition."""
    needed: set[str] = set()
    waiting = [text]
    while waiting:
        calling = waiting.pop()
        for name, body in TEXTS.items():
            if name not in needed and f"{name}(" in calling:
                needed.add(name)
                waiting.append(body)
    return [body for name, body in TEXTS.items() if name in needed]
