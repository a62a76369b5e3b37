-- How are the scores of the cities that match spread in each practice of each edition?
select edition, practice_name, count(score_pct) as assessed_count, count(*) - count(score_pct) as not_assessed_count,
    min(score_pct) as lowest_pct, quantile_cont(score_pct, 0.25) as lower_quartile_pct, median(score_pct) as median_pct,
    quantile_cont(score_pct, 0.75) as upper_quartile_pct, max(score_pct) as highest_pct
from assessments_as_of($asked['as_of'])
where recency = 1
    and city_id in (select city_id from selected_cities($asked))
group by edition, practice_name
order by edition, practice_name
