-- What did each announcement state, and what is named here?
select announced_on, title, new_cities, new_named, level_ups, level_ups_named, recertifications, recertifications_named, stated_total,
    announced_total, announced_total_basis, counted_least, counted_most, gap, explanation, source_url
from reconciliation
where announced_on <= $as_of
order by announced_on
