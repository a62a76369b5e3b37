-- How many cities were certified at least once by a date: the least (certain by then) and the most (possible by then)?
create or replace macro certified_as_of(on_date) as (
    select {'least': count(*) filter (is_certified), 'most': count(*)}
    from standings
    where valid_from <= on_date::date and on_date::date < valid_to and standing <> 'honor_roll'
);
