-- For which of the cities that match, and in which edition of the standard, are scores loaded?
with assessed as (
    select edition, city_id, count(score_pct) filter (recency = 1) as assessed_practice_count, max(recency) as assessment_count
    from assessments_as_of($asked['as_of']) group by all
),
certified as (
    select distinct edition, city_id from awards join award_kinds using (award)
    where announced_on <= $asked['as_of'] and is_certification
)
select edition, city_id, city, state, country, country_name, coalesce(assessed_practice_count, 0) as assessed_practice_count,
    coalesce(assessment_count, 0) as assessment_count
from certified
join selected_cities($asked) using (city_id)
left join assessed using (edition, city_id)
where edition in (select edition from practice_scores)
order by edition, city, state
