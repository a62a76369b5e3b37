-- How many people live in the US cities that match, and of which years are the populations?
select sum(population)::bigint as population, min(population_year) as population_year_least, max(population_year) as population_year_most,
    count(*) as city_count
from selected_cities($asked)
where country = 'US' and is_certified
