// The stewards' page as a steward and an administrator use it. Usage: node gestion.mjs ADDRESS TOKEN FILE OTHER_FILE FAULTY_FILE SOUND_FILE SMALL_FILE LAYER_FILE [SCREENSHOT_FOLDER]
import { readFile } from 'node:fs/promises';
import { accessibility, check, launch, open, same } from './browser.mjs';

const [address, secret, file, otherFile, faultyFile, soundFile, smallFile, layerFile, pictures] = process.argv.slice(2);
const browser = await launch();
const picture = async (page, name) => { if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true }); };
const dialog = page => page.locator('dialog[open]');
const isNarrow = page => page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth);

const enter = async (page, text) => {
  await page.goto(`${address}/gestion`);
  await page.fill('#jeton', text);
  await page.press('#jeton', 'Enter');
};

const { page, troubles } = await open(browser, { viewport: { width: 1280, height: 900 } }, [address]);

// A wrong token says so, and nothing opens.
await enter(page, 'sesame');
await page.waitForFunction(() => document.getElementById('connexion-erreur').textContent.includes('Ce n’est pas un jeton'));
await enter(page, `srce_${'0'.repeat(64)}`);
await page.waitForFunction(() => document.getElementById('connexion-erreur').textContent.includes('inconnu'));
check(await page.locator('#espace').isHidden(), 'a wrong token opens the page');
await picture(page, 'refus');
same(await accessibility(page), [], 'accessibility of the door');
troubles.length = 0; // The refusal itself is in the console.

await enter(page, secret);
await page.locator('#espace').waitFor({ state: 'visible' });
check((await page.locator('#jeux').textContent()).includes('Aucun jeu encore'), 'an empty server has datasets');

// The page proposes a name once it has read the file: a hand is slower than that, a script is not.
const choose = async path => {
  await page.setInputFiles('#fichier', path);
  await page.locator(`#fichier[data-read="${path.split('/').pop()}"]`).waitFor({ state: 'attached' });
};

// A delivery: checked first, published after.
const verify = async (path, dataset, comment) => {
  await choose(path);
  await page.fill('#nom-jeu', dataset);
  await page.fill('#commentaire', comment);
  await page.click('#livraison button[type=submit]');
  await page.getByRole('heading', { name: 'Le fichier peut être publié' }).waitFor();
};

const deliver = async (path, comment, publish) => {
  await verify(path, 'essai', comment);
  await picture(page, 'verification');
  await page.getByRole('button', { name: publish, exact: true }).click();
};

// The faults of a file that was only tried are a GeoPackage; a file without faults has none.
const faults = page.getByRole('button', { name: 'Télécharger les défauts' });
await verify(faultyFile, 'fautif', '');
await picture(page, 'defauts');
same(await accessibility(page), [], 'accessibility of a report with faults');
const fetched = page.waitForEvent('download');
await faults.click();
const faultsFile = await fetched;
same(faultsFile.suggestedFilename(), 'defauts-fautif.gpkg', 'name of the faults');
same((await readFile(await faultsFile.path())).subarray(0, 15).toString(), 'SQLite format 3', 'content of the faults');
await page.route('**/defauts.gpkg', route => route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{"detail":"Ce rapport n’existe plus."}' }));
await faults.click();
await page.getByRole('alert').getByText('Ce rapport n’existe plus.').waitFor();
await page.unroute('**/defauts.gpkg');
troubles.length = 0; // The refusal is in the console.
await verify(soundFile, 'sain', '');
check(await faults.count() === 0, 'a file without faults offers some');

await deliver(file, 'première', 'Publier');
await page.getByRole('heading', { name: 'La version 1 est publiée.' }).waitFor();
await page.locator('#jeu').waitFor({ state: 'visible' });
await deliver(otherFile, 'à relire', 'Garder comme brouillon');
await page.getByRole('heading', { name: 'La version 2 est gardée comme brouillon.' }).waitFor();
const versions = page.locator('#jeu .tableau').first();
await versions.getByText('brouillon', { exact: true }).waitFor();

// The report and the map of a draft.
await page.getByRole('button', { name: 'Rapport de la version 2' }).click();
await dialog(page).getByText('accepté').waitFor();
await picture(page, 'rapport');
same(await accessibility(page), [], 'accessibility of the report');
await page.keyboard.press('Escape');
check(await dialog(page).count() === 0, 'the report does not close');
await page.getByRole('button', { name: 'Aperçu de la version 2' }).click();
await page.locator('.apercu[data-drawn]').waitFor();
await picture(page, 'apercu');
same(await accessibility(page), [], 'accessibility of the map');

// Served after a yes; a no changes nothing.
await page.getByRole('button', { name: 'Servir la version 2' }).focus();
await page.keyboard.press('Enter');
await dialog(page).getByRole('button', { name: 'Annuler' }).click();
check((await page.locator('#jeu').textContent()).includes('Version servie : 1.'), 'a no was taken for a yes');
await page.getByRole('button', { name: 'Servir la version 2' }).click();
await picture(page, 'confirmation');
await dialog(page).getByRole('button', { name: 'Servir', exact: true }).click();
await page.getByText('Version servie : 2.').waitFor();

// Compared: the table, the features, the map.
await page.getByRole('button', { name: 'Comparer', exact: true }).click();
await page.getByText('1 couche diffère.').waitFor();
check((await page.locator('.differences summary').textContent()).includes('3 retraits'), 'three removed features are not told');
await page.locator('.differences summary').click();
const saved = page.waitForEvent('download');
await page.getByRole('button', { name: /Télécharger les retraits/ }).click();
check((await saved).suggestedFilename().endsWith('_retraits.geojson'), 'the file has another name');
await page.locator('.apercu[data-drawn]').waitFor();
await picture(page, 'comparaison');
same(await accessibility(page), [], 'accessibility of a comparison');

// Back to the first.
await page.getByRole('button', { name: 'Revenir à la version 1' }).click();
await dialog(page).getByRole('button', { name: 'Revenir' }).click();
await page.getByText('Version servie : 1.').waitFor();

// What loses much is said first, and is published only after a tick.
await choose(smallFile);
await page.fill('#nom-jeu', 'essai');
await page.click('#livraison button[type=submit]');
await page.getByRole('heading', { name: 'Le fichier peut être publié avec votre accord' }).waitFor();
check((await page.locator('#resultat .pertes').textContent()).includes('400 objets sur 1'), 'the losses are not said');
await picture(page, 'pertes');
same(await accessibility(page), [], 'accessibility of the losses');
const publishAnyway = page.getByRole('button', { name: 'Publier', exact: true });
check(await publishAnyway.isDisabled(), 'losses are published without a tick');
await page.getByLabel('Ces pertes sont voulues').check();
await publishAnyway.click();
await page.getByRole('heading', { name: 'La version 3 est publiée.' }).waitFor();
await page.getByRole('button', { name: 'Revenir à la version 1' }).click();
await dialog(page).getByRole('button', { name: 'Revenir' }).click();
await page.getByText('Version servie : 1.').waitFor();

// One layer: the page finds the dataset that holds it, and replaces it alone.
await page.setInputFiles('#fichier', { name: 'export_2026.gpkg', mimeType: 'application/octet-stream', buffer: await readFile(layerFile) });
await page.waitForFunction(() => document.getElementById('nom-jeu').value === 'essai' && document.getElementById('couche').value === 'communes');
same(await page.locator('#aide-couche').textContent(), 'Seule cette couche est remplacée ; les 3 autres restent comme elles sont.', 'words on the layer');
await picture(page, 'couche');
same(await accessibility(page), [], 'accessibility of the choice of a layer');
await page.click('#livraison button[type=submit]');
await page.getByRole('heading', { name: 'Le fichier peut être publié' }).waitFor();
await page.getByRole('button', { name: 'Publier', exact: true }).click();
await page.getByRole('heading', { name: 'La version 4 est publiée.' }).waitFor();
await page.getByRole('button', { name: 'Revenir à la version 1' }).click();
await dialog(page).getByRole('button', { name: 'Revenir' }).click();
await page.getByText('Version servie : 1.').waitFor();

// A version that is cited: its sentence, its pin, and what lets it go.
await page.getByRole('button', { name: 'Citer la version 1' }).click();
check((await dialog(page).locator('#citation').textContent()).includes('« essai », version 1 du'), 'the citation is not said');
await picture(page, 'citation');
await page.keyboard.press('Escape');
await page.getByRole('button', { name: 'Épingler la version 1' }).click();
await dialog(page).getByRole('button', { name: 'Épingler' }).click();
await page.getByText('Versions épinglées : 1').waitFor();
await picture(page, 'epinglee');
same(await accessibility(page), [], 'accessibility of a pinned version');
await page.getByRole('button', { name: 'Libérer la version 1' }).click();
await page.fill('#reponse', 'essai');
await picture(page, 'liberer');
same(await accessibility(page), [], 'accessibility of the question');
await dialog(page).getByRole('button', { name: 'Libérer' }).click();
await page.getByText('La version 1 n’est plus épinglée.').first().waitFor();

// A token is shown once, works, and not after it was revoked.
await page.fill('#nom-jeton', 'cron');
await page.selectOption('#droit', 'publier');
await page.selectOption('#jeu-jeton', 'essai');
await page.fill('#jours', '30');
await page.getByRole('button', { name: 'Créer' }).click();
const made = await dialog(page).locator('#secret').textContent();
await picture(page, 'jeton');
await page.keyboard.press('Escape');
const other = await open(browser, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }, [address]);
await enter(other.page, made);
await other.page.locator('#espace').waitFor({ state: 'visible' });
check(await other.page.locator('#administration').isHidden(), 'a publisher sees tokens');
await other.page.getByRole('button', { name: 'Ouvrir essai' }).click();
await other.page.getByText('Version servie : 1.').waitFor();
check(await isNarrow(other.page), 'at 200 % the page scrolls sideways');
await picture(other.page, 'zoom');
same(other.troubles.filter(trouble => !trouble.includes('403')), [], 'troubles of the publisher'); // The server says 403 to who is no administrator.
await page.getByRole('button', { name: 'Révoquer cron' }).click();
await dialog(page).getByRole('button', { name: 'Révoquer' }).click();
await page.waitForFunction(() => !document.getElementById('jetons').textContent.includes('cron'));
check((await page.locator('#journal').textContent()).includes('jeton révoqué'), 'the journal does not tell');
await enter(other.page, made);
await other.page.waitForFunction(() => document.getElementById('connexion-erreur').textContent.includes('révoqué'));

// By keyboard: past the header to the content.
await page.goto(`${address}/gestion`);
await page.locator('#espace').waitFor({ state: 'visible' });
await page.locator('body').press('Shift+Tab');
await picture(page, 'accueil-gestion');
same(await accessibility(page), [], 'accessibility of the page');

// Retired; and leaving forgets the token.
await page.getByRole('button', { name: 'Ouvrir essai' }).click();
await page.getByRole('button', { name: 'Retirer essai' }).click();
await dialog(page).getByRole('button', { name: 'Retirer' }).click();
await page.getByText('N’est pas servi.').waitFor();
await page.setViewportSize({ width: 390, height: 844 });
check(await isNarrow(page), 'the page is wider than a phone');
await picture(page, 'telephone-gestion');
await page.click('#sortir');
await page.locator('#connexion').waitFor({ state: 'visible' });
check(await page.evaluate(() => sessionStorage.length) === 0, 'the token stays');

same(troubles, [], 'troubles');
await browser.close();
console.log('stewards\' page: all well');
