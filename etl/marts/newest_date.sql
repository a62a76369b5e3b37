-- What is the newest date on record? The default of every as-of question: the newest announcement or award.
create or replace view newest_date as
select max(day) as as_of
from (select announced_on as day from awards union all select announced_on from announcements);
