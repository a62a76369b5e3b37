-- Which certified cities share most with a city as of a date: size band, state (in the US) or country, and level?
-- $place is the city that one starts from, as in its address: `boston-ma`.
with stood as (select cities.*, level, level_year, is_certified from standing_as_of($asked['as_of']) join cities using (city_id) where is_certified),
here as (select cities.*, level from cities left join standing_as_of($asked['as_of']) using (city_id) where city_id = $place),
compared as (
    select stood.*,
        stood.size_band = here.size_band and here.size_band <> 'unknown' as has_same_size,
        stood.country = here.country and (here.country <> 'US' or stood.state = here.state) as has_same_place,
        stood.level = here.level and here.level <> unstated_level() as has_same_level
    from stood, here
    where stood.city_id <> here.city_id
)
select city_id, city, state, country, country_name, level, level_year, is_certified, population, population_year, size_band,
    has_same_size, has_same_place, has_same_level
from compared
where has_same_size::int + has_same_place::int + has_same_level::int >= 2
order by has_same_size::int + has_same_place::int + has_same_level::int desc, has_same_place desc, population desc nulls last, city_id
limit 8
