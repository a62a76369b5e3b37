-- Which of the cities that match rose to a higher level, when, and how long after their first award at the level before?
select city_id, rises.city, rises.state, rises.country, rises.country_name, from_level, rises.level, from_on, rises.announced_on,
    date_words(rises.announced_on, rises.not_before, rises.date_precision) as date_words, rises.standard, years_least, years_most,
    rises.source_url
from level_rises
join awards as rises using (award_id)
join selected_cities($asked) using (city_id)
where rises.announced_on <= $asked['as_of']
order by rises.announced_on, rises.city
