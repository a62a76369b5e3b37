"""Every column and every table of the record, defined once.

The checks of tables, the DuckDB tables, the `data_dictionary`, the workbook that staff fill in and the
documentation are all made from this file. A column means the same wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.facts import Facts

PRECISIONS = ("day", "month", "year", "by")
# As plotly names them; `api/templates/shapes.svg` draws the same for pictures that the server makes.
SYMBOLS = ("circle", "square", "diamond", "star", "triangle-up", "pentagon", "hexagon", "hexagram", "cross", "x")
MINIMUM_COLUMNS = ("city", "state", "population", "level", "year")
ELIGIBLE_POPULATION = 30_000
KINDS = (
    "programme_story",
    "city_page",
    "press_story",
    "award",
    "research",
    "third_party",
    "vendor",
    "leading_example",
)

DUCKDB_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "timestamp": "TIMESTAMP",
}
PANDAS_TYPES = {
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    "date": "datetime64[us]",
    "boolean": "boolean",
    "timestamp": "datetime64[us]",
}


# A reader follows it with a click: `javascript:` and `data:` are scripts, and no source of anything.
PAGE = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
WEB_ADDRESS, WHOLE_ADDRESS = "web_address", "Write it whole, from https:// on"


@dataclass(frozen=True)
class Column:
    """One column: what it is called for people, what it means, and which values it may hold.

    `allowed_from`: where these are facts that a table of the record enumerates, the property of `Facts` that lists them.
    """

    title: str
    description: str
    kind: str = "text"
    unit: str = ""
    allowed: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    source: str = "the record files"
    allowed_from: str = ""
    is_page: bool = False  # the address of a page, which readers follow

    def known(self, facts: Facts | None) -> Column:
        """The column with the values it may hold written out. Raises AttributeError where they are facts and none are given."""
        return replace(self, allowed=getattr(facts, self.allowed_from), allowed_from="") if self.allowed_from else self

    def described(self, is_required: bool) -> dict[str, object]:
        """The column as a row of a dictionary, without its name."""
        return {
            "column_title": self.title,
            "description": self.description,
            "data_type": self.kind,
            "unit": self.unit or None,
            "allowed_values": " | ".join(self.allowed) or None,
            "is_required": is_required,
            "source": self.source,
        }


@dataclass(frozen=True)
class Table:
    """One table: its question, its columns, its key and the columns that are never blank."""

    description: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    derived: bool = False
    overrides: dict[str, Column] = field(default_factory=dict)
    file_columns: tuple[str, ...] = ()
    plural: str = ""  # what several of its rows are called among the changes of a build; blank = they are not compared

    @property
    def in_file(self) -> tuple[str, ...]:
        """The columns of its file in data/, which are those of the table where nothing else is said."""
        return self.file_columns or self.columns

    def column(self, name: str) -> Column:
        return self.overrides.get(name) or COLUMNS[name]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def score_column(name: str, editions: Sequence[str]) -> Column:
    """The column of a record file that holds scores of a practice of these editions."""
    practice = name.replace("_", " ").capitalize()
    return Column(
        practice,
        f"Share of the criteria of {practice} that the city met ({' and '.join(editions)} edition); blank = not assessed.",
        "number",
        unit="percent",
        least=0,
        most=100,
        source="the city or the program; never derived",
    )


_DERIVED = "derived by the build"
_CENSUS = "US Census Bureau"
_LEVELS, _SIZES, _KINDS = "data/levels.csv", "data/size_bands.csv", "data/award_kinds.csv"

COLUMNS: dict[str, Column] = {
    # who and where
    "city_id": Column("City id", "Permanent short name of the city, used in addresses.", source=_DERIVED),
    "city": Column("City", "Plain name of the city, with its accents."),
    "state": Column("State or region", "USPS code in the US; the region's name elsewhere."),
    "state_name": Column("State or region", "Name of the state or region.", source=_DERIVED),
    "country": Column("Country code", "ISO 3166-1 alpha-2 code of the country."),
    "country_name": Column("Country", "Name of the country.", source=_DERIVED),
    "geoid": Column("Census place", "Census GEOID of the US place; blank outside the US.", source=_CENSUS),
    "lat": Column("Latitude", "Latitude of the city's point, WGS 84.", "number", "degrees", (), -90, 90, "GeoNames"),
    "lon": Column("Longitude", "Longitude of the city's point, WGS 84.", "number", "degrees", (), -180, 180, "GeoNames"),
    "population": Column(
        "Population",
        "People living in the city; blank where sources disagree or give none.",
        "integer",
        unit="people",
        least=0,
    ),
    "population_year": Column(
        "Year of the population", "Year the population is of; blank = not given.", "integer", least=1990, most=2100
    ),
    "size_band": Column("Size", "The city's population in bands.", allowed_from="size_bands", source=_DERIVED),
    "source": Column("Source", "Where the point and the population come from.", source="data/cities.csv"),
    "search_name": Column(
        "Spelling", "Plain spelling for looking the place up: no accents, case or punctuation.", source=_DERIVED
    ),
    "fips": Column("State FIPS", "Two-digit Census code of the state.", source=_CENSUS),
    # awards
    "award_id": Column("Award id", "Permanent name of the award: city, date, kind.", source=_DERIVED),
    "award_id_before": Column(
        "Award id before", "Name that the award had until its date or its city's name was corrected.", source=_DERIVED
    ),
    "year": Column("Year", "Year of the award, or of the item.", "integer", least=1990, most=2100),
    "announced_on": Column("Announced on", "Day it was announced, or the latest day it can have been.", "date"),
    "not_before": Column("Not before", "Earliest day it can have been announced; blank = the same day.", "date"),
    "date_precision": Column("Precision of the date", "How exactly the date is known; `by` = no later than.", allowed=PRECISIONS),
    "announcement": Column("Announcement", "Day of the program's announcement the award belongs to; blank = none.", "date"),
    "award": Column("Award", "Kind of award. A level-up or a recertification is not a new city.", allowed_from="award_kinds"),
    "level": Column("Level", "Level of the award; blank = no source states it.", allowed_from="stated_levels"),
    "edition": Column("Edition of the standard", "Edition of the standard the award was assessed by.", allowed_from="editions"),
    "standard": Column(
        "Standard",
        "Present = the newest edition of the standard; Earlier = one before it.",
        allowed=("Present", "Earlier"),
        source=_DERIVED,
    ),
    "source_url": Column("Source", "Address of the public page that says so.", is_page=True),
    "source_title": Column("Title of the source", "What the source page is called."),
    "note": Column("Note", "What a reader should know about this row."),
    "retrieved_on": Column("Retrieved on", "Day on which the source was read for this row; blank = nobody kept it.", "date"),
    "checked_on": Column("Checked on", "Day on which the row was last held against its source; blank = nobody kept it.", "date"),
    "record_file": Column("Record file", "File the row was read from.", source=_DERIVED),
    "record_line": Column("Line", "Line of the record file, the header being line 1.", "integer", source=_DERIVED),
    "publish_scores": Column("Publish scores", "`yes` puts this row's practice scores in the public portal.", allowed=("yes",)),
    # announcements and reconciliation
    "title": Column("Title", "What it is called."),
    "new_cities": Column("New cities", "First certifications that the announcement counts.", "integer", "cities", (), 0),
    "new_cities_basis": Column(
        "Basis of new cities", "Stated by the source, or derived from totals.", allowed=("stated", "derived")
    ),
    "level_ups": Column("Level-ups", "Cities that rose a level in this announcement.", "integer", "cities", (), 0),
    "recertifications": Column("Recertifications", "Cities recertified in this announcement.", "integer", "cities", (), 0),
    "kept_or_raised": Column("Kept or raised", "Cities that kept or raised their level.", "integer", "cities", (), 0),
    "stated_total": Column("Stated total", "Cities certified so far, as the announcement states it.", "integer", "cities", (), 0),
    "announced_total": Column(
        "Announced total", "Stated total, or our sum of the last one and the new cities since.", "integer", "cities", (), 0
    ),
    "announced_total_basis": Column(
        "Basis of the total", "Whether the program stated the total or it is our sum.", allowed=("stated", "our sum")
    ),
    "counted_least": Column(
        "Named, certain", "Cities named here whose first certification is certain by then.", "integer", "cities", (), 0
    ),
    "counted_most": Column(
        "Named, possible", "Cities named here whose first certification is possible by then.", "integer", "cities", (), 0
    ),
    "gap": Column("Gap", "Announced total less what is named here; 0 within least and most.", "integer", "cities"),
    "wanted_cities": Column("Known to be missing", "Cities on the wanted list by then.", "integer", "cities", (), 0),
    "new_named": Column("New, named here", "First certifications of this announcement named here.", "integer", "cities", (), 0),
    "level_ups_named": Column("Level-ups named here", "Level-ups of this announcement on record.", "integer", "cities", (), 0),
    "recertifications_named": Column(
        "Recertifications named here", "Recertifications of this announcement on record.", "integer", "cities", (), 0
    ),
    "last_stated_total": Column("Last stated total", "Newest total that the program stated by then.", "integer", "cities", (), 0),
    "last_stated_on": Column("Last stated on", "Day of the announcement that states it.", "date"),
    "possible_cities": Column("Possible by then", "Cities whose first certification is possible, not certain.", source=_DERIVED),
    "wanted_places": Column("Where they are missing", "Places of the cities known to be missing.", source=_DERIVED),
    # where each city stood
    "standing": Column(
        "Standing", "Whether the city was certified.", allowed=_words("certified possible honor_roll"), source=_DERIVED
    ),
    "is_certified": Column(
        "Certified by then",
        "true = first certified by the as-of date for certain (the least count); false = only possible by then (the most).",
        "boolean",
        source=_DERIVED,
    ),
    "level_year": Column(
        "Year of the level", "Year of the award that states the latest level we found.", "integer", source=_DERIVED
    ),
    "first_certified_on": Column("First certified on", "Day of the first certification, or the latest it can have been.", "date"),
    "first_certified_not_before": Column("First certified, not before", "Earliest day of the first certification.", "date"),
    "first_date_precision": Column(
        "Precision of the first date", "How exactly the day of the first certification is known.", allowed=PRECISIONS
    ),
    "first_source_url": Column("Source of the first", "Address of the public page that says so of the first certification."),
    "last_award_on": Column("Newest award on", "Day of the newest award by the as-of date, Honor Roll aside.", "date"),
    "from_level": Column("Rose from", "Level stated before.", source=_DERIVED),
    "from_level_rank": Column("Rank of the level before", "Rank of the level stated before.", "integer", source=_DERIVED),
    "from_on": Column("At the level before since", "Day of the first award at the level before.", "date", source=_DERIVED),
    "years_least": Column(
        "Years, at least", "Years from the first award at the level before to the rise.", "number", "years", (), 0
    ),
    "years_most": Column(
        "Years, at most", "The same where dates are known only within an interval.", "number", "years", (), 0, source=_DERIVED
    ),
    "maximum_pct": Column("Up to", "Highest share of the level, in whole percents.", "number", "percent", (), 0, source=_DERIVED),
    "criteria_least": Column("Criteria, at least", "Least criteria of the level.", "integer", "criteria", (), 0, source=_DERIVED),
    "criteria_most": Column("Criteria, at most", "Most criteria of the level.", "integer", "criteria", (), 0, source=_DERIVED),
    "hole_least": Column(
        "First in no band", "Least number of criteria above the level that no band holds.", "integer", "criteria", source=_DERIVED
    ),
    "hole_most": Column("Last in no band", "Most criteria above the level that no band holds.", "integer", source=_DERIVED),
    "honor_roll_on": Column("Honor Roll on", "Day of the newest Honor Roll entry by then.", "date"),
    # coverage
    "eligible_count": Column("Cities of 30,000+", "US places of 30,000 people or more in the list.", "integer", "places", (), 0),
    "eligible_residents": Column("Residents of cities of 30,000+", "Their residents.", "integer", "people", (), 0),
    "certified_count": Column("Certified of these", "Those certified at least once (named here).", "integer", "cities", (), 0),
    "certified_residents": Column("Residents of the certified", "Residents of the certified ones.", "integer", "people", (), 0),
    "certified_outside_list": Column(
        "Certified, not in the list", "Certified cities of the state that the list does not hold.", "integer", "cities", (), 0
    ),
    "share_pct": Column("Share of cities", "Certified of the cities of 30,000+.", "number", "percent", (), 0, 100),
    "residents_share_pct": Column("Share of residents", "Residents living in certified ones.", "number", "percent", (), 0, 100),
    # the words of the domain, in order
    "level_rank": Column("Rank of the level", "Higher is better; 0 = no level is stated.", "integer", least=0, source=_LEVELS),
    "mark": Column("Mark", "Character that stands for the level in texts and tables.", source=_LEVELS),
    "symbol": Column("Symbol", "Shape that stands for the level in charts, as plotly names it.", allowed=SYMBOLS, source=_LEVELS),
    "color": Column("Color", "Color of the level on a light page, as #rrggbb.", source=_LEVELS),
    "color_dark": Column("Color in the dark", "Color of the level on a dark page, as #rrggbb.", source=_LEVELS),
    "size_rank": Column("Rank of the size", "Order of the bands, the smallest cities first.", "integer", least=1, source=_SIZES),
    "least_people": Column("From", "Least population of the band.", "integer", "people", (), 0, source=_SIZES),
    "less_than_people": Column(
        "Below",
        "First population that is of the next band; blank = no end.",
        "integer",
        "people",
        (),
        0,
        source=_SIZES,
    ),
    "award_word": Column("Kind of award", "What readers call the kind of award.", source=_KINDS),
    "award_noun": Column("One award of it", "What one award of the kind is called within a sentence.", source=_KINDS),
    "award_rank": Column("Rank of the kind", "Order in which the kinds are listed.", "integer", least=1, source=_KINDS),
    "is_certification": Column("Is a certification", "Whether a city with such an award is certified.", "boolean", source=_KINDS),
    "deed": Column("Deed", "What is said of a city that is given the award.", source=_KINDS),
    # the standard
    "edition_id": Column("Edition", "Edition of the standard.", allowed_from="editions"),
    "name": Column("Name", "Its name."),
    "short_name": Column("Called", "What readers call it."),
    "valid_from": Column("Valid from", "First day on which awards are counted as assessed by it.", "date"),
    "valid_from_precision": Column("Precision of the first day", "How exactly the first day is known.", allowed=PRECISIONS),
    "valid_to": Column(
        "Valid to",
        "First day on which the next edition is valid; blank = it is the present standard.",
        "date",
        source="data/editions.csv",
    ),
    "classifies_evidence": Column(
        "Classifies evidence", "`yes` = public evidence is classified by the practices of this edition.", allowed=("yes",)
    ),
    "criteria_count": Column("Criteria", "Number of criteria; blank = not published.", "integer", "criteria", (), 0),
    "minimum_pct": Column(
        "Level from", "Least share of the criteria for the level; blank = not published.", "number", "percent", (), 0, 100
    ),
    "eligibility_min_population": Column("Smallest population", "Least population to take part.", "integer", "people", (), 0),
    "eligible_countries": Column("Who may take part", "Countries whose cities may take part."),
    "practice_code": Column("Practice code", "Short code of the practice within its edition."),
    "practice_name": Column("Practice", "Name of the practice."),
    "description": Column("Description", "What it means in plain words."),
    "successor_practice_code": Column(
        "Successor", "Code of the practice that follows it in the next edition; several are separated by `|`."
    ),
    "score_column": Column("Score column", "Column of a record file that holds scores of this practice; blank = none."),
    "criterion_code": Column("Criterion", "Code of the criterion."),
    "core_criterion": Column("Core criterion", "`yes` = without it no level is given; blank = not stated."),
    # evidence, stories, benchmarks, partners
    "evidence_id": Column("Evidence id", "Permanent name of the item of evidence."),
    "practice": Column(
        "Practice", "Practice the item shows or the help is for; blank = none named.", allowed_from="evidence_practices"
    ),
    "later_practice": Column(
        "Later practice", "Name of a practice of a later edition, where it fits better.", allowed_from="later_practices"
    ),
    "present_practice": Column("Present name", "What the practice is called in the present edition.", source=_DERIVED),
    "basis": Column(
        "Basis", "`source` = the page names the practice; `editor` = we classified it.", allowed=("source", "editor")
    ),
    "kind": Column("Kind of page", "What sort of page it is.", allowed=KINDS),
    "headline": Column("Headline", "The item in a few words, ours."),
    "summary": Column("Summary", "What the page says, in our words."),
    "practice_or_measure": Column("Measure", "What was measured."),
    "statistic": Column("Statistic", "What the value is."),
    "value": Column("Value", "The value.", "number"),
    "unit": Column("Unit", "Unit of the value."),
    "population_described": Column("Asked", "Whom the figure describes."),
    "partner": Column("Partner", "Who offers the help; `(past)` = no longer."),
    "what_it_offers": Column("What it offers", "The help in a sentence, ours."),
    # what is missing, what was mended
    "wanted_id": Column("Wanted id", "Number of the row in the list of what is missing.", "integer", source=_DERIVED),
    "wanted_kind": Column("Missing", "What sort of thing is missing.", allowed=_words("city date level source awards")),
    "place": Column("Place", "Where it is missing."),
    "wanted": Column("Wanted", "What is wanted."),
    "lead": Column("Lead", "Where to look."),
    "table_name": Column("Table", "Name of the table.", source=_DERIVED),
    "row_key": Column("Row", "Key of the row.", source="data/corrections.csv"),
    "column_name": Column("Column", "Name of the column.", source=_DERIVED),
    "was": Column("Was", "The value before."),
    "becomes": Column("Becomes", "The value since."),
    "reason": Column("Reason", "Why."),
    "corrected_on": Column("Corrected on", "Day of the correction.", "date"),
    # scores
    "score_pct": Column("Score", "Share of the practice's criteria met.", "number", "percent", (), 0, 100),
    "is_public": Column("Public", "Whether the score may be published.", "boolean"),
    # the drawn maps
    "map_name": Column(
        "Map", "Which drawn map: the US with its insets, or the Americas.", allowed=("United States", "Americas"), source=_DERIVED
    ),
    "map_x": Column("Right", "Where the city stands on the drawn map, left to right.", "number", "kilometers", source=_DERIVED),
    "map_y": Column("Up", "Where the city stands on the drawn map, bottom to top.", "number", "kilometers", source=_DERIVED),
    "place_code": Column("Code", "USPS code of the state, or ISO 3166-1 alpha-2 code of the country.", source="data/geo"),
    "outline": Column(
        "Outline", "Line around the place in kilometers of the map, as JSON.", unit="kilometers", source="data/geo"
    ),
    "label_x": Column("Label, right", "A point inside the place, left to right.", "number", "kilometers", source=_DERIVED),
    "label_y": Column("Label, up", "A point inside the place, bottom to top.", "number", "kilometers", source=_DERIVED),
    "region": Column("Region", "Part of a map that a reader can look at closely.", source="data/map_regions.csv"),
    "region_phrase": Column("In a sentence", "How a sentence names the region, after “in”.", source="data/map_regions.csv"),
    "is_inset": Column("Inset", "Whether the place is drawn aside, not where it lies.", "boolean", source=_DERIVED),
    "region_kind": Column(
        "Kind of region",
        "A whole map, a region, a state, a country or the area around cities.",
        allowed=_words("map region state country area"),
        source=_DERIVED,
    ),
    "x_least": Column("Left edge", "Left edge of the region's box.", "number", "kilometers", source=_DERIVED),
    "x_most": Column("Right edge", "Right edge of the region's box.", "number", "kilometers", source=_DERIVED),
    "y_least": Column("Lower edge", "Lower edge of the region's box.", "number", "kilometers", source=_DERIVED),
    "y_most": Column("Upper edge", "Upper edge of the region's box.", "number", "kilometers", source=_DERIVED),
    "spoken": Column("Word", "What people type.", source="data/search_words.csv"),
    "parameter": Column(
        "Parameter", "Parameter or part of a sentence it stands for; `filler` = no weight.", source="data/search_words.csv"
    ),
    "value_meant": Column("Value", "The value it stands for, where it has one.", source="data/search_words.csv"),
    "old_city_id": Column("Old id", "Short name that the city had in addresses before.", source="data/renamed_cities.csv"),
    "alias": Column("Also called", "What people call the city besides its name.", source="data/place_aliases.csv"),
    # the build
    "column_title": Column("Title", "Name of the column for people.", source=_DERIVED),
    "answer": Column("Answer", "Answer of the open API, for example `awards`.", source=_DERIVED),
    "data_type": Column("Type", "Type of the values.", allowed=tuple(DUCKDB_TYPES), source=_DERIVED),
    "allowed_values": Column("Allowed values", "Values the column may hold, separated by ` | `.", source=_DERIVED),
    "is_required": Column("Never blank", "Whether the column is always filled.", "boolean", source=_DERIVED),
    "finding_id": Column("Finding id", "Number of the finding.", "integer", source=_DERIVED),
    "rule": Column("Rule", "Rule that values are held against.", source=_DERIVED),
    "checks": Column("What it checks", "The rule in words.", source=_DERIVED),
    "seen_count": Column("Rows seen", "Rows that the rule was held against.", "integer", "rows", (), 0, source=_DERIVED),
    "finding_count": Column("Findings", "Rows that do not meet the rule.", "integer", "rows", (), 0, source=_DERIVED),
    "stops_build": Column(
        "Stops the build", "Whether one finding keeps the whole build from being published.", "boolean", source=_DERIVED
    ),
    "message": Column("Message", "What was found, in words.", source=_DERIVED),
    "mend": Column("How to mend it", "What to do about it.", source=_DERIVED),
    "fact": Column("Fact", "What is said of the record or the build.", source=_DERIVED),
    "fact_value": Column("Value", "What the fact is.", source=_DERIVED),
    "sha256": Column("SHA-256", "Checksum of the file.", source=_DERIVED),
    "row_count": Column("Rows", "Rows read from the file.", "integer", "rows", (), 0, source=_DERIVED),
    "change_id": Column("Change id", "Number of the change.", "integer", source=_DERIVED),
    "change": Column("Change", "Added, changed or removed.", allowed=_words("added changed removed"), source=_DERIVED),
    "in_words": Column("In words", "The change as a sentence.", source=_DERIVED),
    "logged_at": Column("Published", "When the build that made the change was published, UTC.", "timestamp", source=_DERIVED),
}

# Besides these a record file may have the score columns of practices.csv.
RECORD_COLUMNS = (
    *_words("city state country population population_year level year announced_on date_precision not_before"),
    *_words("announcement award edition source_url source_title note retrieved_on checked_on publish_scores lat lon"),
)
# Files of data/ that no table of the snapshot is made of.
FILES_WITHOUT_TABLE = {"place_words": _words("word kind code country language source")}
# In the order in which one may name what another enumerates.
FACT_TABLES = ("levels", "size_bands", "award_kinds", "editions", "practices", "edition_levels")
# How a level looks: no part of the fingerprint of the record, nor of its downloads.
LOOK = ("mark", "symbol", "color", "color_dark")
# What a record file may say of the announcement that its rows belong to, and the column of `announcements` it fills.
ANNOUNCEMENT_COLUMNS = {
    "announcement_title": "title",
    "stated_total": "stated_total",
    "new_cities": "new_cities",
    "level_ups": "level_ups",
    "recertifications": "recertifications",
    "kept_or_raised": "kept_or_raised",
    "announcement_source": "source_url",
}
_PLACE = _words("city_id city state state_name country country_name")
_CITY_TABLE = (*_PLACE, *_words("geoid lat lon population population_year size_band source"))
_AWARD_DATES = _words("year announced_on date_precision not_before announcement")

TABLES: dict[str, Table] = {
    "cities": Table(
        "One city that has an award: its place, point and population.",
        _CITY_TABLE,
        key=("city_id",),
        required=_words("city state state_name country country_name size_band"),
        file_columns=_words("city state country geoid lat lon population population_year source"),
    ),
    "awards": Table(
        "One award to one city at one announcement: the unit of record.",
        (
            "award_id",
            *_PLACE,
            *_AWARD_DATES,
            *_words("award level edition standard source_url source_title note retrieved_on checked_on"),
            "record_file",
            "record_line",
        ),
        key=("award_id",),
        required=_words("city_id city state country year announced_on date_precision award edition standard record_file"),
        file_columns=_words("city state country year announced_on date_precision not_before announcement award level edition")
        + _words("source_url source_title note retrieved_on checked_on"),
    ),
    "announcements": Table(
        "One public announcement, with the running total of certified cities that it states.",
        _words("announced_on date_precision title new_cities new_cities_basis level_ups recertifications kept_or_raised")
        + _words("stated_total source_url note"),
        key=("announced_on",),
        required=("title", "date_precision"),
        plural="announcements",
    ),
    "reconciliation": Table(
        "Do our numbers match the program's? One row per announcement.",
        _words("announced_on title new_cities new_named level_ups level_ups_named recertifications recertifications_named")
        + _words("stated_total announced_total announced_total_basis last_stated_total last_stated_on")
        + _words("counted_least counted_most gap possible_cities wanted_cities wanted_places source_url"),
        key=("announced_on",),
        required=_words("title announced_total counted_least counted_most gap"),
        derived=True,
    ),
    "standings": Table(
        "Where one city stood on every day of one span, in which nothing about it changed.",
        _words("city_id valid_from valid_to standing is_certified level level_rank level_year standard first_certified_on")
        + _words("first_certified_not_before first_date_precision first_source_url last_award_on honor_roll_on"),
        key=("city_id", "valid_from"),
        required=_words("valid_to standing is_certified level"),
        derived=True,
        overrides={
            "level": Column("Latest level", "Latest level we found by then.", source=_DERIVED),
            "standard": Column("Standard", "Standard of the newest award by then; blank = Honor Roll only.", source=_DERIVED),
            "valid_from": Column("From", "First day of the span.", "date", source=_DERIVED),
            "valid_to": Column("To", "First day after the span; 2200-01-01 = still so.", "date", source=_DERIVED),
        },
    ),
    "eligible_places": Table(
        "One US place of 30,000 people or more.",
        _words("geoid city_id city state state_name population population_year lat lon source"),
        key=("geoid",),
        required=_words("city_id city state state_name population population_year lat lon"),
        file_columns=_words("geoid city state population population_year lat lon source"),
        plural="places of 30,000+",
    ),
    "coverage_by_state": Table(
        "Of a state's cities of 30,000+, how many are certified? As of the newest date.",
        _words("state state_name eligible_count eligible_residents certified_count certified_residents")
        + _words("certified_outside_list share_pct residents_share_pct"),
        key=("state",),
        required=("state_name", "certified_count", "certified_outside_list"),
        derived=True,
    ),
    "place_names": Table(
        "By which spellings can a reader look a place up? Cities on record and US places of 30,000+.",
        (*_PLACE, *_words("population lat lon search_name")),
        key=("city_id", "search_name"),
        required=_words("city state state_name country country_name"),
        derived=True,
    ),
    "states": Table(
        "One US state, the District of Columbia or Puerto Rico.",
        _words("state state_name fips"),
        key=("state",),
        required=("state_name",),
    ),
    "countries": Table(
        "One country or dependency of the Americas.", _words("country country_name"), key=("country",), required=("country_name",)
    ),
    "levels": Table(
        "One level, or the group of awards without a stated one: its rank and its look.",
        _words("level level_rank mark symbol color color_dark"),
        key=("level",),
        required=_words("level_rank mark symbol color color_dark"),
        overrides={"level": Column("Level", "Name of the level.", source=_LEVELS)},
    ),
    "size_bands": Table(
        "One band of populations that cities are compared in.",
        _words("size_band size_rank least_people less_than_people"),
        key=("size_band",),
        required=("size_rank",),
        overrides={"size_band": Column("Size", "Name of the band.", source=_SIZES)},
    ),
    "award_kinds": Table(
        "One kind of award, and what readers call it.",
        _words("award award_word award_noun award_rank is_certification deed"),
        key=("award",),
        required=_words("award_word award_noun award_rank is_certification deed"),
        overrides={"award": Column("Award", "Code of the kind of award.", source=_KINDS)},
    ),
    "editions": Table(
        "One edition of the standard.",
        _words("edition_id name short_name valid_from valid_from_precision valid_to classifies_evidence criteria_count")
        + _words("eligibility_min_population eligible_countries source_url note"),
        key=("edition_id",),
        required=_words("name short_name valid_from valid_from_precision"),
        overrides={"edition_id": Column("Edition", "Id of the edition.", source="data/editions.csv")},
    ),
    "edition_levels": Table(
        "One level of one edition of the standard, and the share of the criteria that it takes.",
        _words("edition_id level minimum_pct"),
        key=("edition_id", "level"),
    ),
    "practices": Table(
        "One practice of one edition of the standard.",
        _words("edition_id practice_code practice_name description criteria_count source_url successor_practice_code")
        + _words("score_column note"),
        key=("edition_id", "practice_code"),
        required=("practice_name",),
    ),
    "criteria": Table(
        "One criterion whose title is public.",
        _words("edition_id criterion_code practice_code title core_criterion source_url note"),
        key=("edition_id", "criterion_code"),
        required=("practice_code", "title"),
    ),
    "level_bands": Table(
        "Which share, and how many whole criteria, one level of one edition stands for.",
        _words("edition_id level criteria_count minimum_pct maximum_pct criteria_least criteria_most hole_least hole_most"),
        key=_words("edition_id level"),
        derived=True,
    ),
    "level_rises": Table(
        "One award that raised its city to a higher stated level.",
        _words("award_id from_level from_level_rank level_rank from_on years_least years_most"),
        key=("award_id",),
        required=_words("from_level from_level_rank level_rank from_on years_least years_most"),
        derived=True,
    ),
    "practice_lineage": Table(
        "One practice of one edition that a practice of the evidence is, came from or became.",
        _words("practice edition_id practice_code practice_name"),
        key=_words("practice edition_id practice_code"),
        required=("practice_name",),
        derived=True,
    ),
    "evidence_practices": Table(
        "One practice that evidence is classified by.",
        _words("practice present_practice"),
        key=("practice",),
        derived=True,
    ),
    "practice_evidence": Table(
        "One public item that shows one city working in one practice.",
        (
            *("evidence_id", *_PLACE),
            *_words("year practice later_practice basis kind headline summary source_url source_title retrieved_on checked_on"),
        ),
        key=("evidence_id",),
        required=_words("city_id practice basis kind headline source_url"),
        file_columns=_words("evidence_id city state country year practice later_practice basis kind headline summary source_url")
        + _words("source_title retrieved_on checked_on"),
        plural="items of evidence",
    ),
    "stories": Table(
        "One documented use of data by one city, in our words.",
        (*_PLACE, *_words("year headline summary practice evidence_id source_url")),
        required=_words("city_id headline summary source_url"),
        file_columns=_words("city state country year headline summary practice evidence_id source_url"),
        plural="stories",
    ),
    "benchmarks": Table(
        "One published aggregate about cities' use of data.",
        _words("year practice_or_measure statistic value unit population_described source_url note"),
        required=_words("practice_or_measure statistic value unit source_url"),
    ),
    "partners": Table(
        "One kind of help that one partner of the program offers, or offered, to cities.",
        _words("partner practice later_practice what_it_offers source_url source_title note"),
        key=("partner", "what_it_offers"),
        required=_words("source_url source_title note"),
        file_columns=_words("practice later_practice partner what_it_offers url source_title basis"),
    ),
    "wanted": Table(
        "One thing the record is known to lack.",
        _words("wanted_id wanted_kind announcement place wanted lead"),
        key=("wanted_id",),
        required=("wanted_kind", "wanted"),
        file_columns=_words("kind announcement place wanted lead"),
        plural="wanted rows",
    ),
    "corrections": Table(
        "One correction of a value of the record, with its reason.",
        _words("table_name row_key column_name was becomes reason source_url corrected_on"),
        required=_words("table_name row_key column_name reason corrected_on"),
        plural="corrections",
    ),
    "practice_scores": Table(
        "One score of one city in one practice. Empty in the public portal unless someone published it.",
        _words("award_id city_id edition practice_name score_pct is_public"),
        key=("award_id", "practice_name"),
        required=_words("city_id edition score_pct is_public"),
        plural="practice scores",
    ),
    "outlines": Table(
        "One state or country as a line to draw.",
        _words("map_name place_code name outline label_x label_y is_inset"),
        key=("map_name", "place_code"),
        required=_words("name outline label_x label_y is_inset"),
    ),
    "map_points": Table(
        "One city's place on one drawn map.",
        _words("city_id map_name map_x map_y"),
        key=("city_id", "map_name"),
        required=_words("map_x map_y"),
    ),
    "map_regions": Table(
        "One part of a drawn map that a reader can look at closely.",
        _words("region region_phrase map_name region_kind place_code x_least x_most y_least y_most"),
        key=("region",),
        required=_words("map_name region_kind x_least x_most y_least y_most"),
        file_columns=_words("region region_phrase map_name members lat lon radius_km"),
    ),
    "city_regions": Table(
        "One city in one region of the drawn maps that is no state and no country.",
        _words("city_id region"),
        key=("city_id", "region"),
    ),
    "search_words": Table(
        "One word of people's questions, in English, Spanish or Portuguese, and what it stands for.",
        _words("spoken parameter value_meant"),
        key=("spoken", "parameter"),
    ),
    "renamed_cities": Table(
        "One old address of a city whose name changed.",
        _words("old_city_id city_id note source_url"),
        key=("old_city_id",),
        required=_words("city_id"),
    ),
    "place_aliases": Table(
        "One thing people call a city besides its name.",
        _words("alias city state country"),
        key=("alias",),
        required=_words("city state country"),
    ),
    "data_dictionary": Table(
        "One column of one table: what it means.",
        _words("table_name column_name column_title description data_type unit allowed_values is_required source"),
        key=("table_name", "column_name"),
        required=_words("column_title description data_type is_required"),
        derived=True,
    ),
    "answer_dictionary": Table(
        "One column of one answer of the open API: what it means.",
        _words("answer column_name column_title description data_type unit allowed_values is_required source"),
        key=("answer", "column_name"),
        required=_words("column_title description data_type is_required"),
        derived=True,
    ),
    "quality_findings": Table(
        "One thing that is not as it should be and did not stop the build.",
        _words("finding_id rule table_name record_file record_line city_id column_name value message mend"),
        key=("finding_id",),
        required=_words("rule table_name message mend"),
        overrides={"value": Column("Value", "The value found.")},
    ),
    "quality_rules": Table(
        "One rule that this build held the rows of one table against: how many it saw, and how many do not meet it.",
        _words("rule table_name checks seen_count finding_count stops_build"),
        key=("rule", "table_name"),
        required=_words("checks seen_count finding_count stops_build"),
    ),
    "record_facts": Table("What is true of the whole record.", ("fact", "fact_value"), key=("fact",), required=("fact_value",)),
    "build_info": Table(
        "What this build is: identity, time, versions.", ("fact", "fact_value"), key=("fact",), required=("fact_value",)
    ),
    "build_inputs": Table(
        "One file that this build read.", _words("record_file sha256 row_count"), key=("record_file",), required=("sha256",)
    ),
    "changes": Table(
        "What this build changed in the published record, by city, in words.",
        _words("change_id change city_id city award_id award_id_before in_words record_file"),
        key=("change_id",),
        required=_words("change in_words"),
    ),
    "change_log": Table(
        "What every build so far changed in the published record: when, what, and from which file.",
        _words("logged_at change_id change city_id city award_id award_id_before in_words record_file"),
        key=("logged_at", "change_id"),
        required=_words("change in_words"),
    ),
}
UNFINGERPRINTED = ("build_info", "build_inputs", "changes", "change_log", "quality_rules")


def data_dictionary(facts: Facts) -> list[dict[str, object]]:
    """Rows of the table `data_dictionary`, one per column of each table, in order."""
    return [
        {"table_name": table_name, "column_name": name}
        | table.column(name).known(facts).described(name in table.required or name in table.key)
        for table_name, table in TABLES.items()
        for name in table.columns
    ]
