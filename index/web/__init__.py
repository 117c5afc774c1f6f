"""The only door to the network for articles: guarded, and polite to who is asked."""
