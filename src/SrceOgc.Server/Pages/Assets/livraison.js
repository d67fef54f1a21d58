// A delivery: the file is checked without changing anything, its report is read, then it is published or kept as a draft.
import { announce, element, say } from './carte.js';
import { call, read, send } from './acces.js';
import { tablesOf } from './tables.js';
import { reportNodes } from './versions.js';

const form = document.getElementById('livraison');
const input = document.getElementById('fichier');
const name = document.getElementById('nom-jeu');
const comment = document.getElementById('commentaire');
const result = document.getElementById('resultat');
const progress = document.getElementById('avancement');
const gauge = document.getElementById('jauge');
const step = document.getElementById('etape');
const drop = document.getElementById('depot');

const plain = text => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');

const layer = document.getElementById('couche');
const layerHelp = document.getElementById('aide-couche');
let datasets = [];
let turns = 0;

const servedLayers = dataset => datasets.find(known => known.id === dataset)?.couchesServies ?? [];

const holds = (dataset, tables) => servedLayers(dataset.id).filter(known => tables.some(table => table === known.table || table === known.nom));

/** The layers that can be replaced alone, when the dataset named has several. */
const offerLayers = chosen => {
  const served = servedLayers(name.value);
  layer.replaceChildren(element('option', { value: '', textContent: say('tout le jeu', 'the whole dataset') }), ...served.map(known => element('option', { value: known.nom, textContent: known.table })));
  layer.value = chosen ?? '';
  layer.closest('p').hidden = served.length < 2;
  tellLayer();
};

const tellLayer = () => {
  const others = servedLayers(name.value).length - 1;
  layerHelp.textContent = layer.value ? say(`Seule cette couche est remplacée ; ${others > 1 ? `les ${others} autres restent` : 'l’autre reste'} comme elle${others > 1 ? 's sont' : ' est'}.`,
    `Only this layer is replaced; ${others > 1 ? `the ${others} others stay as they are` : 'the other stays as it is'}.`) : '';
};

/** The dataset that holds the layers of the file; its own name only where none does. */
const suggest = async () => {
  const [file] = input.files;
  if (!file) return;
  const turn = ++turns;
  delete input.dataset.read;
  const tables = await tablesOf(file).catch(() => []);
  if (turn !== turns) return; // Another file, or a name by hand, has come meanwhile.
  const stem = file.name.replace(/\.(gpkg|zip|geojson|json)$/i, '');
  const wanted = tables.length ? tables : [stem];
  const [best] = datasets.map(dataset => ({ dataset, found: holds(dataset, wanted) })).filter(({ found }) => found.length).sort((a, b) => b.found.length - a.found.length);
  if (best) name.value = best.dataset.id;
  else if (!name.value) name.value = plain(stem);
  const isAlone = best && best.found.length === 1 && wanted.length === 1 && servedLayers(best.dataset.id).length > 1;
  offerLayers(isAlone ? best.found[0].nom : '');
  input.dataset.read = file.name;
};

/** Called with the datasets whenever they may have changed. */
export const knowDatasets = known => {
  datasets = known;
  offerLayers(layer.value);
};

const tell = (text, part) => {
  step.textContent = text;
  if (part === undefined) gauge.removeAttribute('value'); else gauge.value = 100 * part;
};

/** What the server does with a file it has received, layer after layer. */
const follow = dataset => setInterval(async () => {
  try {
    const state = await read(`/api/v1/jeux/${dataset}/etat`);
    if (state.etat === 'en cours') tell(say(`Couche ${state.numero} sur ${state.total} : ${state.couche}`, `Layer ${state.numero} of ${state.total}: ${state.couche}`), state.numero / state.total);
  } catch { /* told by the delivery itself */ }
}, 700);

/** The version served as seen now: nobody's later delivery is overwritten unseen. */
const servedTag = async dataset => {
  const { jeux } = await read('/api/v1/jeux');
  return jeux.some(known => known.id === dataset) ? (await call(`/api/v1/jeux/${dataset}`)).headers.get('ETag') : null;
};

const deliver = async (parameters, tag) => {
  const query = new URLSearchParams(parameters);
  if (comment.value) query.set('commentaire', comment.value);
  progress.hidden = false;
  tell(say('Envoi du fichier', 'Sending the file'), 0);
  const watch = follow(name.value);
  try {
    return await send(`/api/v1/jeux/${name.value}${layer.value ? `/couches/${encodeURIComponent(layer.value)}` : ''}?${query}`, input.files[0], tag, part => tell(part < 1 ? say('Envoi du fichier', 'Sending the file') : say('Vérification', 'Checking'), part < 1 ? part : undefined));
  } finally {
    clearInterval(watch);
    progress.hidden = true;
  }
};

const tellResult = (title, isGood, ...content) => {
  result.replaceChildren(element('h3', { textContent: title, className: isGood ? 'bien' : 'erreur' }), ...content);
  result.focus();
  announce(title);
};

/** One click, one delivery: whatever starts one is off until it ends. */
const guarded = async act => {
  const buttons = [...document.querySelectorAll('#livraison button:enabled, #resultat button:enabled')];
  buttons.forEach(button => { button.disabled = true; });
  try {
    await act();
  } catch (error) {
    tellResult(say('La livraison n’a pas abouti', 'The delivery did not succeed'), false, element('p', { textContent: error.message }));
  } finally {
    buttons.forEach(button => { button.disabled = false; });
  }
};

const publish = (parameters, tag, changed) => guarded(async () => {
  const report = await deliver(parameters, tag);
  const done = parameters.brouillon ? say(`La version ${report.version} est gardée comme brouillon.`, `Version ${report.version} is kept as a draft.`) : say(`La version ${report.version} est publiée.`, `Version ${report.version} is published.`);
  tellResult(report.accepte ? done : say('Le fichier est refusé ; rien n’a été changé.', 'The file is refused; nothing was changed.'), report.accepte, ...reportNodes(report));
  if (report.accepte) {
    form.reset();
    await changed(report.jeu);
  }
});

/** Publishing what loses much waits for an explicit tick. */
const choices = (report, tag, changed) => {
  const needsConsent = Boolean(report.changements?.accordRequis);
  const button = element('button', { type: 'button', className: 'principal', textContent: say('Publier', 'Publish'), disabled: needsConsent, onclick: () => publish(needsConsent ? { accepter: 'pertes' } : {}, tag, changed) });
  const draft = element('button', { type: 'button', textContent: say('Garder comme brouillon', 'Keep as a draft'), onclick: () => publish({ brouillon: 1 }, tag, changed) });
  const tick = element('input', { type: 'checkbox', id: 'accepter', onchange: () => { button.disabled = !tick.checked; } });
  const consent = needsConsent ? [element('p', { className: 'consentement' }, element('label', {}, tick, say(' Ces pertes sont voulues : publier quand même', ' These losses are wanted: publish anyway')))] : [];
  return [...consent, element('p', { className: 'actions' }, button, draft)];
};

const check = changed => guarded(async () => {
  result.replaceChildren();
  const tag = await servedTag(name.value);
  const report = await deliver({ essai: 1 });
  const title = !report.accepte ? say('Le fichier est refusé', 'The file is refused') : report.changements?.accordRequis ? say('Le fichier peut être publié avec votre accord', 'The file can be published with your consent') : say('Le fichier peut être publié', 'The file can be published');
  tellResult(title, report.accepte && !report.changements?.accordRequis, ...reportNodes(report), ...(report.accepte ? choices(report, tag, changed) : []));
});

export const startDelivery = changed => {
  input.addEventListener('change', suggest);
  name.addEventListener('input', () => { turns++; offerLayers(''); });
  layer.addEventListener('change', tellLayer);
  form.addEventListener('input', () => result.replaceChildren());
  form.addEventListener('submit', event => { event.preventDefault(); check(changed); });
  drop.addEventListener('dragover', event => { event.preventDefault(); drop.classList.add('survol'); });
  drop.addEventListener('dragleave', () => drop.classList.remove('survol'));
  drop.addEventListener('drop', event => {
    event.preventDefault();
    drop.classList.remove('survol');
    input.files = event.dataTransfer.files;
    result.replaceChildren();
    suggest();
  });
};
