"""Which language a text is in."""

import pytest

from warta.parse.language import detect, speaks

TEXTS = {
    "pt": "O presidente disse que a reunião com os ministros foi adiada para a próxima semana, porque as partes não chegaram a um",
    "ca": "El president va dir que la reunió amb els ministres s'ha ajornat fins a la setmana vinent, perquè les parts no han",
    "es": "El presidente dijo que la reunión con los ministros se aplazó hasta la próxima semana, porque las partes no llegaron a",
    "it": "Il presidente ha detto che la riunione con i ministri è stata rinviata alla prossima settimana perché le parti non",
    "uk": "Президент сказав, що зустріч із міністрами перенесли на наступний тиждень, бо сторони не дійшли згоди щодо тексту",
    "ru": "Президент сказал, что встреча с министрами перенесена на следующую неделю, потому что стороны не договорились о тексте",
    "id": "Presiden mengatakan bahwa pertemuan dengan para menteri ditunda hingga pekan depan karena kedua pihak belum sepakat",
    "nl": "De president zei dat de vergadering met de ministers is uitgesteld tot volgende week, omdat de partijen het niet eens",
    "tr": "Cumhurbaşkanı, bakanlarla yapılacak toplantının gelecek haftaya ertelendiğini, çünkü tarafların metin üzerinde henüz",
    "ar": "قال الرئيس إن الاجتماع مع الوزراء تأجل إلى الأسبوع المقبل لأن الأطراف لم تتوصل إلى اتفاق على نص البيان الذي كان",
    "fa": "رئیس جمهور گفت که نشست با وزیران به هفته آینده موکول شد زیرا طرف‌ها هنوز بر سر متن این بیانیه به توافق نرسیده‌اند و",
    "ur": "صدر نے کہا کہ وزیروں کے ساتھ اجلاس اگلے ہفتے تک ملتوی کر دیا گیا ہے کیونکہ فریقین ابھی تک متن پر متفق نہیں ہوئے ہیں",
    "eu": "Lehendakariak esan zuen ministroekin egitekoa zen bilera datorren astera atzeratu dutela, aldeek ez baitute akordiorik",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_language_is_told_from_its_neighbours(language, text):
    assert detect(text)[0] == language


def test_a_hint_is_believed_unless_the_text_plainly_speaks_another_language():
    assert detect(TEXTS["id"], "ms")[0] == "ms"
    assert detect(TEXTS["nl"], "es")[0] == "nl"


@pytest.mark.parametrize("language", ["es", "ru", "ar", "it", "uk"])
def test_the_frequent_words_of_a_language_agree_with_what_its_source_says(language):
    text = 2 * f"{TEXTS[language]} "
    assert detect(text, language) == (language, 0.99)
    assert speaks(text, language)


@pytest.mark.parametrize(("hint", "text"), [("es", "ca"), ("ru", "uk"), ("ar", "fa"), ("ar", "ur"), ("pt", "es")])
def test_frequent_words_do_not_agree_with_the_name_of_a_neighbour(hint, text):
    assert not speaks(2 * f"{TEXTS[text]} ", hint)
