-- In each practice, how many of the cities that match have public evidence, by level, place and size, year and kind of page?
with chosen as (
    select city_id, level, if(country = 'US', state_name, concat_ws(', ', state_name, country_name)) as region, country_name, size_band
    from selected_cities($asked)
),
evidence as (select city_id, practice, basis, kind, year from practice_evidence join chosen using (city_id)),
grouped_cities as (
    select city_id, 'Level' as dimension, level as group_name,
        list_position(['Platinum', 'Gold', 'Silver', 'Not stated'], level) as group_order from chosen
    union all select city_id, 'State or region', region, -count(*) over (partition by region) from chosen
    union all select city_id, 'Country', country_name, -count(*) over (partition by country_name) from chosen
    union all select city_id, 'Size', size_band,
        list_position(['30,000–100,000', '100,000–250,000', '250,000–500,000', '500,000+', 'unknown'], size_band) from chosen
),
grouped_items as (
    select 'Year of the item' as dimension,
        case when year is null then 'no year' when year < 2017 then 'before 2017' else year::varchar end as group_name,
        if(year is null, 9999, greatest(year, 2016)) as group_order, * from evidence
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
select dimension, group_name, practice_lineage.practice, any_value(group_city_count) as group_city_count,
    count(distinct city_id) filter (basis = 'source') as source_named_city_count, count(distinct city_id) as city_count,
    count(basis) filter (basis = 'source') as source_named_count, count(basis) as evidence_count,
    count(basis) filter (year is null) as undated_count
from groups
cross join practice_lineage
left join items using (dimension, group_name, practice)
group by dimension, group_name, group_order, practice_lineage.practice
order by dimension, group_order, group_name, practice_lineage.practice
