-- How does a reader say when it was announced: `January 23, 2024`, or for an interval `January 2026`, `2021`, `no later than March 2022`?
create or replace macro no_later_than(latest_on) as 'no later than ' || strftime(latest_on, '%B %Y');
create or replace macro date_words(latest_on, earliest_on, how_exactly) as case
    when how_exactly = 'day' or earliest_on is null then strftime(latest_on, '%B %-d, %Y')
    when year(earliest_on) <> year(latest_on) then no_later_than(latest_on)
    when month(earliest_on) = month(latest_on) then strftime(latest_on, '%B %Y')
    else strftime(latest_on, '%Y')
end;
