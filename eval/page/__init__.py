"""The page's view of sets, runs and their figures."""
