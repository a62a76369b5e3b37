-- Which parts of a filter does each award match? An award that is only possible by the date does not match it.
create or replace macro award_matches(asked) as table
select awards.*, cities.population, cities.population_year, cities.size_band, cities.lat, cities.lon,
    announced_on <= asked['as_of'] as is_by_date,
    is_among(coalesce(level, 'Not stated'), asked['level']) as is_of_level,
    is_among(year, asked['year']) as is_of_year,
    asked['since'] is null or year >= asked['since'] as is_since,
    is_among(awards.state_name, asked['state']) as is_of_state,
    is_among(awards.country_name, asked['country']) as is_of_country,
    is_among(cities.size_band, asked['size']) as is_of_size,
    is_among(standard, asked['standard']) as is_of_standard,
    is_among(award, asked['award']) as is_of_kind,
    is_among(awards.city_id, asked['city']) as is_of_city
from awards join cities using (city_id);
