-- In each practice, how many of the cities that match have public evidence, by level, place and size, year and kind of page?
with chosen as (
    select city_id, level, level_rank, if(country = 'US', state_name, concat_ws(', ', state_name, country_name)) as region, country_name, size_band
    from selected_cities($asked)
),
start as (select year(min(valid_from)) as start_year from editions),
evidence as (select city_id, practice, basis, kind, year from practice_evidence join chosen using (city_id)),
grouped_cities as (
    select city_id, 'Level' as dimension, level as group_name, -level_rank as group_order from chosen
    union all select city_id, 'State or region', region, -count(*) over (partition by region) from chosen
    union all select city_id, 'Country', country_name, -count(*) over (partition by country_name) from chosen
    union all select city_id, 'Size', size_band, size_rank from chosen join size_bands using (size_band)
),
grouped_items as (
    select 'Year of the item' as dimension,
        case when year is null then 'no year' when year < start_year then 'before ' || start_year else year::varchar end as group_name,
        if(year is null, 9999, greatest(year, start_year - 1)) as group_order, evidence.* from evidence, start
    union all select 'Kind of page', kind, -count(*) over (partition by kind), * from evidence
),
groups as (
    select dimension, group_name, group_order, count(*) as group_city_count from grouped_cities group by all
    union select dimension, group_name, group_order, (select count(*) from chosen) from grouped_items
),
items as (
    select dimension, group_name, evidence.* from evidence join grouped_cities using (city_id)
    union all select * exclude (group_order) from grouped_items
)
select dimension, group_name, evidence_practices.practice, any_value(group_city_count) as group_city_count,
    count(distinct city_id) filter (basis = 'source') as source_named_city_count, count(distinct city_id) as city_count,
    count(basis) filter (basis = 'source') as source_named_count, count(basis) as evidence_count,
    count(basis) filter (year is null) as undated_count
from groups
cross join evidence_practices
left join items using (dimension, group_name, practice)
group by dimension, group_name, group_order, evidence_practices.practice
order by dimension, group_order, group_name, evidence_practices.practice
