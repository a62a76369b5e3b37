-- From which day to which does the record run: from the beginning of the first edition to the newest award or announcement?
select min(valid_from) as start_on, (select as_of from newest_date) as newest_on
from editions
