"""Traits of sentences tell what was put into them."""

import numpy as np

from warta.store.traits import DATED, PRECISION, TRAITS, drawn_roles, named_roles, of_roles, precision_of


def test_of_each_role_it_is_told_whether_it_is_there_and_shown_on_a_map():
    pairs = [(roles, shown) for roles in range(32) for shown in range(32) if shown & roles == shown]
    roles, shown = np.array(pairs, np.uint8).T
    traits = of_roles(roles, shown)
    assert len(np.unique(traits)) == len(pairs) <= 256
    assert (named_roles(traits) == roles).all()
    assert (drawn_roles(traits) == shown).all()


def test_other_traits_change_no_role_and_no_precision():
    traits = np.arange(TRAITS, dtype=np.uint16) | 3 << PRECISION
    assert (named_roles(traits) == named_roles(traits & 255)).all()
    assert (precision_of(traits | 1 << DATED) == 2).all()
    assert precision_of(np.array([1 << DATED], np.uint16)).tolist() == [-1]
