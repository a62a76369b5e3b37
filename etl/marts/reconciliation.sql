-- Do our numbers match the program's? Announced total against our least and most at each announcement, and what makes the difference.
create or replace table reconciliation as
with firsts as (select * from awards where award = 'certified'),
counted as (
    select
        announced_totals.announced_on,
        count(firsts.city_id) filter (firsts.announced_on <= announced_totals.announced_on) as counted_least,
        count(firsts.city_id) as counted_most,
        string_agg(firsts.city, ', ' order by firsts.city) filter (firsts.announced_on > announced_totals.announced_on)
            as possible_cities
    from announced_totals
    left join firsts on coalesce(firsts.not_before, firsts.announced_on) <= announced_totals.announced_on
    group by announced_totals.announced_on
),
named as (
    select
        announcement as announced_on,
        count(*) filter (award = 'certified') as new_named,
        count(*) filter (award = 'leveled_up') as level_ups_named,
        count(*) filter (award = 'recertified') as recertifications_named
    from awards where announcement is not null
    group by announcement
),
missing as (
    select announced_totals.announced_on, count(wanted.wanted_id) as wanted_cities,
        string_agg(distinct wanted.place, ', ' order by wanted.place) as wanted_places
    from announced_totals
    left join wanted on wanted.wanted_kind = 'city' and wanted.announcement <= announced_totals.announced_on
    group by announced_totals.announced_on
)
select
    announced_on, title,
    new_cities, coalesce(new_named, 0) as new_named,
    level_ups, coalesce(level_ups_named, 0) as level_ups_named,
    recertifications, coalesce(recertifications_named, 0) as recertifications_named,
    stated_total, announced_total, announced_total_basis, last_stated_total, last_stated_on, counted_least, counted_most,
    announced_total - greatest(counted_least, least(announced_total, counted_most)) as gap,
    possible_cities, wanted_cities, wanted_places, source_url
from announced_totals join counted using (announced_on) join missing using (announced_on) left join named using (announced_on)
order by announced_on;
