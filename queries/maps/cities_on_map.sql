-- Which cities match, certified at least once by a date, and where does each stand on a drawn map?
-- $map_name is `United States` or `Americas`.
select city_id, city, state, state_name, country, country_name, city || ', ' || if(country = 'US', state, country_name) as place,
    level, level_year, standard, is_certified, first_certified_words, population, population_year, map_x, map_y
from selected_cities($asked)
join map_points using (city_id)
where map_name = $map_name
order by population desc nulls last, city_id
