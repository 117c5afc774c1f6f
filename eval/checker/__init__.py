"""Measures the check of a model's sentences on true sentences and on doctored ones."""
