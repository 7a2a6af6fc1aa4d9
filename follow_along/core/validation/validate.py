"""Validation of what a file says, with pydantic: every mistake at once, each as a sentence."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import (
    CoreSchema,
    ErrorDetails,
    InitErrorDetails,
    PydanticCustomError,
    core_schema,
)

from follow_along.core.validation.file_record import FileRecord, Mistake
from follow_along.core.validation.messages import (
    alternatives,
    closest_match,
    describe_value,
    missing_key,
    unknown_key,
)
from follow_along.core.validation.variants import without_tags

R = TypeVar("R", bound=FileRecord)

_ADAPTERS: dict[type[FileRecord], TypeAdapter[Any]] = {}
"""Built once for each record, which takes some milliseconds."""


class InvalidDataError(Exception):
    """What a file says is wrong."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        super().__init__()
        self.mistakes = tuple(mistakes)


def validate(record: type[R], data: object, context: object = None) -> R:
    """Make a record of mappings, lists and text. Raises InvalidDataError with every mistake.

    `context` is handed to the rules that ask for it.
    """
    try:
        made: R = _adapter(record).validate_python(data, context=context)
    except ValidationError as error:
        raise InvalidDataError(
            Mistake(
                without_tags(each["loc"]), each["msg"], "key" if each["type"] == "key" else "value"
            )
            for each in error.errors(include_url=False, include_input=False)
        ) from None
    return made


def nested(record: type[R], data: object) -> R:
    """Make a record within a rule. Raises ValidationError, whose mistakes keep their own keys."""
    made: R = _adapter(record).validate_python(data)
    return made


def raise_mistakes(title: str, mistakes: Iterable[Mistake]) -> NoReturn:
    """Raise ValidationError from within a rule, for mistakes at their own keys."""
    raise ValidationError.from_exception_data(title, list(_details(mistakes)))


def _adapter(record: type[FileRecord]) -> TypeAdapter[Any]:
    if record not in _ADAPTERS:
        _ADAPTERS[record] = TypeAdapter(record)
    return _ADAPTERS[record]


def record_schema(record: type[FileRecord], inner: CoreSchema) -> CoreSchema:
    """Return the core schema of a record, in which one mistake hides no other."""

    def check(data: Any, handler: core_schema.ValidatorFunctionWrapHandler) -> Any:
        return _checked(record, data, handler)

    # A record that is met again is looked up by this reference, which must lead to the check.
    reference = cast("str", inner.get("ref"))
    without = cast("CoreSchema", {key: part for key, part in inner.items() if key != "ref"})
    return core_schema.no_info_wrap_validator_function(check, without, ref=reference)


def _checked(
    record: type[FileRecord], data: Any, handler: core_schema.ValidatorFunctionWrapHandler
) -> Any:
    if isinstance(data, record):
        return data
    if not isinstance(data, Mapping):
        named = record.required_keys() or record.key_names()[:3]
        keys = alternatives([f"{key}:" for key in named])
        expected = f"expected {record.noun} with keys such as {keys}"
        raise _custom_error(Mistake((), f"{expected}, found {describe_value(data)}"))
    data = record.completed(dict(data))
    misspelt = {
        key: _nearest_key(record, str(key)) for key in data if key not in record.key_names()
    }
    meant = {near: data[key] for key, near in misspelt.items() if near}
    mistakes = list(record.conflicts({**meant, **data}))
    try:
        made = handler(data)
    except ValidationError as error:
        # A misspelt key is not also reported as missing.
        given = {_missing(record, key) for key in meant}
        found = [_mistake(record, each, misspelt) for each in error.errors(include_url=False)]
        mistakes = [*(each for each in found if each not in given), *mistakes]
    else:
        mistakes += made.excesses()
        if not mistakes:
            return made
    raise_mistakes(record.__name__, mistakes)


def _mistake(
    record: type[FileRecord], error: ErrorDetails, misspelt: Mapping[str, str | None]
) -> Mistake:
    """Turn an error of pydantic into a mistake in the words of the file."""
    where, message = error["loc"], error["msg"]
    match error["type"]:
        case "key" | "value" as about:
            return Mistake(where, message, about)
        case "missing":
            return _missing(record, str(where[0]))
        case "unexpected_keyword_argument":
            key = str(where[0])
            if key in record.instead:
                return Mistake((key,), f"{key}: {record.instead[key][1]}", "key")
            near, home = misspelt.get(key), _home(key)
            sentence = unknown_key(record.noun, key, record.key_names(), near, home)
            return Mistake((key,), sentence, "key")
        case _:
            return Mistake(where, f"{where[0]}: {error.get('ctx', {}).get('error', message)}")


def _missing(record: type[FileRecord], key: str) -> Mistake:
    return Mistake((key,), missing_key(record.noun, key))


def _nearest_key(record: type[FileRecord], key: str) -> str | None:
    if key in record.instead:
        return record.instead[key][0]
    return None if _home(key) else closest_match(key, record.key_names())


def _home(key: str) -> str:
    """Return the noun of the record that a key belongs to; empty if it belongs to none."""
    return next((each.noun for each in FileRecord.__subclasses__() if key in each.key_names()), "")


def _custom_error(mistake: Mistake) -> PydanticCustomError:
    return PydanticCustomError(mistake.about, "{sentence}", {"sentence": mistake.sentence})


def _details(mistakes: Iterable[Mistake]) -> Iterator[InitErrorDetails]:
    for mistake in mistakes:
        yield InitErrorDetails(type=_custom_error(mistake), loc=mistake.where, input=None)
