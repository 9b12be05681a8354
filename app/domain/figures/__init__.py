"""What is counted over many cases, what it means, and how sure it is."""
