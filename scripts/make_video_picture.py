"""Make the README's picture of a video: `python scripts/make_video_picture.py`.

No test compares it with what the program writes, because each version of Pillow may draw letters
its own way.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from follow_along.adapters.sessions.session_file import read_figures, read_session  # noqa: E402
from follow_along.adapters.video.painter import Painter  # noqa: E402
from follow_along.adapters.video.shots import shot_at  # noqa: E402
from follow_along.core.palette import PALETTES  # noqa: E402 - after the path
from follow_along.core.run.player import Action, new_player  # noqa: E402
from follow_along.core.run.rules import act, advance  # noqa: E402
from follow_along.core.sessions.timeline import build_timeline  # noqa: E402

PICTURE = ROOT / "docs" / "pictures" / "video.png"
SIZE = (960, 540)
MOMENT_S = 190.2


def main() -> None:
    """Paint the steady check of week 1, in the middle of the look to the right."""
    path = ROOT / "sessions" / "foot-ankle-1.yaml"
    session = read_session(path, ROOT / "figures")
    timeline = build_timeline(session)
    begun = act(new_player(timeline), Action.BIG_KEY, 0.0).player
    player = advance(begun, MOMENT_S).player
    figure = read_figures(session, path, ROOT / "figures")[player.block.exercise.figure]
    painter = Painter(*SIZE, PALETTES["dark"], timeline)
    frame = painter.paint(shot_at(player, figure, round(MOMENT_S * 1000)))
    frame.to_image().quantize(64).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
