-- Which words of people's questions stand for a value of a filter, a month, or nothing?
select * from search_words order by spoken, parameter
