-- How many cities had been certified at least once at each announcement: least, most, and the total announced?
with days as (
    select announced_on from announcements where announced_on <= $as_of
    union select $as_of::date
    union select date '2017-04-01'
),
firsts as (
    select coalesce(awards.not_before, awards.announced_on) as not_before, awards.announced_on
    from awards join selected_cities($as_of, $level, $year, $since, $state, $country, $size, $standard) using (city_id)
    where award = 'certified'
)
select days.announced_on,
    count(*) filter (firsts.announced_on <= days.announced_on) as city_count,
    count(*) filter (firsts.not_before <= days.announced_on) as city_count_most,
    any_value(totals.announced_total) as announced_total,
    any_value(totals.announced_total_basis) as announced_total_basis
from days
left join firsts on true
left join announced_totals as totals on totals.announced_on = days.announced_on
group by days.announced_on
order by days.announced_on
