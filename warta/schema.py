"""The JSON Schema of the parsed article, made from the records, so that other pipelines can check what they produce."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from warta.article import SCHEMA, ParsedArticle


def article_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12) of one line of parsed articles."""
    schema = msgspec.json.schema(ParsedArticle)
    definitions = schema["$defs"]
    definitions["ParsedArticle"]["properties"]["schema"] = {"const": SCHEMA}
    definitions["ParsedArticle"]["required"] = sorted({*definitions["ParsedArticle"]["required"], "schema", "sentences"})
    definitions["ParsedArticle"]["properties"]["sentences"]["minItems"] = 1
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Warta: a parsed article, schema {SCHEMA}",
        **schema,
    }


def article_schema_text() -> str:
    """Return the schema as the text of ``docs/article.schema.json``."""
    return json.dumps(article_schema(), indent=2, ensure_ascii=False) + "\n"
