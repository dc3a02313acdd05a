"""Which place of a name is meant."""

from warta.article import Article
from warta.parse import parse


def places(text, language="en", **fields):
    return {place.surface: (place.country, place.admin1) for place in parse(Article(id="a", text=text, language=language, **fields)).places}


def test_a_town_is_the_one_near_the_other_towns_of_the_article():
    found = places("Officials in Athens and Palestine met firefighters from Tyler. Henderson County, Texas, sent two engines.")
    assert found["Athens"] == ("US", "Texas")
    assert found["Palestine"] == ("US", "Texas")


def test_a_division_named_once_after_a_town_holds_for_the_whole_article():
    text = "Fire closes a school in Springfield. The school in Springfield, Missouri, will reopen on Monday."
    article = parse(Article(id="a", text=text, language="en"))
    assert {place.admin1 for place in article.places if place.surface == "Springfield"} == {"Missouri"}


def test_without_other_evidence_a_name_means_the_largest_place():
    assert places("The conference opened in Athens.")["Athens"][0] == "GR"


def test_a_town_of_its_own_name_comes_before_a_larger_one_with_that_spelling_among_others():
    assert places("A trial opened in Augusta, where storms had closed the roads.")["Augusta"][0] == "US"


def test_a_state_of_the_same_name_is_meant_among_its_own_towns():
    found = places("Voters in Atlanta, Savannah and Macon queued for hours as Georgia elected a senator.")
    assert found["Georgia"] == ("US", "Georgia")
    found = places("Crowds gathered in Tbilisi, Batumi and Kutaisi as Georgia voted.")
    assert found["Georgia"] == ("GE", None)


def test_a_chinese_town_lies_in_the_province_written_before_it():
    assert places("会议在河南省商丘市举行。", "zh")["商丘市"][1] == "Henan Sheng"


def test_a_bare_name_means_the_town_and_not_the_division_of_its_name():
    (town,) = parse(Article(id="a", text="La cérémonie aura lieu à New York.", language="fr")).places
    assert (town.name, town.precision) == ("New York City", "city")


def test_the_word_for_a_division_beside_a_name_makes_it_the_division():
    (state,) = parse(Article(id="a", text="Fires spread in Washington state on Sunday.", language="en")).places
    assert (state.precision, state.admin1) == ("admin", "Washington")


def test_a_town_in_brackets_before_its_division_is_the_one_there():
    found = places("Le cyclone a touché Saint-Denis (La Réunion) lundi.", "fr")
    assert found["Saint-Denis"][0] == "RE"


def test_a_state_in_the_name_of_a_university_tells_which_town_is_meant():
    text = "Researchers of the University of Alabama surveyed farms. A storm closed roads in Athens on Monday."
    assert places(text)["Athens"] == ("US", "Alabama")


def test_accents_tell_a_town_from_its_namesake():
    assert places("Los liberados durmieron en San José.", "es")["San José"][0] != "US"
    assert places("Police in San Jose closed the road.")["San Jose"] == ("US", "California")
