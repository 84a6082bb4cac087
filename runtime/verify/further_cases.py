"""Cases by which definitions are tried that no claim stands for: arithmetic that the claims share but do not tell apart.

A case is (definition, derived form, domain), as for a claim: naidon2021 Eq. (8), carlini2021 Eq. (13) and Fig. 2.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp
from entrainment.derive import (
    fast_drag,
    mixed_bubbles,
    notation,
    raman_branches,
    raman_signal,
    raman_states,
    raman_sum_rules,
    trapped_clouds,
)
from entrainment.derive.records import Reference

from . import checks


def grand_potential_case() -> tuple[Reference, object, object]:
    """Eq. (8) line by line at equal masses: the one place where the term linear in n_minus counts."""
    lines = mixed_bubbles.mean_field_potential().result
    first = lines.subs({mixed_bubbles.E_B: 0, notation.delta_g: 0, notation.mu_minus: 0})
    second = mixed_bubbles.grand_potential(3).result - first
    arguments = ("n_minus", "delta_g", "mu_minus", "alpha", "g", "m", "n_plus", "mu_plus")
    reference = Reference("mixed_bubbles.grand_potential", arguments, (("D", 3), ("z", 1)))
    return reference, (first, second), mixed_bubbles.window(3)


def sum_rule_cases() -> list[tuple[Reference, object, object]]:
    """Eq. (13) along and across the beams, with a coupling of the spin density that the claims do not have."""
    coupling = sp.Symbol("g_ss", positive=True)
    polarised = raman_sum_rules.ANY_PHASE.where(raman_states.raman > 0.4, raman_states.raman < 0.8, coupling < notation.g / 4)
    domain = replace(polarised, ranges=(*polarised.ranges, (coupling, 0.01, 1)))
    form = raman_sum_rules.moment("density").result.subs(notation.grad_f2_n, notation.q**2 / 2)
    arguments = ("m", "k0", "Omega_R", "n", "g", "g_ss", "q")
    return [(Reference("raman_gas.density_sum_rule", arguments, (("axis", axis),)), form, domain) for axis in ("x", "y")]


def ramp_cases() -> list[tuple[Reference, object, object]]:
    """The signal of Fig. 2 and its rate, after a step, during the ramp and after: what the figure compares."""
    branches = raman_branches.BRANCHES
    durations = ((notation.t, 0.1, 5), (notation.tau, 0.1, 5), (notation.lambda_, 0.1, 2))
    held = {entry[0] for entry in durations}
    ranges = (*(entry for entry in branches.ranges if entry[0] not in held), *durations)
    arguments = ("m", "k0", "Omega_R", "n", "g", "q", "lambda_", "t")
    held_at = {"during": notation.t < notation.tau, "after": notation.t > notation.tau, "step": None}
    cases = []
    for stage, when in held_at.items():
        domain = replace(branches, ranges=ranges, constraints=(*branches.constraints, *([when] if when is not None else [])))
        ramp = ((*arguments, "tau"), ()) if when is not None else (arguments, (("tau", 0),))
        chain = raman_signal.signal(stage)
        for quantity, form in (("response", chain.lines[-2].after), ("flow", chain.result)):
            whole = form.subs(raman_signal.branches()).subs(fast_drag.N, 1)
            asked, fixed = ramp
            cases.append((Reference("raman_gas.ramped", asked, (("quantity", quantity), *fixed)), whole, domain))
    return cases


def cloud_cases() -> list[tuple[Reference, object, object]]:
    """What the velocities of a trapped gas are made of: the ratio alone does not know the number of atoms."""
    cases = []
    for D in (1, 2, 3):
        flows, domain = trapped_clouds.fast_ratio().start, trapped_clouds.fast_ratio_of_cloud(D).domain
        per_push = {notation.lambda_: 1, notation.t: 1, trapped_clouds.force: 1}
        form = tuple(checks.tie(flow, domain).subs(per_push) for flow in flows)
        reference = Reference("trapped_sound.fast_flows", ("m", "k0", "Omega_R", "g", "n"), (("D", D),))
        cases.append((reference, form, domain))
    return cases


#: Cases that no claim stands for, by the module that claims ask.
FURTHER = {
    "mixed_bubbles": lambda: [grand_potential_case()],
    "raman_gas": lambda: [*sum_rule_cases(), *ramp_cases()],
    "trapped_sound": cloud_cases,
}
