"""Reading what a page's form sent, and laying out what a form shows again."""
