"""What the keys of a keyboard send: the space bar, and letters on keyboards of other scripts.

A key is named by what it sends on a US keyboard: one small letter, digit or sign, or a word of
`NAMED_KEYS`.
"""

import unicodedata

NAMED_KEYS = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Escape",
    "tab": "Tab",
    "backspace": "Backspace",
    "insert": "Insert",
    "delete": "Delete",
    "home": "Home",
    "end": "End",
    "pageup": "Page Up",
    "pagedown": "Page Down",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "menu": "Menu",
    "pause": "Pause",
    "media_play": "Media Play",
    "media_pause": "Media Pause",
    "media_play_pause": "Media Play/Pause",
    "media_stop": "Media Stop",
    "media_track_next": "Media Next",
    "media_track_previous": "Media Previous",
    "lower_volume": "Volume Down",
    "raise_volume": "Volume Up",
    "mute_volume": "Volume Mute",
    **{f"f{number}": f"F{number}" for number in range(1, 36)},
}
"""Keys that send no character, and the space bar, with the labels that the user sees."""

_OTHER_WORDS = {"esc": "escape", "return": "enter", "del": "delete", "pgup": "pageup"} | {
    "pgdn": "pagedown",
    "plus": "+",
    "minus": "-",
    "comma": ",",
    "questionmark": "?",
    "period": ".",
}
"""Words that people write for a key, and its name."""

_SAME_KEY = {"=": "+", "_": "-"}
"""Signs that share a key with another one that is bound: `+` is Shift and `=` on many keyboards."""

_BAR_CHARACTERS = "\0\u200b\u200c\u200d\u2060\u0f0b\u0f0c"
"""What the bar sends besides the spaces of Unicode: with Ctrl; in Khmer, Persian and Tibetan."""

_QWERTY = "qwertyuiopasdfghjklzxcvbnm"

_LAYOUTS = (
    "йцукенгшщзфывапролдячсмить",  # Russian; Ukrainian, Belarusian and Kazakh nearly so
    "йцукенгшщзфівапролдячсмить",  # Ukrainian
    ";ςερτυθιοπασδφγηξκλζχψωβνμ",  # Greek
    "/'קראטוןםפשדגכעיחלךזסבהנמצ",  # Hebrew
    "ضصثقفغعهخحشسيبلاتنمئءؤرﻻىة",  # Arabic
    "ضصثقفغعهخحشسیبلاتنمظطزرذدپ",  # Persian
    "ճփբսմուկըթջվգեանիտհժդչյզլք",  # Armenian
    "ქწერტყუიოპასდფგჰჯკლზხცვბნმ",  # Georgian
    "ौैाीूबहगदजोे्िुपरकतॆंमनवलस",  # Devanagari
    "ๆไำพะัีรนยฟหกดเ้่าสผปแอิืท",  # Thai
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",  # Korean
)
"""What the keys of `_QWERTY` send on other keyboards. Of two that disagree, the first is taken."""

_PLACES = {
    character: letter
    for layout in reversed(_LAYOUTS)
    for character, letter in zip(layout, _QWERTY, strict=True)
    if not character.isascii()
}


def is_space_bar(character: str) -> bool:
    """Whether a character is what a space bar sends, in any script and with any modifier."""
    return unicodedata.category(character) == "Zs" or character in _BAR_CHARACTERS


def is_of_other_script(character: str) -> bool:
    """Whether a character is a letter or mark that is not Latin."""
    return unicodedata.category(character)[0] in "LM" and not unicodedata.name(
        character, ""
    ).startswith(("LATIN", "FULLWIDTH LATIN"))


def key_of(character: str) -> str:
    """Return the name of the key that sends a character, alone or with Shift."""
    if is_space_bar(character):
        return "space"
    # An input method may send the wide form of a letter or sign.
    is_wide = "\uff01" <= character <= "\uff5e"
    plain = unicodedata.normalize("NFKC", character) if is_wide else character
    plain = plain.lower() if len(plain.lower()) == 1 else plain
    if not plain.isascii() and (digit := unicodedata.decimal(plain, None)) is not None:
        return str(digit)
    return _SAME_KEY.get(plain, _PLACES.get(plain, plain))


def read_key(text: str) -> str | None:
    """Return the name of the key that a person calls `text`; None if there is no such key."""
    if len(text) == 1:
        key = key_of(text)
        return (
            key if key == "space" or (key.isprintable() and not is_of_other_script(key)) else None
        )
    word = text.lower().strip()
    joined = "".join(letter for letter in word if letter not in " _-")
    names = {name.replace("_", ""): name for name in NAMED_KEYS} | _OTHER_WORDS
    return names.get(joined)


def key_label(key: str) -> str:
    """Return what a key is called on the screen."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    label = NAMED_KEYS.get(last, last.upper() if last.isascii() else last)
    return "+".join((*map(str.title, modifiers), label))
