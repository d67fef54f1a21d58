// For administrators: who may do what, and what was done.
import { announce, element, say } from './carte.js';
import { call, post, read } from './acces.js';
import { action, confirmed, moment, row, show, table } from './dialogue.js';

const day = date => (date ? new Date(date).toLocaleDateString(say('fr-FR', 'en-GB')) : say('jamais', 'never'));

const revoke = async token => {
  if (!await confirmed(say(`Révoquer « ${token.nom} »`, `Revoke “${token.nom}”`), say('Qui s’en sert n’aura plus accès, dès maintenant. Cela ne peut pas être défait.', 'Who uses it has no access from now on. This cannot be undone.'), say('Révoquer', 'Revoke'))) return;
  await call(`/api/v1/jetons/${token.id}`, { method: 'DELETE' });
  announce(say(`Le jeton « ${token.nom} » est révoqué.`, `The token “${token.nom}” is revoked.`));
  await showAdministration();
};

const failing = act => (...parameters) => act(...parameters).catch(error => show(say('Rien n’a été changé', 'Nothing was changed'), element('p', { className: 'erreur', textContent: error.message })));

const create = async () => {
  const value = id => document.getElementById(id).value;
  const fields = { nom: value('nom-jeton'), droit: value('droit'), jeu: value('jeu-jeton') };
  if (value('jours')) fields.jours = value('jours');
  const made = await post('/api/v1/jetons', fields);
  document.getElementById('nouveau-jeton').reset();
  await showAdministration();
  const copy = element('button', { type: 'button', textContent: say('Copier', 'Copy'), onclick: async () => { await navigator.clipboard.writeText(made.jeton); copy.textContent = say('Copié', 'Copied'); } });
  show(say(`Jeton « ${fields.nom} »`, `Token “${fields.nom}”`), element('p', { textContent: say('Copiez-le maintenant : il ne sera plus jamais montré.', 'Copy it now: it will never be shown again.') }), element('pre', { id: 'secret', tabIndex: 0, textContent: made.jeton }), element('p', {}, copy));
};

const journalRow = entry => row(moment(entry.date), entry.action, entry.jeu, entry.version ? `${entry.version}` : '', entry.auteur, entry.origine, entry.commentaire);

export const showAdministration = async () => {
  const [tokens, journal] = await Promise.all([read('/api/v1/jetons'), read('/api/v1/journal?limit=50')]);
  document.getElementById('jetons').replaceChildren(table(say('Jetons', 'Tokens'), say(['Nom', 'Droits', 'Créé le', 'Expire le', 'Actions'], ['Name', 'Rights', 'Made on', 'Expires on', 'Actions']),
    tokens.map(token => row(token.nom, token.droits.join(', ').replaceAll(':*', say(' partout', ' everywhere')).replaceAll(':', ' '), day(token.cree), day(token.expire), action(say('Révoquer', 'Revoke'), say(`Révoquer ${token.nom}`, `Revoke ${token.nom}`), () => failing(revoke)(token), 'danger')))));
  document.getElementById('journal').replaceChildren(table('Journal', say(['Date', 'Action', 'Jeu', 'Version', 'Auteur', 'Depuis', 'Commentaire'], ['Date', 'Action', 'Dataset', 'Version', 'Author', 'From', 'Comment']), journal.map(journalRow)));
};

export const startAdministration = () =>
  document.getElementById('nouveau-jeton').addEventListener('submit', event => { event.preventDefault(); failing(create)(); });
