"""A member of an archive: its name is data, never a path to write to."""

from __future__ import annotations

import re

from warta.sources.limits import MEMBER_NAME

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_LEFT_OUT = "__MACOSX"


def shown(name: str) -> str:
    """Return a member's name as text that can be stored and shown, whatever its bytes."""
    spelt = _NO_TEXT.sub("\ufffd", name)
    return spelt if len(spelt) <= MEMBER_NAME else spelt[: MEMBER_NAME // 2] + "…" + spelt[-MEMBER_NAME // 2 :]


def hidden(name: str) -> bool:
    """Return whether a member is left out without a word, as such files in a folder are: hidden ones, and those that macOS adds."""
    parts = _parts(name)
    return any((part.startswith(".") and part not in {".", ".."}) or part == _LEFT_OUT for part in parts)


def doubt(name: str) -> str | None:
    """Return what is wrong with the name of a member: one that would lead out of the folder it is unpacked to is not trusted."""
    if name.startswith(("/", "\\")) or name[1:3] in {":/", ":\\"}:
        return "has the absolute path of another machine as its name"
    return "has a name that leads out of the archive (“..”)" if ".." in _parts(name) else None


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")
