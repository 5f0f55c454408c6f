"""The circles: eight roles, the same five parts, and the needs the longest."""

import pytest

from helhet.process.live import circles

EIGHT = ("ordforande", "personal", "vuxen", "ungdom", "aldre", "foralder", "narstaende", "ovriga")


@pytest.mark.rule("MEET-18")
def test_each_role_has_its_own_circle_of_the_same_five_parts() -> None:
    assert circles.ROLES == EIGHT
    for role in EIGHT:
        parts = circles.circle(role)
        assert [p.code for p in parts] == [p.code for p in circles.PARTS]
        assert all(p.before and p.during for p in parts), role
        assert circles.role_name(role) and circles.role_about(role)
    assert len({tuple(map(str, circles.circle(role)[2].during)) for role in EIGHT}) == 8


def test_the_needs_take_the_longest_and_the_shares_make_a_whole() -> None:
    shares = [p.share for p in circles.PARTS]
    assert sum(shares) == 100
    assert max(circles.PARTS, key=lambda p: p.share).code == "behov"


def test_what_no_source_gives_says_that_it_is_ours() -> None:
    ours = {role: [p.code for p in circles.circle(role) if p.ours] for role in EIGHT}
    assert ours["foralder"] == []
    assert ours["vuxen"] == ours["ungdom"] == ours["personal"] == ["avslut"]
    assert ours["ordforande"] == ["summering", "avslut"]
    assert all(len(ours[role]) == 5 for role in ("aldre", "narstaende", "ovriga"))


@pytest.mark.parametrize(("years", "role"), [(None, "vuxen"), (17, "ungdom"), (18, "vuxen"), (64, "vuxen"),
                                             (65, "aldre")])
def test_who_the_meeting_is_about_gets_the_circle_of_their_age(years: int | None, role: str) -> None:
    assert circles.role_for(years) == role


def test_what_does_not_exist_is_said() -> None:
    with pytest.raises(KeyError):
        circles.circle("sekreterare")
    with pytest.raises(KeyError):
        circles.part("fika")
