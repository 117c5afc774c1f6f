"""Measures speed, memory and disk beside what a user would otherwise build; knows no figures."""
