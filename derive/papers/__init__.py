"""What each paper prints, transcribed: one package or module a paper.  Nothing else in ``derive`` imports it."""
