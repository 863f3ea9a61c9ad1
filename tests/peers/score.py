"""Hookline's score models beside transparent peers, on the same rows and folds.

    python tests/peers/score.py DIR... [--hookline PATH]

Each DIR holds a data.csv with attribute columns, `outcome` and `fold`. Peers are installed into
virtual environments under target: scikit-learn logistic regression with L1 and L2 and optbinning
(optimal binning, weight of evidence, logistic regression) in one, scorecardpy in another, since its
last release (0.1.9.7) calls what pandas 2 took away. A peer that cannot be installed or fails on a set
is named with its reason.
"""

import argparse
import contextlib
import io
import json
import pathlib
import subprocess
import sys
import time
import venv
import warnings

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Environment: what is installed into it, and the peers that run there.
ENVIRONMENTS = {
    "peers-venv": (["scikit-learn", "pandas<3", "optbinning"], ["logistic L2", "logistic L1", "optbinning"]),
    "scorecardpy-venv": (
        ["setuptools<70", "numpy==1.24.4", "pandas==1.5.3", "scikit-learn==1.3.2", "matplotlib==3.7.5", "scorecardpy==0.1.9.7"],
        ["scorecardpy"],
    ),
}


def python_of(name):
    """The interpreter of an environment, which is made first where it is not there."""
    home = ROOT / "target" / name
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(home, with_pip=True)
        done = subprocess.run([python, "-m", "pip", "install", "-q", *ENVIRONMENTS[name][0]])
        if done.returncode:
            print(f"{name}: not everything could be installed", file=sys.stderr)
    return python


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
    # By default it asks at the keyboard before it bins a column of more than 50 values.
    bins = scorecardpy.woebin(labelled, y="outcome", print_step=0, check_cate_num=False)
    woe = scorecardpy.woebin_ply(labelled, bins, print_step=0)
    columns = [column for column in woe if column.endswith("_woe")]
    # A value that the training rows do not have gets no weight of evidence: none, then.
    model = LogisticRegression(max_iter=1000).fit(woe[columns].fillna(0), outcomes)
    return model.predict_proba(scorecardpy.woebin_ply(test, bins, print_step=0)[columns].fillna(0))[:, 1]


def peers(folder, names):
    import numpy
    import pandas
    from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

    data = pandas.read_csv(pathlib.Path(folder) / "data.csv")
    outcomes, folds = data["outcome"].to_numpy(), data["fold"].to_numpy()
    attributes = data.drop(columns=["outcome", "fold"])
    methods = {"logistic L2": logistic("l2"), "logistic L1": logistic("l1"), "optbinning": optbinning, "scorecardpy": scorecardpy}
    for name in names:
        predict = methods[name]
        start = time.time()
        probabilities = numpy.zeros(len(data))
        try:
            for fold in numpy.unique(folds):
                test = folds == fold
                # scorecardpy tells on the output what it does.
                with contextlib.redirect_stdout(io.StringIO()):
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
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        # Peers warn of what will change in versions to come; here only figures are wanted.
        warnings.simplefilter("ignore")
        return peers(options.folders[0], ENVIRONMENTS[options.inside][1])
    interpreters = {name: python_of(name) for name in ENVIRONMENTS}
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
        sys.stdout.flush()
        for name, python in interpreters.items():
            subprocess.run([python, __file__, folder, "--inside", name])


if __name__ == "__main__":
    main()
