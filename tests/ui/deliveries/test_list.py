"""What the delivery list knows and says, on the screen and on paper."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QTextDocument, QTextTable

from app.store.screens.types.deliveries import DeliveryRow
from app.ui import language
from app.ui.deliveries import pages, paper, words
from app.ui.deliveries.known import Known
from app.ui.language import plain
from tests.ui.deliveries.making import make_delivery
from tests.ui.fakes import NOW
from tests.ui.queue.making import make_row

WIDTH, HEIGHT = 700.0, 1_000.0
HOSTILE = "<img src=x onerror=1><b>Bold</b> & \u202eevil\n"


def laid_out(rows: list[DeliveryRow]) -> list[QTextDocument]:
    """On pages of the screen's size of dots."""
    return pages.documents(rows, NOW, QImage(8, 8, QImage.Format.Format_RGB32), WIDTH, HEIGHT)


class TestWords:
    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({}, "Collect 86.25 SAR"),
            ({"amount_due": "0.00"}, "Paid, collect nothing"),
            ({"sure": False}, "86.25 SAR if unpaid"),
            ({"amount_due": "", "sure": False}, "Look at the till"),
            ({"amount_due": "99999.99"}, "Collect 99999.99 SAR"),
            ({"amount_due": "86.25", "currency": None}, "Collect 86.25"),
        ],
    )
    def test_what_to_collect(self, values: dict[str, object], said: str) -> None:
        assert plain(words.collect(make_delivery(1, **values))) == said

    def test_who_and_where(self) -> None:
        row = make_delivery(27, customer="نورة\nالعتيبي")
        assert plain(words.number(row)) == "#27 · 103027"
        assert plain(words.customer(row)) == "نورة العتيبي"
        assert plain(words.phone(row)) == "+966500000123"
        assert plain(words.address(row)) == "King Fahd Road 12, Riyadh"
        assert words.waited(make_delivery(1, since=NOW - timedelta(minutes=12)), NOW) == "12 min"

    def test_what_is_missing_is_said_or_left_out(self) -> None:
        row = make_delivery(1, customer="", phone="", address="", city="", branch_name=" ")
        assert words.customer(row) == "No name"
        assert (words.phone(row), words.address(row)) == ("", "")
        assert words.branch(row) == "B01"
        assert plain(words.address(make_delivery(1, address=""))) == "Riyadh"

    def test_those_that_may_be_at_oto_stand_apart_with_their_branch(self) -> None:
        olaya = {"branch": "B02", "branch_name": "Olaya"}
        maybe = make_delivery(2, maybe_at_oto=True, state="unknown")
        found = words.parts([make_delivery(1), maybe, make_delivery(3, **olaya)])
        assert [(plain(part.name), part.doubtful, len(part.rows)) for part in found] == [
            ("Al Yasmin", False, 1),
            ("Olaya", False, 1),
            ("Perhaps at OTO already", True, 1),
        ]
        assert plain(words.number(maybe)) == "#2 · 103002 · Al Yasmin"

    def test_many_numbers_in_a_sentence(self) -> None:
        rows = [make_delivery(key) for key in range(1, 10)]
        said = plain(words.numbers(rows[:2], {48001: "sent"}))
        assert said == "#1 · 103001 (At OTO), #2 · 103002"
        assert plain(words.numbers(rows)).endswith("#8 · 103008, …")
        language.apply("ar")
        # From right to left, although no letter of the list says so.
        assert words.numbers(rows[:2]).startswith("\u200f")
        assert plain(words.numbers(rows[:2])) == "#1 · 103001، #2 · 103002"


class TestKnown:
    def test_what_leaves_stays_in_its_place(self) -> None:
        known = Known()
        rows = [make_delivery(key) for key in (1, 2, 3)]
        known.set_rows(rows)
        known.heard([make_row(2, state="sent")])
        known.set_rows([rows[0], rows[2]])
        assert known.rows == rows
        assert known.left == {48002: "sent"}
        assert (known.waiting, known.at_oto) == ([rows[0], rows[2]], [rows[1]])

    def test_what_comes_back_is_on_the_list_again(self) -> None:
        known = Known()
        known.set_rows([make_delivery(1)])
        known.set_rows([])
        assert known.left == {48001: ""}
        known.set_rows([make_delivery(1)])
        assert (known.left, len(known.waiting)) == ({}, 1)

    def test_what_left_before_it_was_opened_is_forgotten(self) -> None:
        known = Known()
        known.set_rows([make_delivery(1), make_delivery(2)])
        known.start_over()
        known.set_rows([make_delivery(2)])
        assert known.left == {}

    def test_what_does_not_concern_it_is_not_read_for(self) -> None:
        known = Known()
        known.set_rows([make_delivery(1)])
        assert not known.heard([make_row(7, state="sent"), make_row(8, state="waiting")])
        assert known.heard([make_row(7, state="queued")])
        assert known.heard([make_row(1, state="sent")])
        known.set_rows([])
        assert known.heard([make_row(1, state="queued")])

    def test_the_ticked_ones_are_printed_or_all(self) -> None:
        known = Known()
        known.set_rows([make_delivery(1), make_delivery(2)])
        known.set_rows([make_delivery(2), make_delivery(3)])
        assert [row.number for row in known.to_print([])] == [2, 3]
        assert [row.number for row in known.to_print([48003])] == [3]


class TestPaper:
    def test_names_are_text_not_html(self) -> None:
        row = make_delivery(1, customer=HOSTILE, address=HOSTILE, branch_name=HOSTILE, city="")
        (made,) = laid_out([row])
        said = made.toPlainText().replace("\u200b", "")
        assert said.count("<img src=x onerror=1><b>Bold</b> & evil") == 3
        assert "\u202e" not in said
        assert "onerror=1><b>" not in made.toHtml()

    @pytest.mark.parametrize("code", ["en", "ar"])
    def test_each_part_is_a_table_in_the_direction_of_the_language(self, code: str) -> None:
        language.apply(code)
        maybe = make_delivery(2, maybe_at_oto=True)
        (made,) = laid_out([make_delivery(1), maybe])
        tables = [each for each in made.rootFrame().childFrames() if isinstance(each, QTextTable)]
        assert [(each.rows(), each.columns()) for each in tables] == [(2, 6), (2, 6)]
        column = 0 if code == "en" else 5
        cell = tables[0].cellAt(1, column)
        assert "#1 · 103001" in plain(cell.firstCursorPosition().block().text())
        assert plain(paper.doubt()) in plain(made.toPlainText())

    def test_a_name_without_an_end_pushes_nothing_off_the_page(self) -> None:
        (made,) = laid_out([make_delivery(1, customer="M" * 300)])
        assert made.size().width() <= WIDTH + 1

    def test_no_order_is_cut_in_two_and_every_page_has_its_headings(self) -> None:
        rows = [make_delivery(key, address="long address " * (key % 9)) for key in range(1, 60)]
        olaya = {"branch": "B02", "branch_name": "Olaya"}
        rows += [make_delivery(key, **olaya) for key in range(60, 70)]
        made = laid_out(rows)
        assert len(made) > 2
        told = [each.toPlainText() for each in made]
        for number, (page, text) in enumerate(zip(made, told, strict=True), 1):
            assert page.size().height() <= HEIGHT
            assert f"Page {number} of {len(made)}" in plain(text)
            assert "To collect" in text
        assert "Al Yasmin (59)" in plain(told[1])
        assert "Olaya (10)" in plain(told[-1])
        for row in rows:
            wanted = f"#{row.number} · {row.check_number}"
            assert sum(wanted in plain(text) for text in told) == 1

    def test_two_hundred_orders_as_pdf(self, tmp_path: Path) -> None:
        file = tmp_path / "list.pdf"
        pages.save_pdf(file, [make_delivery(key) for key in range(1, 201)], NOW)
        data = file.read_bytes()
        assert data.startswith(b"%PDF-")
        assert data.rstrip().endswith(b"%%EOF")
        pages_ = data.count(b"/Type /Page\n") + data.count(b"/Type /Page ")
        assert pages_ >= 5

    def test_where_nothing_can_be_written(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            pages.save_pdf(tmp_path / "no" / "list.pdf", [make_delivery(1)], NOW)
