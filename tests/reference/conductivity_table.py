"""The certified conductivities of six systems: exact decimal inputs in natural units, values from two formulations.

"exact_loop" is sigma_ab with the loop (10), by the contour alone, to LORENTZIAN_DIGITS (two families of nodes agree).

`python tests/reference/conductivity_table.py` computes what conductivities.json lacks (of the systems named after it, there
with the loop (10), too), one entry after the other; an entry
is written where the integral over real momenta and that along a contour agree to DIGITS of |sigma|.  hbar = k_B = 1,
energies in units of sum_i g_ii n_i (rounded), masses of sqrt(m_a m_b); condensate densities, total densities by Eq. (A8).
Of layers (A8) gives none, it diverges in two dimensions: "total" is what Appendix D estimates, all atoms condensed.  Their
normal density exceeds that 1.3 to 4.1 times: sigma_aa is certified as a number; that of a superfluid has a larger total.
"""

import json
import sys
from pathlib import Path

from entrainment.runtime.reference import bilayer_response, conductivity
from entrainment.runtime.reference.bogoliubov_modes import Mixture
from entrainment.runtime.reference.quadrature import ReferenceDisagreement
from mpmath import mp

DATA = Path(__file__).with_name("conductivities.json")
DIGITS = 20
LORENTZIAN_DIGITS = 10


def load() -> list[dict]:
    return json.loads(DATA.read_text())


def by_route(entry: dict, route: str, digits: int) -> list:
    """sigma of the pairs of `entry`, mpc."""
    inputs = [entry[name] for name in ("omega", "gamma", "T")]
    if "bilayer" in entry:
        layers = bilayer_response.Layers(**entry["bilayer"])
        return bilayer_response.conductivities(conductivity.PAIRS, *inputs, layers, entry["total"], digits, route)
    return conductivity.conductivities(conductivity.PAIRS, *inputs, Mixture(**entry["mixture"]), digits, route=route)


def certified(entry: dict, digits: int = DIGITS) -> list:
    """sigma on which both formulations agree to `digits`; raises ReferenceDisagreement if they do not."""
    first, second = (by_route(entry, route, digits) for route in conductivity.ROUTES)
    for one, two in zip(first, second, strict=True):
        if not abs(one - two) <= abs(one) * mp.mpf(10) ** -digits:
            raise ReferenceDisagreement(f"{entry['system']}: real axis and contour disagree", (one, two))
    return second


def with_lorentzian_loop(entry: dict, digits: int = LORENTZIAN_DIGITS):
    """sigma_ab with the loop (10) of a mixture, mpc."""
    inputs = [entry[name] for name in ("omega", "gamma", "T")]
    return conductivity.conductivity("ab", *inputs, Mixture(**entry["mixture"]), digits, "exact", "contour")


def complete() -> None:
    entries = load()
    for entry in entries:
        if "sigma" not in entry and (len(sys.argv) < 2 or entry["system"] in sys.argv[1:]):
            with mp.workdps(DIGITS + 10):
                entry["sigma"] = {
                    pair: [mp.nstr(part, DIGITS + 1, strip_zeros=False) for part in (value.real, value.imag)]
                    for pair, value in zip(conductivity.PAIRS, certified(entry), strict=True)
                }
            DATA.write_text(json.dumps(entries, indent=1) + "\n")
            print(entry["system"], entry["omega"], entry["sigma"], flush=True)
    for entry in entries:
        if "mixture" in entry and "exact_loop" not in entry and entry["system"] in sys.argv[1:]:
            value = with_lorentzian_loop(entry)
            with mp.workdps(LORENTZIAN_DIGITS + 10):
                parts = value.real, value.imag
                entry["exact_loop"] = [mp.nstr(part, LORENTZIAN_DIGITS + 2, strip_zeros=False) for part in parts]
            DATA.write_text(json.dumps(entries, indent=1) + "\n")
            print(entry["system"], entry["omega"], entry["exact_loop"], flush=True)


if __name__ == "__main__":
    complete()
