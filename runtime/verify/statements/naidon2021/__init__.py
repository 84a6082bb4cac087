"""What naidon2021 says in words, checked."""
