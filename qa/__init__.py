"""From a question to a checked answer, from articles to a neutral summary.

Knows the index and the prompts, nothing of gold answers or of the front door.
"""
