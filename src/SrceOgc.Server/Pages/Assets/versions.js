// One dataset: its versions, their reports and maps, and which of them is served.
import { announce, element, number } from './carte.js';
import { call, download, post, read } from './acces.js';
import { preview } from './apercu.js';
import { compare } from './comparaison.js';
import { action, asked, confirmed, moment, row, show, table } from './dialogue.js';

const SEVERITIES = [['Blocking', 'Bloquant'], ['ToFix', 'À corriger'], ['Note', 'Notes']];

const findingText = finding => {
  const where = finding.Layer ? `Couche « ${finding.Layer} »${finding.Row ? `, ligne ${finding.Row}` : ''}${finding.Count > 1 ? ` (et ${number(finding.Count - 1)} autres)` : ''} : ` : '';
  return `${where}${finding.Message} ${finding.Advice}`;
};

/** The faults as a layer of points, where the report has any. */
const faultNodes = report => {
  if (!report.Faults) return [];
  const trouble = element('span', { className: 'erreur', role: 'alert' });
  const fetchFaults = async () => {
    trouble.textContent = '';
    try {
      await download(report.Faults, `defauts-${report.Dataset}${report.Version ? `-${report.Version}` : ''}.gpkg`);
    } catch (error) {
      trouble.textContent = error.message;
    }
  };
  return [element('p', { className: 'actions' }, action('Télécharger les défauts (GeoPackage)', 'Télécharger les défauts (GeoPackage) à ouvrir dans QGIS', fetchFaults), trouble)];
};

const amounts = (layer, name, per, unit) => {
  const [before, after] = [layer.Before?.[name], layer.After?.[name]];
  return typeof before === 'number' && typeof after === 'number' && before !== after ? `${number(before / per, 2)} → ${number(after / per, 2)} ${unit}` : '';
};

const changeRow = layer => row(layer.Table, `${layer.Before ? number(layer.Before.Objects) : '–'} → ${layer.After ? number(layer.After.Objects) : '–'}`, amounts(layer, 'AreaM2', 10000, 'ha'), amounts(layer, 'LengthM', 1000, 'km'),
  [layer.Before ? '' : 'nouvelle couche', layer.After ? '' : 'couche disparue', ...layer.FieldsGone.map(name => `champ « ${name} » disparu`), ...layer.FieldsAdded.map(name => `champ « ${name} » nouveau`)].filter(Boolean).join(' ; '));

/** What changes of the version served: what disappears is said first. */
const changeNodes = report => {
  const changes = report.Changes;
  if (!changes?.Layers.length) return [];
  const lost = changes.Lost.French;
  const headline = lost ? [element('p', { className: changes.NeedConsent ? 'pertes' : '' }, element('strong', { textContent: `${report.Version && !report.IsDraft ? 'Disparus' : 'Disparaîtraient'} par rapport à la version ${changes.Since} : ${lost}.` }))] : [];
  return [...headline, table('Ce qui change', ['Couche', 'Objets', 'Surface', 'Longueur', 'Remarques'], changes.Layers.map(changeRow))];
};

/** A validation report: what is lost, then what blocks. */
export const reportNodes = report => [...changeNodes(report), ...findingNodes(report)];

const findingNodes = report => {
  const groups = SEVERITIES.map(([key, title]) => [title, report.Findings.filter(finding => finding.Severity === key)]).filter(([, found]) => found.length);
  if (groups.length === 0) return [element('p', { textContent: 'Aucune remarque.' })];
  return faultNodes(report).concat(groups.flatMap(([title, found]) => [element('h3', { textContent: `${title} (${found.length})` }), element('ul', {}, ...found.map(finding => element('li', { textContent: findingText(finding) })))]));
};

const place = document.getElementById('jeu');

const bareState = (version, served) => (version.version === served ? element('strong', { className: 'servie', textContent: 'servie' }) : version.brouillon ? 'brouillon' : 'conservée');

const state = (version, served) => (version.epinglee ? [bareState(version, served), ', épinglée'] : bareState(version, served));

/** How a version is cited, ready to be copied. */
const cite = (dataset, version) => {
  const sentence = element('p', { id: 'citation', textContent: version.citation.phrase });
  const copy = action('Copier', 'Copier la citation', async () => { await navigator.clipboard.writeText(version.citation.phrase); announce('Copié.'); });
  const advice = version.epinglee ? 'Cette version est épinglée : elle reste à cette adresse.' : 'Cette version n’est pas épinglée : épinglez-la, sinon elle partira quand d’autres l’auront suivie.';
  show(`Citer la version ${version.version} de ${dataset}`, sentence, element('p', {}, copy), element('p', { textContent: advice }));
};

const pin = async (dataset, version, changed) => {
  if (await confirmed(`Épingler la version ${version.version}`, 'Elle sera gardée pour toujours, à son adresse, même si le jeu est retiré. Seul un administrateur pourra la libérer, en disant pourquoi.', 'Épingler'))
    await change(dataset, () => post(`/api/v1/jeux/${dataset}/versions/${version.version}/epingler`), `La version ${version.version} est épinglée.`, changed);
};

const unpin = async (dataset, version, changed) => {
  const reason = await asked(`Libérer la version ${version.version}`, 'Qui l’a citée ne la trouvera plus un jour. Le journal garde la raison. Réservé à un administrateur.', 'Raison', 'Libérer');
  if (reason) await change(dataset, () => post(`/api/v1/jeux/${dataset}/versions/${version.version}/desepingler`, { raison: reason }), `La version ${version.version} n’est plus épinglée.`, changed);
};

const size = bytes => `${number(bytes / 1048576, 1)} Mio`;

/** Does something that may fail, says which, and shows the dataset anew. */
const change = async (dataset, act, done, changed) => {
  try {
    await act();
    await changed();
    await openDataset(dataset, changed);
    announce(done);
    place.querySelector('.message').textContent = done;
  } catch (error) {
    show('Rien n’a été changé', element('p', { className: 'erreur', textContent: error.message }));
  }
};

const activate = async (dataset, version, served, changed) => {
  const isBack = served && version.version < served;
  const title = isBack ? `Revenir à la version ${version.version}` : `Servir la version ${version.version}`;
  const text = served ? `Elle remplace aussitôt la version ${served} pour tous les lecteurs de « ${dataset} ». La version ${served} reste conservée.` : `« ${dataset} » sera servi aussitôt.`;
  if (await confirmed(title, text, isBack ? 'Revenir' : 'Servir'))
    await change(dataset, () => post(`/api/v1/jeux/${dataset}/versions/${version.version}/activer`, {}, served ? { 'If-Match': `"${served}"` } : {}), `La version ${version.version} est servie.`, changed);
};

const retire = async (dataset, served, changed) => {
  if (await confirmed(`Retirer « ${dataset} »`, 'Il cesse aussitôt d’être servi. Ses versions restent conservées et peuvent être servies de nouveau.', 'Retirer'))
    await change(dataset, () => call(`/api/v1/jeux/${dataset}`, { method: 'DELETE', headers: { 'If-Match': `"${served}"` } }), `« ${dataset} » n’est plus servi.`, changed);
};

const restrict = async (dataset, isRestricted, changed) => {
  const text = isRestricted ? 'Tout le monde pourra le lire.' : 'Seuls les porteurs d’un jeton pourront le lire ; il disparaît pour les autres.';
  if (await confirmed(isRestricted ? `Ouvrir « ${dataset} » à tous` : `Réserver « ${dataset} »`, text, isRestricted ? 'Ouvrir' : 'Réserver'))
    await change(dataset, () => post(`/api/v1/jeux/${dataset}/acces`, { pour: isRestricted ? 'tous' : 'jetons' }), 'L’accès est changé.', changed);
};

const showReport = async (dataset, number) => {
  try {
    const report = await read(`/api/v1/jeux/${dataset}/versions/${number}/rapport`);
    show(`Rapport de la version ${number}`, element('p', { textContent: `Fichier « ${report.File} », le ${moment(report.Date)} : ${report.Accepted ? 'accepté' : 'refusé'}.` }), ...reportNodes(report));
  } catch (error) {
    show(`Rapport de la version ${number}`, element('p', { className: 'erreur', textContent: error.message }));
  }
};

const versionRow = (dataset, version, served, changed, area) => {
  const name = `${version.version}`;
  const buttons = [
    action('Rapport', `Rapport de la version ${name}`, () => showReport(dataset, version.version)),
    action('Aperçu', `Aperçu de la version ${name}`, () => fill(area, async () => {
      const map = element('div', { className: 'apercu' });
      area.replaceChildren(element('h3', { textContent: `Aperçu de la version ${name}`, tabIndex: -1 }), map);
      area.firstChild.focus();
      await preview(map, `${dataset}-${name}`);
    })),
  ];
  if (!version.brouillon) {
    buttons.push(action('Citer', `Citer la version ${name}`, () => cite(dataset, version)));
    buttons.push(version.epinglee ? action('Libérer', `Libérer la version ${name}`, () => unpin(dataset, version, changed)) : action('Épingler', `Épingler la version ${name}`, () => pin(dataset, version, changed)));
  }
  if (version.version !== served)
    buttons.push(action(served && version.version < served ? 'Revenir' : 'Servir', `${served && version.version < served ? 'Revenir à' : 'Servir'} la version ${name}`, () => activate(dataset, version, served, changed)));
  return row(name, moment(version.date), version.auteur, version.commentaire, size(version.taille), state(version, served), element('span', { className: 'boutons' }, ...buttons));
};

const fill = async (area, act) => {
  area.replaceChildren(element('p', { textContent: 'En cours…' }));
  try {
    await act();
  } catch (error) {
    area.replaceChildren(element('p', { className: 'erreur', textContent: error.message }));
  }
};

const comparer = (dataset, versions, area) => {
  const choice = (id, label, chosen) => element('p', { className: 'champ' }, Object.assign(element('label', { textContent: label }), { htmlFor: id }),
    element('select', { id }, ...versions.map(version => element('option', { value: version.version, selected: version.version === chosen, textContent: `version ${version.version} – ${moment(version.date)}` }))));
  const form = element('form', { className: 'comparer' }, element('h3', { textContent: 'Comparer deux versions' }), choice('de', 'De', versions[1].version), choice('a', 'À', versions[0].version), element('button', { type: 'submit', textContent: 'Comparer' }));
  form.addEventListener('submit', event => {
    event.preventDefault();
    fill(area, () => compare(area, dataset, form.querySelector('#de').value, form.querySelector('#a').value));
  });
  return form;
};

/** What is never pruned takes its place for good: it is said. */
const pinnedNodes = versions => {
  const pinned = versions.filter(version => version.epinglee);
  return pinned.length ? [element('p', { textContent: `Versions épinglées : ${pinned.length}, ${size(pinned.reduce((sum, version) => sum + version.octets, 0))} sur le disque.` })] : [];
};

/** Shows a dataset; "changed" is called after anything is. */
export const openDataset = async (dataset, changed) => {
  const { jeu } = await read(`/api/v1/jeux/${encodeURIComponent(dataset)}`);
  const area = element('div', { id: 'vue', ariaLive: 'off' });
  const access = action(jeu.restreint ? 'Ouvrir à tous' : 'Réserver aux jetons', `${jeu.restreint ? 'Ouvrir à tous' : 'Réserver aux jetons'} : ${dataset}`, () => restrict(dataset, jeu.restreint, changed));
  const buttons = jeu.versionServie ? [access, action('Retirer', `Retirer ${dataset}`, () => retire(dataset, jeu.versionServie, changed), 'danger')] : [access];
  place.replaceChildren(
    element('h2', { id: 'titre-jeu', textContent: dataset, tabIndex: -1 }),
    element('p', { className: 'message', role: 'status' }),
    element('p', { textContent: `${jeu.versionServie ? `Version servie : ${jeu.versionServie}.` : 'N’est pas servi.'} ${jeu.restreint ? 'Réservé aux jetons.' : ''}` }),
    table(`Versions de ${dataset}`, ['Version', 'Date', 'Auteur', 'Commentaire', 'Taille', 'État', 'Actions'], jeu.versions.map(version => versionRow(dataset, version, jeu.versionServie, changed, area))),
    ...pinnedNodes(jeu.versions),
    element('p', { className: 'actions' }, ...buttons),
    ...(jeu.versions.length > 1 ? [comparer(dataset, jeu.versions, area)] : []), area);
  place.hidden = false;
};
