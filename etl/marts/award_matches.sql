-- Which parts of a filter does each award match? An award that is only possible by the date does not match it.
create or replace macro award_matches(asked) as table
select awards.*, cities.population, cities.population_year, cities.size_band, cities.lat, cities.lon,
    announced_on <= asked['as_of'] as fits_as_of,
    is_among(coalesce(level, 'Not stated'), asked['level']) as fits_level,
    is_among(year, asked['year']) as fits_year,
    asked['since'] is null or year >= asked['since'] as fits_since,
    is_among(awards.state_name, asked['state']) as fits_state,
    is_among(awards.country_name, asked['country']) as fits_country,
    is_among(cities.size_band, asked['size']) as fits_size,
    is_among(standard, asked['standard']) as fits_standard,
    is_among(award, asked['award']) as fits_award,
    is_among(awards.city_id, asked['city']) as fits_city
from awards join cities using (city_id);
