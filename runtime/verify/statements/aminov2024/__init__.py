"""What aminov2024 says in words, checked."""
