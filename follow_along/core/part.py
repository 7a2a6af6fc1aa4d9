"""A part of a session file: keys with values, and every mistake in them said at once, in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, NamedTuple, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from follow_along.core.fields import found, nearest, one_of


class Mistake(NamedTuple):
    """What is wrong, as a whole sentence, and the keys and list places that lead to it."""

    where: tuple[str | int, ...]
    sentence: str


class Part(BaseModel):
    """Keys with values. A mistake in one of them hides no other."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    noun: ClassVar[str]
    """What messages call it: `an exercise`."""

    @classmethod
    def completed(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Fill in what follows from other keys."""
        return data

    @classmethod
    def conflicts(cls, data: Mapping[str, Any]) -> Iterable[Mistake]:  # noqa: ARG003 - none here
        """Find what is wrong between keys. Values are as they were written, and may be wrong."""
        return ()

    def excesses(self) -> Iterable[Mistake]:
        """Find what is too much taken together, though each value is right by itself."""
        return ()

    @model_validator(mode="wrap")
    @classmethod
    def _every_mistake_at_once(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(data, cls):
            return data
        if not isinstance(data, Mapping):
            keys = [f"{key}:" for key, field in cls.model_fields.items() if field.is_required()]
            said = f"expected {cls.noun} with keys such as {one_of(keys)}, found {found(data)}"
            raise _told(said)
        data = cls.completed(dict(data))
        meant = cls._meant(data)
        mistakes = list(cls.conflicts({**meant, **data}))
        try:
            made = handler(data)
        except ValidationError as error:
            told = (cls._told(each) for each in error.errors(include_url=False))
            needless = {Mistake((key,), cls._needed(key)) for key in meant}
            mistakes = [*(each for each in told if each not in needless), *mistakes]
        else:
            mistakes += made.excesses()
            if not mistakes:
                return made
        raise ValidationError.from_exception_data(cls.__name__, list(_details(mistakes)))

    @classmethod
    def _meant(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        """Give the values of misspelt keys, by the keys they most likely stand for."""
        unknown = [key for key in data if key not in cls.model_fields]
        return {near: data[key] for key in unknown if (near := nearest(key, cls.model_fields))}

    @classmethod
    def _told(cls, error: ErrorDetails) -> Mistake:
        where = error["loc"]
        match error["type"]:
            case "told":
                return Mistake(where, error["msg"])
            case "missing":
                return Mistake(where, cls._needed(str(where[0])))
            case "extra_forbidden":
                return Mistake(where, cls._unknown_key(str(where[0])))
            case _:
                said = error.get("ctx", {}).get("error", error["msg"])
                return Mistake(where, f"{where[0]}: {said}")

    @classmethod
    def _needed(cls, key: str) -> str:
        return f"{cls.noun} needs `{key}`"

    @classmethod
    def _unknown_key(cls, key: str) -> str:
        near = nearest(key, cls.model_fields)
        hint = f"did you mean `{near}`?" if near else f"its keys are {', '.join(cls.model_fields)}"
        return f"{found(key)} is no key of {cls.noun}; {hint}"


def _told(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("told", "{sentence}", {"sentence": sentence})


def _details(mistakes: Iterable[Mistake]) -> Iterator[InitErrorDetails]:
    for where, sentence in mistakes:
        yield InitErrorDetails(type=_told(sentence), loc=where, input=None)
