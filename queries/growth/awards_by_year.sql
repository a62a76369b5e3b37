-- How many awards of each kind did the cities that match receive in each year by a date?
select year, award, count(*) as award_count, 0 as uncertain_count, 0 as unnamed_count
from awards join award_kinds using (award) semi join selected_cities($asked) using (city_id)
where announced_on <= $asked['as_of']
group by year, award, award_rank
order by year, award_rank
