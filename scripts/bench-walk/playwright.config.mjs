// Playwright Test as `scripts/bench walk` runs it: one worker, no retries, nothing recorded, the browser that guidewalk walks with.
import { defineConfig } from '@playwright/test';

const given = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start this through scripts/bench walk`);
  return value;
};

export default defineConfig({
  testDir: '.',
  testMatch: 'walk.spec.mjs',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: 'line',
  outputDir: `${given('BENCH_WORK')}/results`,
  snapshotPathTemplate: `${given('BENCH_WORK')}/pictures/{arg}{ext}`,
  // A picture without a baseline fails; the untimed first run makes them with --update-snapshots.
  updateSnapshots: 'none',
  use: {
    baseURL: given('BENCH_SITE'),
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
    locale: 'en-US',
    screenshot: 'off',
    trace: 'off',
    video: 'off',
    launchOptions: { executablePath: given('BENCH_CHROMIUM') },
  },
});
