"""The parts of a neutral summary: candidates, their sections, what differs, how it is framed."""
