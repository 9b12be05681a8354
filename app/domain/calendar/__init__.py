"""What working time is made of: the years as they are announced, and days counted in them."""
