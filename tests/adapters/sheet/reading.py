"""What a PDF has on its pages, letter by letter, as another program reads it."""

from typing import NamedTuple

import pypdfium2

POINTS_PER_MM = 72 / 25.4


class Letter(NamedTuple):
    """A letter with the box of its ink, in millimetres from the lower left corner."""

    character: str
    left: float
    bottom: float
    right: float
    top: float


class Page(NamedTuple):
    """A page, and what is on it in the order of reading."""

    width: float
    height: float
    letters: tuple[Letter, ...]


def pages_of(data: bytes) -> list[Page]:
    """The pages of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return [_page(document[number]) for number in range(len(document))]


def text_of(pages: list[Page]) -> str:
    """All letters, without any blank."""
    return squeezed("".join(each.character for page in pages for each in page.letters))


def squeezed(text: str) -> str:
    """A text without blanks, and without what only says where a word may break or is isolated."""
    return "".join(text.split()).translate(dict.fromkeys([0x200B, 0x2068, 0x2069]))


def overlaps(page: Page) -> list[tuple[Letter, Letter]]:
    """Pairs of letters whose ink overlaps by more than neighbours in a word do."""
    found = []
    letters = sorted(page.letters, key=lambda each: each.left)
    for index, one in enumerate(letters):
        for other in letters[index + 1 :]:
            if other.left >= one.right:
                break
            width = min(one.right, other.right) - other.left
            height = min(one.top, other.top) - max(one.bottom, other.bottom)
            # The letters of a ligature have one box.
            if height <= 0 or one[1:] == other[1:]:
                continue
            if width * height > 0.35 * min(map(_area, (one, other))):
                found.append((one, other))
    return found


def _area(letter: Letter) -> float:
    return (letter.right - letter.left) * (letter.top - letter.bottom)


def _page(page: pypdfium2.PdfPage) -> Page:
    text = page.get_textpage()
    letters = []
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        box = [side / POINTS_PER_MM for side in text.get_charbox(index)]
        # The reader takes a hyphen at the end of a line for one that divides a word.
        character = character.replace("\ufffe", "-")
        if squeezed(character):
            letters.append(Letter(character, *box))
    width, height = (side / POINTS_PER_MM for side in page.get_size())
    return Page(width, height, tuple(letters))
