-- At which level were the cities that match certified first, and which is the latest level we found by a date?
select firsts.level as first_level, chosen.level, count(*) as city_count
from selected_cities($asked) as chosen
join awards using (city_id)
join levels as firsts on firsts.level = coalesce(awards.level, unstated_level())
where is_certified and awards.award = 'certified'
group by firsts.level, firsts.level_rank, chosen.level, chosen.level_rank
order by firsts.level_rank desc, chosen.level_rank desc
