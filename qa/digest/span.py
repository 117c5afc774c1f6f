"""How far in time an event reaches; apart, for the command line to show it at no cost."""

DAYS = 21  # an event is written about for so many days before and after
