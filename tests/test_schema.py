import json
from pathlib import Path

import jsonschema
import pytest

from tests.factory import demo
from warta.article import encode
from warta.schema import article_schema, article_schema_text


def test_the_published_schema_is_the_one_of_the_records():
    assert Path("docs/article.schema.json").read_text(encoding="utf-8") == article_schema_text()


def test_every_parsed_article_satisfies_the_schema():
    validator = jsonschema.Draft202012Validator(article_schema())
    for article in demo():
        validator.validate(json.loads(encode(article)))


def test_the_schema_refuses_another_version():
    line = json.loads(encode(next(demo()))) | {"schema": 2}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(line, article_schema())
