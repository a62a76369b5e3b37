-- Which certified cities are nearest to a place as of a date, and how far away are they in kilometers?
-- $place is the city that one starts from, as in its address: `boston-ma`.
with here as (select distinct city_id, lat, lon from place_names where city_id = $place and lat is not null),
there as (
    select cities.*, stood.* exclude (city_id),
        2 * 6371 * asin(sqrt(
            sin(radians(cities.lat - here.lat) / 2) ^ 2
            + cos(radians(cities.lat)) * cos(radians(here.lat)) * sin(radians(cities.lon - here.lon) / 2) ^ 2
        )) as distance_km
    from standing_as_of($asked['as_of']) as stood join cities using (city_id), here
    where is_certified and cities.city_id <> here.city_id
)
select city_id, city, state, country, country_name, level, level_year, is_certified, population, population_year, round(distance_km) as distance_km
from there
order by distance_km, city_id
limit 5
