"""Tells which names in different articles mean one person; knows no questions."""
