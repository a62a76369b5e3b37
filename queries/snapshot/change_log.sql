-- What did every build so far change in the published record, newest first: when, what, and from which file?
select logged_at, change, in_words, city_id, city, award_id, record_file, change_id
from change_log
order by logged_at desc, change_id
