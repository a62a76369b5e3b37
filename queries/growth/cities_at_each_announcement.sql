-- Which cities were, or may have been, certified at least once at each announcement, and at which level then?
with chosen as (
    select city_id, city, state, country, country_name, first_certified_on, first_certified_words
    from selected_cities($as_of, $level, $year, $since, $state, $country, $size, $standard)
)
select days.announced_on, city_id, chosen.city, chosen.state, chosen.country, chosen.country_name, then_stood.level, then_stood.level_year,
    then_stood.is_certified, then_stood.standard, chosen.first_certified_on, chosen.first_certified_words
from announcement_days($as_of) as days, lateral (select * from standing_as_of(days.announced_on)) as then_stood
join chosen using (city_id)
where standing <> 'honor_roll'
order by days.announced_on, chosen.first_certified_on, chosen.city, city_id
