-- How many years before a date was the last award that we found of each city that matches?
select city_id, city, state, country, country_name, level, level_year, last_award_on,
    round(date_diff('day', last_award_on, $as_of::date) / 365.25, 1) as years_since
from selected_cities($as_of, $level, $year, $since, $state, $country, $size, $standard)
where is_certified
order by years_since desc, city, city_id
