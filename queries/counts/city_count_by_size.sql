-- How many cities were certified at least once by a date, by size: the least and the most?
select size_band as size, count(*) filter (is_certified) as city_count, count(*) as city_count_most
from selected_cities($asked)
group by size_band
order by array_position(['30,000–100,000', '100,000–250,000', '250,000–500,000', '500,000+', 'unknown'], size_band)
