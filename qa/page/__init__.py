"""The page's Chat and Summary views."""
