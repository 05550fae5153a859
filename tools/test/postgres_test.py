"""The private server: there while the command runs, gone afterwards however it ends."""
import glob
import os
import signal
import subprocess
import unittest
from pathlib import Path

WRAPPER = str(Path(__file__).parent / "postgres")
PSQL = 'psql --no-psqlrc -qAt "$KAIR_TEST_POSTGRES"'


def run(script):
    return subprocess.run([WRAPPER, "sh", "-c", script], capture_output=True, text=True, check=False)


class Server(unittest.TestCase):
    def test_the_command_owns_an_empty_database_and_its_status_comes_back(self):
        done = run(f'{PSQL} -c "CREATE SCHEMA space_1" -c "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user"; exit 7')
        self.assertEqual(("kair|f\n", 7), (done.stdout, done.returncode), done.stderr)

    def test_what_was_committed_survives_a_crash_of_the_server(self):
        done = run(f"""
            started() {{ {PSQL} -c 'SELECT pg_postmaster_start_time()' 2>/dev/null; }}
            {PSQL} -c 'CREATE TABLE t (a int)' -c 'INSERT INTO t VALUES (1)'
            before=$(started); now=$before
            kill -USR1 $KAIR_TEST_POSTGRES_PID
            until [ -n "$now" ] && [ "$now" != "$before" ]; do now=$(started); done
            {PSQL} -c 'SELECT a FROM t'""")
        self.assertEqual("1\n", done.stdout, done.stderr)

    def test_a_signal_removes_the_server_and_its_folder(self):
        with subprocess.Popen([WRAPPER, "sh", "-c", "echo ready; exec sleep 300"], stdout=subprocess.PIPE, text=True) as process:
            self.assertEqual("ready\n", process.stdout.readline())
            folder = folder_of(process.pid)
            process.send_signal(signal.SIGTERM)
            self.assertEqual(128 + signal.SIGTERM, process.wait())
        self.assertFalse(os.path.exists(folder))


def folder_of(pid):
    for owner in glob.glob("/tmp/kair-pg-*/owner"):
        if Path(owner).read_text(encoding="ascii") == str(pid):
            return os.path.dirname(owner)
    raise AssertionError("the server has no folder")


if __name__ == "__main__":
    unittest.main()
