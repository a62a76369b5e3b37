-- In which announcements' open places can the cities stand whose first certification is tied to no announcement?
with undated as (
    select city, coalesce(not_before, announced_on) as earliest_on, announced_on as latest_on
    from awards
    where award = 'certified' and announcement is null and coalesce(not_before, announced_on) <= $asked['as_of']
),
open_places as (
    select announcements.announced_on, new_cities - count(awards.city_id) as open_count
    from announcements left join awards on awards.announcement = announcements.announced_on and award = 'certified'
    where announcements.announced_on <= $asked['as_of']
    group by announcements.announced_on, new_cities
)
select open_places.announced_on, open_count, count(*) as undated_count, string_agg(city, ', ' order by city) as cities,
    max(latest_on) as latest_on, no_later_than(max(latest_on)) as latest_words
from open_places join undated on open_places.announced_on between earliest_on and latest_on
where open_count > 0
group by all
order by open_places.announced_on
