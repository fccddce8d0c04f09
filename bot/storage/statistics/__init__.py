"""What is counted of questions, answers and articles, for admins: by day and by article, never by person."""
