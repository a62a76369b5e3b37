-- In each practice, how many of the cities that match have public evidence, named by its source or classified by us?
with chosen as (select city_id from selected_cities($asked))
select evidence_practices.practice, any_value(present_practice) as present_practice,
    count(distinct city_id) filter (basis = 'source') as source_named_city_count,
    count(distinct city_id) as city_count,
    count(basis) filter (basis = 'source') as source_named_count,
    count(basis) as evidence_count,
    count(basis) filter (year is null) as undated_count,
    (select count(*) from chosen) as selected_city_count
from evidence_practices
left join (select practice, city_id, basis, year from practice_evidence join chosen using (city_id)) as items using (practice)
group by evidence_practices.practice
order by evidence_practices.practice
