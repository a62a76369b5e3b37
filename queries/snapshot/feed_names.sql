-- Under which name did each award first stand in the feed, and when did its record last change?
with recursive names as (
    select award_id, award_id as name_then, 0 as step, timestamp '9999-01-01' as until from awards
    union all
    select names.award_id, change_log.award_id_before, step + 1, change_log.logged_at
    from names join change_log on change_log.award_id = names.name_then and change_log.logged_at < names.until
    where change_log.award_id_before is not null
)
select award_id, arg_max(name_then, step) as first_name, max(logged_at) as changed_at
from names left join change_log using (award_id)
group by award_id
