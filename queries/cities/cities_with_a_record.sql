-- Which cities have an award of any kind on record, and when was the newest announced?
select city_id, city, state, country, country_name, max(announced_on) as last_award_on
from awards
group by all
order by city_id
