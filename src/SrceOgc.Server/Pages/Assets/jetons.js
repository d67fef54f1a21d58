// For administrators: who may do what, and what was done.
import { announce, element } from './carte.js';
import { call, post, read } from './acces.js';
import { action, confirmed, moment, row, show, table } from './dialogue.js';

const day = date => (date ? new Date(date).toLocaleDateString('fr-FR') : 'jamais');

const revoke = async token => {
  if (!await confirmed(`Révoquer « ${token.nom} »`, 'Qui s’en sert n’aura plus accès, dès maintenant. Cela ne peut pas être défait.', 'Révoquer')) return;
  await call(`/api/v1/jetons/${token.id}`, { method: 'DELETE' });
  announce(`Le jeton « ${token.nom} » est révoqué.`);
  await showAdministration();
};

const failing = act => (...parameters) => act(...parameters).catch(error => show('Rien n’a été changé', element('p', { className: 'erreur', textContent: error.message })));

const create = async () => {
  const value = id => document.getElementById(id).value;
  const fields = { nom: value('nom-jeton'), droit: value('droit'), jeu: value('jeu-jeton') };
  if (value('jours')) fields.jours = value('jours');
  const made = await post('/api/v1/jetons', fields);
  document.getElementById('nouveau-jeton').reset();
  await showAdministration();
  const copy = element('button', { type: 'button', textContent: 'Copier', onclick: async () => { await navigator.clipboard.writeText(made.jeton); copy.textContent = 'Copié'; } });
  show(`Jeton « ${fields.nom} »`, element('p', { textContent: 'Copiez-le maintenant : il ne sera plus jamais montré.' }), element('pre', { id: 'secret', tabIndex: 0, textContent: made.jeton }), element('p', {}, copy));
};

const journalRow = entry => row(moment(entry.Date), entry.Action, entry.Dataset, entry.Version ? `${entry.Version}` : '', entry.Author, entry.From, entry.Comment);

export const showAdministration = async () => {
  const [tokens, journal] = await Promise.all([read('/api/v1/jetons'), read('/api/v1/journal?limit=50')]);
  document.getElementById('jetons').replaceChildren(table('Jetons', ['Nom', 'Droits', 'Créé le', 'Expire le', 'Actions'],
    tokens.map(token => row(token.nom, token.droits.join(', ').replaceAll(':*', ' partout').replaceAll(':', ' '), day(token.cree), day(token.expire), action('Révoquer', `Révoquer ${token.nom}`, () => failing(revoke)(token), 'danger')))));
  document.getElementById('journal').replaceChildren(table('Journal', ['Date', 'Action', 'Jeu', 'Version', 'Auteur', 'Depuis', 'Commentaire'], journal.map(journalRow)));
};

export const startAdministration = () =>
  document.getElementById('nouveau-jeton').addEventListener('submit', event => { event.preventDefault(); failing(create)(); });
