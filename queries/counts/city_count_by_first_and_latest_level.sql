-- At which level were the cities that match certified first, and which is the latest level we found by a date?
select coalesce(awards.level, 'Not stated') as first_level, chosen.level, count(*) as city_count
from selected_cities($asked) as chosen
join awards using (city_id)
where is_certified and awards.award = 'certified'
group by first_level, chosen.level
order by array_position(['Platinum', 'Gold', 'Silver', 'Not stated'], first_level),
    array_position(['Platinum', 'Gold', 'Silver', 'Not stated'], chosen.level)
