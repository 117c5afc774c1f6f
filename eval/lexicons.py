"""Reads the word list that the measure of polarity needs; its owner allows no copies of it."""

from pathlib import Path

from eval.errors import SetError
from eval.rows import read_text

# Beyond these valences a word is polar: Lee et al. 2022, NeuS.
_POSITIVE, _NEGATIVE = 0.65, 0.35


def read_arousal(path: Path) -> dict[str, float]:
    """Read the arousal, 0..1, of each polar word of an NRC-VAD lexicon.

    Args:
        path: lines of a word, its valence, arousal and dominance, parted by tabs (Mohammad 2018);
            a later edition, which counts from -1 to 1, is brought to 0..1.

    Raises:
        SetError: the file has no such line.
    """
    found: dict[str, tuple[float, float]] = {}
    for line in read_text(path).split("\n"):
        cells = line.split("\t")
        if len(cells) == 4 and _is_number(cells[1]) and _is_number(cells[2]):
            found[cells[0].strip().lower()] = float(cells[1]), float(cells[2])
    if not found:
        raise SetError(
            f"{path} is no NRC-VAD lexicon: each line must have a word and three numbers, parted "
            "by tabs."
        )
    if any(min(pair) < 0 for pair in found.values()):
        found = {word: ((v + 1) / 2, (a + 1) / 2) for word, (v, a) in found.items()}
    return {word: a for word, (v, a) in found.items() if v > _POSITIVE or v < _NEGATIVE}


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
