-- What did each announcement state, and what is named here?
select announced_on, title, new_cities, new_named, level_ups, level_ups_named, recertifications, recertifications_named, stated_total,
    announced_total, announced_total_basis, counted_least, counted_most, gap, wanted_cities,
    concat_ws(' ',
        if(announced_total_basis = 'our sum',
            format('No total is stated; {} is our sum: {} stated in {}, then {} new.', announced_total, coalesce(last_stated_total, 0),
                coalesce(strftime(last_stated_on, '%B %Y'), 'no announcement'), announced_total - coalesce(last_stated_total, 0)),
            null),
        if(counted_most > counted_least,
            format('{} named cities are possible by this date, their first certification being known only within an interval: {}.',
                counted_most - counted_least, possible_cities),
            null),
        case when gap > 0 and wanted_cities >= gap
            then format('{} cities are not named by any source we found; the list of what is wanted holds them ({}).', gap, wanted_places)
            when gap > 0 then format('{} cities are not named by any source we found.', gap)
            when gap < 0 then format('The record names {} more than the program announced.', -gap)
            when counted_most = counted_least then 'Every announced city is named here.' end
    ) as explanation,
    source_url
from reconciliation
where announced_on <= $asked['as_of']
order by announced_on
