-- For each two practices, how many of the cities that match have public evidence of both?
with documented as (
    select city_id, practice, bool_or(basis = 'source') as is_source_named
    from practice_evidence
    join selected_cities($asked) using (city_id)
    group by city_id, practice
)
select one.practice, other.practice as other_practice, count(first.city_id) as city_count,
    count(first.city_id) filter (first.is_source_named and second.is_source_named) as source_named_city_count
from evidence_practices as one
join evidence_practices as other on one.practice < other.practice
left join (documented as first join documented as second on first.city_id = second.city_id)
    on first.practice = one.practice and second.practice = other.practice
group by all
order by one.practice, other.practice
