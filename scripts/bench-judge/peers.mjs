// What other tools say of pairs of pictures by their default rules: same or changed, with the milliseconds that it took.
// Reads a JSON list of { key, reference, frame } (PNG files) from standard input; prints one JSON line for each pair and tool.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PNG } from 'pngjs';
import pixelmatch from 'pixelmatch';
import looksSame from 'looks-same';

const require = createRequire(import.meta.url);
const { utils } = require('playwright-core/lib/coreBundle');
const compare = utils.getComparator('image/png');
const odiff = process.env.BENCH_ODIFF;

// Nearest pixels: the tool resizes both sides to the smaller width and height before it counts.
function resized(picture, width, height) {
  const out = new PNG({ width, height });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (Math.floor((y * picture.height) / height) * picture.width + Math.floor((x * picture.width) / width)) * 4;
      picture.data.copy(out.data, (y * width + x) * 4, from, from + 4);
    }
  }
  return out;
}

const tools = {
  odiff({ reference, frame }) {
    try {
      execFileSync(odiff, [reference, frame], { stdio: 'ignore' });
      return false;
    } catch {
      return true;
    }
  },
  // Pictures of two sizes can't be compared: whoever uses it gets a failure.
  pixelmatch({ reference, frame }) {
    const [a, b] = [reference, frame].map((path) => PNG.sync.read(readFileSync(path)));
    if (a.width !== b.width || a.height !== b.height) return true;
    return pixelmatch(a.data, b.data, undefined, a.width, a.height) > 0;
  },
  async 'looks-same'({ reference, frame }) {
    return !(await looksSame(reference, frame)).equal;
  },
  playwright({ reference, frame }) {
    return compare(readFileSync(frame), readFileSync(reference)) !== null;
  },
  // Doc Detective: aspect ratios within 5 %, both resized to the smaller sides, more than 5 % of the pixels different.
  'doc-detective'({ reference, frame }) {
    let [a, b] = [reference, frame].map((path) => PNG.sync.read(readFileSync(path)));
    const [one, other] = [a.width / a.height, b.width / b.height];
    if (Math.abs(one - other) / one > 0.05) return true;
    const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
    [a, b] = [a, b].map((side) => (side.width === width && side.height === height ? side : resized(side, width, height)));
    return pixelmatch(a.data, b.data, undefined, width, height, { threshold: 0.0005 }) / (width * height) > 0.05;
  },
};

for (const pair of JSON.parse(readFileSync(0, 'utf8'))) {
  for (const [tool, rule] of Object.entries(tools)) {
    const began = performance.now();
    let changed = null;
    try {
      changed = await rule(pair);
    } catch (error) {
      console.error(`${tool}: ${error.message}`);
    }
    console.log(JSON.stringify({ key: pair.key, tool, changed, milliseconds: performance.now() - began }));
  }
}
