#!/usr/bin/env python3
"""The library beside its peers from Python and Rust, paired in one run, on one core, in CPU time.

    benches/peers/run.py            what PERFORMANCE.md has; rewrites its tables and its picture; a few minutes
    benches/peers/run.py --quick    a first look, half a minute; writes nothing there
    benches/peers/run.py --gate     also fails if a goal is missed

Needs cargo, and python3 with venv and pip; numpy and the others go into a virtual environment of its own, under the target
folder. Fails if a way that should be exact has a wrong answer. Let nothing else run meanwhile.
"""
import argparse
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
OWN = TARGET / "peers"
RUST = OWN / "rust.json"
INSIDE = "DOITHOAI_PEERS"
ONE_THREAD = {name: "1" for name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few rounds, few rows of slow peers; PERFORMANCE.md stays as it is")
    parser.add_argument("--gate", action="store_true", help="exit status 1 if a goal is missed")
    parser.add_argument("--core", type=int, help="the core to run on; the last one by default")
    return parser.parse_args()


def virtual_environment():
    wanted, folder = (HERE / "requirements.txt").read_bytes(), OWN / "venv"
    python, stamp = folder / "bin" / "python", folder / "requirements.sha256"
    hash_ = hashlib.sha256(wanted).hexdigest()
    if not stamp.exists() or stamp.read_text() != hash_:
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / "requirements.txt"],
                       check=True)
        stamp.write_text(hash_)
    return python


def outside(options):
    """Builds with every core, then starts again inside the environment, on one."""
    cargo = ["cargo", "--quiet"]
    subprocess.run([*cargo, "build", "--release", "--locked", "-p", "doithoai-capi"], cwd=ROOT, check=True)
    subprocess.run([*cargo, "bench", "--locked", "--bench", "paired", "--no-run"], cwd=ROOT, check=True)
    OWN.mkdir(parents=True, exist_ok=True)
    python = virtual_environment()
    core = max(os.sched_getaffinity(0)) if options.core is None else options.core
    os.sched_setaffinity(0, {core})
    quick = ["--quick"] if options.quick else []
    subprocess.run([*cargo, "bench", "--locked", "--bench", "paired", "--", "--json", RUST, *quick], cwd=ROOT, check=True)
    os.execve(python, [python, *sys.argv], {**os.environ, **ONE_THREAD, INSIDE: "1"})


def inside(options):
    import compared
    import report

    rust = json.loads(RUST.read_text())
    results = compared.everything(TARGET / "release" / "libdoithoai.so", ROOT / "tests/data/vn_calendar.csv", options.quick)
    results = {"machine": report.machine(), "quick": options.quick, **results, "rust": rust}
    results["goals"] = report.goals(results)
    (OWN / "results.json").write_text(json.dumps(results, indent=1))
    print(report.text(results))
    if not options.quick:
        report.write(results, ROOT)
    missed = [goal for goal in results["goals"] if not goal["met"]]
    return 1 if options.gate and missed else 0


if __name__ == "__main__":
    sys.exit(inside(arguments()) if os.environ.get(INSIDE) else outside(arguments()))
