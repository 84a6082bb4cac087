"""What carlini2021 says in words, checked."""
