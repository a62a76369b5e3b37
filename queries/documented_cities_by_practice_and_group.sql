-- In each practice, how many of the cities that match have public evidence, by level, country, size and year of the item?
with chosen as (
    select city_id, level, country_name, size_band from selected_cities($as_of, $level, $year, $since, $state, $country, $size, $standard)
),
evidence as (
    select city_id, practice, basis, if(year is null, 9999, greatest(year, 2016)) as year_order,
        case when year is null then 'no year' when year < 2017 then 'before 2017' else year::varchar end as year_name
    from practice_evidence join chosen using (city_id)
),
grouped as (
    select city_id, 'Level' as dimension, level as group_name,
        list_position(['Platinum', 'Gold', 'Silver', 'Not stated'], level) as group_order from chosen
    union all select city_id, 'Country', country_name, -count(*) over (partition by country_name) from chosen
    union all select city_id, 'Size', size_band,
        list_position(['30,000–100,000', '100,000–250,000', '250,000–500,000', '500,000+', 'unknown'], size_band) from chosen
),
groups as (
    select dimension, group_name, group_order, count(*) as group_city_count from grouped group by all
    union
    select 'Year of the item', year_name, year_order, (select count(*) from chosen) from evidence
),
items as (
    select dimension, group_name, practice, city_id, basis from evidence join grouped using (city_id)
    union all select 'Year of the item', year_name, practice, city_id, basis from evidence
)
select dimension, group_name, practice_lineage.practice, any_value(group_city_count) as group_city_count,
    count(distinct city_id) filter (basis = 'source') as source_named_city_count, count(distinct city_id) as city_count
from groups
cross join practice_lineage
left join items using (dimension, group_name, practice)
group by dimension, group_name, group_order, practice_lineage.practice
order by dimension, group_order, group_name, practice_lineage.practice
