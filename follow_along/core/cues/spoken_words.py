"""The sentences that the program speaks, in every language that it knows. Data alone.

A new language is one more `SpokenWords` in `LANGUAGES`; a new sentence is one more field of it, and
a line in each language. `{name}`, `{side}`, `{amount}`, `{n}` and `{total}` are filled in. Numbers
that a voice would read wrongly before a noun are written in words.
"""

from typing import NamedTuple


class SpokenWords(NamedTuple):
    """The sentences of one language."""

    next: str = "{name}."
    """The exercise that follows; in a language without words of its own, its name alone."""

    one_rep: str = ""
    reps: str = ""
    one_second: str = ""
    seconds: str = ""
    one_minute: str = ""
    minutes: str = ""
    """Amounts, which stand for `{amount}`: for one, and for any other number `{n}`."""
    amount: str = ""
    amount_each_side: str = ""
    as_long_as_you_can: str = ""
    enter_when_done: str = ""
    """How a block without a time limit ends."""

    left: str = ""
    right: str = ""
    both: str = ""
    left_first: str = ""
    right_first: str = ""
    side: str = "{side}."
    side_first: str = "{side}."
    """A side in the session's own words."""
    switch: str = ""
    rest: str = ""
    rest_then_set: str = ""

    half_way: str = ""
    ten: str = ""
    """Ten seconds before the end."""
    take_your_time: str = ""
    """After a stop."""
    finished: str = ""
    easier: str = ""
    as_written: str = ""
    harder: str = ""
    """The version of an exercise; the session's own text follows."""

    number: str = ""
    round: str = ""
    round_of: str = ""
    last_round: str = ""


NO_WORDS = SpokenWords()
"""For every other language: only the session's own texts are spoken."""

LANGUAGES = {
    "en": SpokenWords(
        next="Next: {name}.",
        one_rep="1 rep",
        reps="{n} reps",
        one_second="1 second",
        seconds="{n} seconds",
        one_minute="1 minute",
        minutes="{n} minutes",
        amount="{amount}.",
        amount_each_side="{amount} each side.",
        as_long_as_you_can="As long as you can.",
        enter_when_done="Enter when done.",
        left="Left foot.",
        right="Right foot.",
        both="Both feet.",
        left_first="Left foot first.",
        right_first="Right foot first.",
        side="{side}.",
        side_first="{side} first.",
        switch="Switch.",
        rest="Rest.",
        rest_then_set="Rest. Then set {n}.",
        half_way="Half way.",
        ten="Ten.",
        take_your_time="Take your time.",
        finished="That's it. Session done.",
        easier="Easier.",
        as_written="As written.",
        harder="Harder.",
        number="{n}.",
        round="Round {n}.",
        round_of="Round {n} of {total}.",
        last_round="Last round.",
    ),
    "de": SpokenWords(
        next="Als Nächstes: {name}.",
        one_rep="Eine Wiederholung",
        reps="{n} Wiederholungen",
        one_second="Eine Sekunde",
        seconds="{n} Sekunden",
        one_minute="Eine Minute",
        minutes="{n} Minuten",
        amount="{amount}.",
        amount_each_side="{amount} pro Seite.",
        as_long_as_you_can="So lange es geht.",
        enter_when_done="Eingabetaste, wenn du fertig bist.",
        left="Linker Fuß.",
        right="Rechter Fuß.",
        both="Beide Füße.",
        left_first="Linker Fuß zuerst.",
        right_first="Rechter Fuß zuerst.",
        side="{side}.",
        side_first="{side} zuerst.",
        switch="Wechsel.",
        rest="Pause.",
        rest_then_set="Pause. Danach Satz {n}",
        half_way="Halbzeit.",
        ten="Noch zehn.",
        take_your_time="Lass dir Zeit.",
        finished="Geschafft. Training beendet.",
        easier="Leichter.",
        as_written="Wie vorgegeben.",
        harder="Schwerer.",
        # A point after a number would make it an ordinal.
        number="{n}",
        round="Runde {n}",
        round_of="Runde {n} von {total}",
        last_round="Letzte Runde.",
    ),
    "fr": SpokenWords(
        next="Ensuite : {name}.",
        one_rep="Une répétition",
        reps="{n} répétitions",
        one_second="Une seconde",
        seconds="{n} secondes",
        one_minute="Une minute",
        minutes="{n} minutes",
        amount="{amount}.",
        amount_each_side="{amount} de chaque côté.",
        as_long_as_you_can="Aussi longtemps que possible.",
        enter_when_done="Touche Entrée quand c'est fini.",
        left="Pied gauche.",
        right="Pied droit.",
        both="Les deux pieds.",
        left_first="D'abord le pied gauche.",
        right_first="D'abord le pied droit.",
        side="{side}.",
        side_first="D'abord : {side}.",
        switch="On change.",
        rest="Repos.",
        rest_then_set="Repos. Ensuite, série {n}.",
        half_way="À la moitié.",
        ten="Encore dix.",
        take_your_time="Prends ton temps.",
        finished="C'est fini. Séance terminée.",
        easier="Plus facile.",
        as_written="Comme prévu.",
        harder="Plus difficile.",
        number="{n}.",
        round="Tour {n}.",
        round_of="Tour {n} sur {total}.",
        last_round="Dernier tour.",
    ),
    "es": SpokenWords(
        next="Siguiente: {name}.",
        one_rep="Una repetición",
        reps="{n} repeticiones",
        one_second="Un segundo",
        seconds="{n} segundos",
        one_minute="Un minuto",
        minutes="{n} minutos",
        amount="{amount}.",
        amount_each_side="{amount} por lado.",
        as_long_as_you_can="Todo el tiempo que puedas.",
        enter_when_done="Pulsa Intro al terminar.",
        left="Pie izquierdo.",
        right="Pie derecho.",
        both="Los dos pies.",
        left_first="Primero el pie izquierdo.",
        right_first="Primero el pie derecho.",
        side="{side}.",
        side_first="Primero: {side}.",
        switch="Cambio.",
        rest="Descanso.",
        rest_then_set="Descanso. Después, serie {n}.",
        half_way="A la mitad.",
        ten="Quedan diez.",
        take_your_time="Tómate tu tiempo.",
        finished="Ya está. Sesión terminada.",
        easier="Más fácil.",
        as_written="Como está previsto.",
        harder="Más difícil.",
        number="{n}.",
        round="Ronda {n}.",
        round_of="Ronda {n} de {total}.",
        last_round="Última ronda.",
    ),
    "it": SpokenWords(
        next="A seguire: {name}.",
        one_rep="Una ripetizione",
        reps="{n} ripetizioni",
        one_second="Un secondo",
        seconds="{n} secondi",
        one_minute="Un minuto",
        minutes="{n} minuti",
        amount="{amount}.",
        amount_each_side="{amount} per lato.",
        as_long_as_you_can="Il più a lungo possibile.",
        enter_when_done="Premi Invio quando hai finito.",
        left="Piede sinistro.",
        right="Piede destro.",
        both="Entrambi i piedi.",
        left_first="Prima il piede sinistro.",
        right_first="Prima il piede destro.",
        side="{side}.",
        side_first="Prima: {side}.",
        switch="Cambio.",
        rest="Riposo.",
        rest_then_set="Riposo. Poi serie {n}.",
        half_way="A metà.",
        ten="Ancora dieci.",
        take_your_time="Fai con calma.",
        finished="Ecco fatto. Sessione finita.",
        easier="Più facile.",
        as_written="Come previsto.",
        harder="Più difficile.",
        number="{n}.",
        round="Giro {n}.",
        round_of="Giro {n} di {total}.",
        last_round="Ultimo giro.",
    ),
    "nl": SpokenWords(
        next="Volgende: {name}.",
        one_rep="Eén herhaling",
        reps="{n} herhalingen",
        one_second="Eén seconde",
        seconds="{n} seconden",
        one_minute="Eén minuut",
        minutes="{n} minuten",
        amount="{amount}.",
        amount_each_side="{amount} per kant.",
        as_long_as_you_can="Zo lang als je kunt.",
        enter_when_done="Enter als je klaar bent.",
        left="Linkervoet.",
        right="Rechtervoet.",
        both="Beide voeten.",
        left_first="Eerst de linkervoet.",
        right_first="Eerst de rechtervoet.",
        side="{side}.",
        side_first="Eerst: {side}.",
        switch="Wissel.",
        rest="Rust.",
        rest_then_set="Rust. Daarna set {n}.",
        half_way="Halverwege.",
        ten="Nog tien.",
        take_your_time="Neem de tijd.",
        finished="Klaar. De sessie is voorbij.",
        easier="Makkelijker.",
        as_written="Zoals gepland.",
        harder="Moeilijker.",
        number="{n}.",
        round="Ronde {n}.",
        round_of="Ronde {n} van {total}.",
        last_round="Laatste ronde.",
    ),
    "pt": SpokenWords(
        next="A seguir: {name}.",
        one_rep="Uma repetição",
        reps="{n} repetições",
        one_second="Um segundo",
        seconds="{n} segundos",
        one_minute="Um minuto",
        minutes="{n} minutos",
        amount="{amount}.",
        amount_each_side="{amount} de cada lado.",
        as_long_as_you_can="O máximo que conseguir.",
        enter_when_done="Enter ao terminar.",
        left="Pé esquerdo.",
        right="Pé direito.",
        both="Os dois pés.",
        left_first="Primeiro o pé esquerdo.",
        right_first="Primeiro o pé direito.",
        side="{side}.",
        side_first="Primeiro: {side}.",
        switch="Troca.",
        rest="Descanso.",
        rest_then_set="Descanso. Depois, série {n}.",
        half_way="A meio.",
        ten="Faltam dez.",
        take_your_time="Sem pressa.",
        finished="Pronto. Sessão concluída.",
        easier="Mais fácil.",
        as_written="Como previsto.",
        harder="Mais difícil.",
        number="{n}.",
        round="Volta {n}.",
        round_of="Volta {n} de {total}.",
        last_round="Última volta.",
    ),
}
"""By language, without regions: the words suit all of them."""

ENGLISH = LANGUAGES["en"]


def spoken_words(language: str) -> SpokenWords:
    """Return the sentences in the language of a tag such as `pt-BR`; English if it is empty."""
    return LANGUAGES.get(language.partition("-")[0], NO_WORDS) if language else ENGLISH
