"""Independent truth: the definitions of naidon2021 (PRL 126, 115301), evaluated numerically and nothing else."""
