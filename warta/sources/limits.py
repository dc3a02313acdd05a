"""How large things may be. Beyond these no news is found, but a dump, a mistake or an attack, and it would stall whoever reads it."""

from __future__ import annotations

ARTICLE_BYTES = 10_000_000
"""Bytes of a .txt, .html or .json file, or of a line of .jsonl; a .jsonl file may have any number of lines."""

TOO_LARGE = f"larger than {ARTICLE_BYTES // 1_000_000} MB, which no article is: split it into one article per file, or per line of .jsonl"

ID_LENGTH = 256
"""Characters of an id."""

FEED_BYTES = 10_000_000
"""Bytes of a feed or a list of feeds. It is held in memory as a whole, and feedparser takes about a second a megabyte."""

FEED_TOO_LARGE = f"larger than {FEED_BYTES // 1_000_000} MB, which no feed of news is"

ENTRY_CHARACTERS = 1_000_000
"""Characters of an entry of a feed: a book is about as long."""

ENTRIES = 20_000
"""Entries of a feed, or feeds of a list: a day of the largest agency has a few thousand."""

NAME_CHARACTERS = 300
"""Characters of a title, an outlet or an author; what is longer is a text in the wrong place and is cut off."""

URL_CHARACTERS = 2_000
"""Characters of an address: the browsers' own limit of old. Longer ones are dropped."""

AUTHORS = 50
"""Authors of an article."""

SITEMAP_BYTES = 52_428_800
"""Bytes of a sitemap once unpacked (https://www.sitemaps.org/protocol.html)."""

SITEMAP_LINKS = 50_000
"""Links of a sitemap (same)."""

PAGE_TAGS = 50_000
"""Tags of a page: the largest of 91 pages of news has 3,200. Finding the article in 100,000 paragraphs without an end takes 12 seconds."""
