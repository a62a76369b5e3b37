-- How many cities had been certified at least once at each announcement, by US state: the least and the most?
-- The date is part of the answer.
select days.announced_on, chosen.state, chosen.state_name,
    count(*) filter (first_certified_on <= days.announced_on) as city_count,
    count(*) filter (first_certified_not_before <= days.announced_on) as city_count_most
from announcement_days($asked['as_of']) as days
cross join selected_cities($asked) as chosen
where country = 'US'
group by all
order by days.announced_on, state
