-- What is the median score of the cities of each level that match, in each practice of each edition, and of how many cities?
select edition, level as city_group, level_rank, practice_name, median(score_pct) as median_pct, count(score_pct) as assessed_count
from assessments_as_of($asked['as_of'])
where recency = 1
    and city_id in (select city_id from selected_cities($asked))
group by edition, level, level_rank, practice_name
order by edition, level_rank, practice_name
