"""A mention of a known actor: the record of words of a document that name somebody of whom the id, the kind and the country are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.article import Actor

if TYPE_CHECKING:
    from warta.article import ActorKind, ActorSubkind
    from warta.parse.doc import Doc
    from warta.parse.known import Known


def actor_mention(doc: Doc, start: int, end: int, who: Known, score: float, method: str, role: str | None = None) -> Actor:
    """Return the mention of an actor from one code point to another (exclusive), with how sure it is and how it was found."""
    kind, subkind = _kinds(who.kind)
    return Actor(
        start=start,
        end=end,
        surface=doc.text[start:end],
        actor_id=who.actor_id,
        name=who.name,
        kind=kind,
        subkind=subkind,
        country=who.country,
        role=role,
        score=score,
        method=method,
    )


def _kinds(kind: ActorKind) -> tuple[ActorKind, ActorSubkind | None]:
    if kind == "company" or kind == "armed group":  # noqa: PLR1714  (a set would lose the types)
        return "organisation", kind
    return kind, None
