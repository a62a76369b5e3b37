-- Where did each city stand on a date: certified, possibly certified by then, or on the Honor Roll only?
-- The year of a first certification that is only possible by the date is no later than that of the date.
-- The columns are named one by one: DuckDB writes down several names after `exclude` in another order each time.
create or replace macro standing_as_of(on_date) as table
select city_id, standing, is_certified, level, level_rank,
    first_year, case when standing = 'possible' then first_year else level_year end as level_year,
    standard, first_certified_on, first_certified_not_before, first_date_precision,
    date_words(first_certified_on, first_certified_not_before, first_date_precision) as first_certified_words,
    first_source_url, last_award_on, honor_roll_on
from (
    select *, case when standing <> 'honor_roll' then year(least(first_certified_on, on_date::date)) end as first_year
    from standings
)
where valid_from <= on_date::date and on_date::date < valid_to;
