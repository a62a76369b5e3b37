-- Of each state's cities of 30,000+, how many had been certified at least once by a date?
select * from coverage_as_of($asked['as_of'])
