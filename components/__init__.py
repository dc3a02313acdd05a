"""What the dashboard is drawn with: each part draws what a query returned, and asks nothing itself."""
