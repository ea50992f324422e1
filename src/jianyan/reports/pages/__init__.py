"""Pages of reports and templates."""
