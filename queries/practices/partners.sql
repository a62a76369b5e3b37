-- Who offers cities help with each practice, or with all of them, and who did so in the past?
select practice, trim(regexp_replace(partner, '\s*\((past)[^)]*\)', '')) as partner, contains(partner, '(past') as is_past, what_it_offers,
    source_url, source_title
from partners
order by practice nulls first, is_past, partner, what_it_offers
