"""From sets of gold answers to figures: cases, runs, metrics, reports.

Asks as any user would, through the same functions; changes nothing below it.
"""
