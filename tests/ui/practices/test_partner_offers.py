"""What the program's partners offer is on the practice and on the city page, past offers as past, each with its source."""

from __future__ import annotations

from pathlib import Path

from queries.snapshot import current
from tests.kit import record
from tests.kit.opened import opened, text
from ui.practices.partner_offers import in_lines

OFFERS = record.rows("partners")


def test_a_practice_names_its_offers_with_their_sources_and_past_ones_as_past(portal: Path) -> None:
    said = text(opened("practices", part="One practice", practice="Open Data"))
    mine = [offer for offer in OFFERS if offer["practice"] == "Open Data"]
    lines = [line for line in said.splitlines() if line.strip().startswith(("- **Sunlight", "- **Center for Gov"))]
    assert len(lines) == len(mine) == 2
    assert [("(in the past)" in line, "(past)" in line) for line in lines] == [(False, False), (True, False)]


def test_every_offer_is_on_the_page_of_a_city_with_its_page(portal: Path) -> None:
    offers = current().ask("partners")
    lines = in_lines(offers).splitlines()
    assert len(lines) == len(OFFERS) and all("](<http" in line for line in lines)
    assert sum("(in the past)" in line for line in lines) == sum("(past" in offer["partner"] for offer in OFFERS) > 0
    said = text(opened("city", city="tempe-az"))
    assert "Who helps cities with the practices" in said and all(line in said for line in lines)


def test_the_city_page_names_the_files_that_it_was_read_from(portal: Path) -> None:
    said, inputs = text(opened("city", city="tempe-az")), current().ask("build_inputs").set_index("record_file")["sha256"]
    assert "Where this record comes from" in said and f"SHA-256 `{inputs['data/awards.csv'][:16]}…`" in said
    assert "the day on which a page was read is on record for none of its" in said
