"""interim"""
import numpy as np
from numba import complex128, float64, guvectorize, njit


@njit(error_model="numpy")
def _resonance_sum(a, B, Q, omega, gamma, out):
    width = 2.0*gamma
    x_re = np.empty(64); x_im = np.empty(64); s_re = np.empty(64); s_im = np.empty(64); w_re = np.empty(64); w_im = np.empty(64)
    for start in range(0, omega.shape[0], 64):
        m = min(64, omega.shape[0] - start)
        for j in range(m):
            w = omega[start + j]
            w_re[j] = w*w - width*width
            w_im[j] = 2.0*width*w
            s = gamma/(w*w + width*width)
            s_re[j] = -s*width
            s_im[j] = -s*w
            x_re[j] = 0.0
            x_im[j] = 0.0
        for k in range(a.shape[0]):
            a_re = a[k].real
            a_im = a[k].imag
            B_re = B[k].real
            B_im = B[k].imag
            Q_re = Q[k].real
            Q_im = Q[k].imag
            for j in range(m):
                d_re = Q_re - w_re[j]
                d_im = Q_im - w_im[j]
                n_re = a_re + s_re[j]*B_re - s_im[j]*B_im
                n_im = a_im + s_re[j]*B_im + s_im[j]*B_re
                r = 1.0/(d_re*d_re + d_im*d_im)
                x_re[j] += (n_re*d_re + n_im*d_im)*r
                x_im[j] += (n_im*d_re - n_re*d_im)*r
        for j in range(m):
            out[start + j] = complex(x_re[j], x_im[j])


@guvectorize([(complex128[::1], complex128[::1], complex128[::1], float64[::1], float64, complex128[::1])], "(k),(k),(k),(w),()->(w)", nopython=True, cache=True)
def resonance_sum(a, B, Q, omega, gamma, out):
    _resonance_sum(a, B, Q, omega, gamma, out)
