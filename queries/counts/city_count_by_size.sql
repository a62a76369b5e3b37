-- How many cities were certified at least once by a date, by size: the least and the most?
select size_band as size, count(*) filter (is_certified) as city_count, count(*) as city_count_most
from selected_cities($asked) join size_bands using (size_band)
group by size_band, size_rank
order by size_rank
