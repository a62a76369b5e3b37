-- When did the record of each city last change? One that is on record since the first build: on the day of that build.
with log as (select min(logged_at) as first_at from change_log)
select city_id, coalesce(max(change_log.logged_at), any_value(log.first_at)) as changed_at
from (select distinct city_id from awards) as on_record cross join log left join change_log using (city_id)
group by city_id
order by city_id
