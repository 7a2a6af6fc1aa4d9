"""A part of a session file: keys with values, and every mistake in them said at once, in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal, NamedTuple, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from follow_along.core.validation.fields import alternatives, closest_match, describe_value


class Mistake(NamedTuple):
    """What is wrong, as a whole sentence, and the keys and list places that lead to it."""

    where: tuple[str | int, ...]
    sentence: str
    about: Literal["key", "value"] = "value"
    """Whether the last key itself is wrong, or what stands there."""


class FileModel(BaseModel):
    """Keys with values. A mistake in one of them hides no other.

    Mistakes are raised as a ValidationError. Each message in it is a whole sentence, and its type
    is `key` or `value`, for what it is about.
    """

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
            said = f"expected {cls.noun} with keys such as {alternatives(keys)}, found {describe_value(data)}"
            raise _error(Mistake((), said))
        data = cls.completed(dict(data))
        misspelt = {key: cls._nearest(str(key)) for key in data if key not in cls.model_fields}
        meant = {near: data[key] for key, near in misspelt.items() if near}
        # What is missing under its own name, and there under one much like it, is not missed.
        mistakes = list(cls.conflicts({**meant, **data}))
        try:
            made = handler(data)
        except ValidationError as error:
            needless = {cls._needed(key) for key in meant}
            told = [cls._told(each, misspelt) for each in error.errors(include_url=False)]
            mistakes = [*(each for each in told if each not in needless), *mistakes]
        else:
            mistakes += made.excesses()
            if not mistakes:
                return made
        raise ValidationError.from_exception_data(cls.__name__, list(_details(mistakes)))

    @classmethod
    def _told(cls, error: ErrorDetails, misspelt: Mapping[str, str | None]) -> Mistake:
        where, message = error["loc"], error["msg"]
        match error["type"]:
            case "key" | "value" as about:
                return Mistake(where, message, about)
            case "missing":
                return cls._needed(str(where[0]))
            case "extra_forbidden":
                return cls._unknown(str(where[0]), misspelt)
            case _:
                said = error.get("ctx", {}).get("error", message)
                return Mistake(where, f"{where[0]}: {said}")

    @classmethod
    def _needed(cls, key: str) -> Mistake:
        return Mistake((key,), f"{cls.noun} needs `{key}`")

    @classmethod
    def _unknown(cls, key: str, misspelt: Mapping[str, str | None]) -> Mistake:
        near, home = misspelt.get(key), _home(key)
        if near:
            hint = f"did you mean `{near}`?"
        elif home:
            hint = f"it belongs to {home}"
        else:
            hint = f"its keys are {', '.join(cls.model_fields)}"
        return Mistake((key,), f"{describe_value(key)} is no key of {cls.noun}; {hint}", "key")

    @classmethod
    def _nearest(cls, key: str) -> str | None:
        return None if _home(key) else closest_match(key, cls.model_fields)


def _home(key: str) -> str | None:
    """Name the part of a file that a key belongs to."""
    return next(
        (part.noun for part in FileModel.__subclasses__() if key in part.model_fields), None
    )


def _error(mistake: Mistake) -> PydanticCustomError:
    return PydanticCustomError(mistake.about, "{sentence}", {"sentence": mistake.sentence})


def _details(mistakes: Iterable[Mistake]) -> Iterator[InitErrorDetails]:
    for mistake in mistakes:
        yield InitErrorDetails(type=_error(mistake), loc=mistake.where, input=None)
