-- Which cities match, certified at least once by a date, and what is the latest level we found?
select city_id, city, state, state_name, country, country_name, level, level_year, standard, first_certified_on,
    first_certified_not_before, first_certified_words, first_year, is_certified, last_award_on, population, population_year, size_band,
    lat, lon, first_source_url as source_url
from selected_cities($asked)
order by city, country, state
