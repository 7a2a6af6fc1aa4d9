"""Keys of one's own replace the defaults; no two actions of a page share a key."""

from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.key_map import DEFAULT_KEYS, PAGES, all_keys, conflicts

KEYS = sorted({key for keys in DEFAULT_KEYS.values() for key in keys} | {"x", "z", "f2", "f9"})
OWN = st.dictionaries(
    st.sampled_from(list(DEFAULT_KEYS)),
    st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True).map(tuple),
    max_size=5,
)


@given(OWN)
def test_without_a_conflict_every_key_of_a_page_does_one_thing(own):
    """And every action has a key; keys of one's own are those that were given."""
    if list(conflicts(own)):
        return
    keys = all_keys(own)
    assert all(keys.values())
    assert all(keys[name] == given_keys for name, given_keys in own.items())
    for page in PAGES:
        every = [key for name in page for key in keys[name]]
        assert len(every) == len(set(every))


def test_the_defaults_have_no_conflict():
    """Nothing of one's own changes nothing."""
    assert all_keys({}) == DEFAULT_KEYS
    assert not list(conflicts({}))


def test_a_key_of_ones_own_is_taken_from_the_others():
    """The key of a remote that goes back by default becomes the big key."""
    keys = all_keys({"balance": ("space", "b")})
    assert keys["balance"] == ("space", "b")
    assert keys["back"] == ("left",)


def test_a_key_may_do_two_things_on_two_pages():
    """R restarts a block, and lists the runs."""
    assert not list(conflicts({"touch": ("w",)}))
    assert all_keys({"touch": ("w",)})["weeks"] == ("w",)


def test_every_conflict_is_named():
    """With its actions and what to do."""
    own = {"balance": ("t", "f5"), "pause": ("f5",), "sides": ("up",)}
    assert list(conflicts(own)) == [
        ("pause", "F5 is given to both `balance` and `pause`: give it to one of them"),
        ("sides", "↑ moves the cursor: give `sides` another key"),
        (
            "balance",
            "T is given to `balance`, which leaves `touch` without a key: give that one another",
        ),
    ]
