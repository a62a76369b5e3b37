-- In each practice, how many of the cities that match have public evidence, and how many items are there?
select practice, count(distinct city_id) as city_count, count(*) as evidence_count,
    count(*) filter (basis = 'source') as source_named_count, count(*) filter (year is null) as undated_count
from practice_evidence
join selected_cities($asked) using (city_id)
group by practice
order by practice
