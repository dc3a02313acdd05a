"""One visitor as the server sees one: a WebSocket that speaks Streamlit's protocol, and a rerun for each page that is looked at."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 120
"""Seconds after which a rerun has failed."""
SMALL = 4000
"""Bytes of a message that may say that a script has finished or failed: a longer one is part of a page, and is not taken apart."""


class Rerun:
    """What came of one rerun."""

    def __init__(self, seconds: float, size: int, fault: str | None) -> None:
        """Keep the seconds until the script had finished, the bytes that were sent for it, and what went wrong."""
        self.seconds, self.size, self.fault = seconds, size, fault


async def visit(address: str, look: Callable[[], tuple[str, str]], think: Callable[[], float], until: float) -> list[Rerun]:
    """Return the reruns of a visitor who looks at (page, query) after (page, query), with seconds to think in between."""
    stream = address.replace("http", "ws") + "/_stcore/stream"
    found: list[Rerun] = []
    async with connect(stream, subprotocols=["streamlit"], max_size=None, ping_interval=None, origin=address) as socket:  # type: ignore[arg-type,list-item]  # plain strings
        await asyncio.sleep(think())
        while time.monotonic() < until:
            found.append(await _rerun(socket, *look()))
            await asyncio.sleep(think())
    return found


async def _rerun(socket: ClientConnection, page: str, query: str) -> Rerun:
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = page
    start, size, fault = time.perf_counter(), 0, None
    await socket.send(asked.SerializeToString())
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                received = await socket.recv()
                size += len(received)
                if len(received) > SMALL:
                    continue
                message = ForwardMsg.FromString(received if isinstance(received, bytes) else received.encode())
                kind = message.WhichOneof("type")
                if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                    fault = message.delta.new_element.exception.message[:200]
                if kind == "page_not_found":
                    fault = f"no page {page}"
                if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    return Rerun(time.perf_counter() - start, size, fault)
    except TimeoutError:
        return Rerun(PATIENCE, size, f"not finished after {PATIENCE} s")
