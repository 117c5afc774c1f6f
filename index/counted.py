"""Says how many there are of a thing, in words."""


def counted(number: int, thing: str) -> str:
    """Return "1 article", "2 articles", "12,000 articles"; `thing` is the singular."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
