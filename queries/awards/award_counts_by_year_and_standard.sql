-- How many awards of each kind were announced in each year, under which standard, as of a date?
select year, award, standard, count(*) as award_count
from selected_awards($asked)
group by year, award, standard
order by year, array_position(['certified', 'leveled_up', 'recertified', 'honor_roll'], award), standard
