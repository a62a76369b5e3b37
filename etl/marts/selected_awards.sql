-- Which awards match a filter as of a date? One that is only possible by then does not; `fits_<filter>` says which parts an award matches.
create or replace macro award_matches(asked) as table
select awards.*, cities.population, cities.population_year, cities.size_band, cities.lat, cities.lon,
    announced_on <= asked['as_of'] as fits_as_of,
    is_among(coalesce(level, unstated_level()), asked['level']) as fits_level,
    is_among(year, asked['year']) as fits_year,
    asked['since'] is null or year >= asked['since'] as fits_since,
    is_among(awards.state_name, asked['state']) as fits_state,
    is_among(awards.country_name, asked['country']) as fits_country,
    asked['region'] is null or city_id in (select city_id from city_regions where list_contains(asked['region']::varchar[], region)) as fits_region,
    is_among(cities.size_band, asked['size']) as fits_size,
    is_among(standard, asked['standard']) as fits_standard,
    is_among(award, asked['award']) as fits_award,
    is_among(awards.city_id, asked['city']) as fits_city
from awards join cities using (city_id);

-- The same whatever the date and the years asked for.
create or replace macro awards_of_any_date(asked) as table
from award_matches(asked)
where fits_level and fits_state and fits_country and fits_region and fits_size and fits_standard and fits_award and fits_city;

create or replace macro selected_awards(asked) as table
select columns(lambda name: not starts_with(name, 'fits_'))
from awards_of_any_date(asked)
where fits_as_of and fits_year and fits_since;

-- How many parts of the filter does each award miss? One that misses a single part would be listed without it.
create or replace macro award_misses(asked) as table
select *, list_count(list_filter(
    [fits_as_of, fits_level, fits_year, fits_since, fits_state, fits_country, fits_region, fits_size, fits_standard, fits_award,
        fits_city],
    lambda fits: not fits
)) as miss_count
from award_matches(asked);
