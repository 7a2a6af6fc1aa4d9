"""List every sentence and phrase that the program can show: `python scripts/list_messages.py`.

Writes docs/messages.md, where a translator or a reviewer reads them in one place.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "messages.md"
PACKAGE = ROOT / "follow_along"

_HEAD = """# Messages

Every sentence and phrase of two words or more that the program can show, by module. `{...}` stands
for a value. `python scripts/list_messages.py` writes this page; a test compares it with the code.
"""

_WORD = re.compile(r"[A-Za-z]{2,}")
_NOT_SHOWN = re.compile(
    r"\b(SELECT|JOIN|INSERT|UPDATE|DELETE|CREATE|PRAGMA|NULL|AND)\b"  # SQL
    r"|\w_\w|\w\(|\$\w|\\\w|#\.\.|\bbold\b"  # names, calls, styles, patterns, drawn letters
    r"|\w=\"|\.\+\?"  # SVG, more patterns
)
"""What marks a text of two words or more as no message."""


def messages_page() -> str:
    """The text of docs/messages.md."""
    parts = [_HEAD]
    for path in sorted((*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"))):
        text = path.read_text("utf-8")
        found = _messages(ast.parse(text)) if path.suffix == ".py" else _template_texts(text)
        messages = list(dict.fromkeys(found))
        if messages:
            lines = "\n".join(f"- {message}" for message in messages)
            parts.append(f"## {path.relative_to(PACKAGE).as_posix()}\n\n{lines}\n")
    return "\n".join(parts)


def _template_texts(template: str) -> Iterator[str]:
    """The texts of a template in order: its elements and the labels of its attributes."""
    body = re.sub(r"<style>.*?</style>", "", template, flags=re.DOTALL)
    labels = "".join(f"<br>{label}" for label in re.findall(r' aria-label="([^"]+)"', body))
    body = re.sub(r"{{.*?}}", "{...}", re.sub(r"{%.*?%}", "", f"{body}{labels}"))
    for text in re.split(r"</?(?!b>|/b>|bdi|/bdi)[^>]*>", body):
        words = " ".join(re.sub(r"</?\w+>", "", text).split())
        if len(_WORD.findall(words.replace("{...}", ""))) > 1:
            yield words


def _messages(tree: ast.Module) -> Iterator[str]:
    """The texts of a module in order, without docstrings, annotations, SQL and patterns."""
    skipped = {id(node) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    annotations = [
        annotation
        for node in ast.walk(tree)
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if annotation
    ]
    skipped |= {id(part) for annotation in annotations for part in ast.walk(annotation)}
    yield from _texts(tree, skipped)


def _texts(node: ast.AST, skipped: set[int]) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if id(child) in skipped and not _is_call(child):
            continue
        text = _text_of(child)
        if text is None:
            yield from _texts(child, skipped)
            continue
        text = " ".join(text.split())
        if _is_message(text):
            yield text
        if isinstance(child, ast.JoinedStr):
            for part in child.values:
                yield from _texts(part, skipped)


def _is_message(text: str) -> bool:
    words = _WORD.findall(text.replace("{...}", ""))
    return " " in text and bool(words) and not _NOT_SHOWN.search(text)


def _is_call(node: ast.AST) -> bool:
    """Whether a statement is more than a docstring: an expression that can hold messages."""
    return isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)


def _text_of(node: ast.AST) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{...}" for part in values
            )
    return None


if __name__ == "__main__":
    PAGE.write_text(messages_page(), encoding="utf-8")
