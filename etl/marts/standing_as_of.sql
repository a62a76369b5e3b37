-- Where did each city stand on a date: certified, possibly certified by then, or on the Honor Roll only?
-- The year of a first certification that is only possible by the date is no later than that of the date.
create or replace macro standing_as_of(on_date) as table
select * exclude (level_year, valid_from, valid_to),
    if(standing = 'honor_roll', null, year(least(first_certified_on, on_date::date))) as first_year,
    if(standing = 'possible', first_year, level_year) as level_year,
    date_words(first_certified_on, first_certified_not_before, first_date_precision) as first_certified_words
from standings
where valid_from <= on_date::date and on_date::date < valid_to;
