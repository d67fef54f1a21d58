// The stewards' page: a token opens it; then the datasets, a delivery, and for administrators tokens and the journal.
import { element, say } from './carte.js';
import { read, token } from './acces.js';
import { action, moment, row, table } from './dialogue.js';
import { knowDatasets, startDelivery } from './livraison.js';
import { openDataset } from './versions.js';
import { showAdministration, startAdministration } from './jetons.js';

const part = id => document.getElementById(id);
const LOOKS_LIKE_A_TOKEN = /^srce_[0-9a-f]{64}$/;
let isAdministrator = false;

const open = async dataset => {
  await openDataset(dataset, refresh);
  part('titre-jeu').focus();
  part('jeu').scrollIntoView();
};

const datasetRow = dataset => {
  const last = dataset.versions[0];
  const state = dataset.versionServie ? `version ${dataset.versionServie}` : say('non servi', 'not served');
  return row(dataset.id, `${state}${dataset.restreint ? say(', réservé', ', restricted') : ''}`, last ? moment(last.date) : '', last?.auteur ?? '', `${dataset.versions.length}`, action(say('Ouvrir', 'Open'), say(`Ouvrir ${dataset.id}`, `Open ${dataset.id}`), () => open(dataset.id)));
};

const showDatasets = ({ jeux }) => {
  knowDatasets(jeux);
  part('jeux').replaceChildren(jeux.length ? table(say('Jeux de données', 'Datasets'), say(['Jeu', 'Servi', 'Dernière livraison', 'Par', 'Versions', 'Actions'], ['Dataset', 'Served', 'Last delivery', 'By', 'Versions', 'Actions']), jeux.map(datasetRow)) : element('p', { textContent: say('Aucun jeu encore : livrez un premier fichier.', 'No dataset yet: deliver a first file.') }));
  part('noms-jeux').replaceChildren(...jeux.map(dataset => element('option', { value: dataset.id })));
  part('jeu-jeton').replaceChildren(element('option', { value: '*', textContent: say('tous', 'all') }), ...jeux.map(dataset => element('option', { value: dataset.id, textContent: dataset.id })));
};

const refresh = async () => {
  showDatasets(await read('/api/v1/jeux'));
  if (isAdministrator) await showAdministration();
};

/** Only administrators may see tokens: the server says who is one. */
const tryAdministration = async () => {
  try {
    await showAdministration();
    return true;
  } catch (error) {
    if (error.status === 403) return false;
    throw error;
  }
};

const enter = async () => {
  try {
    if (!LOOKS_LIKE_A_TOKEN.test(token.value)) throw new Error(say('Ce n’est pas un jeton : il commence par « srce_ », suivi de 64 chiffres et lettres de a à f.', 'This is no token: it begins with “srce_”, followed by 64 digits and letters from a to f.'));
    showDatasets(await read('/api/v1/jeux'));
    isAdministrator = await tryAdministration();
  } catch (error) {
    token.value = '';
    part('connexion-erreur').textContent = error.message;
    part('jeton').focus();
    return;
  }
  part('administration').hidden = !isAdministrator;
  part('connexion').hidden = true;
  part('espace').hidden = part('sortir').hidden = false;
  part('jeton').value = '';
  part('contenu').focus();
};

part('connexion').addEventListener('submit', event => {
  event.preventDefault();
  part('connexion-erreur').textContent = '';
  token.value = part('jeton').value.trim();
  enter();
});
part('sortir').addEventListener('click', () => { token.value = ''; location.reload(); });
startDelivery(async dataset => { await refresh(); await openDataset(dataset, refresh); });
startAdministration();
if (token.value) enter();
