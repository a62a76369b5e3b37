-- Which scores are loaded for the cities that match, by practice, in the latest assessment of each edition?
select edition, city_id, city, state, country, country_name, level, year, practice_name, score_pct
from assessments_as_of($asked['as_of'])
where recency = 1
    and city_id in (select city_id from selected_cities($asked))
order by edition, level_rank desc, city, state, practice_name
