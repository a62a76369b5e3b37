-- How many awards of each kind were announced in each year by a date: named here, named with an uncertain year, or not named?
-- New cities stand in the year of their announcement, those that belong to none in its open places. `advanced`: announced as
-- leveled up or recertified, without saying which.
with stated as (
    select reconciliation.*, kept_or_raised, year(announced_on) as year,
        greatest(gap, 0) - lag(greatest(gap, 0), 1, 0) over (order by announced_on) as rise_of_gap
    from reconciliation join (select announced_on, kept_or_raised from announcements) as also using (announced_on)
    where announced_on <= $asked['as_of']
),
new as (select *, greatest(0, least(rise_of_gap, new_cities - new_named)) as new_unnamed from stated),
parts as (
    select year, 'certified' as award, new_named as named, greatest(0, new_cities - new_named - new_unnamed) as uncertain,
        new_unnamed as unnamed
    from new
    union all
    select year, 'leveled_up', 0, 0, greatest(0, level_ups - level_ups_named) from stated
    union all
    select year, 'recertified', 0, 0, greatest(0, recertifications - recertifications_named) from stated
    union all
    select year, 'advanced', 0, 0, greatest(0, kept_or_raised - level_ups_named - recertifications_named) from stated
    union all
    select year, award, 1, 0, 0 from awards
    where announced_on <= $asked['as_of']
        and (award <> 'certified' or announcement is null and announced_on > (select coalesce(max(announced_on), date '0001-01-01') from stated))
)
select year, award, sum(named)::int as award_count, sum(uncertain)::int as uncertain_count, coalesce(sum(unnamed), 0)::int as unnamed_count
from parts left join award_kinds using (award)
group by year, award, award_rank
having award_count + uncertain_count + unnamed_count > 0
order by year, award_rank
