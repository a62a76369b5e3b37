-- Which awards match a filter as of a date?
create or replace macro selected_awards(asked) as table
select columns(lambda name: not starts_with(name, 'fits_'))
from award_matches(asked)
where fits_as_of and fits_level and fits_year and fits_since and fits_state and fits_country and fits_size and fits_standard and fits_award
    and fits_city;
