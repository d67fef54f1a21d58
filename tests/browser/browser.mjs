// What the page tests share: Debian's Chromium, and an ear for what goes wrong meanwhile.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export const launch = () => chromium.launch({ executablePath, args: ['--no-sandbox'] });

const pages = [];

// A script that gives up says what its pages showed: a time-out alone tells nothing of a fault that comes one time in twenty.
process.on('uncaughtException', async error => {
  console.error(error);
  for (const { page, troubles } of pages.filter(({ page: one }) => !one.isClosed()))
    console.error(await page.evaluate(() => `${location}\n${document.body.innerText}`).catch(lost => lost.message), troubles);
  process.exit(1);
});

/** A page that notes console errors, failed requests and requests to anywhere but the given origins. */
export const open = async (browser, options, origins) => {
  const context = await browser.newContext({ locale: 'fr-FR', permissions: ['clipboard-read', 'clipboard-write'], ...options });
  const page = await context.newPage();
  const troubles = [];
  pages.push({ page, troubles });
  page.on('console', message => { if (message.type() === 'error') troubles.push(`console: ${message.text()}`); });
  page.on('pageerror', error => troubles.push(`error: ${error.message}`));
  page.on('request', request => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && !origins.includes(url.origin)) troubles.push(`left the machine: ${url}`);
  });
  return { page, troubles };
};

/** Violations of WCAG 2.1 A and AA that axe finds, one line each. */
export const accessibility = async page => {
  // Injected past the page's own policy, which rightly forbids it.
  const { readFile } = await import('node:fs/promises');
  await page.evaluate(await readFile(axe, 'utf8'));
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
  return violations.map(violation => `${violation.id}: ${violation.nodes.map(node => node.target.join(' ')).join(', ')}`);
};

export const check = (condition, text) => { if (!condition) throw new Error(text); };

export const same = (given, expected, text) => check(JSON.stringify(given) === JSON.stringify(expected), `${text}: ${JSON.stringify(given)} instead of ${JSON.stringify(expected)}`);
