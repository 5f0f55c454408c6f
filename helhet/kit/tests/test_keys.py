"""Texts lie encrypted, one key for each controller and person: what opens them, what does not, and what is gone."""

import base64
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import connection, transaction

from helhet.kit import clock, keys, masters
from helhet.kit.models import DataKey, FieldVersion
from helhet.kit.text import PLAIN_KEY, decode

SECRET = "Hon vill att hemtjänsten kommer senare på morgonen."
OLD, NEW = ("gammal", b"o" * 32), ("ny", b"n" * 32)


@pytest.fixture(autouse=True)
def masters_here(settings: LazySettings) -> None:
    settings.MASTER_KEYS = (OLD,)
    keys.forget()


def kept(controller: int, individual: int, text: str = SECRET) -> tuple[int, bytes]:
    """A text as it lies in the table."""
    keys.writing(controller, individual)
    row = FieldVersion.objects.create(subject=uuid4(), row_ref=uuid4(), field="x", n=1, text=text, at=clock.now())
    return row.pk, raw(row.pk)


def raw(pk: int) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM kit_fieldversion WHERE id = %s", [pk])
        return bytes(cursor.fetchone()[0])


def read(pk: int) -> str:
    return FieldVersion.objects.get(pk=pk).text


def test_the_table_holds_no_word_of_it_and_the_reader_gets_it(db: None) -> None:
    pk, lies = kept(1, 10)
    assert SECRET.encode() not in lies and lies[:1] == keys.SEALED and read(pk) == SECRET


def test_an_empty_text_holds_nothing_and_what_was_plain_is_still_read(db: None) -> None:
    pk, lies = kept(1, 10, "")
    assert lies == PLAIN_KEY and read(pk) == "" and not DataKey.objects.exists()
    assert decode(PLAIN_KEY + SECRET.encode()) == SECRET


def test_one_key_for_each_controller_and_person(db: None) -> None:
    for pair in ((1, 10), (1, 10), (1, 11), (2, 10), (0, 10)):
        kept(*pair)
    assert sorted(DataKey.objects.values_list("controller", "individual")) == [(0, 10), (1, 10), (1, 11), (2, 10)]


def test_a_text_of_somebody_else_does_not_open(db: None) -> None:
    pk, _lies = kept(1, 10)
    keys.about(11)
    with pytest.raises(keys.Unreadable):
        read(pk)
    keys.about(10)
    assert read(pk) == SECRET


def test_moved_to_another_column_or_changed_it_does_not_open(db: None) -> None:
    _pk, lies = kept(1, 10)
    assert decode(lies, "kit_fieldversion.text") == SECRET
    for wrong, place in ((lies, "people_details.address"), (lies[:-1] + bytes([lies[-1] ^ 1]), "kit_fieldversion.text"),
                         (lies[:20], "kit_fieldversion.text"), (b"\x07" + lies[1:], "kit_fieldversion.text")):
        with pytest.raises(keys.Unreadable):
            decode(wrong, place)


def test_a_destroyed_key_takes_its_texts_and_no_others(db: None) -> None:
    theirs, lies = kept(2, 10)
    now = clock.now()
    gone = DataKey.objects.create(controller=1, individual=10, master="", wrapped=b"", created_at=now, retired_at=now,
                                  destroyed_at=now)
    sealed = keys.HEAD.pack(1, gone.pk, b"n" * 12) + lies[keys.HEAD.size:]
    assert decode(sealed, "kit_fieldversion.text") == str(keys.GONE)
    assert read(theirs) == SECRET


def test_a_key_of_a_transaction_that_is_undone_is_not_remembered(db: None) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        kept(1, 10)
        raise RuntimeError
    assert not DataKey.objects.exists()
    pk, _lies = kept(1, 10)
    keys.forget()
    assert read(pk) == SECRET


def test_within_a_transaction_the_new_key_is_made_once(db: None, django_assert_num_queries: object) -> None:
    kept(1, 10)
    keys.writing(1, 10)
    with django_assert_num_queries(1):  # type: ignore[operator]
        FieldVersion.objects.create(subject=uuid4(), row_ref=uuid4(), field="y", n=1, text=SECRET, at=clock.now())


def test_an_older_master_key_still_opens_and_a_lost_one_does_not(db: None, settings: LazySettings) -> None:
    pk, _lies = kept(1, 10)
    settings.MASTER_KEYS = (NEW, OLD)
    keys._made()
    assert read(pk) == SECRET
    row = DataKey.objects.get()
    settings.MASTER_KEYS = (NEW,)
    with pytest.raises(keys.Unreadable):
        keys.unwrap(row)


def test_without_a_master_key_texts_lie_plain(db: None, settings: LazySettings) -> None:
    settings.MASTER_KEYS = ()
    _pk, lies = kept(1, 10)
    assert lies == PLAIN_KEY + SECRET.encode()


def test_master_keys_are_read_from_a_setting_or_a_file(tmp_path: object) -> None:
    pair = "k1:" + base64.b64encode(b"x" * 32).decode()
    assert masters.read(pair) == (("k1", b"x" * 32),)
    file = tmp_path / "keys"  # type: ignore[operator]
    file.write_text(pair + "\n" + pair.replace("k1", "k0") + "\n")
    assert [name for name, _key in masters.read(f"file:{file}")] == ["k1", "k0"]
    for wrong in ("", "k1", "k1:abc", f"{pair},{pair}", pair.replace("k1", "")):
        with pytest.raises(ValueError, match="HELHET_KEYS"):
            masters.read(wrong)
