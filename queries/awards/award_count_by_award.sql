-- How many awards of each kind match, as of a date?
select award, count(*) as award_count, count(distinct city_id) as city_count, count(distinct city_id) as city_count_most
from selected_awards($asked)
group by award
order by array_position(['certified', 'leveled_up', 'recertified', 'honor_roll'], award)
