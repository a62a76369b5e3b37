"""Where does this come from, how is it counted, what do the columns mean?"""

from ui import filter_bar, links, section
from ui.about import about_text, open_data
from ui.footer import contact

chosen = filter_bar.current()
base = links.permalink("", [])
section.heading("about")
open_data.first_lines(base)
about_text.contents()
about_text.relation()
about_text.sources()
about_text.counting()
about_text.missing(chosen)
about_text.updates()
open_data.files(base)
open_data.api(base)
about_text.columns()
about_text.glossary()
about_text.corrections(contact(), chosen)
about_text.licenses(contact())
