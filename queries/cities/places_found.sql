-- Which places does the record know, and how did each stand on a date?
with places as (
    select city_id, any_value(city) as city, any_value(state) as state, any_value(state_name) as state_name,
        any_value(country) as country, any_value(country_name) as country_name, any_value(population) as population,
        any_value(lat) as lat, any_value(lon) as lon
    from place_names
    group by city_id
)
select places.*, coalesce(stood.standing, 'not on record') as standing, stood.level, stood.level_year, stood.first_certified_on
from places left join standing_as_of($asked['as_of']) as stood using (city_id)
where is_among(state_name, $asked['state']) and is_among(country_name, $asked['country']) and is_among(city_id, $asked['city'])
order by city_id
