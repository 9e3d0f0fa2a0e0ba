#!/usr/bin/env bash
# A small Ceph on the loopback: one monitor, one manager, three stores in memory, the S3 gateway on port 18480 (keys testkey
# and testsecret). ceph.sh start DIR, ceph.sh stop DIR, ceph.sh kill DIR N ends store N without a word, ceph.sh again DIR N
# starts it anew. Everything ends by the process ids that it wrote. Exit code 3: there is no Ceph here.
set -euo pipefail
dir=$2
export CEPH_CONF=$dir/ceph.conf
stores=3

launch() { # NAME COMMAND…
  local name=$1
  shift
  nice -n 19 setsid "$@" > "$dir/log/$name.out" 2>&1 < /dev/null &
  echo $! > "$dir/run/$name.is"
}

configure() {
  cat > "$CEPH_CONF" <<CONF
[global]
fsid = $1
mon host = [v2:127.0.0.1:40789/0]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind port min = 41800
ms bind port max = 41960
keyring = $dir/keyring
run dir = $dir/run
admin socket = $dir/run/\$name.asok
log file = $dir/log/\$name.log
crash dir = $dir/log
osd pool default size = 2
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
auth allow insecure global id reclaim = false
mon data avail crit = 1
mon data avail warn = 2
[mon.a]
mon data = $dir/mon
[mgr.x]
mgr data = $dir/mgr
mgr initial modules =
[osd]
osd data = $dir/osd.\$id
osd objectstore = memstore
memstore device bytes = 2147483648
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:18480
rgw data = $dir/rgw
rgw enable apis = s3, admin
CONF
}

keys() {
  local ring=$dir/keyring
  ceph-authtool "$ring" --create-keyring --gen-key -n mon. --cap mon 'allow *' > /dev/null
  ceph-authtool "$ring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' > /dev/null
  ceph-authtool "$ring" --gen-key -n mgr.x --cap mon 'allow profile mgr' --cap osd 'allow *' > /dev/null
  ceph-authtool "$ring" --gen-key -n client.rgw.a --cap mon 'allow rw' --cap osd 'allow rwx' > /dev/null
  for n in $(seq 0 $((stores - 1))); do
    ceph-authtool "$ring" --gen-key -n "osd.$n" \
      --cap mon 'allow profile osd' --cap mgr 'allow profile osd' --cap osd 'allow *' > /dev/null
  done
}

start() {
  for program in ceph-mon ceph-osd ceph-mgr radosgw radosgw-admin; do
    command -v "$program" > /dev/null || exit 3
  done
  mkdir -p "$dir"/{run,log,mon,mgr,rgw}
  local cluster
  cluster=$(cat /proc/sys/kernel/random/uuid)
  configure "$cluster"
  keys
  monmaptool --create --clobber --fsid "$cluster" --addv a '[v2:127.0.0.1:40789]' "$dir/map" > /dev/null
  ceph-mon --mkfs -i a --monmap "$dir/map" --keyring "$dir/keyring"
  launch mon ceph-mon -f -i a
  ceph -s --connect-timeout 20 > /dev/null
  launch mgr ceph-mgr -f -i x
  for n in $(seq 0 $((stores - 1))); do
    local id
    id=$(cat /proc/sys/kernel/random/uuid)
    mkdir -p "$dir/osd.$n"
    ceph osd new "$id" "$n" > /dev/null 2>&1
    ceph-osd --mkfs -i "$n" --osd-uuid "$id" > "$dir/log/make.$n" 2>&1
    ceph osd crush add "osd.$n" 1.0 root=default "host=h$n" > /dev/null 2>&1
    launch "osd.$n" ceph-osd -f -i "$n"
  done
  for _ in $(seq 120); do
    ceph osd stat -f json 2> /dev/null | grep -q "\"num_up_osds\":$stores" && break
    sleep 0.5
  done
  launch rgw radosgw -f -n client.rgw.a
  for _ in $(seq 240); do
    curl -so /dev/null http://127.0.0.1:18480/ && break
    sleep 0.5
  done
  radosgw-admin user create --uid=clerk --display-name=clerk --access-key=testkey --secret-key=testsecret > /dev/null
}

stop() {
  for name in rgw osd.0 osd.1 osd.2 mgr mon; do
    [ -s "$dir/run/$name.is" ] || continue
    local pid
    pid=$(cat "$dir/run/$name.is")
    kill "$pid" 2> /dev/null || continue
    for _ in $(seq 60); do
      kill -0 "$pid" 2> /dev/null || break
      sleep 0.25
    done
    kill -9 "$pid" 2> /dev/null || true
  done
}

case $1 in
  start) start ;;
  stop) stop ;;
  kill) kill -9 "$(cat "$dir/run/osd.$3.is")" ;;
  again) launch "osd.$3" ceph-osd -f -i "$3" ;;
esac
