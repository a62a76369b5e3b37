-- How many cities had been certified at least once at each announcement: least, most, and the total announced?
-- The date is part of the answer.
select days.announced_on,
    count(*) filter (first_certified_on <= days.announced_on) as city_count,
    count(*) filter (first_certified_not_before <= days.announced_on) as city_count_most,
    any_value(announced_total) as announced_total,
    any_value(announced_total_basis) as announced_total_basis
from announcement_days($asked['as_of']) as days
left join selected_cities($asked) on true
left join reconciliation on reconciliation.announced_on = days.announced_on
group by days.announced_on
order by days.announced_on
