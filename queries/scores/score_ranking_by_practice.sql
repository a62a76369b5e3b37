-- Within each practice of one edition, in which order do the scores of the cities that match stand?
-- A practice that was not assessed has no rank.
select edition, practice_name, if(score_pct is null, null, rank() over (of_practice order by score_pct desc nulls last)) as rank,
    city_id, city, state, country, country_name, level, year, score_pct, count(score_pct) over of_practice as ranked_count
from assessments_as_of($asked['as_of'])
where recency = 1
    and city_id in (select city_id from selected_cities($asked))
window of_practice as (partition by edition, practice_name)
order by edition, practice_name, rank nulls last, city, state
