// Says where Streamlit answers. On a page with a name of its own it would ask below that name first, and wait for the refusal.
window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href }
