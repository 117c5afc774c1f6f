"""From any file to passages: readers, paragraphs, quotes, the record and its two maps.

Knows nothing of questions, prompts, models or gold answers.
"""
