"""What every page shares: frame, filters, data access, figures. Only here and in pages/ is Streamlit known."""
