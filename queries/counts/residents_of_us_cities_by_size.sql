-- How many people live in the US cities that match, by size of the city, and of which years are the populations?
select size_band as size, count(*) as city_count, sum(population)::bigint as population,
    min(population_year) as population_year_least, max(population_year) as population_year_most
from selected_cities($asked) join size_bands using (size_band)
where country = 'US' and is_certified
group by size_band, size_rank
order by size_rank
