"""Where OpenCV's SIFT with RANSAC lays a picture on a frame.

Reads a JSON list of {key, reference, frame} from standard input; prints one JSON line for each: scale, x, y, or null.
"""
import json
import math
import sys
import time

import cv2
import numpy

cv2.setNumThreads(1)
cv2.setRNGSeed(1)
sift = cv2.SIFT_create()
matcher = cv2.BFMatcher()


def lay(reference, frame):
    a, b = (cv2.imread(path, cv2.IMREAD_GRAYSCALE) for path in (reference, frame))
    (points, one), (others, two) = sift.detectAndCompute(a, None), sift.detectAndCompute(b, None)
    if one is None or two is None or len(points) < 4 or len(others) < 4:
        return None
    pairs = [pair for pair in matcher.knnMatch(one, two, k=2) if len(pair) == 2]
    good = [best for best, second in pairs if best.distance < 0.75 * second.distance]
    if len(good) < 4:
        return None
    source = numpy.float32([points[match.queryIdx].pt for match in good])
    target = numpy.float32([others[match.trainIdx].pt for match in good])
    found, inliers = cv2.estimateAffinePartial2D(source, target, method=cv2.RANSAC, ransacReprojThreshold=3)
    if found is None or inliers.sum() < 4:
        return None
    return [math.hypot(found[0, 0], found[1, 0]), float(found[0, 2]), float(found[1, 2])]


for pair in json.load(sys.stdin):
    began = time.perf_counter()
    placed = lay(pair["reference"], pair["frame"])
    print(json.dumps({"key": pair["key"], "placed": placed, "milliseconds": (time.perf_counter() - began) * 1000}), flush=True)
