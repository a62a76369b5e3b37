-- How do the practices of the three editions connect? One row per practice that evidence is classified by: those of the 2018 edition.
create or replace view practice_lineage as
with before as (
    select successor_practice_code as practice_code, string_agg(practice_name, ' and ' order by practice_name) as names
    from practices where edition_id = '2017'
    group by successor_practice_code
)
select now.practice_code, now.practice_name as practice, now.description, any_value(before.names) as practice_2017,
    string_agg(later.practice_name, ' and ' order by later.practice_name) as practice_since_2022,
    list(later.practice_code order by later.practice_code) as codes_since_2022
from practices as now
left join before using (practice_code)
left join practices as later on later.edition_id = '2022'
    and list_contains(string_split(now.successor_practice_code, '|'), later.practice_code)
where now.edition_id = '2018'
group by now.practice_code, now.practice_name, now.description;
