"""Verdicts by local rules: stricter figures, figures nobody has entered, a bloc's upon a province's."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from few_rules import but_a_few
from law_cases import DAY, full, standing_of, with_figures

from thidua import law
from thidua.law import library
from thidua.law.loader import Library, load
from thidua.law.outcome import Outcome

SHIPPED = Path(library.__file__).with_name("rulebooks")
AWARD, STANDARD = "tap-the-lao-dong-tien-tien", "ttldtt-3"
PARAMETER = "ty-le-ldtt-tap-the-tien-tien"
TEXT = """
instrument: vn:thu:01-qd
number: 01/QĐ
title: Quyết định minh họa
cited_as: Quyết định số 01/QĐ (minh họa)
from: "2019-03-15"
status: seen
provisions:
  d5: {status: seen, source: bản minh họa}
  d6: {status: seen, source: bản minh họa}
"""
LAYER = """
layer: LAYER
title: Quy định của BODY (minh họa)
authority: BODY
level: LEVEL
from: "2019-03-15"
UPON
parameters:
  ty-le-ldtt-tap-the-tien-tien:
    - from: "2019-03-15"
      value: VALUE
      provision: vn:thu:01-qd:PLACE
"""
PROVINCE = {"BODY": "Tỉnh Thử", "LEVEL": "authority", "UPON": "", "PLACE": "d5"}
BLOC = {"BODY": "Khối Thử", "LEVEL": "bloc", "UPON": "upon: tinh-thu", "PLACE": "d6"}

Write = Callable[..., Library]


@pytest.fixture
def books(tmp_path: Path) -> Write:
    root = tmp_path / "rulebooks"
    shutil.copytree(SHIPPED, root, ignore=but_a_few)
    parameters = root / "vn-2003" / "parameters.yaml"
    told = parameters.read_text(encoding="utf-8")
    head = f"{PARAMETER}:\n"
    parameters.write_text(told.replace(head, f"{head}  stricter: higher\n"), encoding="utf-8")

    def write(tinh: str, khoi: str = "") -> Library:
        _lay(root, "tinh-thu", {**PROVINCE, "VALUE": tinh})
        if khoi:
            _lay(root, "khoi-thu", {**BLOC, "VALUE": khoi})
        return load(root)

    return write


def _lay(root: Path, id_: str, said: dict[str, str]) -> None:
    folder = root / "local" / id_
    (folder / "legislation").mkdir(parents=True)
    told = LAYER.replace("LAYER", id_)
    for word, value in said.items():
        told = told.replace(word, value)
    (folder / "layer.yaml").write_text(told, encoding="utf-8")
    if not said["UPON"]:
        (folder / "legislation" / "quyet-dinh.yaml").write_text(TEXT, encoding="utf-8")


def judged(library_: Library, layer: str, dossier: law.Dossier) -> law.Verdict:
    book = library_.layered["vn-2003", layer]
    program = library.program(AWARD, law.SubjectKind.UNIT, DAY, book=book)
    return library.judged(program, dossier)


def standing(verdict: law.Verdict) -> law.Standing:
    return standing_of(verdict, STANDARD)


def with_workers(count: int) -> law.Dossier:
    """Of 20 people so many are advanced workers; the law asks for more than 50 %."""
    return with_figures(full(), advanced_workers=count)


def test_a_stricter_local_figure_refuses_what_the_law_alone_lets_through(books: Write) -> None:
    library_ = books("70")
    national = law.explain(with_workers(14), AWARD, on=DAY)
    local = judged(library_, "tinh-thu", with_workers(14))
    assert (standing(national).outcome, local.outcome) == (Outcome.MET, Outcome.NOT_MET)
    (figure,) = standing(local).local
    assert (figure.value, [under.value for under in figure.replaces]) == (70, [50])
    cited = " ".join(law.citations(local))
    assert "Điều 5 Quyết định số 01/QĐ" in cited
    assert figure.replaces[0].citation.text in cited


def test_a_subject_above_the_stricter_figure_still_meets_it(books: Write) -> None:
    assert standing(judged(books("70"), "tinh-thu", with_workers(15))).outcome is Outcome.MET


def test_a_local_figure_nobody_entered_makes_a_met_standard_unknown_and_says_whose_it_is(
    books: Write,
) -> None:
    stands = standing(judged(books("chua-quy-dinh"), "tinh-thu", with_workers(18)))
    assert stands.outcome is Outcome.UNKNOWN
    (lack,) = stands.lacks()
    assert lack.text.startswith("Tỉnh Thử chưa quy định, hoặc mức đã quy định chưa được nhập: ")
    assert "Điều 5 Quyết định số 01/QĐ" in lack.text
    assert lack.settled_by == "Tỉnh Thử"


def test_a_local_figure_nobody_entered_never_refuses_and_never_saves(books: Write) -> None:
    library_ = books("chua-quy-dinh")
    for workers, outcome in ((10, Outcome.NOT_MET), (11, Outcome.UNKNOWN)):
        national = law.explain(with_workers(workers), AWARD, on=DAY)
        local = judged(library_, "tinh-thu", with_workers(workers))
        assert standing(local).outcome is outcome
        assert (standing(national).outcome is Outcome.NOT_MET) == (outcome is Outcome.NOT_MET)


def test_a_bloc_s_rules_lie_upon_the_authority_s(books: Write) -> None:
    library_ = books("60", "75")
    (figure,) = standing(judged(library_, "khoi-thu", with_workers(15))).local
    assert (figure.value, [under.value for under in figure.replaces]) == (75, [60, 50])
    assert library_.layered["vn-2003", "khoi-thu"].local == (
        "Quy định của Tỉnh Thử (minh họa)",
        "Quy định của Khối Thử (minh họa)",
    )


def test_a_bloc_may_not_loosen_what_its_authority_tightened(books: Write) -> None:
    with pytest.raises(law.BrokenRulebook, match=r"mức 60 .* nới lỏng mức 70 "):
        books("70", "60")


def test_a_bloc_s_figure_does_not_hide_that_its_authority_s_is_unknown(books: Write) -> None:
    library_ = books("chua-quy-dinh", "60")
    stands = standing(judged(library_, "khoi-thu", with_workers(18)))
    assert (stands.outcome, stands.local[0].value) == (Outcome.UNKNOWN, 60)
    below = standing(judged(library_, "khoi-thu", with_workers(12)))
    assert below.outcome is Outcome.NOT_MET


def test_days_outside_every_layer_are_the_law_s_alone() -> None:
    assert law.rulebook_on(date(2018, 1, 1), "nam-dinh").local == ()
    assert law.rulebook_on(DAY, "nam-dinh").local == ("Quy định của tỉnh Nam Định",)


def test_a_verdict_by_local_rules_keeps_their_name() -> None:
    told = law.explain(full(), AWARD, on=DAY, layer="nam-dinh").to_json()
    assert told["local"] == ["Quy định của tỉnh Nam Định"]
    assert "local" not in law.explain(full(), AWARD, on=DAY).to_json()
