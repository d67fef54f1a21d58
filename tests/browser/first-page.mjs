// The first page and the embedded one, as people use them. Usage: node first-page.mjs ADDRESS LAYER PLACE [SCREENSHOT_FOLDER]
import http from 'node:http';
import { accessibility, check, launch, open, same } from './browser.mjs';

const [address, layer, place, pictures] = process.argv.slice(2);
const browser = await launch();
const picture = async (page, name) => { if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` }); };
const ready = page => page.waitForSelector('body[data-ready]');
/** One picture holds all that is shown: the next that comes with a layer, or without it. */
const drawn = (page, name, isThere) => page.waitForResponse(answer => answer.url().includes('REQUEST=GetMap') && new URL(answer.url()).searchParams.get('LAYERS').split(',').includes(name) === isThere && answer.ok());

const { page, troubles } = await open(browser, { viewport: { width: 1280, height: 800 } }, [address]);
let [requests, bytes] = [0, 0];
page.on('requestfinished', async request => { requests++; bytes += (await request.sizes().catch(() => ({ responseBodySize: 0 }))).responseBodySize; });
await page.goto(`${address}/`);
await ready(page);
await page.waitForLoadState('networkidle');
const pagesOwn = await page.evaluate(() => performance.getEntriesByType('resource').filter(entry => entry.name.includes('REQUEST=GetMap')).length);
console.log(`first view: ${requests} requests, ${pagesOwn} pictures, ${Math.round(bytes / 1024)} KB`);
check(requests <= 40 && pagesOwn <= 20, `the first view asks ${requests} times`);
await picture(page, 'accueil');

// Layers switch on and off; their legend shows.
const row = page.locator(`[data-layer="${layer}"]`);
const wasOn = await row.locator('input[type=checkbox]').isChecked();
check(!wasOn || pagesOwn > 0, 'a layer that is on is not asked for');
await row.locator('input[type=checkbox]').uncheck();
await row.locator('input[type=checkbox]').check();
// Faded, it is another picture.
const arrival = drawn(page, layer, true);
await row.locator('input[type=range]').fill('60');
await arrival;
await row.locator('img').evaluate(image => image.decode());
check(await row.locator('img').evaluate(image => image.naturalWidth > 20), 'the legend is empty');
await row.locator('input[type=range]').fill('40');
check((await page.evaluate(() => location.hash)).includes(layer), 'the address does not name the layer');

// The search finds a commune, accents or not, and goes there.
await page.fill('#mots', place.toLowerCase());
await page.waitForFunction(text => [...document.querySelectorAll('#trouves button')].some(button => button.textContent.startsWith(text)), place);
await picture(page, 'recherche');
const before = await page.evaluate(() => location.hash);
await page.press('#mots', 'Enter');
await page.waitForFunction(hash => location.hash !== hash, before);

// A click tells what is there.
const popup = page.locator('.bulle');
const box = await page.locator('#carte').boundingBox();
await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
await page.waitForFunction(() => document.querySelector('.coordonnees').textContent.includes('Lambert-93'));
await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
await popup.waitFor({ state: 'visible' });
check((await popup.locator('td').count()) > 0, 'the popup has no attributes');
await picture(page, 'objet');
await page.keyboard.press('Escape');
await popup.waitFor({ state: 'hidden' });

// The same by keyboard: Enter asks at the centre, the answer has the focus, Escape closes it.
await page.locator('#carte').focus();
await page.keyboard.press('Enter');
await popup.waitFor({ state: 'visible' });
await page.waitForFunction(() => document.activeElement.classList.contains('bulle'));
await page.keyboard.press('Escape');
await popup.waitFor({ state: 'hidden' });

// A letter may name a commune; the map goes there and outlines it.
const named = await open(browser, { viewport: { width: 1280, height: 800 } }, [address]);
const [first] = (await (await fetch(`${address}/api/v1/communes?q=${encodeURIComponent(place)}`)).json()).communes;
await named.page.goto(`${address}/?commune=${first.insee}`);
await named.page.locator('#territoire').getByText(place).first().waitFor();
same(named.troubles, [], 'troubles of a named commune');
await named.page.close();

// The notice and the statement.
for (const path of ['mentions-legales', 'accessibilite']) {
  const legal = await open(browser, { viewport: { width: 800, height: 600 } }, [address]);
  await legal.page.goto(`${address}/${path}`);
  check(await legal.page.locator('main p').count() > 1, `${path} says nothing`);
  same(await accessibility(legal.page), [], `accessibility of ${path}`);
  await legal.page.close();
}

// A shared link restores the view.
await page.click('#partager');
const link = await page.evaluate(() => navigator.clipboard.readText());
const other = await open(browser, { viewport: { width: 1280, height: 800 } }, [address]);
await other.page.goto(link);
await ready(other.page);
const names = tab => tab.locator('.couche:has(input:checked)').evaluateAll(rows => rows.map(entry => entry.dataset.layer));
same(await names(other.page), await names(page), 'the shared layers');
same(await other.page.evaluate(() => location.hash), await page.evaluate(() => location.hash), 'the shared place');

// By keyboard: past the header to the layers, and into a sheet and out again.
await other.page.keyboard.press('Tab');
check(await other.page.evaluate(() => document.activeElement.classList.contains('evitement')), 'the first stop is not the skip link');
await other.page.locator(`[data-layer="${layer}"] [data-sheet]`).focus();
await other.page.keyboard.press('Enter');
await other.page.locator('dialog[open] #fiche-titre').waitFor();
await picture(other.page, 'fiche');
same(await accessibility(other.page), [], 'accessibility of the sheet');
for (const link of await other.page.locator('dialog a.bouton').evaluateAll(links => links.map(a => a.href))) check((await fetch(link)).ok, `${link} does not answer`);
const frame = await other.page.locator('#fiche-cadre').textContent();
await other.page.keyboard.press('Escape');
check(await other.page.locator('dialog[open]').count() === 0, 'the sheet does not close');
same(await accessibility(page), [], 'accessibility of the first page');

// One's own perimeter, by the keyboard's file field or dropped; what is no perimeter is refused in words.
const square = JSON.stringify({ type: 'Polygon', coordinates: [[[2.0, 48.3], [2.2, 48.3], [2.2, 48.4], [2.0, 48.4], [2.0, 48.3]]] });
await page.setInputFiles('#perimetre', { name: 'Étude du SCoT.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(square) });
await page.waitForFunction(() => document.getElementById('territoire').textContent.includes('Étude du SCoT'));
check(await page.locator('#territoire a[href*="/perimetre/"]').count() >= 2, 'the perimeter has no links');
await picture(page, 'perimetre');
await page.evaluate(text => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([text], 'Dépôt.geojson'));
  document.querySelector('.plan').dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
}, square);
await page.waitForFunction(() => document.getElementById('territoire').textContent.includes('Dépôt'));
await page.setInputFiles('#perimetre', { name: 'rien.geojson', mimeType: 'application/geo+json', buffer: Buffer.from('{}') });
await page.waitForFunction(() => document.getElementById('territoire').textContent.includes('refus'));
same(troubles.splice(0).filter(text => !text.includes('status of 400')), [], 'troubles before the refusal, which the browser notes');
same(await accessibility(page), [], 'accessibility with a perimeter');

// The frame works in a page of another origin.
const host = http.createServer((_, answer) => answer.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(`<!DOCTYPE html><html lang="fr"><title>Hôte</title>${frame}`));
await new Promise(listening => host.listen(0, '127.0.0.1', listening));
const hostAddress = `http://127.0.0.1:${host.address().port}`;
const visitor = await open(browser, { viewport: { width: 900, height: 700 } }, [address, hostAddress]);
await visitor.page.goto(hostAddress);
const embedded = visitor.page.frames().find(candidate => candidate.url().startsWith(address)) ?? await visitor.page.waitForEvent('frameattached');
await embedded.waitForSelector('body[data-ready]');
await visitor.page.waitForLoadState('networkidle');
await picture(visitor.page, 'cadre');
check(await embedded.locator('#legendes label').count() > 0, 'the embedded map has no legend');
same(await accessibility(visitor.page), [], 'accessibility of the embedded page');
host.close();

// A phone: nothing sticks out.
const phone = await open(browser, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }, [address]);
await phone.page.goto(`${address}/`);
await ready(phone.page);
await phone.page.waitForLoadState('networkidle');
await picture(phone.page, 'telephone');
check(await phone.page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), 'the page is wider than the phone');

// English for who asks for it.
const english = await open(browser, { locale: 'en-GB' }, [address]);
await english.page.goto(`${address}/`);
await ready(english.page);
check(await english.page.locator('html').getAttribute('lang') === 'en' && (await english.page.locator('h2').first().textContent()) === 'Layers', 'no English page');

for (const visit of [{ troubles }, other, visitor, phone, english]) same(visit.troubles, [], 'troubles');
await browser.close();
console.log('first page: all well');
