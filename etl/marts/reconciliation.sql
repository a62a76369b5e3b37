-- Do our numbers match the program's? Announced total against our least and most at each announcement.
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
),
compared as (
    select *, announced_total - greatest(counted_least, least(announced_total, counted_most)) as gap
    from announced_totals join counted using (announced_on) join missing using (announced_on) left join named using (announced_on)
)
select
    announced_on, title,
    new_cities, coalesce(new_named, 0) as new_named,
    level_ups, coalesce(level_ups_named, 0) as level_ups_named,
    recertifications, coalesce(recertifications_named, 0) as recertifications_named,
    stated_total, announced_total, announced_total_basis, counted_least, counted_most, gap, wanted_cities,
    concat_ws(' ',
        case when announced_total_basis = 'our sum'
            then format('No total is stated; {} is our sum: {} stated in {}, then {} new.', announced_total,
                coalesce(last_stated_total, 0), coalesce(strftime(last_stated_on, '%B %Y'), 'no announcement'), announced_total - coalesce(last_stated_total, 0)) end,
        case when counted_most > counted_least
            then format('{} named cities are possible by this date, their first certification being known only within an interval: {}.',
                counted_most - counted_least, possible_cities) end,
        case when gap > 0 and wanted_cities >= gap
            then format('{} cities are not named by any source we found; the list of what is wanted holds them ({}).', gap, wanted_places)
            when gap > 0 then format('{} cities are not named by any source we found.', gap)
            when gap < 0 then format('The record names {} more than the program announced.', -gap) end,
        case when gap = 0 and counted_most = counted_least then 'Every announced city is named here.' end
    ) as explanation,
    source_url
from compared
order by announced_on;
