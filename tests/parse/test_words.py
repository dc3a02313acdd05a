import importlib
import inspect
import pkgutil

import warta.gazetteer
import warta.parse
from warta.parse.memo import MOST
from warta.parse.words import words

OF_ANY_TEXT = {"word", "text", "folded", "key", "wanted"}


def test_a_word_is_folded_and_spelt_whatever_its_case():
    assert (words().folded["École"], words().spelt["École"]) == ("ecole", "école")
    assert words().han["京"]
    assert not words().han["Kyoto"]


def test_words_are_remembered_up_to_a_bound():
    for number in range(MOST + 100):
        assert words().folded[f"Word{number}"] == f"word{number}"
    assert len(words().folded) <= MOST


def test_what_is_remembered_of_texts_is_bounded_everywhere():
    modules = [
        importlib.import_module(f"{top.__name__}.{found.name}")
        for top in (warta.gazetteer, warta.parse)
        for found in pkgutil.iter_modules(top.__path__)
    ]
    cached = {each for module in modules for each in vars(module).values() if hasattr(each, "cache_parameters")}
    of_texts = {each for each in cached if OF_ANY_TEXT & inspect.signature(each).parameters.keys()}
    assert len(of_texts) > 8
    assert {each.__name__ for each in of_texts if each.cache_parameters()["maxsize"] is None} == set()
