-- At which level did the cities that match stand at each announcement: the least and the most?
with chosen as (
    select city_id from selected_cities($as_of, $level, $year, $since, $state, $country, $size, $standard)
),
stood as (
    select days.announced_on, then_stood.level, count(*) filter (is_certified) as city_count, count(*) as city_count_most
    from announcement_days($as_of) as days, lateral (select * from standing_as_of(days.announced_on)) as then_stood
    where standing <> 'honor_roll' and city_id in (from chosen)
    group by all
)
select days.announced_on, levels.level, coalesce(city_count, 0) as city_count, coalesce(city_count_most, 0) as city_count_most
from announcement_days($as_of) as days
cross join (select unnest(['Platinum', 'Gold', 'Silver', 'Not stated']) as level) as levels
left join stood using (announced_on, level)
order by days.announced_on, array_position(['Platinum', 'Gold', 'Silver', 'Not stated'], level)
