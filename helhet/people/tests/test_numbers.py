"""Every kind of number, right and wrong. All national numbers are Skatteverket's published test numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helhet.people import numbers
from helhet.people.numbers import BadNumber, read_number

TODAY = date(2026, 3, 1)
PERSON, OLD, COORDINATION = "198101012394", "191012199822", "201401682396"


def problem(text: str, today: date = TODAY) -> str:
    return str(numbers.number_problem(text, today) or "")


@pytest.mark.parametrize("text", [
    "198101012394", "19810101-2394", "810101-2394", "8101012394", " 19810101 2394 ", "19810101–2394",
])
def test_a_personnummer_is_read_as_people_write_it(text: str) -> None:
    found = read_number(text, TODAY)
    assert (found.kind, found.number, found.born) == ("personnummer", PERSON, date(1981, 1, 1))


def test_a_plus_sign_tells_of_somebody_over_a_hundred() -> None:
    assert read_number("101219+9822", TODAY).born == date(1910, 12, 19)


def test_ten_digits_get_the_latest_century_that_is_not_ahead() -> None:
    assert read_number("120101-2380", date(2012, 1, 1)).born == date(2012, 1, 1)
    assert read_number("120101-2380", date(2011, 12, 31)).born == date(1912, 1, 1)
    assert read_number("120101+2380", date(2012, 1, 1)).born == date(1912, 1, 1)


def test_a_samordningsnummer_has_sixty_added_to_its_day() -> None:
    found = read_number(COORDINATION, TODAY)
    assert (found.kind, found.born) == ("samordningsnummer", date(2014, 1, 8))
    assert read_number("140168-2396", TODAY) == found


@pytest.mark.parametrize(("number", "why"), [("191500882392", "month 00"), ("191600802399", "day 80 of month 00")])
def test_a_samordningsnummer_may_lack_its_month(number: str, why: str) -> None:
    found = read_number(number, TODAY)
    assert (found.kind, found.born) == ("samordningsnummer", None), why


def test_a_samordningsnummer_may_lack_its_day() -> None:
    signs = "1990" + "0560" + "123"
    found = read_number(signs + str(numbers.check_digit(signs[2:])), TODAY)
    assert (found.kind, found.born) == ("samordningsnummer", None)


@pytest.mark.parametrize(("middle", "says"), [("1360", "finns inte"), ("0092", "finns inte"), ("0290", "finns inte")])
def test_a_samordningsnummer_with_an_impossible_date_is_refused(middle: str, says: str) -> None:
    signs = f"1990{middle}123"
    assert says in problem(signs + str(numbers.check_digit(signs[2:])))


@pytest.mark.parametrize("place", range(2, 12))
def test_one_wrong_digit_is_always_seen(place: int) -> None:
    wrong = PERSON[:place] + str((int(PERSON[place]) + 1) % 10) + PERSON[place + 1:]
    assert problem(wrong)


def test_the_check_digit_has_its_own_sentence() -> None:
    assert "sista siffran" in problem("198101012395")


@pytest.mark.parametrize("text", ["", "   ", "-"])
def test_nothing_written_asks_for_the_number(text: str) -> None:
    assert "tolv siffror" in problem(text)


@pytest.mark.parametrize("text", ["12345", "19810101239", "1981010123945", "åtta", "19810101-23-94x", "1981/01/012394"])
def test_too_few_too_many_or_other_signs(text: str) -> None:
    assert "tolv tecken" in problem(text)


def made(eight: str) -> str:
    """A number with a right check digit and birth number 000-free, for dates that cannot be."""
    signs = f"{eight}239"
    return signs + str(numbers.check_digit(signs[2:]))


@pytest.mark.parametrize("eight", ["19810230", "19811301", "19810001", "19810100", "19000229", "20230229", "19810432"])
def test_a_date_that_does_not_exist_is_refused(eight: str) -> None:
    assert "finns inte" in problem(made(eight))


def test_a_leap_day_exists_in_its_year() -> None:
    assert read_number("200402292387", TODAY).born == date(2004, 2, 29)


def test_a_date_to_come_is_refused_and_today_is_not() -> None:
    assert "framåt i tiden" in problem(made("20260302"))
    assert problem(made("20260301")) == ""


def test_a_year_long_ago_is_a_slip_of_the_pen() -> None:
    assert "för långt tillbaka" in problem(made("12121212"))


@pytest.mark.parametrize("signs", ["19810101000", "19900560000"])
def test_the_birth_number_is_never_zero(signs: str) -> None:
    assert problem(signs + str(numbers.check_digit(signs[2:])))


@pytest.mark.parametrize(("text", "born"), [
    ("19810101-K123", date(1981, 1, 1)), ("19810101-M12K", date(1981, 1, 1)), ("19810101tf01", date(1981, 1, 1)),
    ("991981123456", None), ("99-1981-123456", None),
])
def test_reserve_numbers_of_several_regions(text: str, born: date | None) -> None:
    found = read_number(text, TODAY)
    assert (found.kind, found.born) == ("reservnummer", born)


@pytest.mark.parametrize("text", ["20260302-K123", "19810230-K123", "992027123456", "991700123456", "19810101-K1-"])
def test_reserve_numbers_too_have_a_date_that_can_be(text: str) -> None:
    assert problem(text)


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 1295))
def test_our_own_numbers_are_read_back_and_are_never_personnummer(born: date, n: int) -> None:
    number = numbers.synthetic_number(born, n)
    found = read_number(number, TODAY)
    assert (found.kind, found.number, found.born) == ("synthetic", number, born)
    assert not number.isdigit()


def test_our_own_numbers_differ_and_have_an_end() -> None:
    assert len({numbers.synthetic_number(TODAY, n) for n in range(1296)}) == 1296
    for n in (-1, 1296):
        with pytest.raises(ValueError, match="1296"):
            numbers.synthetic_number(TODAY, n)


@given(st.text(max_size=30))
def test_whatever_is_typed_gets_an_identity_or_a_sentence(text: str) -> None:
    try:
        assert len(read_number(text, TODAY).number) == 12
    except BadNumber as bad:
        assert str(bad.sentence)


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_twelve_digits_give_no_other_error(text: str) -> None:
    problem(text)


def test_the_number_itself_never_stands_in_the_error() -> None:
    with pytest.raises(BadNumber) as bad:
        read_number("198101012395", TODAY)
    assert "1981" not in str(bad.value) + repr(bad.value)


def test_a_number_is_shown_with_its_hyphen() -> None:
    assert numbers.show_number(PERSON) == "19810101-2394"
    assert numbers.show_number(None) == numbers.show_number("") == ""
