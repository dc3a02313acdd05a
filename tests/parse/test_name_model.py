"""The model of Indonesian names: what it finds, and how it sits beside the tables and the gazetteer."""

import numpy as np
import pytest

from warta.article import Article
from warta.parse.name_labels import label_names
from warta.parse.pipeline import make_doc, parse
from warta.parse.sequence import model
from warta.parse.units import units_in


def article(text: str) -> Article:
    return Article(id="test", text=text, language="id")


def labels_of(text: str) -> dict[str, str]:
    doc = make_doc(article(text), "id")
    found = label_names(doc)
    assert found is not None
    return {text[label.start : label.end]: label.kind for label in found.spans}


def test_names_that_no_table_knows_are_told_apart_by_their_sentence():
    text = "Kepala Dinas Pertanian Kabupaten Bantul, Yunita Handayani Sitorus, mengatakan panen raya dimulai di Desa Wonokromo, Selasa."
    found = labels_of(text)
    assert found["Yunita Handayani Sitorus"] == "PER"
    assert found["Desa Wonokromo"] == "LOC"


def test_persons_and_organisations_of_the_model_become_actors():
    text = "Menurut Ketua Umum Perhimpunan Petani Garam Nusantara, Hendra Situmorang, harga garam turun di Madura."
    actors = {actor.surface: actor.kind for actor in parse(article(text)).actors}
    assert actors["Hendra Situmorang"] == "person"
    assert actors["Perhimpunan Petani Garam Nusantara"] == "organisation"


def test_a_country_before_the_name_of_its_president_is_no_part_of_it():
    text = "Presiden China Xi Jinping bertemu Presiden Rusia Vladimir Putin di Samarkand."
    surfaces = {actor.surface for actor in parse(article(text)).actors}
    assert {"Xi Jinping", "Vladimir Putin"} <= surfaces
    assert "China Xi Jinping" not in surfaces


def test_a_known_person_in_the_name_of_a_building_is_not_meant():
    text = "Pesawat itu mendarat di Bandara Soekarno-Hatta, Tangerang, pada Senin pagi."
    assert not any(actor.kind == "person" for actor in parse(article(text)).actors)


def test_a_party_is_named_with_its_head():
    text = "Ketua Umum Partai Golkar Aburizal Bakrie mengaku puas."
    actors = {actor.surface: actor.actor_id for actor in parse(article(text)).actors}
    alone = {actor.surface: actor.actor_id for actor in parse(article("Golkar mengaku puas dengan hasil itu.")).actors}
    assert actors["Partai Golkar"] == alone["Golkar"]


def test_a_place_that_no_gazetteer_has_is_found_and_not_placed():
    text = "Banjir merendam ratusan rumah di Kampung Rawa Bebek Lor, kata warga."
    place = next(place for place in parse(article(text)).places if "Rawa Bebek Lor" in place.surface)
    assert place.place_id.startswith("name:")
    assert place.lat is None
    assert text[place.start : place.end] == place.surface


STATES = [
    "Israel menuduh Hamas menembakkan roket.",
    "Israel mengatakan akan membalas.",
    "Presiden Sudan Omar al-Bashir digulingkan.",
    "Juru bicara militer Israel menolak tuduhan itu.",
    "Indonesia menyatakan prihatin atas peristiwa itu.",
]


@pytest.mark.parametrize("text", STATES)
def test_a_state_that_acts_or_that_somebody_is_of_is_one_record_an_actor(text):
    parsed = parse(article(text))
    state = next(actor for actor in parsed.actors if actor.kind == "country")
    assert state.country in {"IL", "SD", "ID"}
    assert not any(place.start == state.start for place in parsed.places)


@pytest.mark.parametrize(
    "text", ["Gempa itu terasa hingga Israel.", "Ribuan orang mengungsi dari Sudan ke Mesir.", "Banjir melanda Indonesia."]
)
def test_a_country_where_something_happens_stays_a_place(text):
    assert {place.country for place in parse(article(text)).places} & {"IL", "SD", "ID"}


def test_an_organisation_and_its_short_form_in_brackets_are_one_record():
    text = "Komisi Pemilihan Umum (KPU) menetapkan hasil pemilu. KPU lalu mengumumkannya."
    actors = parse(article(text)).actors
    assert [actor.surface for actor in actors] == ["Komisi Pemilihan Umum (KPU)", "KPU"]
    assert len({actor.actor_id for actor in actors}) == 1


def test_a_short_form_in_brackets_means_the_name_before_it_where_no_table_knows_either():
    text = "Perhimpunan Petani Garam Nusantara (PPGN) berunjuk rasa di Madura. Menurut PPGN, harga garam turun."
    actors = parse(article(text)).actors
    assert {actor.name for actor in actors if actor.kind == "organisation"} == {"Perhimpunan Petani Garam Nusantara"}


def test_a_list_of_names_that_ends_with_a_full_stop_is_no_headline():
    text = "Mereka adalah Partai Golkar, Partai Gerindra, Partai Keadilan Sejahtera, dan Partai Amanat Nasional."
    assert [surface for surface, kind in labels_of(text).items() if kind == "ORG"] == [
        "Partai Golkar",
        "Partai Gerindra",
        "Partai Keadilan Sejahtera",
        "Partai Amanat Nasional",
    ]


def test_a_number_that_opens_a_sentence_is_no_capital():
    assert not parse(article("Lima warga desa itu terluka dalam kebakaran.")).places


def test_an_everyday_word_is_no_town_of_another_country():
    assert not parse(article("Gubernur, Wali Kota, dan Bupati hadir dalam rapat itu.")).places


def test_the_board_of_a_party_is_no_foreign_party_of_the_same_letters():
    assert not any("DPP" in actor.surface.split() for actor in parse(article("Ketua DPP PKS menolak usulan itu.")).actors)


def test_a_sentence_is_read_the_same_alone_and_among_others():
    texts = [
        "Hendra Situmorang tiba di Surabaya.",
        "Harga garam turun, kata Yunita Sitorus dari Universitas Airlangga kemarin.",
        "Ya.",
    ]
    docs = [make_doc(article(text), "id") for text in texts]
    doc = make_doc(article("\n".join(texts)), "id")
    together = label_names(doc)
    assert together is not None
    alone = [name for each in docs for name in labels_of(each.text)]
    assert [doc.text[label.start : label.end] for label in together.spans] == alone


def test_chances_are_chances():
    found = label_names(make_doc(article("Hendra Situmorang bertemu Gubernur Jawa Timur di Surabaya, Jumat."), "id"))
    assert found is not None
    chances = np.array(list(found.chances.values()))
    assert ((chances >= 0) & (chances.sum(axis=1, keepdims=True) <= 1.0001)).all()
    assert all(0 < label.score <= 1 for label in found.spans)


@pytest.mark.parametrize("text", ["", "(", "A", ")(", "DPR", "((((((((((A", "A" * 5000, "x\u0301 Ǆ 漢 Ω", "- Budi -", "Budi\n\n\nBudi/"])
def test_no_text_is_too_strange(text):
    parse(article(text))


def test_a_language_without_a_model_has_no_labels():
    assert model("xx") is None
    assert label_names(make_doc(Article(id="test", text="Ann went to Paris.", language="en"), "en")) is None


def test_units_join_what_one_name_is_written_with():
    doc = make_doc(article("PDI-P, kata Kompas.com (H.M.Prasetyo)."), "id")
    assert [unit.text for unit in units_in(doc, 0, len(doc.text))] == ["PDI-P", ",", "kata", "Kompas.com", "(", "H.M.Prasetyo", ")", "."]


def test_the_balinese_word_before_a_given_name_is_a_part_of_the_name():
    assert "I Wayan Koster" in {
        actor.surface for actor in parse(article("Gubernur Bali I Wayan Koster berbicara di Denpasar pada Senin.")).actors
    }


def test_a_regional_office_of_the_prosecutor_is_one_organisation_with_its_province():
    assert "Kejaksaan Tinggi Sulawesi Selatan" in {
        actor.surface for actor in parse(article("Ia pernah memimpin Kejaksaan Tinggi Sulawesi Selatan di Makassar.")).actors
    }


def test_the_full_stop_of_initials_belongs_to_the_name():
    assert "Bouygues S.A." in {actor.surface for actor in parse(article("Bouygues S.A. adalah perusahaan konstruksi dari Prancis.")).actors}


def test_labels_that_are_sure_one_by_one_are_the_likeliest_together(request, monkeypatch):
    files = sorted((request.config.rootpath / "tests" / "labelled" / "id").glob("*.txt"))
    docs = [make_doc(article(file.read_text(encoding="utf-8")), "id") for file in files]
    reader = model("id")
    assert reader is not None
    found = [label_names(doc) for doc in docs]
    sure = [labels for labels in found if labels and labels.spans]
    assert len(sure) == len(docs)
    monkeypatch.setattr(reader, "_unsure", lambda _chances, _best, where: np.arange(len(where.lengths)))
    assert [label_names(doc) for doc in docs] == found
