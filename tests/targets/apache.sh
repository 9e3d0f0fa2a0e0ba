#!/usr/bin/env bash
# Apache with WebDAV on the loopback: apache.sh start DIR PORT, apache.sh stop DIR. Its files are DIR/root; user clerk,
# password testsecret. Ends by the process id that it wrote. Exit code 3: there is no Apache here.
set -euo pipefail
dir=$2
case $1 in
  start)
    program=$(command -v apache2 || echo /usr/sbin/apache2)
    modules=/usr/lib/apache2/modules
    [ -x "$program" ] && [ -e "$modules/mod_dav_fs.so" ] || exit 3
    mkdir -p "$dir/root/gongshi" "$dir/run"
    printf 'clerk:%s\n' "$(openssl passwd -apr1 testsecret)" > "$dir/users"
    owner=$(id -un)
    [ "$owner" = root ] && owner=www-data && chown -R www-data "$dir" && chmod 755 "$dir"
    {
      echo "ServerRoot \"$dir\"
ServerName 127.0.0.1
Listen 127.0.0.1:$3
PidFile \"$dir/run/pid\"
ErrorLog \"$dir/run/error.log\"
DefaultRuntimeDir \"$dir/run\"
Mutex file:$dir/run
User $owner
Group $(id -gn "$owner")"
      for module in mpm_event authn_core authn_file authz_core authz_user auth_basic dav dav_fs dir mime; do
        echo "LoadModule ${module}_module $modules/mod_$module.so"
      done
      echo "TypesConfig /etc/mime.types
DAVLockDB \"$dir/run/locks\"
DocumentRoot \"$dir/root\"
DirectoryIndex disabled
<Directory \"$dir/root\">
  Dav On
  AuthType Basic
  AuthName clerks
  AuthUserFile \"$dir/users\"
  Require valid-user
</Directory>"
    } > "$dir/conf"
    "$program" -f "$dir/conf" -k start
    ;;
  stop)
    [ -s "$dir/run/pid" ] || exit 0
    pid=$(cat "$dir/run/pid")
    kill "$pid" 2>/dev/null || exit 0
    for _ in $(seq 40); do kill -0 "$pid" 2>/dev/null || exit 0; sleep 0.25; done
    kill -9 "$pid"
    ;;
esac
