-- Which names did each of the eight practices have in each edition of the standard?
select practice, description, practice_2017, practice_since_2022, len(codes_since_2022) as practice_count_since_2022
from practice_lineage
order by practice
