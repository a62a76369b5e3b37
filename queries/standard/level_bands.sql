-- Which share, and how many whole criteria, does each level of each edition stand for?
select * from level_bands
