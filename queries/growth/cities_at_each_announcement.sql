-- Which cities were, or may have been, certified at least once at each announcement, and at which level then?
-- The date is part of the answer.
select days.announced_on, city_id, chosen.city, chosen.state, chosen.country, chosen.country_name, then_stood.level,
    if(then_stood.is_certified, then_stood.level_year, year(least(chosen.first_certified_on, days.announced_on))) as level_year,
    then_stood.is_certified, then_stood.standard, chosen.first_certified_on, chosen.first_certified_words
from announcement_days($asked['as_of']) as days
join standings as then_stood on valid_from <= days.announced_on and days.announced_on < valid_to and then_stood.standing <> 'honor_roll'
join selected_cities($asked) as chosen using (city_id)
order by days.announced_on, chosen.first_certified_on, chosen.city, city_id
