"""The HTTP side of the portal: routes and middleware beside the pages."""
