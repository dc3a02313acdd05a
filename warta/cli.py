"""The command line: parse, load, watch, status, export, verify, rebuild, stories, vacuum, schema.

Exit 0: all taken; 3: some inputs were rejected, or ``verify`` found faults; 2: the command cannot be done as given.
"""

# Each command imports what it needs: `status` should not wait for the parser, nor `parse` for the store.
# What a command prints is what it is for.
# ruff: noqa: PLC0415, T201

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from warta.article import Article, ParsedArticle, Rejected
    from warta.fetch import Options
    from warta.intake import Done
    from warta.progress import Progress
    from warta.store.parcel import Parcel

OK, USAGE, REJECTED, INTERRUPTED = 0, 2, 3, 130
WHAT = ("sentences", "articles", "places", "actors", "dates", "statements", "events")
FORMATS = ("csv", "jsonl", "geojson", "parquet")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    from warta.store.errors import StoreError

    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough. What is still buffered must go somewhere, or Python complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        print("Interrupted. What is served has not changed.", file=sys.stderr)
        return INTERRUPTED
    except (StoreError, ValueError, OSError) as error:
        print(f"warta: {error}", file=sys.stderr)
        return USAGE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m warta", description="News as a map, a timeline and a searchable text.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    inputs = argparse.ArgumentParser(add_help=False)
    inputs.add_argument("inputs", nargs="+", metavar="INPUT", help="an address, a file, a folder, or - (standard input)")
    inputs.add_argument("--columns", metavar="FIELD=COLUMN,...", help="what a table calls its fields: text=body,title=headline")
    fetching = argparse.ArgumentParser(add_help=False)
    fetching.add_argument("--allow-private", action="store_true", help="fetch from private and loopback addresses too")
    fetching.add_argument("--proxy", metavar="URL", help="ask through a proxy, http://host:port; none of the environment is used")
    fetching.add_argument("--no-follow", action="store_true", help="take the teasers of feeds as they are, without their pages")
    fetching.add_argument("--most", type=_positive, default=1000, metavar="N", help="pages that one list may lead to (default: 1000)")
    workers = argparse.ArgumentParser(add_help=False)
    workers.add_argument("--workers", type=_positive, metavar="N", help="processes to work in (default: one a core)")
    store = argparse.ArgumentParser(add_help=False)
    store.add_argument("--store", metavar="DIR", help="folder of the store (default: $WARTA_STORE, else store)")

    def add(name: str, run: object, told: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=told, description=told, parents=parents)
        command.set_defaults(run=run)
        return command

    taking = (inputs, workers, fetching)
    add("parse", _parse, "Print parsed articles as JSON Lines; reasons for rejects go to standard error.", *taking)
    loads = add("load", _load, "Parse articles and put them into the store.", *taking, store)
    loads.add_argument("--wait", type=float, default=60, metavar="SECONDS", help="how long to wait for another load to end (default: 60)")
    watch = add("watch", _watch, "Load what is new in feeds, again and again until stopped.", workers, fetching, store)
    watch.add_argument("feeds", nargs="+", metavar="FEED", help="the address of a feed, a sitemap or an OPML, or an OPML file")
    watch.add_argument("--every", type=_seconds, default=900.0, metavar="TIME", help="between two visits to a feed: 15m (default), 2h, 1d")
    watch.add_argument("--once", action="store_true", help="ask each feed once, then end")
    add("status", _status, "Print what is in the store, as JSON.", store)
    export = add("export", _export, "Print the rows that filters select.", store)
    export.add_argument("what", choices=WHAT)
    export.add_argument("filters", nargs="*", metavar="FILTER", help="as in a link: country=KZ from=2022-09-01, or the link itself")
    export.add_argument("--format", choices=FORMATS, default="csv")
    add("verify", _verify, "Check every byte, offset and count of lake and snapshot, and the one against the other.", store)
    add("rebuild", _rebuild, "Build the snapshot anew from the lake.", store, workers)
    add("stories", _stories, "Tell all stories anew, by what articles mean too.", store, workers)
    rids = add("vacuum", _vacuum, "Give back room: remove what nobody needs any more, and make few files of many.", store)
    rids.add_argument("--keep-versions", type=_positive, metavar="N", help="versions of each article that stay (default: all)")
    add("schema", _schema, "Print the JSON Schema of a parsed article.")
    return parser


def _positive(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 1")
    return int(value)


def _seconds(value: str) -> float:
    match = re.fullmatch(r"(\d{1,6})([smhd])", value.strip().lower())
    seconds = int(match[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[match[2]] if match else 0
    if seconds < 60:  # noqa: PLR2004 (a minute)
        raise argparse.ArgumentTypeError(f"{value!r} is no time from a minute on, such as 15m, 2h or 1d")
    return float(seconds)


def _items(options: argparse.Namespace) -> Iterator[ParsedArticle | Rejected]:
    from warta.sources.parsing import parse_all

    return parse_all(_read(options), options.workers or 1)


def _read(options: argparse.Namespace) -> Iterator[Article | ParsedArticle | Rejected]:
    from warta.sources.columns import parse_columns

    columns = parse_columns(options.columns) if options.columns else None
    if not _addresses(options):
        from warta.sources import read

        return read(options.inputs, columns=columns)
    from warta.fetch import Client
    from warta.fetch import read as fetch

    return fetch(options.inputs, Client(_limits(options)), columns=columns)


def _inputs(options: argparse.Namespace) -> list[str]:
    """Return the inputs for the record of the store, where no password belongs."""
    if not _addresses(options):
        return list(options.inputs)
    from warta.fetch import redacted

    return [redacted(name) if "://" in name else name for name in options.inputs]


def _addresses(options: argparse.Namespace) -> bool:
    # What fetches takes a while to import, which only those pay who give an address.
    return any("://" in name for name in options.inputs)


def _limits(options: argparse.Namespace) -> Options:
    from warta.fetch import Options

    return Options(allow_private=options.allow_private, follow=not options.no_follow, most=options.most, proxy=options.proxy)


def _parse(options: argparse.Namespace) -> int:
    from warta.article import Rejected, encode

    rejected = 0
    for item in _items(options):
        if isinstance(item, Rejected):
            rejected += 1
            _tell(item)
        else:
            sys.stdout.buffer.write(encode(item) + b"\n")
    sys.stdout.buffer.flush()
    return REJECTED if rejected else OK


def _load(options: argparse.Namespace) -> int:
    from warta.intake import packed, parcels, size
    from warta.progress import Progress
    from warta.store import load_parcels
    from warta.workers import cores

    workers = options.workers or cores()
    fetched = _addresses(options)
    progress = Progress(None if fetched else size(options.inputs))
    done = load_parcels(
        _told(packed(_read(options), workers) if fetched else parcels(options.inputs, workers), progress),
        _store(options),
        inputs=_inputs(options),
        workers=workers,
        wait=options.wait,
    )
    progress.clear()
    print(f"{done.new} new, {done.changed} changed, {done.unchanged} as they were, {done.rejected} rejected.")
    return REJECTED if done.rejected else OK


def _watch(options: argparse.Namespace) -> int:
    import signal

    from warta.fetch.clock import Clock
    from warta.fetch.watching import Watch

    clock = Clock()

    def end(_signal: int, _frame: object) -> None:
        # The current batch is finished; who cannot wait for that asks a second time.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        clock.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)

    def tell(line: str) -> None:
        print(_printable(f"{time.strftime('%H:%M:%S')} {line}"), file=sys.stderr, flush=True)

    watch = Watch(
        options.feeds, _store(options), every=options.every, options=_limits(options), workers=options.workers or 1, tell=tell, clock=clock
    )
    well = watch.run(once=options.once)
    return OK if well or not options.once else REJECTED


def _told(pieces: Iterable[Done], progress: Progress) -> Iterator[Parcel]:
    for done in pieces:
        for item in done.parcel.rejects:
            progress.clear()
            _tell(item)
        progress.step(done.parcel.articles.num_rows, len(done.parcel.rejects), done.size)
        yield done.parcel
    progress.say("building the snapshot")


def _tell(item: Rejected) -> None:
    where = item.source if item.line is None else f"{item.source}:{item.line}"
    print(_printable(f"{where}: {item.reason}"), file=sys.stderr)


def _printable(text: str) -> str:
    """Return a text that cannot move the cursor of a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def _status(options: argparse.Namespace) -> int:
    import json

    from warta.store.status import status

    print(json.dumps(status(_store(options)), indent=2, ensure_ascii=False))
    return OK


def _verify(options: argparse.Namespace) -> int:
    from warta.store.verify import verify

    faults = verify(_store(options))
    for fault in faults:
        print(_printable(fault))
    if not faults:
        print("Lake and snapshot are as they were written, and agree.")
    return REJECTED if faults else OK


def _rebuild(options: argparse.Namespace) -> int:
    from warta.store import rebuild
    from warta.store.meta import read_meta
    from warta.store.paths import snapshots

    store = _store(options)
    generation = rebuild(store, options.workers)
    print(f"Serving {generation}.")
    lost = read_meta(snapshots(store) / generation).lost
    for what in lost:
        print(_printable(what), file=sys.stderr)
    return REJECTED if lost else OK


def _stories(options: argparse.Namespace) -> int:
    from warta.store.retelling import retell

    done = retell(_store(options), options.workers)
    print(f"{done.articles:,} articles looked at, {done.changed:,} have another story now.")
    return OK


def _vacuum(options: argparse.Namespace) -> int:
    from warta.store.vacuum import vacuum

    done = vacuum(_store(options), options.keep_versions)
    sizes = [f"{size / 1e6:,.1f} MB" for size in (done.lake_before, done.lake_after, done.snapshot_before, done.snapshot_after)]
    print("Lake {} before, {} now; snapshot {} before, {} now; {} old versions removed.".format(*sizes, done.versions_removed))
    return OK


def _schema(_options: argparse.Namespace) -> int:
    from warta.schema import article_schema_text

    print(article_schema_text(), end="")
    return OK


def _export(options: argparse.Namespace) -> int:
    from warta.query import Filters, Names, export
    from warta.store import open_mended

    snapshot = open_mended(_store(options))
    filters, problems = Filters.from_query(query_of(options.filters), Names(snapshot))
    if problems:
        # On a page the rest applies, under a warning. A file has no place for one, so nothing wider is written.
        raise ValueError("; ".join(f"{problem.key}={problem.value}: {problem.reason}" for problem in problems))
    for piece in export(snapshot, filters, options.what, options.format):
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
    return OK


def _store(options: argparse.Namespace) -> Path:
    from warta.store.paths import store_path

    return store_path(options.store)


def query_of(filters: Sequence[str]) -> dict[str, list[str]]:
    """Return filters as on the command line, each ``key=value``, ``a=b&c=d`` or a whole link, as query parameters.

    Raises:
        ValueError: one of them is none of these.
    """
    found: dict[str, list[str]] = {}
    for given in filters:
        query = urlsplit(given).query if "?" in given else given
        try:
            pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True)
        except ValueError as error:
            raise ValueError(f"{given!r} is no filter: write key=value, such as country=KZ") from error
        for key, value in pairs:
            found.setdefault(key, []).append(value)
    return found
