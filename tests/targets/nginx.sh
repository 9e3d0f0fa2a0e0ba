#!/usr/bin/env bash
# nginx with WebDAV on the loopback: nginx.sh start DIR PORT, nginx.sh stop DIR. Its files are DIR/root; user clerk, password
# testsecret. Ends by the process id that it wrote. Exit code 3: there is no nginx here, or not with dav-ext.
set -euo pipefail
dir=$2
case $1 in
  start)
    program=$(command -v nginx || echo /usr/sbin/nginx)
    module=/usr/lib/nginx/modules/ngx_http_dav_ext_module.so
    [ -x "$program" ] && [ -e "$module" ] || exit 3
    mkdir -p "$dir/root/gongshi" "$dir/tmp"
    printf 'clerk:%s\n' "$(openssl passwd -apr1 testsecret)" > "$dir/users"
    [ "$(id -u)" = 0 ] && chown -R www-data "$dir" && chmod 755 "$dir"
    paths=$(for what in client_body proxy fastcgi uwsgi scgi; do echo "  ${what}_temp_path $dir/tmp/$what;"; done)
    echo "load_module $module;
$([ "$(id -u)" = 0 ] && echo 'user www-data;')
pid $dir/pid;
error_log $dir/error.log;
worker_processes 2;
events { worker_connections 256; }
http {
  access_log off;
$paths
  server {
    listen 127.0.0.1:$3;
    root $dir/root;
    client_max_body_size 64m;
    location / {
      dav_methods PUT DELETE MKCOL COPY MOVE;
      dav_ext_methods PROPFIND OPTIONS;
      dav_access user:rw group:r all:r;
      auth_basic clerks;
      auth_basic_user_file $dir/users;
    }
  }
}" > "$dir/conf"
    "$program" -c "$dir/conf" -e "$dir/error.log"
    ;;
  stop)
    [ -s "$dir/pid" ] || exit 0
    pid=$(cat "$dir/pid")
    kill "$pid" 2>/dev/null || exit 0
    for _ in $(seq 40); do kill -0 "$pid" 2>/dev/null || exit 0; sleep 0.25; done
    kill -9 "$pid"
    ;;
esac
