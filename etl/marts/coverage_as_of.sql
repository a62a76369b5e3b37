-- Of each state's cities of 30,000+, how many had been certified at least once by a date?
-- Puerto Rico has no row in the list of places: its counts and shares are blank, not zero.
create or replace macro coverage_as_of(on_date) as table
with certified as (
    select distinct awards.city_id, cities.state
    from awards join cities using (city_id)
    where awards.award = 'certified' and awards.announced_on <= on_date::date and awards.country = 'US'
),
listed as (
    select state, count(*) as eligible_count, sum(population)::bigint as eligible_residents,
        count(certified.city_id) as certified_count,
        coalesce(sum(population) filter (certified.city_id is not null), 0)::bigint as certified_residents
    from eligible_places left join certified using (city_id, state)
    group by state
),
unlisted as (
    select state, count(*) as certified_outside_list
    from certified
    where city_id not in (select city_id from eligible_places)
    group by state
)
select
    state, states.state_name, eligible_count, eligible_residents, coalesce(certified_count, 0) as certified_count,
    certified_residents, coalesce(certified_outside_list, 0) as certified_outside_list,
    round(100.0 * certified_count / eligible_count, 1) as share_pct,
    round(100.0 * certified_residents / eligible_residents, 1) as residents_share_pct
from states left join listed using (state) left join unlisted using (state)
order by states.state_name;
