-- How do the scores of these cities stand against the median of their level and of cities of their size, within each edition?
-- The groups hold every city whose scores are loaded, this one included, whatever else the filter asks for.
with latest as (select * from assessments_as_of($asked['as_of']) where recency = 1),
by_level as (
    select edition, level, practice_name, median(score_pct) as level_median_pct, count(score_pct) as level_city_count
    from latest group by all
),
by_size as (
    select edition, size_band, practice_name, median(score_pct) as size_median_pct, count(score_pct) as size_city_count
    from latest group by all
)
select edition, city_id, city, state, country, country_name, level, size_band, year, practice_name, score_pct,
    level_median_pct, level_city_count, size_median_pct, size_city_count
from latest
join by_level using (edition, level, practice_name)
join by_size using (edition, size_band, practice_name)
where list_contains($asked['city']::varchar[], city_id)
order by edition, list_position($asked['city']::varchar[], city_id), practice_name
