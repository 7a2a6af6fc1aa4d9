"""In which language a text is spoken, by its script and by the system's locale."""

import os
import sys
import unicodedata
from collections.abc import Mapping

from follow_along.core.language import primary, usual_capitals

_SCRIPTS = {
    "ARABIC": "ar",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "CJK": "zh",
    "CYRILLIC": "ru",
    "DEVANAGARI": "hi",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "HANGUL": "ko",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAI": "th",
}
"""The language that is assumed for each script, by the first word of its letters' Unicode names."""

_WRITTEN_IN = {
    "CJK": {"zh", "ja", "ko", "yue", "cmn"},
    "CYRILLIC": {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "tt", "ba", "cv"},
    "ARABIC": {"ar", "fa", "ur", "ps", "ug", "sd"},
    "DEVANAGARI": {"hi", "mr", "ne", "kok", "sa"},
    "HEBREW": {"he", "yi"},
    "BENGALI": {"bn", "as"},
}
"""The languages of a script, where there are several."""

_NAMES = {
    "ar": "Arabic",
    "cmn": "Chinese",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "th": "Thai",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def language_name(tag: str) -> str:
    """Return the name of a language for messages: `German`, or `the language sw`."""
    return _NAMES.get(primary(tag)) or f"the language {primary(tag)}"


def language_of(text: str, language: str) -> str:
    """Return the language in which a text is spoken: `language`, unless its script is another.

    A voice spells the letters of a script that it does not know, one by one.
    """
    if text.isascii():
        return language
    foreign = [
        script
        for script in scripts_of(text)
        if primary(language) not in _WRITTEN_IN.get(script, {_SCRIPTS[script]})
    ]
    if primary(language) == "ja":
        foreign = [script for script in foreign if script not in {"HIRAGANA", "KATAKANA"}]
    # Japanese is written in three scripts, one of them that of Chinese.
    kana = [script for script in foreign if _SCRIPTS[script] == "ja"]
    return _SCRIPTS[(kana or foreign)[0]] if foreign else language


def scripts_of(text: str) -> list[str]:
    """Return the scripts of a text other than Latin, in the order of their first letters."""
    first_words = (unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha())
    return [word for word in dict.fromkeys(first_words) if word in _SCRIPTS]


def system_language(environ: Mapping[str, str] = os.environ) -> str:
    """Return the language of the system's locale, as a tag; English where it says none."""
    name = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    if not name and sys.platform == "win32":
        name = _windows_locale()
    tag = usual_capitals(name.partition(".")[0].partition("@")[0])
    return tag if tag.partition("-")[0].isalpha() and len(primary(tag)) in {2, 3} else "en"


def _windows_locale() -> str:
    """Return the user's locale on Windows, as `de-DE`."""
    import ctypes  # noqa: PLC0415 - nobody else needs it

    buffer = ctypes.create_unicode_buffer(85)
    kernel: object = getattr(ctypes, "windll", None)
    get_name = getattr(getattr(kernel, "kernel32", None), "GetUserDefaultLocaleName", None)
    return buffer.value if get_name is not None and get_name(buffer, len(buffer)) else ""
