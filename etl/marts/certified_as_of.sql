-- How many cities were certified at least once by a date: the least (certain by then) and the most (possible by then)?
create or replace macro certified_as_of(on_date) as (
    select {
        'least': count(distinct city_id) filter (announced_on <= on_date::date),
        'most': count(distinct city_id)
    }
    from awards
    where award = 'certified' and coalesce(not_before, announced_on) <= on_date::date
);
