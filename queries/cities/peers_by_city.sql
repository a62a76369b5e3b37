-- Which certified cities are of nearly the same population as a city as of a date, those of its country and level first?
-- $place is the city that one starts from, as in its address: `boston-ma`. Nearly the same: at most twice, at least half.
with stood as (select cities.*, level, level_year, is_certified from standing_as_of($asked['as_of']) join cities using (city_id) where is_certified),
here as (select cities.*, level from cities left join standing_as_of($asked['as_of']) using (city_id) where city_id = $place),
compared as (
    select stood.*,
        stood.country = here.country as has_same_country,
        stood.level = here.level and here.level <> unstated_level() as has_same_level,
        stood.population / here.population as times_as_many
    from stood, here
    where stood.city_id <> here.city_id
)
select city_id, city, state, country, country_name, level, level_year, is_certified, population, population_year,
    has_same_country, has_same_level, times_as_many
from compared
where times_as_many between 0.5 and 2 and (has_same_country or has_same_level)
order by has_same_country and has_same_level desc, has_same_country desc, abs(ln(times_as_many)), city_id
limit 6
