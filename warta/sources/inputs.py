"""What a person may name as an input: a file, a folder, or ``-``; and which reader is for it."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from warta.article import Article, ParsedArticle, Rejected
from warta.sources.document import read_document
from warta.sources.feed import read_feed
from warta.sources.limits import ARTICLE_BYTES, TOO_LARGE
from warta.sources.lines import read_lines
from warta.sources.page import read_page
from warta.sources.plain import read_plain

Item = Article | ParsedArticle | Rejected
Reader = Callable[[bytes, str], Iterable[Item]]

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|\?xml|!--)", re.IGNORECASE)
_KINDS = {".txt": read_plain, ".html": read_page, ".htm": read_page, ".xhtml": read_page, ".json": read_document}
_KINDS |= dict.fromkeys((".xml", ".rss", ".atom"), read_feed)
_LINES = frozenset({".jsonl", ".ndjson"})
_PEEK = 4096


class UsageError(ValueError):
    """An input that can be told to be wrong before anything is read."""


def read(inputs: Iterable[str], stdin: IO[bytes] | None = None) -> Iterator[Item]:
    """Yield every article of every input, or a reject in its place; folders are read recursively, in the order of names.

    Args:
        inputs: files, folders, or ``-`` for standard input.
        stdin: what ``-`` stands for; standard input if not given.

    Raises:
        UsageError: an input is a URL; raised at once, before anything is read.
    """
    names = list(inputs)
    for name in names:
        if _SCHEME.match(name):
            raise UsageError(f"{name}: an address; only files are read here, and warta.fetch reads both")
    return _read_all(names, stdin)


def read_file(file: IO[bytes], name: str) -> Iterator[Item]:
    """Yield every article of an open file, or a reject in its place; its name, which is no path here, says what kind it is."""
    reader = io.BufferedReader(io.BytesIO(file.read()))
    yield from _opened(reader, Path(name).suffix.lower(), name)  # type: ignore[arg-type]  # a reader of bytes in memory is one too


def _read_all(names: list[str], stdin: IO[bytes] | None) -> Iterator[Item]:
    for name in names:
        if name == "-":
            yield from _sniffed(stdin or sys.stdin.buffer, "-")
        elif Path(name).is_dir():
            yield from _folder(Path(name))
        else:
            yield from _file(Path(name), known_only=False)


def _folder(folder: Path) -> Iterator[Item]:
    empty = True
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            empty = False
            yield from _file(Path(parent) / name, known_only=True)
    if empty:
        yield Rejected(source=_shown(folder), reason="an empty folder: put .txt, .html, .json or .jsonl files into it")


def _shown(path: Path) -> str:
    """Return a path as text that can be stored: a name on the disk may be any bytes."""
    return os.fsencode(path).decode("utf-8", "replace")


def _file(path: Path, *, known_only: bool) -> Iterator[Item]:
    source = _shown(path)
    kind = path.suffix.lower()
    if known_only and kind not in _KINDS and kind not in _LINES:
        yield Rejected(source=source, reason="a kind of file that is not read: .txt, .html, .json and .jsonl are")
        return
    try:
        with path.open("rb") as file:
            yield from _opened(file, kind, source)
    except OSError as error:
        reason = "there is no such file or folder" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        yield Rejected(source=source, reason=reason)


def _opened(file: io.BufferedReader, kind: str, source: str) -> Iterable[Item]:
    if kind in _LINES and not file.peek(_PEEK).lstrip().startswith(b"["):
        return read_lines(file, source)
    reader = read_document if kind in _LINES else _KINDS.get(kind)
    return _whole(file, reader, source) if reader else _sniffed(file, source)


def _sniffed(file: IO[bytes], source: str) -> Iterable[Item]:
    """Tell by its beginning what comes without a name."""
    head = file.readline(ARTICLE_BYTES + 1)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    rest = _Joined(head, file)
    if start.startswith(b"{") and start.rstrip().endswith(b"}"):
        return read_lines(rest, source)
    if start.startswith((b"{", b"[{", b"[\n", b"[\r")) or start.strip() == b"[":
        return _whole(rest, read_document, source)
    return _whole(rest, read_page if _HTML.match(start) else read_plain, source)


class _Joined(io.BytesIO):
    """A line that was read already, and the rest of the stream behind it."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        super().__init__(head)
        self._rest = rest

    def read(self, size: int | None = -1) -> bytes:
        """Read some bytes; all of them by default."""
        if size is None or size < 0:
            return super().read() + self._rest.read()
        head = super().read(size)
        return head + self._rest.read(size - len(head))

    def readline(self, size: int | None = -1) -> bytes:
        """Read a line, or the first ``size`` bytes of it."""
        return super().readline(size) or self._rest.readline(-1 if size is None else size)


def _whole(file: IO[bytes], reader: Reader, source: str) -> Iterable[Item]:
    data = file.read(ARTICLE_BYTES + 1)
    if len(data) > ARTICLE_BYTES:
        return [Rejected(source=source, reason=TOO_LARGE)]
    return reader(data, source)
