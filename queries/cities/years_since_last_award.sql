-- How many years before a date was the last award that we found of each city that matches?
-- The date is part of the answer.
select city_id, city, state, country, country_name, level, level_year, last_award_on,
    round(date_diff('day', last_award_on, $asked['as_of']) / 365.25, 1) as years_since
from selected_cities($asked)
where is_certified
order by years_since desc, city, city_id
