"""What the test articles are about: places, actors, what happened (all true and public), and how eight languages put it."""

from __future__ import annotations


def _city(number, name, area, lat, lon):
    country, admin1 = area.split(".")
    return {
        "place_id": f"geonames:{number}",
        "name": name,
        "country": country,
        "admin1": admin1,
        "lat": lat,
        "lon": lon,
        "precision": "city",
    }


def _country(number, name, code, lat, lon):
    return {"place_id": f"geonames:{number}", "name": name, "country": code, "lat": lat, "lon": lon, "precision": "country"}


def _person(slug, name, country, role=None):
    return {"actor_id": f"warta:{slug}", "name": name, "kind": "person", "country": country, "role": role}


PLACES = {
    "samarkand": _city(1216265, "Samarkand", "UZ.10", 39.65456, 66.96445),
    "astana": _city(1526273, "Astana", "KZ.05", 51.1801, 71.44598),
    "moscow": _city(524901, "Moscow", "RU.48", 55.75204, 37.61781),
    "izium": _city(707292, "Izium", "UA.07", 49.20697, 37.27679),
    "lviv": _city(702550, "Lviv", "UA.15", 49.83826, 24.02324),
    "newyork": _city(5128581, "New York City", "US.NY", 40.71427, -74.00597),
    "beijing": _city(1816670, "Beijing", "CN.22", 39.9075, 116.39723),
    "tehran": _city(112931, "Tehran", "IR.26", 35.69439, 51.42151),
    "kz": _country(1522867, "Kazakhstan", "KZ", 48.0, 68.0),
    "uz": _country(1512440, "Uzbekistan", "UZ", 41.0, 64.0),
    "ru": _country(2017370, "Russia", "RU", 60.0, 100.0),
    "ua": _country(690791, "Ukraine", "UA", 49.0, 32.0),
    "us": _country(6252001, "United States", "US", 39.76, -98.5),
    "cn": _country(1814991, "China", "CN", 35.0, 105.0),
    "ir": _country(130758, "Iran", "IR", 32.0, 53.0),
    "centralasia": {"place_id": "warta:central-asia", "name": "Central Asia", "country": None, "precision": "region"},
}

ACTORS = {
    "xi": _person("xi-jinping", "Xi Jinping", "CN", "President of China"),
    "putin": _person("vladimir-putin", "Vladimir Putin", "RU", "President of Russia"),
    "modi": _person("narendra-modi", "Narendra Modi", "IN", "Prime Minister of India"),
    "erdogan": _person("recep-tayyip-erdogan", "Recep Tayyip Erdoğan", "TR", "President of Turkey"),
    "tokayev": _person("kassym-jomart-tokayev", "Kassym-Jomart Tokayev", "KZ", "President of Kazakhstan"),
    "zelensky": _person("volodymyr-zelensky", "Volodymyr Zelensky", "UA", "President of Ukraine"),
    "guterres": _person("antonio-guterres", "António Guterres", "PT", "Secretary-General of the United Nations"),
    "raisi": _person("ebrahim-raisi", "Ebrahim Raisi", "IR", "President of Iran"),
    "widodo": _person("joko-widodo", "Joko Widodo", "ID", "President of Indonesia"),
    "china": {"actor_id": "country:CN", "name": "China", "kind": "country", "country": "CN"},
    "russia": {"actor_id": "country:RU", "name": "Russia", "kind": "country", "country": "RU"},
    "nato": {"actor_id": "warta:nato", "name": "NATO", "kind": "bloc"},
}

HAPPENED = (
    ("2022-09-14", "astana", "kz", "xi", "tokayev"),
    ("2022-09-15", "samarkand", "uz", "xi", "putin"),
    ("2022-09-16", "samarkand", "uz", "modi", "putin"),
    ("2022-09-16", "samarkand", "uz", "erdogan", "putin"),
    ("2022-09-14", "izium", "ua", "zelensky"),
    ("2022-08-18", "lviv", "ua", "zelensky", "erdogan", "guterres"),
    ("2022-07-19", "tehran", "ir", "putin", "raisi", "erdogan"),
    ("2022-07-26", "beijing", "cn", "xi", "widodo"),
)
"""Day, city, country, and who was there."""

_SLUGS = (
    *("xi", "putin", "modi", "erdogan", "tokayev", "zelensky", "guterres", "raisi", "widodo"),
    *("samarkand", "astana", "izium", "lviv", "tehran", "beijing", "kz", "uz", "ua", "ir", "cn"),
)

_SPELT = {
    "en": "Xi Jinping,Vladimir Putin,Narendra Modi,Recep Tayyip Erdoğan,Kassym-Jomart Tokayev,"
    "Volodymyr Zelensky,António Guterres,Ebrahim Raisi,Joko Widodo,Samarkand,Nur-Sultan,Izium,"
    "Lviv,Tehran,Beijing,Kazakhstan,Uzbekistan,Ukraine,Iran,China",
    "id": "Xi Jinping,Vladimir Putin,Narendra Modi,Recep Tayyip Erdogan,Kassym-Jomart Tokayev,"
    "Volodymyr Zelenskyy,Antonio Guterres,Ebrahim Raisi,Joko Widodo,Samarkand,Nur-Sultan,Izium,"
    "Lviv,Teheran,Beijing,Kazakhstan,Uzbekistan,Ukraina,Iran,Tiongkok",
    "es": "Xi Jinping,Vladímir Putin,Narendra Modi,Recep Tayyip Erdogan,Kasim-Yomart Tokáyev,"
    "Volodímir Zelenski,António Guterres,Ebrahim Raisi,Joko Widodo,Samarcanda,Nursultán,Izium,"
    "Leópolis,Teherán,Pekín,Kazajistán,Uzbekistán,Ucrania,Irán,China",
    "fr": "Xi Jinping,Vladimir Poutine,Narendra Modi,Recep Tayyip Erdogan,Kassym-Jomart Tokaïev,"
    "Volodymyr Zelensky,António Guterres,Ebrahim Raïssi,Joko Widodo,Samarcande,Noursoultan,Izioum,"
    "Lviv,Téhéran,Pékin,Kazakhstan,Ouzbékistan,Ukraine,Iran,Chine",
    "tr": "Şi Cinping,Vladimir Putin,Narendra Modi,Recep Tayyip Erdoğan,Kasım Cömert Tokayev,"
    "Volodimir Zelenskiy,António Guterres,İbrahim Reisi,Joko Widodo,Semerkant,Nur Sultan,İzyum,"
    "Lviv,Tahran,Pekin,Kazakistan,Özbekistan,Ukrayna,İran,Çin",
    "ru": "Си Цзиньпин,Владимир Путин,Нарендра Моди,Реджеп Тайип Эрдоган,Касым-Жомарт Токаев,"
    "Владимир Зеленский,Антониу Гутерриш,Эбрахим Раиси,Джоко Видодо,Самарканд,Нур-Султан,Изюм,"
    "Львов,Тегеран,Пекин,Казахстан,Узбекистан,Украина,Иран,Китай",
    "ar": "شي جين بينغ,فلاديمير بوتين,ناريندرا مودي,رجب طيب أردوغان,قاسم جومارت توكاييف,"
    "فولوديمير زيلينسكي,أنطونيو غوتيريش,إبراهيم رئيسي,جوكو ويدودو,سمرقند,نور سلطان,إيزيوم,"
    "لفيف,طهران,بكين,كازاخستان,أوزبكستان,أوكرانيا,إيران,الصين",
    "zh": "习近平,普京,莫迪,埃尔多安,托卡耶夫,"
    "泽连斯基,古特雷斯,莱希,佐科,撒马尔罕,努尔苏丹,伊久姆,"
    "利沃夫,德黑兰,北京,哈萨克斯坦,乌兹别克斯坦,乌克兰,伊朗,中国",
}

_MONTHS = {
    "en": ("July", "August", "September"),
    "id": ("Juli", "Agustus", "September"),
    "es": ("de julio de", "de agosto de", "de septiembre de"),
    "fr": ("juillet", "août", "septembre"),
    "tr": ("Temmuz", "Ağustos", "Eylül"),
    "ru": ("июля", "августа", "сентября"),
    "ar": ("يوليو", "أغسطس", "سبتمبر"),
}


def _day(language):
    def spell(day):
        year, month, number = map(int, day.split("-"))
        return f"{year}年{month}月{number}日" if language == "zh" else f"{number} {_MONTHS[language][month - 7]} {year}"

    return spell


def _tongue(language, outlet, joined, *templates):
    title, dated, undated = templates
    names = dict(zip(_SLUGS, _SPELT[language].split(","), strict=True))
    return {
        "names": names,
        "outlet": outlet,
        "and": joined,
        "title": title,
        "dated": dated,
        "undated": undated,
        "day": _day(language),
    }


TONGUES = {
    "en": _tongue(
        "en",
        "Example Wire",
        " and ",
        "Talks in {country}: {actors}",
        "{actors} took part in talks in {place} on {day}.",
        "Journalists in {country} were watching closely.",
    ),
    "id": _tongue(
        "id",
        "Contoh Kabar",
        " dan ",
        "Pembicaraan di {country}: {actors}",
        "{actors} mengikuti pembicaraan di {place} pada {day}.",
        "Wartawan di {country} mengamati dengan saksama.",
    ),
    "es": _tongue(
        "es",
        "Agencia Ejemplo",
        " y ",
        "Conversaciones en {country}: {actors}",
        "{actors} participaron en conversaciones en {place} el {day}.",
        "Los periodistas en {country} seguían el encuentro de cerca.",
    ),
    "fr": _tongue(
        "fr",
        "Agence Exemple",
        " et ",
        "Pourparlers, {country} : {actors}",
        "{actors} ont pris part à des pourparlers à {place} le {day}.",
        "La presse du pays ({country}) suivait la rencontre de près.",
    ),
    "tr": _tongue(
        "tr",
        "Örnek Ajans",
        " ve ",
        "Görüşmeler, {country}: {actors}",
        "{actors}, {day} tarihinde görüşmelere katıldı ({place}).",
        "Gazeteciler görüşmeleri yakından izledi ({country}).",
    ),
    "ru": _tongue(
        "ru",
        "Агентство Пример",
        " и ",
        "Переговоры, {country}: {actors}",
        "{actors} приняли участие в переговорах {day} года ({place}).",
        "Журналисты внимательно следили за встречей ({country}).",
    ),
    "ar": _tongue(
        "ar",
        "وكالة مثال",
        " و",
        "محادثات في {country}: {actors}",
        "شارك {actors} في محادثات في {place} يوم {day}.",
        "تابع الصحفيون في {country} اللقاء عن كثب.",
    ),
    "zh": _tongue(
        "zh",
        "示例通讯社",
        "和",
        "{country}会谈:{actors}",
        "{actors}{day}在{place}出席会谈。",
        "{country}的记者密切关注此次会晤。",
    ),
}
"""How each language spells the names and puts the sentences; the outlets are examples."""
