-- Which cities have an award by a date, the Honor Roll included, and where did each stand?
select city_id, city, state, country, country_name, city || ', ' || if(country = 'US', state, country_name) as place,
    standing, level, level_year, is_certified, population
from standing_as_of($asked['as_of']) join cities using (city_id)
order by place
