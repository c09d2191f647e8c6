"""A copy of the package that is changed, built and tested, in a folder of its own."""

import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import threading
import time

import switched

# These build the package again, or look at its text and not at what it does.
NEVER = ("dialogue_phases::what_a_phase_does_not_allow_does_not_compile", "guide::", "cells::", "promises::",
         "generated::the_documents_are_those_of_vietnam_toml", "events::a_new_event_is_one_row")
# What takes longest comes last. A stage: the package, its programs, and which of their tests, by the seconds that each took without a
# mistake; None is a program that is run whole.
STAGES = [
    ("doithoai", ["integration"], (0, 0.05)),
    ("doithoai", ["rules", "cases", "forms", "examples", "doithoai", "allocations"], None),
    ("doithoai", ["integration"], (0.05, 0.5)),
    ("doithoai", ["integration"], (0.5, 10000)),
    ("doithoai-cli", None, None),
]
BUILDS = [
    ("rules", ["-p", "doithoai", "--test", "rules"]),
    ("doithoai", ["-p", "doithoai", "--lib", "--test", "*"]),
    ("doithoai-cli", ["-p", "doithoai-cli"]),
]
MEMORY = 8 << 30


class Copy:
    def __init__(self, root, folder):
        self.root, self.path, self.limits, self.built, self.took = root, folder / "copy", {}, {}, {}
        self.skipped = [f"--skip={name}" for name in NEVER]
        self.environment = dict(os.environ, CARGO_TERM_COLOR="never", RUST_BACKTRACE="0", CI="true")
        if "CARGO_TARGET_DIR" not in os.environ:
            self.environment.update(CARGO_TARGET_DIR=str(folder / "target"), CARGO_PROFILE_TEST_DEBUG="0", CARGO_PROFILE_DEV_DEBUG="0")
        self.fresh(root)

    def fresh(self, root):
        """As the package is, but for what is denied. What is the same keeps its date, so that it is not built again."""
        listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, check=True, capture_output=True)
        kept = set()
        for name in filter(None, listed.stdout.decode().split("\0")):
            source, copy = root / name, self.path / name
            if not source.is_file():
                continue
            kept.add(copy)
            content = source.read_bytes()
            if name == "Cargo.toml":
                content = content.replace(b"[lints]\nworkspace = true\n", b"")
            if not copy.is_file() or copy.read_bytes() != content:
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(content)
        for copy in list(self.path.rglob("*")):
            if copy.is_file() and copy not in kept:
                copy.unlink()

    def build(self, profile, packages=("doithoai", "doithoai-cli")):
        """Builds the test programs; what the compiler says if it cannot."""
        self.built = {}
        for package, arguments in BUILDS:
            if package not in packages:
                continue
            done = subprocess.run(["cargo", "test", "--profile", profile, "--no-run", "--locked", "--message-format=json", *arguments],
                                  cwd=self.path, env=self.environment, capture_output=True, text=True)
            messages = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
            if done.returncode != 0:
                return [message["message"] for message in messages
                        if message["reason"] == "compiler-message" and message["message"]["level"] == "error"] or [{"rendered": done.stderr}]
            for message in messages:
                if message.get("executable") and message["profile"]["test"]:
                    at = pathlib.Path(message["manifest_path"]).parent
                    self.built[package.replace("rules", "doithoai"), message["target"]["name"]] = (message["executable"], at)
        return []

    def programs(self, stage):
        package, names, _ = stage
        return [(name, *program) for (of, name), program in self.built.items() if of == package and (names is None or name in names)]

    def tests(self, program, part):
        """The arguments that run those tests of a program that take so long."""
        if part is None:
            return []
        if not self.took:
            before = self.timed()
            self.took = {name: before.get(name, 0) for name in self.listed(program)} if before else self.time(program)
        return ["--exact", *(name for name, took in self.took.items() if part[0] <= took < part[1])]

    def timed(self):
        """What each test took the last time that all were timed."""
        path = self.path / "scripts/mutants/took.tsv"
        rows = (line.split("\t") for line in path.read_text().splitlines()) if path.exists() else ()
        return {name: float(took) for name, took in rows}

    def listed(self, program):
        """Its tests, but those that are skipped."""
        listed = subprocess.run([program[1], "--list", *self.skipped], cwd=program[2], env=self.environment, capture_output=True, text=True)
        return re.findall(r"^(\S+): test$", listed.stdout, re.MULTILINE)

    def time(self, program):
        """What each test takes, one after the other."""
        environment = dict(self.environment, RUSTC_BOOTSTRAP="1")
        timed = subprocess.run([program[1], "-Zunstable-options", "--report-time", "--test-threads=1", *self.skipped],
                               cwd=program[2], env=environment, capture_output=True, text=True)
        took = {name: float(took) for name, took in re.findall(r"^test (\S+).*?<([\d.]+)s>$", timed.stdout, re.MULTILINE)}
        rows = "".join(f"{name}\t{seconds:.2f}\n" for name, seconds in sorted(took.items()) if seconds >= 0.05)
        (self.root / "scripts/mutants/took.tsv").write_text(rows)
        return took

    def sound(self, stage):
        """That a stage passes without a mistake, and how long it may take with one; asked once it is needed."""
        for program in self.programs(stage):
            self.tests(program, stage[2])  # how long each takes is asked once, and is no part of what they take
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            while what := self.failed(program, stage[2], None):
                # Some tests look at the text of the code: they see the switches.
                print(f"left out, since it fails without a mistake: {what}", flush=True)
                self.skipped.append(f"--skip={what.split(': ')[1]}")
                if len(self.skipped) > len(NEVER) + 6:
                    sys.exit("too many tests fail without a mistake")
            self.limits[program[0], stage[2]] = 20 + int(2 * (resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before))

    def noticed(self, number=None, stages=STAGES):
        """What notices a mistake, or None."""
        for stage in stages:
            for program in self.programs(stage):
                if number is not None and (program[0], stage[2]) not in self.limits:
                    self.sound(stage)
                if what := self.failed(program, stage[2], number):
                    return what
        return None

    def failed(self, program, part, number):
        """What failed first, or None."""
        name, executable, at = program
        limit, arguments = self.limits.get((name, part)), self.tests(program, part)

        def limited():
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            if limit:
                resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))

        environment = self.environment if number is None else dict(self.environment, MUTANT=str(number))
        run = subprocess.Popen([executable, *arguments, *self.skipped], cwd=at, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               text=True, start_new_session=True, preexec_fn=limited)
        # What waits takes no time of the processor.
        timer = threading.Timer(20 * (limit or 180), lambda: kill(run))
        timer.start()
        try:
            for line in run.stdout:
                if found := re.match(r"test (.*?)\s*\.\.\. FAILED", line):
                    return f"{name}: {found[1]}"
            return None if run.wait() == 0 else f"{name}: does not end by itself"
        finally:
            timer.cancel()
            kill(run)
            run.stdout.close()
            run.wait()

    def switched(self, mutants, packages):
        """Builds all mistakes at once, each behind a switch: those that are in the build by number, what does not compile, what needs a
        build of its own."""
        numbers = {mutant.key: number for number, mutant in enumerate(mutants)}
        texts = {str(file.relative_to(self.path)): file.read_text() for file in (self.path / "src").rglob("*.rs")}
        tests = [file.read_text() for part in ("tests", "cli") for file in (self.path / part).rglob("*.rs")]
        consts = switched.Consts([*texts.values(), *tests])
        within, broken, alone = list(mutants), [], []
        while True:
            ranges = {}
            for file, text in texts.items():
                of = [mutant for mutant in within if mutant.file == file]
                content, ranges[file], cannot = switched.switched(text, of, lambda mutant: numbers[mutant.key], consts)
                alone += cannot
                within = [mutant for mutant in within if mutant not in cannot]
                extra = switched.SWITCH.encode() if file == "src/lib.rs" else b""
                (self.path / file).write_bytes(content + extra)
            if not within:
                return {}, broken, alone
            print(f"{time.strftime('%H:%M:%S')} builds {len(within)} mistakes at once", flush=True)
            errors = self.build("test", packages)
            if not errors:
                return {numbers[mutant.key]: mutant for mutant in within}, broken, alone
            found = set()
            for error in errors:
                spans = [span for span in error.get("spans", []) if span["file_name"] in ranges]
                hit = nearest(ranges, [span for span in spans if span["is_primary"]]) or nearest(ranges, spans)
                if not hit and (error.get("code") or {}).get("code") == "E0004":
                    hit = first_arm(ranges, spans)
                if not hit and spans:
                    sys.exit(error["rendered"])
                found |= set(hit)
            if not found:
                sys.exit("\n".join(error["rendered"] for error in errors))
            broken += [mutant for mutant in within if mutant.key in found]
            within = [mutant for mutant in within if mutant.key not in found]


def nearest(ranges, spans):
    """The mistakes that stand closest about the places of an error."""
    for span in spans:
        about = [(end - start, mutant.key) for start, end, mutant in ranges[span["file_name"]]
                 if start <= span["byte_start"] and span["byte_end"] <= end]
        if about:
            least = min(about)[0]
            return [key for length, key in about if length == least]
    return []


def first_arm(ranges, spans):
    """The arm without which a match has not all: the first that may be left out after what is matched."""
    for span in spans:
        arms = [(start, mutant.key) for start, _, mutant in ranges[span["file_name"]]
                if start >= span["byte_end"] and mutant.row["genre"] == "MatchArm"]
        if arms:
            return [min(arms)[1]]
    return []


def kill(run):
    try:
        os.killpg(run.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
