"""The symbols of the field, each with its dimension.  One place, so that ``m`` means the same in every chapter.

Coupling constants, densities and energy densities depend on the dimension D of space: ``dimensions(D)`` gives the map.
Everything is in units with an explicit ``hbar``; kernels set ``hbar = 1``.
"""

from __future__ import annotations

import sympy as sp

from . import dimensions as dim

hbar = sp.Symbol("hbar", positive=True)
m, m1, m2, m_r = sp.symbols("m m1 m2 m_r", positive=True)
n1, n2 = sp.symbols("n1 n2", nonnegative=True)
n_plus = sp.Symbol("n_plus", positive=True)
n_minus = sp.Symbol("n_minus", real=True)
g, g11, g22 = sp.symbols("g g11 g22", positive=True)
g12, delta_g = sp.symbols("g12 delta_g", real=True)
mu1, mu2, mu_plus, mu_minus = sp.symbols("mu1 mu2 mu_plus mu_minus", real=True)
E_B, Omega = sp.symbols("E_B Omega", real=True)  # vacuum energy density, grand potential density
c_plus, c_minus = sp.symbols("c_plus c_minus", positive=True)
n_L, n_R, delta_g_min, delta_g_max = sp.symbols("n_L n_R delta_g_min delta_g_max", real=True)
p, kappa = sp.symbols("p kappa", positive=True)
alpha, z = sp.symbols("alpha z", positive=True)
x = sp.Symbol("x", nonnegative=True)  # fraction of the interval between pure 1 and pure 2 along the soft direction
delta = sp.Symbol("delta", real=True)  # delta_g / (g eta), in D = 2 the invariant R
a, a11, a22, a12, a_2d, l_perp = sp.symbols("a a11 a22 a12 a_2d l_perp", positive=True)
delta_a = sp.Symbol("delta_a", real=True)
beta, eta = sp.symbols("beta eta", positive=True)
C, R = sp.symbols("C R", real=True)
n = sp.Symbol("n", positive=True)  # total density n1 + n2
v1, v2 = sp.symbols("v1 v2", real=True)  # superfluid velocities hbar grad(phi_i)/m_i, along the mode
n_drag, rho_drag = sp.symbols("n_drag rho_drag", real=True)  # drag density, rho_drag = m n_drag for equal masses
lambda_, t, q = sp.symbols("lambda_ t q", positive=True)  # strength, duration and wave number of a perturbation
kappa_d, chi_s, c_d, c_s = sp.symbols("kappa_d chi_s c_d c_s", positive=True)
grad_Phi, grad_Phi_s = sp.symbols("grad_Phi grad_Phi_s", real=True)  # gradients of hbar times a phase
m1_star, m2_star = sp.symbols("m1_star m2_star", positive=True)
j_n, j_s, delta_n, delta_s = sp.symbols("j_n j_s delta_n delta_s", real=True)  # density and spin flux, density and spin waves
flow1, flow2 = sp.symbols("flow1 flow2", real=True)  # d<F(i)>/dt of a dimensionless F
m1_moment = sp.Symbol("m1_moment", real=True)  # energy-weighted moment of a dimensionless F
f2_n, mean_x2, Omega_c = sp.symbols("f2_n mean_x2 Omega_c", positive=True)  # int dr f^2 n, <x^2>, critical Raman coupling
mean_n, pushed_n, mean_x2_spin = sp.symbols("mean_n pushed_n mean_x2_spin", positive=True)  # of a cloud, per atom: int dr n^2,
# int dr (d(x n)/dx)^2, int dr x^2 <sigma_x> n
omega_n0 = sp.Symbol("omega_n0", positive=True)  # excitation frequency
m1_12, m1_11, inverse_moment = sp.symbols("m1_12 m1_11 inverse_moment", real=True)  # m_1(1,2), m_1(1,1), m_-1(1,2)
commutator_12, commutator_11 = sp.symbols("commutator_12 commutator_11", real=True)  # <[F(j), [H, F(1)]]>, j = 2, 1
phase_rate, locking = sp.symbols("phase_rate locking", real=True)  # -d Phi/dt; n times the derivative by the spin
grad_f2_n, grad_f2_drag = sp.symbols("grad_f2_n grad_f2_drag", positive=True)  # int dr (grad f)^2 n, ... n_drag
grad_f2_n1, grad_f2_n2, grad_f2_rho = sp.symbols("grad_f2_n1 grad_f2_n2 grad_f2_rho", positive=True)  # ... rho_drag
chi_density, chi_spin = sp.symbols("chi_density chi_spin", positive=True)  # 2 <F>/lambda per atom, static, f = cos(q x)
k_F, tau = sp.symbols("k_F tau", positive=True)  # Fermi wave vector; time in which a perturbation is ramped up
m_star = sp.Symbol("m_star", positive=True)
k0, Omega_R = sp.symbols("k0 Omega_R", positive=True)  # Raman momentum (hbar included) and coupling (an energy)
flux1, flux2, mass_flux = sp.symbols("flux1 flux2 mass_flux", real=True)

# Two components a and b at nonzero temperature (aminov2024).  n_a, n_b are the condensate densities that enter the modes.
m_a, m_b, n_a, n_b = sp.symbols("m_a m_b n_a n_b", positive=True)
m_i, m_j = sp.symbols("m_i m_j", positive=True)  # of any two components
V_aa, V_bb, V_ab = sp.symbols("V_aa V_bb V_ab", real=True)  # Fourier transforms of the interactions at the mode
g_aa, g_bb = sp.symbols("g_aa g_bb", positive=True)
g_ab = sp.Symbol("g_ab", real=True)
eps_a, eps_b, E_a, E_b, E_d, E_s = sp.symbols("eps_a eps_b E_a E_b E_d E_s", positive=True)
gap = sp.Symbol("gap", positive=True)  # E_d - E_s
mixing = sp.Symbol("mixing", positive=True)  # ratio of the parts that b and a have in the density mode
nu = sp.Symbol("nu", real=True)  # energy at which a Green function is taken, i hbar omega_n by continuation
G_aa, G_ab = sp.symbols("G_aa G_ab", real=True)  # elements of a matrix Green function
T = sp.Symbol("T", positive=True)  # k_B times the temperature
E_1, E_2, x_1, x_2 = sp.symbols("E_1 E_2 x_1 x_2", real=True)  # two poles of a loop, two energies that are integrated over
w_l = sp.Symbol("w_l", positive=True)  # hbar times a bosonic Matsubara frequency
S_loop = sp.Symbol("S_loop", real=True)  # response function of a loop
_POLES = tuple((branch, sign) for branch in "ds" for sign in ("plus", "minus"))
loops = {(x, y): sp.Symbol(f"S_{''.join(x)}_{''.join(y)}", real=True) for x in _POLES for y in _POLES}  # S(+-E_x, +-E_y)
G1 = {(r, c): sp.Symbol(f"G1_{r}{c}", real=True) for r in (1, 2) for c in (1, 2)}  # elements of G_ij at i omega_n + i omega
G2 = {(r, c): sp.Symbol(f"G2_{r}{c}", real=True) for r in (1, 2) for c in (1, 2)}  # elements of G_ji at i omega_n
chi = sp.Symbol("chi", real=True)  # current response
weight_mode = sp.Symbol("weight_mode", real=True)  # what one wave number adds to a weight of the conductivity
chi_mode = sp.Symbol("chi_mode", real=True)  # what one momentum adds to the current response
lambda_mode = sp.Symbol("lambda_mode", real=True)  # what one wave number adds to Lambda of aminov2024
Lambda_plus, Lambda_minus = sp.symbols("Lambda_plus Lambda_minus", real=True)
D_0, D_plus, D_minus = sp.symbols("D_0 D_plus D_minus", real=True)  # weights of aminov2024, density over mass
n_i = sp.Symbol("n_i", positive=True)  # total density of component i
sigma = sp.Symbol("sigma", real=True)  # conductivity: particle flux per force
f_plus = sp.Symbol("f_plus", real=True)  # envelope function of aminov2024 at one wave number
rho_s = sp.Symbol("rho_s", positive=True)  # superfluid mass density of one component
slope = sp.Symbol("slope", real=True)  # d(E_d - E_s)/dp at a resonance
f_area = sp.Symbol("f_area", real=True)  # integral of the envelope over p
Delta, p_bar, mu_a, mu_b = sp.symbols("Delta p_bar mu_a mu_b", positive=True)
sigma_ab = sp.Symbol("sigma_ab", real=True)
w_z, distance, height = sp.symbols("w_z L height", positive=True)  # thickness, distance of the layers, of two atoms
rho = sp.Symbol("rho", positive=True)  # in-plane distance
z_a, z_b = sp.symbols("z_a z_b", real=True)  # heights of two atoms above the centres of their layers
dipole2, g_3d, g_ii = sp.symbols("dipole2 g_3d g_ii", positive=True)  # d_a d_b (Gaussian), couplings in D = 3
superfluid_weight, drude_weight = sp.symbols("superfluid_weight drude_weight", real=True)
omega, gamma = sp.symbols("omega gamma", positive=True)  # of the force, and the damping rate of a quasiparticle


def dimensions(D: int) -> dict[sp.Symbol, dim.Dimension]:
    """Dimension of every symbol above in D-dimensional space (pure numbers are left out)."""
    density = dim.LENGTH**-D
    coupling = dim.ENERGY * dim.LENGTH**D
    return (
        {hbar: dim.ACTION, p: dim.WAVENUMBER, kappa: dim.WAVENUMBER}
        | dict.fromkeys((m, m1, m2, m_r), dim.MASS)
        | dict.fromkeys((n1, n2, n_plus, n_minus, n_L, n_R), density)
        | dict.fromkeys((g, g11, g22, g12, delta_g, delta_g_min, delta_g_max), coupling)
        | dict.fromkeys((E_B, Omega), dim.ENERGY * density)
        | dict.fromkeys((c_plus, c_minus), dim.VELOCITY)
        | dict.fromkeys((mu1, mu2, mu_plus, mu_minus), dim.ENERGY)
        | dict.fromkeys((a, a11, a22, a12, a_2d, delta_a, l_perp), dim.LENGTH)
        | dict.fromkeys((n, n_drag, mean_n, pushed_n), density)
        | dict.fromkeys((v1, v2, c_d, c_s), dim.VELOCITY)
        | dict.fromkeys((kappa_d, chi_s), coupling**-1)
        | dict.fromkeys((grad_Phi, grad_Phi_s), dim.MOMENTUM)
        | dict.fromkeys((m1_star, m2_star, m_star), dim.MASS)
        | dict.fromkeys((m1_12, m1_11, commutator_12, commutator_11), dim.ENERGY)
        | {chi_density: dim.ENERGY**-1, chi_spin: dim.ENERGY**-1, k_F: dim.WAVENUMBER, tau: dim.TIME}
        | {omega_n0: dim.TIME**-1, inverse_moment: dim.ENERGY**-1}
        | {phase_rate: dim.ENERGY, locking: dim.ENERGY * density}
        | {k0: dim.MOMENTUM, Omega_R: dim.ENERGY, Omega_c: dim.ENERGY, mean_x2: dim.LENGTH**2, mean_x2_spin: dim.LENGTH**2}
        | dict.fromkeys((j_n, j_s), density * dim.VELOCITY)
        | dict.fromkeys((delta_n, delta_s), density)
        | dict.fromkeys((flow1, flow2), dim.TIME**-1)
        | dict.fromkeys((flux1, flux2), density * dim.VELOCITY)
        | dict.fromkeys((grad_f2_n, grad_f2_drag, grad_f2_n1, grad_f2_n2), dim.LENGTH**-2)
        | {m1_moment: dim.ENERGY, grad_f2_rho: dim.MASS * dim.LENGTH**-2, mass_flux: dim.MASS * density * dim.VELOCITY}
        | dict.fromkeys((m_a, m_b, m_i, m_j), dim.MASS)
        | dict.fromkeys((n_a, n_b), density)
        | dict.fromkeys((V_aa, V_bb, V_ab, g_aa, g_bb, g_ab), coupling)
        | dict.fromkeys((eps_a, eps_b, E_a, E_b, E_d, E_s, gap, nu, T, E_1, E_2, x_1, x_2, w_l), dim.ENERGY)
        | dict.fromkeys((G_aa, G_ab, S_loop, *loops.values(), *G1.values(), *G2.values()), dim.ENERGY**-1)
        | dict.fromkeys((omega, gamma), dim.TIME**-1)
        | {chi_mode: dim.MASS**-1, lambda_mode: dim.MASS * density * dim.LENGTH, n_i: density}
        | {weight_mode: density * dim.LENGTH / dim.MASS}
        | dict.fromkeys((Lambda_plus, Lambda_minus), dim.MASS * density)
        | dict.fromkeys((chi, D_0, D_plus, D_minus, superfluid_weight, drude_weight), density / dim.MASS)
        | dict.fromkeys((sigma, sigma_ab), density * dim.TIME / dim.MASS)
        | {f_plus: dim.MASS * density * dim.ENERGY * dim.LENGTH, slope: dim.ENERGY * dim.LENGTH}
        | {f_area: dim.MASS * density * dim.ENERGY, p_bar: dim.WAVENUMBER}
        | dict.fromkeys((Delta, mu_a, mu_b), dim.ENERGY)
        | {rho_s: dim.MASS * density}
        | dict.fromkeys((w_z, distance, height, rho, z_a, z_b), dim.LENGTH)
        | dict.fromkeys((dipole2, g_3d, g_ii), dim.ENERGY * dim.LENGTH**3)
        | {rho_drag: dim.MASS * density, lambda_: dim.ENERGY, t: dim.TIME, q: dim.WAVENUMBER}
    )


def couplings_from(alpha_, g_=g):
    """(g11, g22) from g = sqrt(g11 g22) and alpha = sqrt(g22/g11)."""
    return g_ / alpha_, g_ * alpha_


def masses_from(z_, m_=m):
    """(m1, m2) from m = sqrt(m1 m2) and z = m2/m1."""
    return m_ / sp.sqrt(z_), m_ * sp.sqrt(z_)
