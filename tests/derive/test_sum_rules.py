"""Nothing moves in first order of the time; then the energy-weighted moment does, and at last the static response stays.

carlini2021 Sec. I.
"""

import sympy as sp
from entrainment.derive import fast_drag, sum_rules
from entrainment.derive import notation as s


def test_response_of_a_state_is_real():
    response = sum_rules.response_of_state().result
    assert sp.simplify(sp.im(response.expand(complex=True))) == 0


def test_response_starts_from_rest():
    response = sum_rules.response_of_state().result
    assert response.subs(s.t, 0) == 0
    slope = sp.simplify(sp.diff(response, s.t).subs(s.t, 0))
    assert not slope.has(sum_rules.real_part)


def test_time_average_of_the_early_law_is_the_static_law():
    """lambda t^2 m_1 at small times and 2 lambda m_-1 on average belong to one function, 2 lambda (1 - cos)/energy."""
    energy = s.hbar * s.omega_n0
    exact = 2 * s.lambda_ * sum_rules.real_part * (1 - sp.cos(s.omega_n0 * s.t)) / energy / sum_rules.N2
    early = sum_rules.ultrafast_response().result.subs(s.m1_12, sum_rules.real_part * energy)
    static = sum_rules.static_response().result.subs(s.inverse_moment, sum_rules.real_part / energy)
    assert sp.simplify(sp.limit(exact / early, s.t, 0)) == 1
    assert sp.simplify(exact.subs(sp.cos(s.omega_n0 * s.t), 0) - static) == 0


def test_components_add_up_to_the_density():
    one, two = fast_drag.channels().result
    assert sp.expand(one + two - fast_drag.response_n) == 0
    assert sp.expand(one - two - fast_drag.response_s) == 0


def test_fast_flows_of_the_balanced_mixture_bring_the_whole_momentum():
    """N_1 d<F(1)> + N_2 d<F(2)>: the drag redistributes the impulse, it does not change it."""
    total = sum(fast_drag.fast_flow(i).result for i in (1, 2))
    assert not sp.simplify(total).has(s.n_drag)
