-- What did every build so far change in the published record of these cities, newest first?
select logged_at, change_id, change, city_id, city, award_id, award_id_before, in_words, record_file
from change_log
where is_among(city_id, $asked['city'])
order by logged_at desc, change_id
