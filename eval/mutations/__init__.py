"""Changes of articles, or of cases, after which the right answer is known; knows no commands."""
