"""What the averages of Eqs. (25), (26), (39), (47), (55) are in a trap, and their values in a harmonic one."""

from __future__ import annotations

from sympy import Eq, Rational

from ... import fast_drag, polaron, thomas_fermi, trapped_clouds
from ...domain import Domain
from ...fast_drag import average_drag
from ...notation import Omega_c, Omega_R, g, hbar, m, m_star, mean_n, mean_x2
from ...records import Claim, Reference
from .spin_orbit import velocity_ratio

_MASS, _MIXING = m / m_star, 2 * g * mean_n * Omega_c / Omega_R**2
_SPIN_ORBIT = (
    "In the presence of harmonic trapping, the averages appearing in Eqs. (25) and (26) take into account the spatial"
    " inhomogeneity of the density profiles"
)
_MIXTURE = "the averages taking into account the possible inhomogeneity of the equilibrium density profile"
_DRAGGED = average_drag / (Rational(1, 2) - average_drag)


def _average(equation: str, title: str, printed, domain: Domain, quote: str) -> Claim:
    relation = Eq(velocity_ratio, printed, evaluate=False)
    return Claim(f"carlini2021:text:trap-average-{equation}", title, (relation,), domain, kind="statement", quote=quote)


def _cloud(slug: str, title: str, derivation, reference: str, D: int, **fixed) -> Claim:
    asked = (), (("D", D), *fixed.items())
    answer, ball = Reference(f"thomas_fermi.{reference}", *asked), Reference(f"cloud_enclosures.{reference}_ball", *asked)
    name, title = f"carlini2021:supplement:{slug}-{D}d", f"{title}, D = {D}"
    return Claim(name, title, None, Domain(D, ()), "supplied", derivation, answer, ball)


TRAP = (
    _average(
        "25",
        "ultrafast ratio of a trapped gas by <x^2>, the average over the atoms",
        -Omega_R * mean_x2 / (Omega_R * mean_x2 + hbar**2 / m),
        trapped_clouds.TRAPPED,
        _SPIN_ORBIT,
    ),
    _average(
        "26",
        "fast ratio of a trapped gas by <n>, the average over the atoms",
        (_MASS - _MIXING) / (_MASS + _MIXING),
        trapped_clouds.TRAPPED,
        _SPIN_ORBIT,
    ),
    _average(
        "39",
        "fast ratio of trapped mixtures by <n_drag/n>, the average over the atoms",
        _DRAGGED,
        fast_drag.dipole_ratio().domain,
        _MIXTURE,
    ),
    _average(
        "47",
        "fast ratio of a trapped Fermi liquid by <n_drag/n>, the average over the atoms",
        _DRAGGED,
        fast_drag.dipole_ratio().domain,
        "takes the same form as for the Andreev-Bashkin effect",
    ),
    _average(
        "55",
        "fast ratio of two trapped components by their effective masses, each averaged over its own atoms",
        polaron.share2 / polaron.share1,
        polaron.DIPOLE,
        "where the average, as usual, takes into account the possible inhomogeneity of the medium",
    ),
    *[
        _cloud("trap-density", "<n> of a trapped condensate over the density at the centre", make, "mean_power", D, power=1)
        for D, make in ((D, lambda D=D: thomas_fermi.mean_density(D)) for D in (1, 2, 3))
    ],
    *[
        _cloud("trap-pushed-density", "int dr (d(x n)/dx)^2 over int dr n^2 of a condensate", make, "pushed_over_mean", D)
        for D, make in ((D, lambda D=D: thomas_fermi.pushed_over_mean(D)) for D in (1, 2, 3))
    ],
    *[
        _cloud(
            "trap-drag",
            "<n_drag/n> of a balanced trapped mixture over its value at the centre",
            lambda D=D: thomas_fermi.drag_average(D),
            "mean_power",
            D,
            power=Rational(D, 2) - 1,
        )
        for D in (1, 2, 3)
    ],
    *[
        Claim(
            f"carlini2021:supplement:trap-fast-ratio-{D}d",
            f"fast ratio of a condensate in a harmonic trap by the density at its centre, D = {D}",
            None,
            trapped_clouds.fast_ratio_of_cloud(D).domain,
            kind="supplied",
            derivation=lambda D=D: trapped_clouds.fast_ratio_of_cloud(D),
            reference=Reference("trapped_sound.fast_ratio", ("m", "k0", "Omega_R", "g", "n"), (("D", D),)),
        )
        for D in (1, 2, 3)
    ],
    _cloud(
        "trap-fermi-drag",
        "<n_drag/n> of a dilute trapped Fermi gas over its value at the centre",
        thomas_fermi.fermi_drag_average,
        "mean_power",
        3,
        power=Rational(2, 3),
        index=Rational(3, 2),
    ),
)
