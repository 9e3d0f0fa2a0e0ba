"""Stands between the program and its ssh, counts the requests that go there, and at one of them kills the program
or the connection: between.py WHOM NUMBER BEFORE|AFTER COUNT_FILE ssh …"""

import os
import signal
import subprocess
import sys
import threading

whom, number, when, count_file = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
ssh = subprocess.Popen(sys.argv[5:], stdin=subprocess.PIPE)
program = os.getppid()


def exactly(length):
    piece = b""
    while len(piece) < length:
        more = sys.stdin.buffer.read(length - len(piece))
        if not more:
            return None
        piece += more
    return piece


def strike():
    if whom == "program":
        os.kill(program, signal.SIGKILL)
    ssh.kill()
    os._exit(9)


def forward():
    count = 0
    while True:
        length = exactly(4)
        packet = length and exactly(int.from_bytes(length, "big"))
        if not packet:
            break
        count += 1
        if count == number and when == "before":
            strike()
        try:
            ssh.stdin.write(length + packet)
            ssh.stdin.flush()
        except BrokenPipeError:
            break
        if count == number:
            strike()
    with open(count_file, "w") as file:
        file.write(str(count))
    try:
        ssh.stdin.close()
    except BrokenPipeError:
        pass


thread = threading.Thread(target=forward, daemon=True)
thread.start()
code = ssh.wait()
thread.join(1)
sys.exit(code)
