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

SITEMAP_TOO_LARGE = f"larger than the {SITEMAP_BYTES // 1_048_576} MB that a sitemap may have"

SITEMAP_LINKS = 50_000
"""Links of a sitemap (same)."""

PAGE_TAGS = 50_000
"""Tags of a page: the largest of 91 pages of news has 3,200. Finding the article in 100,000 paragraphs without an end takes 12 seconds."""

ARCHIVE_DEPTH = 5
"""Layers of packing: a .zip with .tar.gz files with .csv.gz files in them has four. A quine of an archive has no end."""

ARCHIVE_MEMBERS = 2_000_000
"""Members of an archive: a million articles with a million pictures."""

ARCHIVE_BYTES = 200_000_000_000
"""Bytes that may come out of one input: forty files of CC-NEWS. They are read as a stream and never stored."""

ARCHIVE_RATIO = 200
"""How many times as much may come out of an archive as it holds. Text packs to a tenth, logs to a fiftieth; gzip can do 1,032, xz more."""

ARCHIVE_RATIO_FROM = 20_000_000
"""Bytes that may come out at any ratio: so little harms nobody."""

ZIP_DIRECTORY_BYTES = 200_000_000
"""Bytes of the list of members at the end of a .zip, which is held in memory: two million of them."""

TAR_HEADER_BYTES = 1_000_000
"""Bytes of an extended header in a .tar, which is held in memory: a name has at most a few thousand."""

SPOOL_BYTES = 4_000_000_000
"""Bytes of a .zip or .parquet in another archive or on standard input: it is copied to a temporary file, since it is read from its end."""

SPOOL_MEMORY = 20_000_000
"""Bytes of such a copy that are held in memory before it goes to the disk."""

MEMBER_NAME = 300
"""Characters of a member's name that are shown."""

WARC_HEADER_BYTES = 100_000
"""Bytes of the header of a WARC record."""

COLUMNS = 2_000
"""Columns of a table: the widest dump of news has a few dozen."""

PARQUET_GROUP_BYTES = 4_000_000_000
"""Bytes of one column within a row group of a .parquet, unpacked: writers make groups of a million rows, read a page at a time."""
