"""Language tags (BCP 47): their parts and their usual spelling."""


def primary(tag: str) -> str:
    """Return the language of a tag, without region and script: `pt` of `pt-BR`."""
    return tag.partition("-")[0].lower()


def usual_capitals(tag: str) -> str:
    """Return a tag as `zh-Hant-TW`: language small, script capitalised, region in capitals."""
    language, *rest = tag.replace("_", "-").split("-")
    return "-".join((language.lower(), *map(_part, rest)))


def _part(part: str) -> str:
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower()
