"""The file that a new session begins as: valid, with a comment at what can be changed."""

import json

_TEXT = """\
# A session of yours. Change it, save it and close the editor: every mistake is then named with its
# line. What follows a # is a comment. Times are written 30s, 1m30s or 1:30. You can take any
# exercise that `follow-along exercises` lists with `use:`.

title: {title}
get_ready: 15s                  # before each exercise
settle: 3s                      # count-in after you lost your balance
# kit: [wall, chair]            # what to have at hand
# safety: Stop if it hurts.     # shown before you begin

exercises:
  - name: One-leg stand
    kind: balance               # balance | strength | mobility | foot; balance is in the trend
    sides: each                 # each: left, then right | both | left | right | none
    work: 30s                   # how long, on each side
    rest: 10s                   # between the sides
    setup: Wall in arm's reach. Stand on one foot.
    cues: [Soft knee, Look at one spot]

  - rest: 20s                   # a rest between two exercises, in place of get_ready
    say: Take some water.       # shown and spoken as it begins

  - rounds: 2                   # these two are done twice
    rest: 30s                   # between the rounds
    exercises:
      - name: Squats
        kind: strength
        sides: none
        reps: 10                # without a tempo it waits until you press Enter
        # tempo: [down 3s, up 1s]
        # sets: 2               # how often in a row
      - use: heel-raise-double  # an exercise that comes with the program
        reps: 8
"""


def first_draft(name: str) -> str:
    """Return the text of a new session file, whose title is made of its name."""
    return _TEXT.format(title=json.dumps(title_of(name), ensure_ascii=False))


def title_of(name: str) -> str:
    """Return a title made of the name of a session."""
    title = name.replace("-", " ").replace("_", " ").strip() or name
    return title[:1].upper() + title[1:100]
