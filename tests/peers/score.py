"""Hookline's score models beside transparent peers, on the same rows and folds.

    python tests/peers/score.py DIR... [--hookline PATH]

Each DIR holds a data.csv with attribute columns, `outcome` and `fold`. Peers are installed into a
virtual environment of their own (target/peers-venv): scikit-learn logistic regression with L1 and L2,
optbinning (optimal binning, weight of evidence, logistic regression) and scorecardpy. A peer that
cannot be installed or fails on a set is named with its reason.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import time
import venv
import warnings

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOME = ROOT / "target/peers-venv"
PACKAGES = ["scikit-learn", "pandas<3", "optbinning", "scorecardpy"]


def in_environment():
    """Runs this script again inside the environment, making it first."""
    python = HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(HOME, with_pip=True)
        for package in PACKAGES:
            done = subprocess.run([python, "-m", "pip", "install", "-q", package])
            if done.returncode:
                print(f"{package}: could not be installed", file=sys.stderr)
    sys.exit(subprocess.run([python, __file__, *sys.argv[1:], "--inside"]).returncode)


def logistic(penalty):
    def predict(train, outcomes, test):
        from sklearn.compose import ColumnTransformer
        from sklearn.impute import SimpleImputer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import OneHotEncoder, StandardScaler

        numbers = [column for column in train if train[column].dtype.kind in "if"]
        words = [column for column in train if column not in numbers]
        columns = ColumnTransformer([
            ("n", make_pipeline(SimpleImputer(add_indicator=True), StandardScaler()), numbers),
            ("w", make_pipeline(SimpleImputer(strategy="constant", fill_value="missing"), OneHotEncoder(handle_unknown="ignore", min_frequency=5)), words),
        ])
        model = make_pipeline(columns, LogisticRegression(penalty=penalty, solver="liblinear", max_iter=500))
        return model.fit(train, outcomes).predict_proba(test)[:, 1]

    return predict


def optbinning(train, outcomes, test):
    from optbinning import BinningProcess
    from sklearn.linear_model import LogisticRegression

    words = [column for column in train if train[column].dtype.kind not in "if"]
    binning = BinningProcess(list(train.columns), categorical_variables=words)
    binned = binning.fit_transform(train, outcomes, metric_missing="empirical", metric_special="empirical")
    model = LogisticRegression(max_iter=1000).fit(binned, outcomes)
    return model.predict_proba(binning.transform(test, metric_missing="empirical", metric_special="empirical"))[:, 1]


def scorecardpy(train, outcomes, test):
    import scorecardpy
    from sklearn.linear_model import LogisticRegression

    labelled = train.assign(outcome=outcomes)
    bins = scorecardpy.woebin(labelled, y="outcome", print_step=0)
    woe = scorecardpy.woebin_ply(labelled, bins, print_step=0)
    columns = [column for column in woe if column.endswith("_woe")]
    model = LogisticRegression(max_iter=1000).fit(woe[columns], outcomes)
    return model.predict_proba(scorecardpy.woebin_ply(test, bins, print_step=0)[columns])[:, 1]


def peers(folder):
    import numpy
    import pandas
    from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

    data = pandas.read_csv(pathlib.Path(folder) / "data.csv")
    outcomes, folds = data["outcome"].to_numpy(), data["fold"].to_numpy()
    attributes = data.drop(columns=["outcome", "fold"])
    methods = {"logistic L2": logistic("l2"), "logistic L1": logistic("l1"), "optbinning": optbinning, "scorecardpy": scorecardpy}
    for name, predict in methods.items():
        start = time.time()
        probabilities = numpy.zeros(len(data))
        try:
            for fold in numpy.unique(folds):
                test = folds == fold
                probabilities[test] = predict(attributes[~test], outcomes[~test], attributes[test])
        except Exception as reason:  # a peer's failure is a result, whatever it raises
            print(f"  {name:12} failed: {type(reason).__name__}: {str(reason)[:100]}")
            continue
        probabilities = probabilities.clip(1e-15, 1 - 1e-15)
        print(
            f"  {name:12} AUC {roc_auc_score(outcomes, probabilities):.4f}  log-loss {log_loss(outcomes, probabilities):.4f}"
            f"  Brier {brier_score_loss(outcomes, probabilities):.4f}  {time.time() - start:6.2f} s"
        )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--hookline", default=str(ROOT / "target/release/hookline"))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.inside:
        in_environment()
    # Peers warn of what will change in versions to come; here only figures are wanted.
    warnings.simplefilter("ignore")
    for folder in options.folders:
        print(pathlib.Path(folder).name)
        done = subprocess.run([options.hookline, "eval", "score", folder, "--json"], capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        own = json.loads(done.stdout)
        print(
            f"  {'Hookline':12} AUC {own['auc']:.4f}  log-loss {own['log_loss']:.4f}  Brier {own['brier']:.4f}"
            f"  {own['seconds']:6.2f} s{'' if own['signal'] else '  no signal here, no stars'}"
        )
        peers(folder)


if __name__ == "__main__":
    main()
