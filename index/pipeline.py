"""Drafts into a library: begun as they come, stored several at a time, told in order."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from index.adding import Added, Made, Named, Pending, name
from index.article import Draft
from index.course import Course, size_of
from index.errors import BylineError, LibraryError, SourceError
from index.files import File, Taken, file_of
from index.library import Library
from index.making import Maker
from index.outcomes import Outcome

# Stored at once: half the time of one by one, but nobody waits long to see what became of his.
_AT_ONCE = 32
_SECONDS = 0.5
_AHEAD = 8 * _AT_ONCE  # for other processes to do while this one puts chunks into the maps
_SOME = 200  # chunks, which are worth it while other processes work
_PAY = 2_000  # chunks, about a second: little is left to do at the end, or after Ctrl-C


@dataclass(slots=True)
class _Open:
    """A file whose articles are being taken."""

    path: str
    file: File
    length: int  # bytes
    read: int = 0  # code points
    waiting: int = 0  # articles of which nothing is told yet
    failed: bool = False
    taken: list[Taken] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Begun:
    """An article that is being made."""

    pending: Pending
    made: Callable[[], Made]


@dataclass(frozen=True, slots=True)
class _Item:
    """An article on its way.

    Attributes:
        work: what became of it; or that it is being made; or a draft that must wait for its turn,
            because one before it has the same id or text.
        named: what it is known by; None where it failed or its file was not read.
    """

    source: str
    work: Added | BylineError | _Begun | Named
    file: _Open | None
    named: Named | None = None


class Pipeline:
    """What is on its way into one library; the library ends as if one were added after another."""

    def __init__(
        self, library: Library, maker: Maker, course: Course, clock: Callable[[], float]
    ) -> None:
        self._library = library
        self._maker = maker
        self._course = course
        self._clock = clock
        self._items: deque[_Item] = deque()
        self._open: _Open | None = None
        self._read: list[_Open] = []  # read to the end, but not yet remembered
        self._on_their_way: Counter[str] = Counter()  # ids and digests
        self._stored_at = clock()
        self._pays = True
        self._failed = False  # the library, not an article

    def run(
        self, items: Iterable[Draft | SourceError], stopped: Callable[[], bool]
    ) -> Iterator[Outcome]:
        """Add what comes; yield what became of each, in order, once it is in the record.

        Args:
            items: drafts, and why there is none.
            stopped: asked before each; true ends the adding, and what is on its way is dropped
                where other processes have it, else stored.
        """
        try:
            for item in items:
                self._take(item)
                if self._is_due():
                    yield from self._store()
                if self._failed or stopped():
                    break
            else:
                self._close()
                if self._maker.spread:  # rather than when the others have nothing to do any more
                    self._pay(_SOME)
            while self._items and not self._failed and not (self._maker.spread and stopped()):
                yield from self._store()
        finally:
            self._maker.close()

    def skip(self, path: Path, content: bytes) -> bool:
        """Take the next file; where nothing in it has changed, that is told without reading it."""
        self._close()
        self._course.begin(size_of(path))
        file = file_of(path, content)
        held = self._library.held(file)
        if not held:
            self._open = _Open(str(path), file, len(content))
            return False
        for one in held:
            added = Added(one.status, one.article_id, one.title, one.paragraphs, one.quotes)
            self._items.append(_Item(f"{path}{one.place}", added, None))
        return True

    def _close(self) -> None:
        if self._open is not None:
            self._read.append(self._open)
            self._open = None

    def _take(self, item: Draft | SourceError) -> None:
        file = self._open if self._open and item.source.startswith(self._open.path) else None
        if file is not None:
            file.waiting += 1
            file.read += 0 if isinstance(item, SourceError) else len(item.text)
            self._course.read(file.read / max(1, file.length))
        self._items.append(self._begin(item, file))

    def _begin(self, item: Draft | SourceError, file: _Open | None) -> _Item:
        if isinstance(item, SourceError):
            return _Item(item.source, item, file)
        try:
            named = name(item)
            work: Added | _Begun | Named = named
            if not (self._on_their_way[named.article_id] or self._on_their_way[named.digest]):
                settled = self._library.settle(named)
                if isinstance(settled, Added):
                    return _Item(item.source, settled, file, named)
                marks, share = named.draft.marks, self._course.share
                work = _Begun(settled, self._maker.begin(settled.article, marks, share))
        except (SourceError, LibraryError) as error:
            return _Item(item.source, error, file)
        self._on_their_way.update((named.article_id, named.digest))
        return _Item(item.source, work, file, named)

    def _is_due(self) -> bool:
        enough = _AHEAD if self._maker.spread else _AT_ONCE
        return len(self._items) >= enough or self._clock() - self._stored_at >= _SECONDS

    def _store(self) -> Iterator[Outcome]:
        """Store the next articles, and tell what became of them."""
        batch = self._batch()
        for item, result in zip(batch, self._results(batch), strict=False):
            self._failed = self._failed or isinstance(result, LibraryError)
            self._strike(item, result)
            yield Outcome(item.source, result)
        self._remember()
        self._pay()
        self._stored_at = self._clock()

    def _batch(self) -> list[_Item]:
        batch = [self._items.popleft()]
        if isinstance(batch[0].work, Named):
            return batch
        while self._items and len(batch) < _AT_ONCE:
            if isinstance(self._items[0].work, Named):
                break
            batch.append(self._items.popleft())
        return batch

    def _results(self, batch: list[_Item]) -> list[Added | BylineError]:
        """Return what became of a batch; of nothing more than the first where the library fails."""
        articles = [(i.work.pending, i.work.made()) for i in batch if isinstance(i.work, _Begun)]
        stored: list[Added] = []
        failure: LibraryError | None = None
        try:
            while len(stored) < len(articles):
                rest = articles[len(stored) :]
                stored += self._library.store(rest)
                if len(stored) < len(articles):  # another process was faster with this one
                    stored.append(self._library.add(articles[len(stored)][0].named.draft))
        except LibraryError as error:
            failure = error
        results: list[Added | BylineError] = []
        becoming = iter(stored)
        for item in batch:
            result = self._result(item, becoming, failure)
            results.append(result)
            if isinstance(result, LibraryError):
                break
        return results

    def _result(
        self, item: _Item, stored: Iterator[Added], failure: LibraryError | None
    ) -> Added | BylineError:
        if isinstance(item.work, Added | BylineError):
            return item.work
        if isinstance(item.work, Named):
            try:
                return self._library.add(item.work.draft)
            except LibraryError as error:
                return error
        done = next(stored, failure)
        if done is None:
            raise AssertionError("what is neither stored nor failed")
        return done

    def _strike(self, item: _Item, result: Added | BylineError) -> None:
        """Take an article off what is on its way, and note it in its file."""
        if item.named is not None and not isinstance(item.work, Added):
            for known in (item.named.article_id, item.named.digest):
                self._on_their_way[known] -= 1
                if not self._on_their_way[known]:
                    del self._on_their_way[known]
        file = item.file
        if file is None:
            return
        file.waiting -= 1
        if isinstance(result, BylineError) or item.named is None:
            file.failed = True
        else:
            place, duplicate = item.source.removeprefix(file.path), result.status == "duplicate"
            file.taken.append(Taken(place, result.article_id, duplicate, item.named.digest))

    def _remember(self) -> None:
        """Keep which files need not be read again; those with a failure are, to tell it again."""
        told = [file for file in self._read if not file.waiting]
        self._read = [file for file in self._read if file.waiting]
        whole = [(file.file, file.taken) for file in told if file.taken and not file.failed]
        if whole:
            with suppress(LibraryError):  # the next article will tell it
                self._library.remember(whole)

    def _pay(self, least: int = _PAY) -> None:
        """Put chunks into the maps, where so many are owed."""
        if not self._pays or self._failed or self._library.owed() < least:
            return
        try:
            self._library.pay_maps()
        except LibraryError:  # whoever pays at the end will tell it
            self._pays = False
