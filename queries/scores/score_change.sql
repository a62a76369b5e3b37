-- How did the scores of the cities that match change between their two latest assessments of the same edition?
with assessed as (
    select * from assessments_as_of($asked['as_of'])
    where is_among(city_id, $asked['city'])
        and city_id in (select city_id from selected_cities($asked))
)
select edition, city_id, now.city, now.state, now.country, now.country_name, practice_name,
    before.date_words as before_words, before.score_pct as before_pct, now.date_words as after_words, now.score_pct as after_pct,
    now.score_pct - before.score_pct as change_points
from (from assessed where recency = 1) as now
join (from assessed where recency = 2) as before using (edition, city_id, practice_name)
order by edition, city, state, practice_name
