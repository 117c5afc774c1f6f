"""The index's part of the page: the Library view, and the source pane beside every view."""
