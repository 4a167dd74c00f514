"""The answer of another tool, put back into the text that it was asked about."""

from __future__ import annotations

import pytest

from evals.dates import TimeSaid
from tools.heideltime import times_of

TEXT = "\n\nBerg & Co. met on Tuesday,\n  <for> two days.\n"
ANSWER = """<?xml version="1.0"?>
<!DOCTYPE TimeML SYSTEM "TimeML.dtd">
<TimeML>
Berg & Co. met on <TIMEX3 tid="t1" type="DATE" value="2031-03-11">Tuesday</TIMEX3>,
<for> <TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3>.

</TimeML>
"""


def test_times_have_their_places_in_the_text() -> None:
    found = times_of(ANSWER, TEXT)
    assert found == [TimeSaid(20, 27, "DATE", "2031-03-11"), TimeSaid(37, 45, "DURATION", "P2D")]
    assert [TEXT[t.start : t.end] for t in found] == ["Tuesday", "two days"]


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="the answer has"):
        times_of(ANSWER, TEXT.replace("Berg", "Burg"))


def test_an_answer_without_times_has_none() -> None:
    assert times_of("<TimeML>\nThey met.\n</TimeML>", "They met.") == []
