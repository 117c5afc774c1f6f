"""A reverse proxy in front of a served page: nginx with https, under a sub-path."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_CONFIG = """
daemon off;
pid {folder}/pid;
error_log {folder}/errors;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/certificate;
    ssl_certificate_key {folder}/key;
    client_max_body_size 256m;
    location /reading/room/ {{
      proxy_pass {behind};
      proxy_http_version 1.1;
      proxy_buffering off;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Host $http_host;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Remote-User anna;
    }}
  }}
}}
"""
PATH = "/reading/room"


@contextmanager
def proxy(folder: Path, behind: str, port: int) -> Iterator[str]:
    """Run nginx in front of the page at `behind`; yields the page's address through it."""
    nginx, openssl = shutil.which("nginx", path="/usr/sbin:/usr/bin"), shutil.which("openssl")
    if not nginx or not openssl:
        pytest.skip("nginx or openssl is not there; Debian has both")
    make = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1"
    files = ["-keyout", str(folder / "key"), "-out", str(folder / "certificate")]
    subprocess.run([openssl, *make.split(), *files], check=True, capture_output=True)
    config = folder / "nginx.conf"
    config.write_text(_CONFIG.format(folder=folder, port=port, behind=behind), "utf-8")
    process = subprocess.Popen([nginx, "-p", folder, "-c", config])
    try:
        while not (folder / "pid").exists():
            assert process.poll() is None, (folder / "errors").read_text("utf-8")
            time.sleep(0.05)
        yield f"https://127.0.0.1:{port}{PATH}/"
    finally:
        process.terminate()
        process.wait(timeout=10)
