"""How gunicorn serves the site: its configuration, read by its name. The address and the number of
workers come with the command."""

loglevel = "warning"
max_requests = 5000
max_requests_jitter = 500
# A slow page is not cut off in the middle of its work; long ones go by steps of seconds.
timeout = 120
umask = 0o077
preload_app = True
