"""What each rule of the build checks, in words for who reads the report of data quality."""

from __future__ import annotations

WORDS = {
    # within one row of a record file
    "not_blank": "City, state and a year or date are given",
    "no_formula": "No cell holds a formula",
    "cell_length": "No cell is longer than a sheet can hold",
    "plain_text": "No cell holds a control character",
    "text_encoding": "No letter was lost between two encodings",
    "whole_number": "What counts is a whole number",
    "number_in_range": "Numbers are numbers and lie within their range",
    "iso_date": "Dates are written year-month-day",
    "known_announcement": "The announcement that a row names is on record",
    "not_in_the_future": "No date is after the day of the build",
    "since_the_start": "No date is before the first year of the program",
    "not_before_is_earlier": "The earliest possible day is not after the latest",
    "year_agrees_with_date": "Year and date agree",
    "lat_and_lon": "A point has both latitude and longitude",
    "web_address": "A source is the whole address of a page",
    "honor_roll_has_no_level": "The Honor Roll has no level",
    "has_source": "A public page is named for the award",
    # one row beside others
    "no_row_twice": "No file names the same award twice",
    "one_award_is_meant": "It is clear which award on record a row means",
    "one_first_certification": "A city is certified for the first time once",
    "first_award_is_certified": "The first award of a city is its first certification",
    "level_up_rises": "A level-up rises above the level before it",
    "level_not_lower": "No later award states a lower level",
    "one_level_an_announcement": "One announcement gives a city one level",
    "one_award_of_a_kind_per_day": "A city has one award of a kind on a day",
    "close_name": "A name is no misspelling of a city on record",
    "placeable_city": "It is clear where a city lies",
    "city_on_the_places_list": "A US city is in the list of places of 30,000+",
    "city_has_a_point": "A new city has a point for the map",
    "city_of_30000": "A city has 30,000 people or more",
    "population_as_on_record": "A population is near the one on record",
    "score_in_percent": "Scores are percents and not shares of one",
    "score_of_its_edition": "A score is of a practice of the award's edition",
    # tables of places and facts
    "point_in_its_state": "The point lies in its state or country, or at most 5 km outside",
    "type_and_allowed_values": "Every value has the type of its column and is one that it may hold",
    "unique_key": "No two rows have the same key",
    "never_blank": "What must be given is given",
    "unique_rank": "Each row has a rank of its own",
    "one_unstated_level": "One level stands for awards without a stated one",
    "hex_color": "Colors are written as #rrggbb",
    "bands_meet": "Each band begins where the one before it ends",
    "bands_are_complete": "The last band is for cities whose population is not known",
    "editions_in_order": "The editions stand in the order of their days",
    "editions_meet": "An edition ends on the day on which the next begins",
    "one_edition_of_evidence": "One edition classifies the public evidence",
    "higher_levels_take_more": "A higher level takes a larger share of the criteria",
    "known_successor": "The practice that follows is one of the next edition",
    "own_score_column": "Two practices of an edition share no column of scores",
    "plain_column_name": "The columns of scores have plain names",
}
KNOWN = "known_"


def in_words(rule: str) -> str:
    """What the rule checks; a rule that only says that values of a column are known ones says so by its name."""
    if rule in WORDS:
        return WORDS[rule]
    if rule.startswith(KNOWN):
        return f"Each {rule.removeprefix(KNOWN).replace('_', ' ')} is one that the record knows"
    return rule.replace("_", " ").capitalize()
