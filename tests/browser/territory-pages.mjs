// The pages about a territory and those of jobs, by axe, keyboard and phone. Usage: node territory-pages.mjs ADDRESS COMMUNE EPCI X Y THEME [SCREENSHOT_FOLDER]
import { accessibility, check, launch, open, same } from './browser.mjs';

const [address, commune, epci, x, y, theme, pictures] = process.argv.slice(2);
const browser = await launch();
const viewports = { écran: { width: 1280, height: 800 }, téléphone: { width: 360, height: 640 } };
const pages = [
  `/api/v1/territoires/commune/${commune}/indicateurs?f=html`, `/api/v1/territoires/commune/${commune}/indicateurs?f=html&comparer=epci/${epci}`,
  `/ici?x=${x}&y=${y}&f=html`, `/ici/commune/${commune}?f=html`, `/fiches/commune/${commune}`, `/fiches/epci/${epci}`, `/emporter/epci/${epci}`,
];

/** Stops of the Tab key, in their order, until it leaves the page or comes back. */
const stops = async page => {
  const found = [];
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => document.activeElement === document.body ? null : `${document.activeElement.tagName} ${document.activeElement.textContent.trim() || document.activeElement.name}`);
    if (stop === null || (n > 0 && stop === found[0])) break;
    found.push(stop);
  }
  return found;
};

for (const [device, viewport] of Object.entries(viewports))
  for (const path of pages)
    for (const language of ['fre', 'eng']) {
      const { page, troubles } = await open(browser, { viewport }, [address]);
      await page.goto(`${address}${path}${path.includes('?') ? '&' : '?'}LANGUAGE=${language}`);
      check(await page.locator('h1').count() === 1, `${path}: not one title`);
      check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), `${path}: wider than the ${device}`);
      same(await accessibility(page), [], `accessibility of ${path} on the ${device} in ${language}`);
      check((await stops(page)).length > 0, `${path}: the keyboard reaches nothing`);
      same(troubles, [], `troubles of ${path}`);
      if (pictures) await page.screenshot({ path: `${pictures}/${path.replace(/\W+/g, '-')}-${device}-${language}.png` });
      await page.context().close();
    }

// Links lead somewhere: figures, plates, packages, and their forms.
{
  const { page } = await open(browser, { viewport: viewports.écran }, [address]);
  await page.goto(`${address}/ici?x=${x}&y=${y}&f=html`);
  const links = await page.locator('main a').evaluateAll(all => all.map(a => a.href));
  check(links.length >= 3, 'the answer at a point leads nowhere');
  for (const link of links.slice(0, 6)) check((await fetch(link, { headers: { Prefer: '' } })).ok, `${link} does not answer`);
  await page.context().close();
}

// By keyboard alone: a plate for each commune becomes a job whose page ends with the file.
{
  const { page, troubles } = await open(browser, { viewport: viewports.écran }, [address]);
  await page.goto(`${address}/fiches/epci/${epci}`);
  await page.locator('input[name=communes]').focus();
  await page.keyboard.press('Space');
  check(await page.locator('input[name=communes]').isChecked(), 'the box is not ticked by the keyboard');
  await page.locator('form button').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/travaux\/[0-9a-f]{32}/);
  same(await accessibility(page), [], 'accessibility of a job');
  if (pictures) await page.screenshot({ path: `${pictures}/travail.png` });
  await page.locator('a[href$="/fichier"]').waitFor({ timeout: 120000 });
  same(await accessibility(page), [], 'accessibility of a job that is done');
  same(troubles, [], 'troubles of a job');
  await page.context().close();
}

// A job is cancelled by its button.
{
  const { page } = await open(browser, { viewport: viewports.téléphone }, [address]);
  await page.goto(`${address}/fiches/epci/${epci}`);
  await page.locator('select[name=format]').selectOption('A4');
  await page.locator('input[name=communes]').check();
  await page.locator('form button').first().click();
  await page.waitForURL(/\/travaux\//);
  const button = page.locator('#annuler');
  if (await button.count()) {
    await button.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.getElementById('annuler'), null, { timeout: 60000 });
    check(/annulé|fini/.test(await page.locator('#etat').textContent()), 'the job was not cancelled');
  }
  await page.context().close();
}

// The first page and a theme's map: what is here, with its buttons, by the keyboard.
for (const path of ['/', `/carte/${theme}`]) {
  const { page } = await open(browser, { viewport: viewports.écran }, [address]);
  await page.goto(`${address}${path}`);
  await page.waitForSelector('body[data-ready]');
  await page.locator('#carte').focus();
  await page.keyboard.press('Enter');
  const popup = page.locator('.bulle');
  await popup.waitFor({ state: 'visible' });
  await popup.getByText('Que trouve-t-on ici ?').first().focus();
  await page.keyboard.press('Enter');
  await popup.locator('a[href*="/fiches/"], a[href*="/ici"]').first().waitFor({ timeout: 20000 });
  same(await accessibility(page), [], `accessibility of what is here on ${path}`);
  if (pictures) await page.screenshot({ path: `${pictures}/ici-${path.replace(/\W+/g, '-')}.png` });
  await page.context().close();
}

await browser.close();
console.log('all well');
