-- Which levels are there, from the highest to the group without a stated one, and how does each look?
select level, level_rank, mark, symbol, color, color_dark
from levels
order by level_rank desc
