"""The demo: invented people, published troubles, and the stories they go through."""
