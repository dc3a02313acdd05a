"""Routes beside Streamlit's: fonts, country borders, and downloads of exactly the selected rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from components.opened import opened
from warta.query import FORMATS, MEDIA, WHATS, Filters, Names, export, file_name
from warta.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from typing import Any

    from starlette.requests import Request
    from starlette.responses import Response

ROOT = Path(__file__).resolve().parents[1]


class CachedFiles(StaticFiles):
    """Files that do not change while a version of Warta is served: a browser may keep them for a day."""

    def file_response(self, *arguments: Any, **options: Any) -> Response:  # noqa: ANN401  (as the parent has it)
        """Return the file with leave to cache it."""
        response = super().file_response(*arguments, **options)
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response


def query_of(request: Request) -> Mapping[str, list[str]]:
    """Return all values of each query parameter."""
    found: MutableMapping[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        found.setdefault(key, []).append(value)
    return found


def download(request: Request) -> Response:
    """Answer ``/api/export?what=…&format=…`` and the filters of a link with the selected rows as a file."""
    query = query_of(request)
    what, form = query.get("what", ["sentences"])[0], query.get("format", ["csv"])[0]
    if what not in WHATS or form not in FORMATS:
        return PlainTextResponse(f"what is one of {', '.join(WHATS)}; format is one of {', '.join(FORMATS)}", status_code=400)
    try:
        snapshot = opened()
        filters, problems = Filters.from_query(query, Names(snapshot))
    except StoreError as error:
        return PlainTextResponse(str(error), status_code=503)
    if problems:
        told = "; ".join(f"{problem.key}={problem.value[:80]}: {problem.reason}" for problem in problems)
        return PlainTextResponse(f"not exported, so that no more is taken than was asked for. {told}", status_code=400)
    rows = export(snapshot, filters, what, form)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(what, form)}"', "Cache-Control": "no-store"}
    return StreamingResponse(rows, media_type=MEDIA[form], headers=headers)


COMPRESSED = [Middleware(GZipMiddleware, minimum_size=1000)]
ROUTES: tuple[BaseRoute, ...] = (
    Mount("/assets", app=CachedFiles(directory=ROOT / "components" / "theme")),
    Mount("/borders", app=CachedFiles(directory=ROOT / "data" / "borders"), middleware=COMPRESSED),
    Route("/api/export", download),
)
