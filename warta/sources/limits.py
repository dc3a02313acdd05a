"""How large an article may be. Text beyond that is no news article but a dump, and would stall whoever parses it."""

from __future__ import annotations

ARTICLE_BYTES = 10_000_000
"""Bytes of a .txt, .html or .json file, or of a line of .jsonl; a .jsonl file may have any number of lines."""

ID_LENGTH = 256
"""Characters of an id."""

TOO_LARGE = f"larger than {ARTICLE_BYTES // 1_000_000} MB, which no article is: split it into one article per file, or per line of .jsonl"
