"""How the portal is served: event loop, websockets, lifespan, static files, headers, addresses, errors."""
