"""Names figures for the page, each so that it can stand alone, the most telling first."""

from collections.abc import Iterable, Iterator, Mapping

from eval.glossary import GROUPS

LEADING = (
    "right",
    "hits@4",
    "quote_recall",
    "wrong_speaker",
    "citation_precision",
    "refusal_f1",
    "points_covered",
    "speaker_accuracy",
    "balanced_accuracy",
    "seconds_p50",
)
# Where the glossary's words lean on what stands beside them.
_ALONE: Mapping[str, str] = {
    "aurc": "share wrong, the surest answers first",
    "refusal_f1": "refusals, right and complete",
}
_WORDS = {name: words for group in GROUPS.values() for name, words in group.items()}
_OTHERS = "Others"


def words_of(name: str) -> str:
    """Return what a figure is, in words; its own name where there are none."""
    words = _ALONE.get(name) or _WORDS.get(name)
    return name if words is None else words[0].upper() + words[1:]


def grouped(names: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each group that has some of the figures, with these in its order.

    A report of another version may have figures that are in no group; they come last.
    """
    left = dict.fromkeys(names)
    for group, words in GROUPS.items():
        inside = tuple(name for name in words if name in left)
        for name in inside:
            del left[name]
        if inside:
            yield group, inside
    if left:
        yield _OTHERS, tuple(left)
