from __future__ import annotations

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from coaching.codes import ALPHABET, LENGTH, code_of, grouped, hashed, normalised

codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
LOOKS_LIKE = {"0": "0oO", "1": "1iIlL"}


@st.composite
def spoken(draw: st.DrawFn) -> tuple[str, str]:
    """A code, and how somebody might type it."""
    code = draw(codes)
    typed = []
    for sign in code:
        typed.append(draw(st.sampled_from(LOOKS_LIKE.get(sign, sign + sign.lower()))))
        typed.append(draw(st.sampled_from(["", "", " ", "-", " – ", "\t"])))
    return code, "".join(typed)


@given(spoken())
def test_case_spaces_dashes_and_lookalikes_do_not_matter(pair: tuple[str, str]) -> None:
    code, typed = pair

    assert normalised(typed) == code


@given(codes)
def test_a_grouped_code_reads_back(code: str) -> None:
    assert normalised(grouped(code)) == code


@given(st.text(max_size=40))
def test_anything_typed_is_ten_signs_or_nothing(typed: str) -> None:
    code = normalised(typed)

    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))
    assert code is None or normalised(code) == code


def test_a_code_belongs_to_one_invitation_and_its_hash_tells_nothing() -> None:
    one, other = uuid4(), uuid4()

    assert code_of(one) == code_of(one) == normalised(code_of(one))
    assert code_of(one) != code_of(other)
    assert len(hashed(code_of(one))) == 64
    assert code_of(one).lower() not in hashed(code_of(one))
