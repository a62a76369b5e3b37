"""Cities of record files: matched whatever their spelling, asked about when close, new only where that is certain."""

from pathlib import Path

import pytest

from tests.kit.record_files import HEADER, csv_file, found, loaded, places
from tests.kit.tiers import first_of

pytestmark = pytest.mark.slow

WITH_COUNTRY = f"{HEADER},country,lat,lon"


@pytest.mark.parametrize(
    ("written", "city_id"),
    first_of(
        [
            ("St. Paul,MN,,Gold,2024,,,", "st-paul-mn"),
            ("saint paul,mn,,Gold,2024,US,,", "st-paul-mn"),
            ("Ft Worth,TX,,Gold,2026,US,,", "fort-worth-tx"),
            ("City of Austin,TX,,Gold,2024,US,,", "austin-tx"),
            ("San Jose,CA,,Platinum,2026,US,,", "san-jose-ca"),
            ("BOGOTA,Bogota D.C.,,Gold,2026,co,,", "bogota-co"),
            ("Cordoba,Córdoba,,Gold,2026,AR,,", "cordoba-ar"),
            ("Rochester,NY,,Gold,2026,US,,", "rochester-ny"),
            ("New York City,NY,,Platinum,2026,US,,", "new-york-ny"),
            ("NYC,Nueva York,,Platinum,2026,US,,", "new-york-ny"),
            ("Toledo city,OH,,Gold,2026,US,,", "toledo-oh"),
            ('"Toledo, OH",OH,,Gold,2026,US,,', "toledo-oh"),
            ("Rochester,MN,,Gold,2026,US,,", "rochester-mn"),
        ],
        4,
    ),
)
def test_accents_case_and_saint_do_not_matter(tmp_path: Path, written: str, city_id: str) -> None:
    intake = loaded(csv_file(tmp_path / "a.csv", WITH_COUNTRY, written))
    row = intake.awards[intake.awards["record_file"] == "a.csv"]
    assert row["city_id"].tolist() == [city_id]
    assert city_id in set(intake.cities["city_id"])


def test_the_spelling_of_the_record_is_kept(tmp_path: Path) -> None:
    intake = loaded(csv_file(tmp_path / "a.csv", WITH_COUNTRY, "bogota,bogota d.c.,,Gold,2026,CO,,"))
    shown = intake.awards[intake.awards["city_id"] == "bogota-co"]
    assert set(zip(shown["city"], shown["state"], strict=True)) == {("Bogotá", "Bogotá D.C.")}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Bogotta,Bogotá D.C.,,Gold,2026,CO,,", "Bogotá"),
        ("Bostn,MA,,Gold,2026,US,,", "Boston"),
        ("Guatemala,Guatemala,,Gold,2026,GT,,", "Ciudad de Guatemala"),
    ],
)
def test_a_close_name_is_a_question_and_never_a_guess(tmp_path: Path, written: str, meant: str) -> None:
    (finding,) = found(csv_file(tmp_path / "a.csv", WITH_COUNTRY, written))
    assert (finding.column, finding.rule, finding.blocks) == ("city", "close_name", True)
    assert finding.mend.startswith(f"Did you mean {meant}?")


def test_a_point_answers_the_question(tmp_path: Path) -> None:
    intake = loaded(csv_file(tmp_path / "a.csv", WITH_COUNTRY, "Bogotta,Boyacá,40000,Gold,2026,CO,5.5,-73.4"))
    city = intake.cities.set_index("city_id").loc["bogotta-co"]
    assert (city["lat"], city["lon"], city["population"]) == (5.5, -73.4, 40_000)
    assert city["source"] == "coords: a.csv; pop: a.csv"


def test_a_name_of_another_state_is_told_where_it_exists(tmp_path: Path) -> None:
    (finding,) = found(csv_file(tmp_path / "a.csv", HEADER, "Rochester,TX,,Gold,2026"))
    assert (finding.rule, finding.blocks) == ("placeable_city", True)
    assert "there is one in MN, NH, NY" in finding.message


def test_a_us_city_off_the_list_needs_a_point_and_is_remarked_on(tmp_path: Path) -> None:
    lines = (WITH_COUNTRY, "Zyxia,TX,45000,Gold,2026,US,,")
    assert places(found(csv_file(tmp_path / "a.csv", *lines))) == [(2, "city", "placeable_city")]
    with_point = csv_file(tmp_path / "a.csv", WITH_COUNTRY, "Zyxia,TX,45000,Gold,2026,US,31.5,-99.5")
    assert places(found(with_point)) == [(2, "city", "city_on_the_places_list")]
    assert "zyxia-tx" in set(loaded(with_point).cities["city_id"])


def test_a_us_city_too_small_for_the_list_is_only_remarked_on(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", HEADER, "Marfa,TX,1800,Gold,2026")
    assert places(found(file)) == [(2, "population", "city_of_30000")]
    assert loaded(file).cities.set_index("city_id").loc["marfa-tx", "size_band"] == "unknown"


def test_a_new_city_abroad_is_taken_without_a_point(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", WITH_COUNTRY, "Quito,Pichincha,1763275,Gold,2025,EC,,", "QUITO,pichincha,,Gold,2024,EC,,")
    assert places(found(file)) == [(2, "lat", "city_has_a_point")]
    intake = loaded(file)
    assert intake.awards["city_id"].eq("quito-ec").sum() == 2
    assert intake.cities.set_index("city_id").loc["quito-ec", ["country_name", "population"]].tolist() == ["Ecuador", 1_763_275]


def test_two_new_cities_of_one_name_get_two_ids(tmp_path: Path) -> None:
    lines = (
        "Santa Cruz,Norte,,Gold,2025,BR,-5.1,-35.2",
        "Santa Cruz,Sul,,Gold,2025,BR,-29.7,-52.4",
        "Santa Cruz,Sul,,Platinum,2026,BR,,",
    )
    ids = loaded(csv_file(tmp_path / "a.csv", WITH_COUNTRY, *lines)).awards.query("record_file == 'a.csv'")["city_id"]
    assert sorted(ids) == ["santa-cruz-br", "santa-cruz-sul-br", "santa-cruz-sul-br"]


def test_another_region_is_a_printed_guess_and_with_a_point_another_city(tmp_path: Path) -> None:
    guessed = loaded(csv_file(tmp_path / "a.csv", WITH_COUNTRY, "Bogotá,Cundinamarca,,Gold,2026,CO,,"))
    assert "bogota-co: “Bogotá, Cundinamarca” taken as Bogotá, Bogotá D.C." in guessed.guesses
    other = loaded(csv_file(tmp_path / "a.csv", WITH_COUNTRY, "Mendoza,Santa Fe,,Gold,2026,AR,-30.1,-60.2"))
    assert "mendoza-santa-fe-ar" in set(other.cities["city_id"])


def test_a_name_without_a_latin_letter_cannot_be_placed(tmp_path: Path) -> None:
    assert places(found(csv_file(tmp_path / "a.csv", WITH_COUNTRY, "東京,X,,Gold,2026,BR,1,1"))) == [
        (2, "city", "placeable_city")
    ]


@pytest.mark.parametrize(
    "written",
    first_of(["Miami-Dade County,FL", "LA,FL", "East Cleveland,OH", "North Miami Beach Gardens,FL", "Springfield Gardens,IL"], 2),
)
def test_a_place_is_never_told_to_be_written_as_another(tmp_path: Path, written: str) -> None:
    (finding,) = found(csv_file(tmp_path / "a.csv", HEADER, f"{written},,Gold,2026"))
    assert finding.rule == "placeable_city"
    assert "Did you mean" not in finding.mend


def test_a_place_whose_population_is_anothers_is_another_place(tmp_path: Path) -> None:
    (question,) = found(csv_file(tmp_path / "a.csv", HEADER, "Dalton,OH,,Gold,2026"))
    assert question.mend.startswith("Did you mean Dayton?")
    intake = loaded(csv_file(tmp_path / "a.csv", HEADER, "Dalton,OH,1900,Gold,2026"))
    assert "dalton-oh" in set(intake.cities["city_id"])


@pytest.mark.parametrize("region", first_of(["Sao Paulo", "SÃO PAULO", "Sa\u0303o Paulo", "SP", "Estado de São Paulo"], 2))
def test_a_region_that_differs_by_accent_case_or_code_is_that_region(tmp_path: Path, region: str) -> None:
    intake = loaded(csv_file(tmp_path / "a.csv", WITH_COUNTRY, f"Santos,{region},433000,Gold,2026,Brasil,-23.96,-46.33"))
    city = intake.cities.set_index("city_id").loc["santos-br"]
    assert (city["state"], city["state_name"], city["country"]) == ("São Paulo", "São Paulo", "BR")


def test_a_region_not_on_record_has_one_spelling_in_a_file(tmp_path: Path) -> None:
    lines = ("Boyaca Uno,Boyaca,40000,Gold,2026,CO,5.5,-73.4", "Boyaca Dos,Boyacá,40000,Gold,2026,CO,5.6,-73.5")
    cities = loaded(csv_file(tmp_path / "a.csv", WITH_COUNTRY, *lines)).cities
    assert set(cities.loc[cities["city"].str.startswith("Boyaca"), "state"]) == {"Boyacá"}
