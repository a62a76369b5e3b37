-- How do the outlines of a drawn map run?
-- $map_name is `United States` or `Americas`.
select place_code, name, outline, label_x, label_y, is_inset
from outlines
where map_name = $map_name
order by place_code
