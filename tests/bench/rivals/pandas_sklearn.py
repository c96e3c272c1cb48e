"""pandas + scikit-learn: the same job as Flotsam's, as a data scientist would write it; prints one JSON object.

    python3 pandas_sklearn.py FILE

Read, one-hot, standardise, K-Means for K = 1 ... 10 with one start each, the final fit with three starts, a silhouette of 5,000
rows, two principal components, and every row's distance to its centroid. Importing the libraries is not counted. After the
job, one K-Means iteration with K = 8 is timed alone, on the job's own features and on 40 float32 columns without one-hot.
"""

import json
import resource
import sys
import time

import numpy
import pandas
import sklearn
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import StandardScaler

SEED = 42
MOST_CLUSTERS = 10
CLUSTER_COUNT = 8
FINAL_STARTS = 3
SILHOUETTE_ROWS = 5_000
NARROW_COLUMN_COUNT = 40
# A text column with more values than this is an identifier: one-hot of it would be a column per row.
MOST_CATEGORIES = 256
# What says which flows are attacks, and NSL-KDD's difficulty: no feature, for Flotsam neither.
GROUND_TRUTH = {"class", "label", "attack", "attack_cat", "difficulty"}
NSL_KDD_COLUMN_COUNT = 43


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def read(path):
    """The table without its ground truth; a first line without any number is its header."""
    with open(path, encoding="utf-8", errors="replace") as file:
        cells = file.readline().rstrip("\r\n").split(",")
    header = 0 if not any(is_number(cell) for cell in cells) else None
    table = pandas.read_csv(path, header=header)
    if header is None and table.shape[1] == NSL_KDD_COLUMN_COUNT:
        return table.iloc[:, :41]
    return table.drop(columns=[name for name in table.columns if str(name).strip().lower() in GROUND_TRUTH])


def numbers_of(table):
    return table.select_dtypes("number").replace([numpy.inf, -numpy.inf], numpy.nan).fillna(0)


def features_of(table):
    """Numbers and one-hot categories, each of mean 0 and standard deviation 1; float64."""
    texts = table.select_dtypes(exclude="number")
    categories = [name for name in texts.columns if texts[name].nunique() <= MOST_CATEGORIES]
    one_hot = pandas.get_dummies(texts[categories], columns=categories, dtype=float)
    return StandardScaler().fit_transform(pandas.concat([numbers_of(table), one_hot], axis=1).to_numpy(dtype=float))


def fitted(features, cluster_count, starts):
    return KMeans(cluster_count, n_init=starts, random_state=SEED).fit(features)


def iteration_ms(features):
    """Milliseconds of one iteration: two fits from the same centroids that differ in nothing but their iterations.

    Each is the fastest of three, so that what else the machine does counts for little.
    """
    drawn = numpy.random.default_rng(SEED).choice(len(features), CLUSTER_COUNT, replace=False)

    def timed(iterations):
        model = KMeans(CLUSTER_COUNT, init=features[drawn], n_init=1, max_iter=iterations, tol=0)
        seconds = []
        for _ in range(3):
            began = time.perf_counter()
            model.fit(features)
            seconds.append(time.perf_counter() - began)
        return min(seconds), model.n_iter_

    (short_s, short_count), (long_s, long_count) = timed(2), timed(12)
    return None if long_count == short_count else 1000 * (long_s - short_s) / (long_count - short_count)


def narrow_features(table):
    """The numeric columns over again until they are 40; float32."""
    scaled = StandardScaler().fit_transform(numbers_of(table).to_numpy(dtype=numpy.float32))
    return numpy.ascontiguousarray(scaled[:, numpy.arange(NARROW_COLUMN_COUNT) % scaled.shape[1]])


def peak_resident_bytes():
    """The kernel's high-water mark; ru_maxrss also counts the process this one was forked from."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def main(path):
    stage_ms = {}
    began = time.perf_counter()

    def timed(stage, work):
        started = time.perf_counter()
        result = work()
        stage_ms[stage] = 1000 * (time.perf_counter() - started)
        return result

    table = timed("read", lambda: read(path))
    features = timed("features", lambda: features_of(table))
    timed("elbow", lambda: [fitted(features, count, 1).inertia_ for count in range(1, MOST_CLUSTERS + 1)])
    model = timed("fit", lambda: fitted(features, CLUSTER_COUNT, FINAL_STARTS))
    timed(
        "silhouette",
        lambda: silhouette_score(
            features, model.labels_, sample_size=min(SILHOUETTE_ROWS, len(features)), random_state=SEED
        ),
    )
    timed("pca", lambda: PCA(2, random_state=SEED).fit_transform(features))
    timed("score", lambda: model.transform(features).min(axis=1))
    stage_ms["total"] = 1000 * (time.perf_counter() - began)
    peak_bytes = peak_resident_bytes()

    own_ms = iteration_ms(features)
    shape = features.shape
    del features
    print(
        json.dumps(
            {
                "what": f"pandas {pandas.__version__}, scikit-learn {sklearn.__version__}, numpy {numpy.__version__}",
                "rows": shape[0],
                "featureCount": shape[1],
                "stageMs": stage_ms,
                "peakResidentBytes": peak_bytes,
                "iterationMs": {"float32": iteration_ms(narrow_features(table)), "ownFeatures": own_ms},
            }
        )
    )


main(sys.argv[1])
