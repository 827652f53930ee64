// Says the browser's version of a record, if it is a whole walk of the practice guide: eleven steps, ten pictures, all as the
// guide says, and taken back at the end.
import { readFileSync } from 'node:fs';

const record = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const wrong = record.steps.filter((step) => step.status !== 'current').map((step) => `step ${step.step} is ${step.status}`);
const pictures = record.steps.filter((step) => step.reference).length;
if (record.steps.length !== 11) wrong.push(`${record.steps.length} steps instead of 11`);
if (pictures !== 10) wrong.push(`${pictures} pictures instead of 10`);
if (!record.complete) wrong.push('the walk was cut short');
if (!record.clean_up.done) wrong.push(`left behind: ${record.clean_up.left_behind}`);
if (wrong.length) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log(record.browser.version);
