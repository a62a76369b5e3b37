-- In which practices is the number of criteria met not known, for each city that matches whose scores are loaded?
-- Not known where the practice is not assessed, its number of criteria is not published, or the score is not that of whole criteria.
select edition, city_id, city, state, country, country_name, practice_name, score_pct, criteria_count
from assessments_as_of($asked['as_of'])
where recency = 1
    and city_id in (select city_id from selected_cities($asked))
    and not coalesce(abs(score_pct * criteria_count / 100 - round(score_pct * criteria_count / 100)) <= 0.05, false)
order by edition, city, state, practice_name
