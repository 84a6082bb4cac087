"""Is my mixture in the window of mixed bubbles?

Two atoms, three scattering lengths, a density: the answer, where the edges are, and what would have to be tuned.
"""

from entrainment.runtime import BoseMixture, Phase, units

mixture = BoseMixture.of("41K", "39K", a11=65 * units.a0, a12=174 * units.a0, a22=466 * units.a0)
n1, n2 = 1e14 * units.per_cubic_centimetre, 2e13 * units.per_cubic_centimetre
n_plus = float(mixture.n_plus(n1, n2))
window = mixture.bubble_window(n_plus=n_plus)

lower, _, upper = window.a12.in_units(units.a0, "a0")
inside = window.phase not in (Phase.MISCIBLE, Phase.SEPARATED)
print(f"n_plus = {n_plus:.4g} m^-3, eta = {window.eta:.3g}")
print(f"mixed bubbles for {lower:.4f} a0 < a12 < {upper:.4f} a0, a window of {upper - lower:.3f} a0")
print(f"this mixture, a12 = {mixture.a[1] / units.a0:.4g} a0: {'inside' if inside else 'outside'} ({window.phase.label})")
for warning in window.warnings:
    print("warning:", warning)

middle = (lower + upper) / 2 * units.a0 - mixture.a12_threshold
for bubble in mixture.bubble_composition(n_plus=n_plus, delta_a=float(middle)):
    densities = ", ".join(f"{float(n) / units.per_cubic_centimetre:.3g} cm^-3" for n in (bubble.n1, bubble.n2))
    print(f"in the middle of the window a bubble of {densities} floats in pure {bubble.bath}")
