-- What is the median score of the cities of each US state and each other country that match, by practice and edition, and of how many?
select edition, if(country = 'US', state_name, country_name) as city_group, practice_name, median(score_pct) as median_pct,
    count(score_pct) as assessed_count
from assessments_as_of($asked['as_of']) as assessed
join (select city_id, state_name from selected_cities($asked)) using (city_id)
where recency = 1
group by all
order by edition, city_group, practice_name
