"""What a program sent to its terminal, taken apart: text, and what acts."""

import re

_PARTS = re.compile(
    r"""
      (?P<csi>\x1b\[[0-?]*[ -/]*[@-~])
    | (?P<string>\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\))
    | (?P<escape>\x1b[ -/]*[0-~])
    | (?P<control>[\x00-\x1f\x7f-\x9f])
    | (?P<text>[^\x00-\x1f\x7f-\x9f]+)
    """,
    re.VERBOSE,
)

# What Textual has reason to send: the places of the cursor, colours, modes, questions about them.
_USUAL_CSI = re.compile(
    r"""\x1b\[ (?:
        [\d;]*[Hm]                  # places and colours
      | \?[\d;]+(?:[hl]|\$p)        # modes
      | [>=<]?[\d;]*u | \?u         # how keys are told
      | 2[23];0t                    # the title, kept and restored
      | 5n | [?]?6n | c | >c | >q | 16t  # questions
    )""",
    re.VERBOSE,
)
# The title, the shape of the mouse's pointer, and the question for the background.
_USUAL_STRINGS = ("\x1b]0;", "\x1b]22;default", "\x1b]11;?")
_USUAL_CONTROLS = set("\r\n\x07")
_STYLE = re.compile(r"\x1b\[([\d;]*)m")
_PLAIN_STYLES = {"", "0", "1", "2", "3", "4", "7", "22", "27"}


def texts(output: bytes) -> list[str]:
    """The stretches of text between what acts."""
    return [found["text"] for found in _PARTS.finditer(_decoded(output)) if found["text"]]


def titles(output: bytes) -> list[str]:
    """The window titles that were set, one after the other."""
    return re.findall("\x1b\\]0;([^\x07]*)\x07", _decoded(output))


def unusual(output: bytes) -> list[str]:
    """What acts and is nothing that the program or Textual has reason to send."""
    found = []
    for part in _PARTS.finditer(_decoded(output)):
        csi, string, control = part["csi"], part["string"], part["control"]
        if csi and not (_USUAL_CSI.fullmatch(csi) and _plain_style(csi)):
            found.append(csi)
        if string and not string.startswith(_USUAL_STRINGS):
            found.append(string)
        if control and control not in _USUAL_CONTROLS:
            found.append(control)
        if part["escape"]:
            found.append(part["escape"])
    return found


def _plain_style(csi: str) -> bool:
    """Whether it is no style, or one of weight and colours as Textual writes them."""
    style = _STYLE.fullmatch(csi)
    if not style:
        return True
    rest = re.sub(r"[34]8;(?:2;\d+;\d+;\d+|5;\d+)", "", style[1])
    return all(code in _PLAIN_STYLES for code in rest.split(";"))


def _decoded(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape")
