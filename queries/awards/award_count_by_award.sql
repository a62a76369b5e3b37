-- How many awards of each kind match, as of a date?
select award, count(*) as award_count, count(distinct city_id) as city_count, count(distinct city_id) as city_count_most
from selected_awards($asked) join award_kinds using (award)
group by award, award_rank
order by award_rank
