"""Checks sentences that a model wrote against the passages that they cite."""

from qa.check.checker import Checker

__all__ = ["Checker"]
