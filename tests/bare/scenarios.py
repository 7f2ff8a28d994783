"""What is tried on bare machines. Each scenario raises ``AssertionError`` with what was said; returns figures to
print.
"""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from tests.bare.machine import Done, Machine
from tests.bare.proxy import proxy

Figures = dict[str, float | str]
NO_TRACE = "Traceback"


def fine(done: Done, *words: str) -> Done:
    """It ended well, said ``words``, and no traceback."""
    assert done.code == 0 and NO_TRACE not in done.said and all(word in done.said for word in words), done
    return done


def told(done: Done, *words: str) -> Done:
    """It ended with 1 and ``words``, and no traceback."""
    assert done.code == 1 and NO_TRACE not in done.said and all(word in done.said for word in words), done
    return done


def demo_is_there(folder: Path) -> None:
    """The guided demo's pictures and papers."""
    assert len(list((folder / "pictures").glob("*.png"))) > 50 and len(list((folder / "papers").iterdir())) > 30


def root(work: Path, release: str) -> Figures:
    """Root and network: the first command sets up and plays; the second start does not set up again."""
    machine = Machine(work, release, "root")
    machine.clone()
    stamp = work / "began"
    stamp.touch()
    first = fine(machine.desk(), "下载")
    demo_is_there(machine.checkout / "demo")
    left = machine.changed_since(stamp)
    assert not left, left
    again = fine(machine.desk("--help"))
    assert "正在" not in again.said
    refused = told(machine.desk(network=False, DISPLAY=":99"), "连不上显示器 :99")
    assert "xcb" not in refused.said
    size = subprocess.run(["du", "-sm", machine.checkout / ".venv"], capture_output=True, text=True).stdout.split()[0]
    return {"first start and demo, s": first.seconds, "later start, s": again.seconds, "environment, MB": size}


def clerk(work: Path, release: str) -> Figures:
    """Somebody who may not install: one line to type, nothing made before it; then all is well."""
    machine = Machine(work, release, "clerk", "/home/clerk/desk")
    machine.clone("clerk")
    before = told(machine.desk(user="clerk"), "还缺少系统组件", "System libraries are missing", "as root")
    assert not (machine.checkout / ".venv").exists() and not (machine.checkout / ".wheels").exists()
    line = before.command_told()
    assert line.startswith("apt-get update && apt-get install") and "-venv" in line and "sudo" not in line
    machine.shell(line)
    after = fine(machine.desk(user="clerk"))
    demo_is_there(machine.checkout / "demo")
    return {"told after, s": before.seconds, "then, s": after.seconds}


def without_network(work: Path, release: str) -> Figures:
    """Words after one short try, at each stage; a changed lock leaves what is there in use."""
    machine = Machine(work, release, "without-network")
    machine.clone()
    bare = told(machine.desk(network=False), "apt-get update", "连不上软件源")
    assert not (machine.checkout / ".venv").exists()
    machine.shell(bare.command_told())
    libraries = told(machine.desk(network=False), "连不上网络", "--offline")
    assert libraries.seconds < 30 and libraries.said.count("连不上") == 1
    fine(machine.desk("--help"))
    lock = machine.checkout / "requirements/run.lock"
    lock.write_text(lock.read_text("utf-8").replace("borax==4.1.3", "borax==4.1.2"), "utf-8")
    waits = fine(machine.desk("--help", network=False), "有更新", "update")
    lock.write_text("new-library==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\n" + lock.read_text("utf-8"), "utf-8")
    told(machine.desk("--help", network=False), "连不上网络")
    return {"bare, s": bare.seconds, "libraries there, s": libraries.seconds, "changed lock, s": waits.seconds}


def from_a_stick(work: Path, release: str) -> Figures:
    """A folder filled elsewhere sets up a PC without network, even without Debian's python3-venv."""
    other = Machine(work, "12", "stick-filler")
    other.clone()
    fine(other.desk("--help"))
    filled = fine(other.desk("download", "/stick"))
    machine = Machine(work, release, "from-a-stick")
    machine.clone()
    machine.path("/stick").mkdir()
    subprocess.run(["cp", "-a", f"{other.path('/stick')}/.", machine.path("/stick")], check=True)
    asked = told(machine.desk("--offline", "/stick", network=False))
    assert "-venv" not in asked.command_told()
    machine.shell(asked.command_told())
    done = fine(machine.desk("--offline", "/stick", network=False))
    demo_is_there(machine.checkout / "demo")
    (wheel,) = machine.path("/stick").glob("borax-*.whl")
    wheel.write_bytes(b"forged")
    again = Machine(work, release, "forged-stick")
    again.clone()
    again.path("/stick").mkdir()
    subprocess.run(["cp", "-a", f"{machine.path('/stick')}/.", again.path("/stick")], check=True)
    again.shell(asked.command_told())
    told(again.desk("--offline", "/stick", "--help", network=False))
    wheel.unlink()
    other.scrap(), again.scrap()
    windows = len(list(machine.path("/stick").glob("*win_amd64*")))
    return {"filled, s": filled.seconds, "set up from it, s": done.seconds, "Windows wheels": windows}


def awkward_folder(work: Path, release: str) -> Figures:
    """A folder with a space and Chinese characters; then it is renamed."""
    machine = Machine(work, release, "awkward", "/home/clerk/我的 程序/前台 desk")
    machine.clone()
    done = fine(machine.desk())
    demo_is_there(machine.checkout / "demo")
    machine.checkout.rename(machine.checkout.with_name("新 前台"))
    machine.place = "/home/clerk/我的 程序/新 前台"
    moved = fine(machine.desk("--help", network=False))
    fine(machine.run(".venv/bin/desk", "--help", folder=machine.place))
    return {"first, s": done.seconds, "renamed, without network, s": moved.seconds}


def interrupted(work: Path, release: str, times: int = 12) -> Figures:
    """Killed at any moment, the next start goes on, and the last one is whole."""
    machine = Machine(work, release, "interrupted")
    machine.clone()
    chance, reached = random.Random(15), set[str]()
    for _time in range(times):
        process = subprocess.Popen(
            machine.command("python3", "run.py", "--help"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.5, 12))
        process.kill()
        process.wait()
        reached |= {
            name
            for name in (".venv", ".wheels", ".venv/tmp", ".venv/desk-set-up.json")
            if (machine.checkout / name).exists()
        }
    assert {".venv", ".wheels", ".venv/tmp"} <= reached, reached
    last = fine(machine.desk())
    demo_is_there(machine.checkout / "demo")
    return {"kills": float(times), "last start and demo, s": last.seconds}


ORPHAN = """
python3 run.py about >/tmp/said & first=$!
until grep -q 正在安装…… /tmp/said; do sleep 0.1; done
sleep $1; kill -9 $first; exec python3 run.py about
"""


def orphaned(work: Path, release: str) -> Figures:
    """Only ``run.py`` is killed: its pip goes on, and the next start waits for it. Then a power cut empties files."""
    seconds = 0.0
    for after in ("0.5", "1.5", "3"):
        machine = Machine(work, release, f"orphaned-{after}")
        machine.clone()
        done = fine(machine.run("bash", "-c", ORPHAN, "_", after), "邻里中心前台")
        seconds = max(seconds, done.seconds)
        site = next(machine.checkout.glob(".venv/lib/python*/site-packages"))
        for emptied in ("numpy/__init__.py", "borax/__init__.py", "PySide6/Qt/lib/libQt6Core.so.6"):
            (site / emptied).write_bytes(b"")
        (machine.checkout / ".venv/desk-set-up.json").write_bytes(b"")
        for info in site.glob("segno-*.dist-info"):
            (info / "METADATA").write_bytes(b"")
        demo = fine(machine.desk())
        demo_is_there(machine.checkout / "demo")
        seconds = max(seconds, demo.seconds)
        machine.scrap()
    return {"slowest, s": seconds}


def two_at_once(work: Path, release: str) -> Figures:
    """The second start waits for the first, says so, and both end well."""
    machine = Machine(work, release, "two")
    machine.clone()
    command = machine.command("python3", "run.py", "--help")
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    time.sleep(1.5)
    second = machine.desk("--help")
    said, _nothing = first.communicate()
    assert first.returncode == 0 and NO_TRACE not in said, said
    fine(second, "另一个窗口正在安装")
    assert said.count("正在安装……") == 1 and "正在安装……" not in second.said
    return {"second, s": second.seconds}


def set_up_by_root(work: Path, release: str) -> Figures:
    """Root's checkout used by a clerk: words before it is set up; then it runs, also with newer words, and the demo
    goes to the clerk's own place.
    """
    machine = Machine(work, release, "by-root")
    machine.clone()
    told(machine.desk(user="clerk"), "不能写入 /opt/desk")
    told(machine.desk("test", user="clerk"), "不能写入 /opt/desk")
    fine(machine.desk("--help"))
    catalogue = machine.checkout / "resources/locale/zh_CN/LC_MESSAGES/desk.po"
    catalogue.write_text(catalogue.read_text("utf-8"), "utf-8")
    done = fine(machine.desk(user="clerk"), "/home/clerk/.local/share")
    demo_is_there(machine.path("/home/clerk/.local/share/neighbourhood-desk-demo"))
    lock = machine.checkout / "requirements/run.lock"
    lock.write_text(lock.read_text("utf-8").replace("borax==4.1.3", "borax==4.1.2"), "utf-8")
    fine(machine.desk("--help", user="clerk"), "有更新")
    return {"clerk's demo, s": done.seconds}


def set_up_with_sudo(work: Path, release: str) -> Figures:
    """A sudo that asks nothing installs; afterwards what root left in the clerk's own folder is no trap."""
    machine = Machine(work, release, "sudo", "/home/clerk/desk")
    machine.clone("clerk")
    machine.shell("apt-get update -qq && apt-get install -y -qq sudo")
    asked = told(machine.desk(user="clerk"), "会询问密码")
    assert asked.command_told().startswith("sudo apt-get update && sudo apt-get install")
    machine.path("/etc/sudoers.d/clerk").write_text("clerk ALL=(ALL) NOPASSWD: ALL\n", "ascii")
    done = fine(machine.desk("about", user="clerk"), "正在安装系统组件")
    machine.shell(f"chown -R root: {machine.place}/.venv {machine.place}/.desk-set-up.lock")
    lock = machine.checkout / "requirements/run.lock"
    lock.write_text(lock.read_text("utf-8").replace("borax==4.1.3", "borax==4.1.2"), "utf-8")
    fine(machine.desk("about", user="clerk"), "有更新")
    return {"set up, s": done.seconds}


def read_only(work: Path, release: str) -> Figures:
    """A checkout on a file system that cannot be written: words before it is set up, the desk after."""
    machine = Machine(work, release, "read-only")
    machine.clone()
    told(machine.desk("about", user="clerk"), "不能写入")
    fine(machine.desk("about"))
    place = machine.place
    bind = f"mount --bind {place} {place} && mount -o remount,bind,ro {place} && cd {place}"
    fine(machine.run("sh", "-c", f"{bind} && python3 run.py about"))
    done = fine(machine.run("sh", "-c", f"{bind} && python3 run.py"), ".local/share")
    demo_is_there(machine.path("/root/.local/share/neighbourhood-desk-demo"))
    return {"demo, s": done.seconds}


def library_lost(work: Path, release: str) -> Figures:
    """A library that goes away later: root gets it back, a clerk is told again, through ``desk`` itself too."""
    machine = Machine(work, release, "library-lost")
    machine.clone()
    fine(machine.desk("--help"))
    machine.shell("dpkg --remove --force-depends libxcb-cursor0")
    line = told(machine.desk("--help", user="clerk")).command_told()
    assert "libxcb-cursor0" in line
    machine.shell("dpkg --remove --force-depends libegl1")
    window = machine.run(".venv/bin/desk", user="clerk", QT_QPA_PLATFORM="offscreen")
    assert "libegl1" in told(window).command_told()
    back = fine(machine.desk("--help"), "正在安装系统组件")
    fine(machine.desk("--help", user="clerk"))
    return {"brought back, s": back.seconds}


def behind_a_proxy(work: Path, release: str) -> Figures:
    """No names are resolved, but a proxy is named in the environment."""
    machine = Machine(work, release, "proxy")
    machine.clone()
    machine.path("/etc/resolv.conf").write_text("nameserver 127.0.0.9\noptions timeout:1 attempts:1\n", "ascii")
    told(machine.desk("--help"), "连不上")
    with proxy() as (address, asked):
        done = fine(machine.desk("--help", http_proxy=address, HTTPS_PROXY=address))
        assert any("deb" not in host for host in asked), asked
    return {"set up, s": done.seconds, "through the proxy": float(len(asked))}


def tests(work: Path, release: str) -> Figures:
    """The second command, twice."""
    machine = Machine(work, release, "tests")
    machine.clone()
    stamp = work / "began"
    stamp.touch()
    first = fine(machine.desk("test"), " passed")
    second = fine(machine.desk("test"), " passed")
    left = machine.changed_since(stamp)
    assert not left and not (machine.checkout / ".scratch").exists(), left
    return {"first, s": first.seconds, "second, s": second.seconds, "": first.said.strip().splitlines()[-1]}


SCENARIOS: dict[str, Callable[[Path, str], Figures]] = {
    function.__name__.replace("_", "-"): function
    for function in (
        root,
        clerk,
        without_network,
        from_a_stick,
        awkward_folder,
        interrupted,
        orphaned,
        two_at_once,
        set_up_by_root,
        set_up_with_sudo,
        read_only,
        library_lost,
        behind_a_proxy,
        tests,
    )
}
