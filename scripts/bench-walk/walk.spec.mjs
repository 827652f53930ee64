// The walk of the practice guide as one would write it with Playwright Test: sign in, ten pictures at the guide's ten stages, the
// token made and taken back. No waits but Playwright's own. What is cut out comes from the guide's taken.json, so that both sides
// compare the same regions.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

const { GUIDEWALK_LOGIN: login, GUIDEWALK_PASSWORD: password } = process.env;
const taken = JSON.parse(readFileSync(process.env.BENCH_TAKEN, 'utf8'));

function region(file) {
  const { region: [x, y, width, height], source } = taken.pictures[file].recipe;
  return { clip: { x, y, width, height }, fullPage: source === 'page' };
}

test('a token is made and taken back', async ({ browser, page, request }) => {
  expect(browser.version()).toBe(process.env.BENCH_VERSION);
  const note = `playwright ${process.pid}`;

  await page.goto('/login');
  await page.getByLabel('Username or email address').fill(login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  const menu = page.getByRole('button', { name: 'Open user account menu' });
  await expect(menu).toBeVisible();
  await expect(page).toHaveScreenshot('01.png', { ...region('01.png'), mask: [menu] });
  await menu.click();

  const panel = page.getByRole('dialog', { name: 'User navigation' });
  await expect(panel).toBeVisible();
  await expect(page).toHaveScreenshot('02.png', { ...region('02.png'), mask: [panel.locator('img.avatar'), panel.getByText(login)] });
  await panel.getByRole('link', { name: 'Settings', exact: true }).click();

  await expect(page.getByRole('heading', { name: 'Public profile' })).toBeVisible();
  await expect(page).toHaveScreenshot('03.png', region('03.png'));
  await page.getByRole('link', { name: 'Developer settings' }).click();

  await page.getByRole('button', { name: 'Personal access tokens' }).click();
  const classic = page.getByRole('link', { name: 'Tokens (classic)' });
  await expect(classic).toBeVisible();
  await expect(page).toHaveScreenshot('04.png', region('04.png'));
  await classic.click();

  await expect(page.getByRole('heading', { name: 'Personal access tokens (classic)' })).toBeVisible();
  await page.getByRole('button', { name: 'Generate new token' }).click();
  const generateClassic = page.getByRole('menuitem', { name: 'Generate new token (classic)' });
  await expect(generateClassic).toBeVisible();
  await expect(page).toHaveScreenshot('05.png', region('05.png'));
  await generateClassic.click();

  await expect(page.getByRole('heading', { name: 'Confirm access' })).toBeVisible();
  await expect(page).toHaveScreenshot('06.png', { ...region('06.png'), mask: [page.getByText('Signed in as')] });
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Confirm' }).click();

  await expect(page.getByRole('heading', { name: 'New personal access token (classic)' })).toBeVisible();
  await expect(page).toHaveScreenshot('07.png', { ...region('07.png'), mask: [page.getByText('The token will expire on')] });
  await page.getByRole('textbox', { name: 'Note' }).fill(note);
  await page.getByRole('combobox', { name: 'Expiration' }).selectOption('7 days');

  await expect(page).toHaveScreenshot('07_1.png', region('07_1.png'));
  await page.getByRole('checkbox', { name: 'read:packages' }).check();

  await expect(page).toHaveScreenshot('08.png', region('08.png'));
  await page.getByRole('button', { name: 'Generate token' }).click();

  await expect(page.getByText('Make sure to copy your personal access token now.')).toBeVisible();
  const secret = page.locator('#new-oauth-token');
  await expect(page).toHaveScreenshot('09.png', { ...region('09.png'), mask: [secret] });
  const token = await secret.textContent();

  await page.goto('/settings/tokens');
  const row = page.locator('[id^="access-token-"]').filter({ has: page.getByRole('link', { name: note, exact: true }) });
  await row.getByRole('button', { name: 'Delete', exact: true }).click();
  await row.getByRole('button', { name: 'I understand, delete this token' }).click();
  await expect(row).toHaveCount(0);
  expect((await request.post('/api/v3/credentials/revoke', { data: { credentials: [token] } })).status()).toBe(202);
  expect((await request.get('/api/v3/user', { headers: { Authorization: `Bearer ${token}` } })).status()).toBe(401);
});
