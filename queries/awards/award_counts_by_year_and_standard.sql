-- How many awards of each kind were announced in each year, under which standard, as of a date?
select year, award, standard, count(*) as award_count
from selected_awards($asked) join award_kinds using (award)
group by year, award, award_rank, standard
order by year, award_rank, standard
