// One dataset: its versions, their reports and maps, and which of them is served.
import { announce, element, number, say } from './carte.js';
import { call, download, post, read } from './acces.js';
import { preview } from './apercu.js';
import { compare } from './comparaison.js';
import { action, asked, confirmed, moment, row, show, table } from './dialogue.js';

const SEVERITIES = [['bloquant', say('Bloquant', 'Blocking')], ['aCorriger', say('À corriger', 'To fix')], ['note', say('Notes', 'Notes')]];

const findingText = finding => {
  const where = finding.couche ? say(`Couche « ${finding.couche} »${finding.ligne ? `, ligne ${finding.ligne}` : ''}${finding.nombre > 1 ? ` (et ${number(finding.nombre - 1)} autres)` : ''} : `,
    `Layer “${finding.couche}”${finding.ligne ? `, row ${finding.ligne}` : ''}${finding.nombre > 1 ? ` (and ${number(finding.nombre - 1)} others)` : ''}: `) : '';
  return `${where}${finding.message} ${finding.conseil}`;
};

/** The faults as a layer of points, where the report has any. */
const faultNodes = report => {
  if (!report.defauts) return [];
  const trouble = element('span', { className: 'erreur', role: 'alert' });
  const fetchFaults = async () => {
    trouble.textContent = '';
    try {
      await download(report.defauts, `defauts-${report.jeu}${report.version ? `-${report.version}` : ''}.gpkg`);
    } catch (error) {
      trouble.textContent = error.message;
    }
  };
  return [element('p', { className: 'actions' }, action(say('Télécharger les défauts (GeoPackage)', 'Download the faults (GeoPackage)'), say('Télécharger les défauts (GeoPackage) à ouvrir dans QGIS', 'Download the faults (GeoPackage), to open in QGIS'), fetchFaults), trouble)];
};

const amounts = (layer, name, per, unit) => {
  const [before, after] = [layer.avant?.[name], layer.apres?.[name]];
  return typeof before === 'number' && typeof after === 'number' && before !== after ? `${number(before / per, 2)} → ${number(after / per, 2)} ${unit}` : '';
};

const changeRow = layer => row(layer.table, `${layer.avant ? number(layer.avant.objets) : '–'} → ${layer.apres ? number(layer.apres.objets) : '–'}`, amounts(layer, 'surfaceM2', 10000, 'ha'), amounts(layer, 'longueurM', 1000, 'km'),
  [layer.avant ? '' : say('nouvelle couche', 'new layer'), layer.apres ? '' : say('couche disparue', 'layer gone'), ...layer.champsDisparus.map(name => say(`champ « ${name} » disparu`, `field “${name}” gone`)), ...layer.champsAjoutes.map(name => say(`champ « ${name} » nouveau`, `field “${name}” new`))].filter(Boolean).join(' ; '));

/** What changes of the version served: what disappears is said first. */
const changeNodes = report => {
  const changes = report.changements;
  if (!changes?.couches.length) return [];
  const lost = changes.pertes;
  const headline = lost ? [element('p', { className: changes.accordRequis ? 'pertes' : '' }, element('strong', { textContent: say(`${report.version && !report.brouillon ? 'Disparus' : 'Disparaîtraient'} par rapport à la version ${changes.depuis} : ${lost}.`, `${report.version && !report.brouillon ? 'Gone' : 'Would go'} compared with version ${changes.depuis}: ${lost}.`) }))] : [];
  return [...headline, table(say('Ce qui change', 'What changes'), say(['Couche', 'Objets', 'Surface', 'Longueur', 'Remarques'], ['Layer', 'Features', 'Area', 'Length', 'Remarks']), changes.couches.map(changeRow))];
};

/** A validation report: what is lost, then what blocks. */
export const reportNodes = report => [...changeNodes(report), ...findingNodes(report)];

const findingNodes = report => {
  const groups = SEVERITIES.map(([key, title]) => [title, report.constats.filter(finding => finding.gravite === key)]).filter(([, found]) => found.length);
  if (groups.length === 0) return [element('p', { textContent: say('Aucune remarque.', 'No remark.') })];
  return faultNodes(report).concat(groups.flatMap(([title, found]) => [element('h3', { textContent: `${title} (${found.length})` }), element('ul', {}, ...found.map(finding => element('li', { textContent: findingText(finding) })))]));
};

const place = document.getElementById('jeu');

const bareState = (version, served) => (version.version === served ? element('strong', { className: 'servie', textContent: say('servie', 'served') }) : version.brouillon ? say('brouillon', 'draft') : say('conservée', 'kept'));

const state = (version, served) => (version.epinglee ? [bareState(version, served), say(', épinglée', ', pinned')] : bareState(version, served));

/** How a version is cited, ready to be copied. */
const cite = (dataset, version) => {
  const sentence = element('p', { id: 'citation', textContent: version.citation.phrase });
  const copy = action(say('Copier', 'Copy'), say('Copier la citation', 'Copy the citation'), async () => { await navigator.clipboard.writeText(version.citation.phrase); announce(say('Copié.', 'Copied.')); });
  const advice = version.epinglee ? say('Cette version est épinglée : elle reste à cette adresse.', 'This version is pinned: it stays at this address.') : say('Cette version n’est pas épinglée : épinglez-la, sinon elle partira quand d’autres l’auront suivie.', 'This version is not pinned: pin it, or it will go once others have followed it.');
  show(say(`Citer la version ${version.version} de ${dataset}`, `Cite version ${version.version} of ${dataset}`), sentence, element('p', {}, copy), element('p', { textContent: advice }));
};

const pin = async (dataset, version, changed) => {
  if (await confirmed(say(`Épingler la version ${version.version}`, `Pin version ${version.version}`), say('Elle sera gardée pour toujours, à son adresse, même si le jeu est retiré. Seul un administrateur pourra la libérer, en disant pourquoi.', 'It will be kept for ever, at its address, even if the dataset is retired. Only an administrator can let it go, saying why.'), say('Épingler', 'Pin')))
    await change(dataset, () => post(`/api/v1/jeux/${dataset}/versions/${version.version}/epingler`), say(`La version ${version.version} est épinglée.`, `Version ${version.version} is pinned.`), changed);
};

const unpin = async (dataset, version, changed) => {
  const reason = await asked(say(`Libérer la version ${version.version}`, `Unpin version ${version.version}`), say('Qui l’a citée ne la trouvera plus un jour. Le journal garde la raison. Réservé à un administrateur.', 'Who cited it will not find it any more one day. The journal keeps the reason. For administrators.'), say('Raison', 'Reason'), say('Libérer', 'Unpin'));
  if (reason) await change(dataset, () => post(`/api/v1/jeux/${dataset}/versions/${version.version}/desepingler`, { raison: reason }), say(`La version ${version.version} n’est plus épinglée.`, `Version ${version.version} is no longer pinned.`), changed);
};

const size = bytes => `${number(bytes / 1048576, 1)} ${say('Mio', 'MiB')}`;

/** Does something that may fail, says which, and shows the dataset anew. */
const change = async (dataset, act, done, changed) => {
  try {
    await act();
    await changed();
    await openDataset(dataset, changed);
    announce(done);
    place.querySelector('.message').textContent = done;
  } catch (error) {
    show(say('Rien n’a été changé', 'Nothing was changed'), element('p', { className: 'erreur', textContent: error.message }));
  }
};

const activate = async (dataset, version, served, changed) => {
  const isBack = served && version.version < served;
  const title = isBack ? say(`Revenir à la version ${version.version}`, `Roll back to version ${version.version}`) : say(`Servir la version ${version.version}`, `Serve version ${version.version}`);
  const text = served ? say(`Elle remplace aussitôt la version ${served} pour tous les lecteurs de « ${dataset} ». La version ${served} reste conservée.`, `It replaces version ${served} at once for all readers of “${dataset}”. Version ${served} stays kept.`) : say(`« ${dataset} » sera servi aussitôt.`, `“${dataset}” will be served at once.`);
  if (await confirmed(title, text, isBack ? say('Revenir', 'Roll back') : say('Servir', 'Serve')))
    await change(dataset, () => post(`/api/v1/jeux/${dataset}/versions/${version.version}/activer`, {}, served ? { 'If-Match': `"${served}"` } : {}), say(`La version ${version.version} est servie.`, `Version ${version.version} is served.`), changed);
};

const retire = async (dataset, served, changed) => {
  if (await confirmed(say(`Retirer « ${dataset} »`, `Retire “${dataset}”`), say('Il cesse aussitôt d’être servi. Ses versions restent conservées et peuvent être servies de nouveau.', 'It is no longer served at once. Its versions stay kept and can be served again.'), say('Retirer', 'Retire')))
    await change(dataset, () => call(`/api/v1/jeux/${dataset}`, { method: 'DELETE', headers: { 'If-Match': `"${served}"` } }), say(`« ${dataset} » n’est plus servi.`, `“${dataset}” is no longer served.`), changed);
};

const restrict = async (dataset, isRestricted, changed) => {
  const text = isRestricted ? say('Tout le monde pourra le lire.', 'Everybody will be able to read it.') : say('Seuls les porteurs d’un jeton pourront le lire ; il disparaît pour les autres.', 'Only bearers of a token will be able to read it; it disappears for others.');
  if (await confirmed(isRestricted ? say(`Ouvrir « ${dataset} » à tous`, `Open “${dataset}” to all`) : say(`Réserver « ${dataset} »`, `Restrict “${dataset}”`), text, isRestricted ? say('Ouvrir', 'Open') : say('Réserver', 'Restrict')))
    await change(dataset, () => post(`/api/v1/jeux/${dataset}/acces`, { pour: isRestricted ? 'tous' : 'jetons' }), say('L’accès est changé.', 'The access is changed.'), changed);
};

const showReport = async (dataset, number) => {
  try {
    const report = await read(`/api/v1/jeux/${dataset}/versions/${number}/rapport`);
    show(say(`Rapport de la version ${number}`, `Report of version ${number}`), element('p', { textContent: say(`Fichier « ${report.fichier} », le ${moment(report.date)} : ${report.accepte ? 'accepté' : 'refusé'}.`, `File “${report.fichier}”, ${moment(report.date)}: ${report.accepte ? 'accepted' : 'refused'}.`) }), ...reportNodes(report));
  } catch (error) {
    show(say(`Rapport de la version ${number}`, `Report of version ${number}`), element('p', { className: 'erreur', textContent: error.message }));
  }
};

const versionRow = (dataset, version, served, changed, area) => {
  const name = `${version.version}`;
  const buttons = [
    action(say('Rapport', 'Report'), say(`Rapport de la version ${name}`, `Report of version ${name}`), () => showReport(dataset, version.version)),
    action(say('Aperçu', 'Preview'), say(`Aperçu de la version ${name}`, `Preview of version ${name}`), () => fill(area, async () => {
      const map = element('div', { className: 'apercu' });
      area.replaceChildren(element('h3', { textContent: say(`Aperçu de la version ${name}`, `Preview of version ${name}`), tabIndex: -1 }), map);
      area.firstChild.focus();
      await preview(map, `${dataset}-${name}`);
    })),
  ];
  if (!version.brouillon) {
    buttons.push(action(say('Citer', 'Cite'), say(`Citer la version ${name}`, `Cite version ${name}`), () => cite(dataset, version)));
    buttons.push(version.epinglee ? action(say('Libérer', 'Unpin'), say(`Libérer la version ${name}`, `Unpin version ${name}`), () => unpin(dataset, version, changed)) : action(say('Épingler', 'Pin'), say(`Épingler la version ${name}`, `Pin version ${name}`), () => pin(dataset, version, changed)));
  }
  if (version.version !== served)
    buttons.push(action(served && version.version < served ? say('Revenir', 'Roll back') : say('Servir', 'Serve'), served && version.version < served ? say(`Revenir à la version ${name}`, `Roll back to version ${name}`) : say(`Servir la version ${name}`, `Serve version ${name}`), () => activate(dataset, version, served, changed)));
  return row(name, moment(version.date), version.auteur, version.commentaire, size(version.taille), state(version, served), element('span', { className: 'boutons' }, ...buttons));
};

const fill = async (area, act) => {
  area.replaceChildren(element('p', { textContent: say('En cours…', 'Working…') }));
  try {
    await act();
  } catch (error) {
    area.replaceChildren(element('p', { className: 'erreur', textContent: error.message }));
  }
};

const comparisonForm = (dataset, versions, area) => {
  const choice = (id, label, chosen) => element('p', { className: 'champ' }, Object.assign(element('label', { textContent: label }), { htmlFor: id }),
    element('select', { id }, ...versions.map(version => element('option', { value: version.version, selected: version.version === chosen, textContent: `version ${version.version} – ${moment(version.date)}` }))));
  const form = element('form', { className: 'comparer' }, element('h3', { textContent: say('Comparer deux versions', 'Compare two versions') }), choice('de', say('De', 'From'), versions[1].version), choice('a', say('À', 'To'), versions[0].version), element('button', { type: 'submit', textContent: say('Comparer', 'Compare') }));
  form.addEventListener('submit', event => {
    event.preventDefault();
    fill(area, () => compare(area, dataset, form.querySelector('#de').value, form.querySelector('#a').value));
  });
  return form;
};

/** What is never pruned takes its place for good: it is said. */
const pinnedNodes = versions => {
  const pinned = versions.filter(version => version.epinglee);
  return pinned.length ? [element('p', { textContent: say(`Versions épinglées : ${pinned.length}, ${size(pinned.reduce((sum, version) => sum + version.octets, 0))} sur le disque.`, `Pinned versions: ${pinned.length}, ${size(pinned.reduce((sum, version) => sum + version.octets, 0))} on the disk.`) })] : [];
};

/** Shows a dataset; "changed" is called after anything is. */
export const openDataset = async (dataset, changed) => {
  const { jeu } = await read(`/api/v1/jeux/${encodeURIComponent(dataset)}`);
  const area = element('div', { id: 'vue', ariaLive: 'off' });
  const accessText = jeu.restreint ? say('Ouvrir à tous', 'Open to all') : say('Réserver aux jetons', 'Restrict to tokens');
  const access = action(accessText, `${accessText} : ${dataset}`, () => restrict(dataset, jeu.restreint, changed));
  const buttons = jeu.versionServie ? [access, action(say('Retirer', 'Retire'), say(`Retirer ${dataset}`, `Retire ${dataset}`), () => retire(dataset, jeu.versionServie, changed), 'danger')] : [access];
  place.replaceChildren(
    element('h2', { id: 'titre-jeu', textContent: dataset, tabIndex: -1 }),
    element('p', { className: 'message', role: 'status' }),
    element('p', { textContent: `${jeu.versionServie ? say(`Version servie : ${jeu.versionServie}.`, `Version served: ${jeu.versionServie}.`) : say('N’est pas servi.', 'Not served.')} ${jeu.restreint ? say('Réservé aux jetons.', 'Restricted to tokens.') : ''}` }),
    table(say(`Versions de ${dataset}`, `Versions of ${dataset}`), say(['Version', 'Date', 'Auteur', 'Commentaire', 'Taille', 'État', 'Actions'], ['Version', 'Date', 'Author', 'Comment', 'Size', 'State', 'Actions']), jeu.versions.map(version => versionRow(dataset, version, jeu.versionServie, changed, area))),
    ...pinnedNodes(jeu.versions),
    element('p', { className: 'actions' }, ...buttons),
    ...(jeu.versions.length > 1 ? [comparisonForm(dataset, jeu.versions, area)] : []), area);
  place.hidden = false;
};
