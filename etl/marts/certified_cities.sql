-- Which cities are certified at least once as of the newest date, and what is the latest level we found?
create or replace view certified_cities as
select city_id, city, state, state_name, country, country_name, level, level_year, standard, first_certified_on,
    first_certified_not_before, first_certified_words, first_year, is_certified, last_award_on, population, population_year,
    size_band, lat, lon, first_source_url as source_url
from newest_date, lateral (from standing_as_of(as_of)) join cities using (city_id)
where standing <> 'honor_roll'
order by city, country, state;
