"""The larger cities of Saudi Arabia and the Gulf in Arabic and English (rules.md section 4).

OTO takes city names in its own spelling (oto-api.md section 5.1), people write them in any. Its
list of names, where we have it, has the last word on spelling; this table says which names are one
city. Names that are also common districts (بدر, الريان, العقيق) are left out on purpose: missing a
city is harmless next to holding every order of a district.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from app.core.contact import search_fold

#: One city a line: OTO's spelling first, then the other ones.
_TABLE = """
Riyadh | الرياض | Riyad | Ar Riyadh
Jeddah | جدة | Jedda | Jiddah | Jaddah
Makkah | مكة | مكة المكرمة | Mecca | Makka | Makkah Al Mukarramah | Makkah Al Mokarama
Madinah | المدينة المنورة | المدينة | المدينة النبوية | Medina | Madina | Madinah Al Munawwarah
Dammam | الدمام | Damam
Al Khobar | الخبر | Khobar | Khubar
Dhahran | الظهران | Zahran
Qatif | القطيف | Katif
Saihat | سيهات | Sayhat | Seihat
Tarout | تاروت | Tarut
Safwa | صفوى
Ras Tanura | رأس تنورة | Ras Tannurah | Ras Tanurah
Abqaiq | بقيق | Buqayq
Jubail | الجبيل | Jubayl | الجبيل الصناعية | Jubail Industrial City
Al Ahsa | الأحساء | Al Hasa | Al Hassa | Al Ahsaa | Hofuf | الهفوف | Hufuf | Al Mubarraz | المبرز
Hafar Al Batin | حفر الباطن | Hafr Al Batin | Hafr Albatin | Hafar Albatin
Khafji | الخفجي
Nairyah | النعيرية | Nuayriyah
Taif | الطائف | Ta'if | Tayef
Rabigh | رابغ
Thuwal | ثول
Khulais | خليص
Al Lith | الليث
Al Qunfudhah | القنفذة | Qunfudah | Qunfotha
King Abdullah Economic City | مدينة الملك عبدالله الاقتصادية | KAEC
Yanbu | ينبع | Yanbu Al Bahr | ينبع البحر | ينبع الصناعية
Al Ula | العلا | AlUla
Khaybar | خيبر | Khaibar
Umluj | أملج
Al Wajh | الوجه
Duba | ضباء | ضبا
Tabuk | تبوك | Tabouk
Tayma | تيماء | Taima
Neom | نيوم
Buraidah | بريدة | Buraydah | Buraida
Unaizah | عنيزة | Unayzah | Onaizah | Unaiza
Ar Rass | الرس | Al Rass
Al Bukayriyah | البكيرية | Bukairiah
Al Badayea | البدائع
Al Mithnab | المذنب
Hail | حائل | Ha'il | Hayil
Sakaka | سكاكا
Al Qurayyat | القريات | Gurayat | Qurayat
Dumat Al Jandal | دومة الجندل
Tabarjal | طبرجل
Arar | عرعر
Rafha | رفحاء | رفحا
Turaif | طريف
Abha | أبها
Khamis Mushait | خميس مشيط | Khamis Mushayt | Khamis Mushyt
Ahad Rafidah | أحد رفيدة | Ahad Rufaidah
Bisha | بيشة | Bishah
Muhayil | محايل | محايل عسير | Muhayil Asir
Sarat Abidah | سراة عبيدة
An Namas | النماص | Al Namas
Najran | نجران
Sharurah | شرورة
Jazan | جازان | Jizan | Gizan | جيزان
Sabya | صبيا
Abu Arish | أبو عريش
Samtah | صامطة
Baish | بيش
Al Bahah | الباحة | Al Baha
Baljurashi | بلجرشي
Al Kharj | الخرج
Diriyah | الدرعية | Diriya
Al Majmaah | المجمعة
Az Zulfi | الزلفي | Al Zulfi
Ad Dawadimi | الدوادمي | Al Dawadmi
Shaqra | شقراء
Afif | عفيف
Wadi Ad Dawasir | وادي الدواسر | Wadi Al Dawasir
Al Quwayiyah | القويعية
Al Muzahimiyah | المزاحمية
Huraymila | حريملاء
Al Aflaj | الأفلاج
Hawtat Bani Tamim | حوطة بني تميم
As Sulayyil | السليل | Al Sulayyil
Dhurma | ضرما | ضرماء
Dubai | دبي
Abu Dhabi | أبوظبي | أبو ظبي
Sharjah | الشارقة
Ajman | عجمان
Al Ain | العين
Ras Al Khaimah | رأس الخيمة
Fujairah | الفجيرة
Umm Al Quwain | أم القيوين
Khor Fakkan | خورفكان
Kuwait City | مدينة الكويت
Manama | المنامة
Muharraq | المحرق
Riffa | الرفاع
Doha | الدوحة
Al Wakrah | الوكرة
Lusail | لوسيل
Muscat | مسقط
Salalah | صلالة
Sohar | صحار
Nizwa | نزوى
Seeb | السيب
"""

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_WORD = re.compile(r"[^\W_]+")
#: What may stand before a name: "مدينة جدة", "محافظة جدة", "City of Riyadh", "in Riyadh".
_BEFORE = frozenset({"مدينه", "محافظه", "في", "city", "of", "in"})
_ENGLISH_ARTICLES = frozenset({"al", "el", "ad", "adh", "ar", "as", "ash", "at", "az", "an"})
_THE_CITY = "المدينه"


def words(text: str) -> list[str]:
    """The words of a text, folded as for search, without punctuation."""
    return _WORD.findall(_APOSTROPHES.sub("", search_fold(text)))


@lru_cache(maxsize=1024)
def key(name: str) -> str:
    """What different spellings of one name share: no article, no "City", no spaces; "" for none."""
    parts = words(name)
    while len(parts) > 1 and parts[0] in _BEFORE:
        parts = parts[1:]
    if len(parts) > 1 and parts[-1] == "city":
        parts = parts[:-1]
    if not parts:
        return ""
    if len(parts) > 1 and parts[0] in _ENGLISH_ARTICLES:
        parts = parts[1:]
    elif parts != [_THE_CITY]:  # without its article it is a city, not Madinah
        parts[0] = _without_article(parts[0])
    return "".join(parts)


def canonical(name: str) -> str | None:
    """The table's spelling of a city, None for one that is not in it."""
    return _known().get(key(name))


def same_city(one: str, other: str) -> bool:
    """True when both name one city, in whatever language and spelling."""
    first, second = key(one), key(other)
    known = _known()
    return bool(first) and known.get(first, first) == known.get(second, second)


def spelling(name: str, cities: Collection[str]) -> str | None:
    """A city as OTO spells it, None when `name` is no city.

    `cities` are OTO's own names, perhaps none. A city of the table that they do not hold is a city
    all the same.
    """
    wanted = key(name)
    if not wanted:
        return None
    told = _index(frozenset(cities))
    known = _known().get(wanted)
    if known is None:
        return told.get(wanted)
    return told.get(wanted) or told.get(key(known)) or told.get(known) or known


def _without_article(word: str) -> str:
    """Drops a fused article ("الرياض", "Alkhobar") unless hardly a name would be left ("الرس")."""
    for article, left in (("ال", 3), ("al", 4)):
        if word.startswith(article) and len(word) >= len(article) + left:
            return word[len(article) :]
    return word


@cache
def _known() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        names = [name.strip() for name in line.split("|")]
        for name in names:
            table[key(name)] = names[0]
    return table


@lru_cache(maxsize=4)
def _index(cities: frozenset[str]) -> Mapping[str, str]:
    """OTO's names by their key and, where the table knows them, by the table's spelling (no key has
    a capital or a space in it, so the two never meet)."""
    index: dict[str, str] = {}
    for name in sorted(cities, reverse=True):
        known = canonical(name)
        if known is not None:
            index[known] = name
        index[key(name)] = name
    return index
