"""Receivers that the settings point at, and somebody to tell."""

from collections.abc import Iterator
from typing import Any

import pytest

from helhet.post.tests.receivers import Receiver, mail_server, sms_gateway


@pytest.fixture
def mail(settings: Any) -> Iterator[Receiver]:
    with mail_server() as receiver:
        settings.POST_SMTP_URL, settings.POST_PATIENCE = receiver.url, 1.0
        yield receiver


@pytest.fixture
def sms(settings: Any) -> Iterator[Receiver]:
    with sms_gateway() as receiver:
        settings.POST_SMS_URL, settings.POST_PATIENCE = receiver.url, 1.0
        yield receiver
