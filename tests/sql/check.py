"""A model's SQL against the engine: the same rows, the same scores, the same stars.

    python tests/sql/check.py [--hookline PATH] [--rows 100000] [--engines duckdb,postgres,spark]

Makes rows with missing and odd cells, trains a model on them, scores them with `hookline model apply`
and with the query of `hookline model sql`, and compares every row. DuckDB and PySpark come from PyPI
(`pip install duckdb pyspark`); PostgreSQL is a server that `psql` reaches (PGHOST and so on), or one
that `initdb` and `pg_ctl` start here. An engine that is not there is skipped, with the reason.
Exit 0: all that ran agree. Exit 1: a difference, with the first rows of it. Exit 2: none could run.
"""

import argparse
import csv
import io
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
COLUMNS = ["industry", "employees", "founded on", "tools", "note`s \"odd\" name"]
INDUSTRIES = ["Software", "Banks", "Retail", "O'Brien's \\ Sons", "Größe & Maß", "a\\'b", "line\nbreak", "100%_x", "--", "ſoftware"]
TOOLS = ["Slack", "Office", "C++", "A|B? (x)", "o'clock"]
ODD_NUMBERS = [
    "nan", "inf", "-Infinity", "1e5", "1E-3", "+7", ".5", "5.", "1,200", "1,2,3", "$1,200.50", "€300", "-£2,000,000",
    "0x10", "1_000", "12 ", " 12", "12\n", "1e999", "9" * 40, "9" * 41, "--1", "1.2.3", "", "null", "１２",
]
ODD_DATES = ["2024-02-30", "2024-2-3", "01/02/2024", "2024-05-06T10:00:00Z", "2024-05-06 junk", "", "20240506"]


def rows(count, seed):
    dice = random.Random(seed)
    for _ in range(count):
        industry = dice.choice(INDUSTRIES)
        employees = str(int(10 ** dice.uniform(0, 5)))
        day = f"{dice.randint(1990, 2025)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        tools = dice.sample(TOOLS, dice.randint(0, 3))
        logit = -1 + (industry in ("Software", "Größe & Maß", "a\\'b")) * 1.5 + (50 < int(employees) < 900) + ("C++" in tools)
        logit += (day > "2015") * 0.5
        won = dice.random() < 1 / (1 + 2.718281828 ** -logit)
        if dice.random() < 0.06:
            employees = dice.choice(ODD_NUMBERS)
        if dice.random() < 0.06:
            day = dice.choice(ODD_DATES)
        if dice.random() < 0.04:
            industry = dice.choice(["", " Software ", "software", "Unheard of", "Software\t", " "])
        text = dice.choice([";", " ; ", "; "]).join(tools) + dice.choice(["", "", ";", " ;;"])
        yield [industry, employees, day, text, dice.choice(["x", "y", "", "z'\"`"])], int(won)


def write(path, data, outcome):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS + (["outcome"] if outcome else []))
        for cells, won in data:
            writer.writerow(cells + ([won] if outcome else []))


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: {done.stderr.strip()}")
    return done.stdout


def by_duckdb(query, data):
    import duckdb

    connection = duckdb.connect()
    spec = ", ".join('"' + name.replace('"', '""') + '" VARCHAR' for name in COLUMNS)
    connection.execute(f"CREATE TABLE accounts (n BIGINT, {spec})")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "rows.json")
        with open(path, "w", encoding="utf-8") as file:
            for number, (cells, _) in enumerate(data):
                file.write(json.dumps({"n": number, **{f"c{at}": cell or None for at, cell in enumerate(cells)}}) + "\n")
        types = "{n: 'BIGINT', " + ", ".join(f"c{at}: 'VARCHAR'" for at in range(len(COLUMNS))) + "}"
        connection.execute(f"INSERT INTO accounts SELECT * FROM read_json('{path}', format='newline_delimited', columns={types})")
    found = connection.execute(query).fetchall()
    return sorted((line[0], *line[-3:]) for line in found)


def by_postgres(query, data):
    if not shutil.which("psql"):
        raise ImportError("psql is not installed")
    folder, owner = None, {}
    environment = dict(os.environ)
    try:
        if "PGHOST" not in environment:
            if not (shutil.which("initdb") and shutil.which("pg_ctl")):
                raise ImportError("no server: set PGHOST, or put initdb and pg_ctl on the PATH")
            folder = tempfile.mkdtemp()
            environment.update(PGHOST=folder, PGUSER="check", PGDATABASE="postgres", PGPORT="54329")
            # PostgreSQL refuses to run as root.
            if hasattr(os, "geteuid") and os.geteuid() == 0:
                owner = {"user": "postgres"}
            if owner:
                shutil.chown(folder, "postgres")
            quiet = {**owner, "check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            base = ["initdb", "-D", f"{folder}/data", "-U", "check", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
            subprocess.run(base, **quiet)
            start = ["pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", f"-k {folder} -p 54329 -c listen_addresses=''", "start"]
            subprocess.run(start, **quiet)
        spec = ", ".join('"' + name.replace('"', '""') + '" text' for name in COLUMNS)
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        for number, (cells, _) in enumerate(data):
            writer.writerow([number] + cells)
        script = (
            f"CREATE TEMP TABLE accounts (n bigint, {spec});\nCOPY accounts FROM STDIN WITH (FORMAT csv);\n{text.getvalue()}\\.\n"
            f"COPY (SELECT n, hookline_score, hookline_stars, hookline_probability FROM ({query}) q ORDER BY n) TO STDOUT WITH (FORMAT csv);\n"
        )
        done = subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1"], input=script, capture_output=True, text=True, encoding="utf-8", env=environment)
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        return [(int(n), int(score), int(stars), float(p)) for n, score, stars, p in csv.reader(io.StringIO(done.stdout))]
    finally:
        if folder:
            subprocess.run(["pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop"], **owner, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            shutil.rmtree(folder, ignore_errors=True)


def by_spark(query, data):
    from pyspark.sql import SparkSession
    from pyspark.sql.types import LongType, StringType, StructField, StructType

    spark = (
        SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    fields = [StructField("n", LongType())] + [StructField(name, StringType()) for name in COLUMNS]
    lines = [tuple([number] + [cell or None for cell in cells]) for number, (cells, _) in enumerate(data)]
    spark.createDataFrame(lines, StructType(fields)).createOrReplaceTempView("accounts")
    found = spark.sql(query).select("n", "hookline_score", "hookline_stars", "hookline_probability").collect()
    spark.stop()
    return sorted(tuple(line) for line in found)


def servers_on_path():
    """Debian keeps PostgreSQL's own programs off the PATH."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
    os.environ["PATH"] = os.pathsep.join([os.environ["PATH"], *map(str, reversed(found))])


def main():
    servers_on_path()
    parser = argparse.ArgumentParser()
    parser.add_argument("--hookline", default=str(ROOT / "target/debug/hookline"))
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--engines", default="duckdb,postgres,spark")
    options = parser.parse_args()
    ran, failed = 0, False
    with tempfile.TemporaryDirectory() as folder:
        train, score, model = (os.path.join(folder, name) for name in ("train.csv", "score.csv", "model.json"))
        write(train, rows(5_000, 1), True)
        data = list(rows(options.rows, 2))
        write(score, data, False)
        run([options.hookline, "model", "train", train, "--outcome", "outcome", "--kind", "founded on=date", "--kind", "tools=set", "--out", model])
        applied = list(csv.DictReader(io.StringIO(run([options.hookline, "model", "apply", model, score]))))
        expected = [(int(r["hookline_score"]), int(r["hookline_stars"]), float(r["hookline_probability"])) for r in applied]
        assert len(expected) == len(data), (len(expected), len(data))
        print(f"engine: {len(expected)} rows, scores {min(e[0] for e in expected)} to {max(e[0] for e in expected)}")
        for name in options.engines.split(","):
            query = run([options.hookline, "model", "sql", model, "--dialect", name])
            try:
                found = globals()[f"by_{name}"](query, data)
            except ImportError as reason:
                print(f"{name}: skipped: {reason}")
                continue
            ran += 1
            wrong = [
                (data[n][0], expected[n], (got, stars, p))
                for n, got, stars, p in found
                if (got, stars) != expected[n][:2] or abs(p - expected[n][2]) > 1e-9
            ]
            same = len(found) == len(data) and not wrong
            failed |= not same
            print(f"{name}: {len(found) - len(wrong)} of {len(data)} rows agree")
            for line in wrong[:5]:
                print("  ", line)
    sys.exit(1 if failed else 0 if ran else 2)


if __name__ == "__main__":
    main()
