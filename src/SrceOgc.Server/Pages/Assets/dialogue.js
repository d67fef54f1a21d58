// The page's one dialogue: it shows something, or asks before something is done.
import { element, say } from './carte.js';

const dialog = document.getElementById('fiche');

/** Opens the dialogue; the button closes it, as Escape does. */
export const show = (title, ...content) => {
  const close = element('button', { type: 'button', className: 'fermer', textContent: say('Fermer', 'Close'), onclick: () => dialog.close() });
  dialog.replaceChildren(close, element('h2', { id: 'fiche-titre', textContent: title }), ...content);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
};

/** @returns whether the answer was yes. */
export const confirmed = (title, text, action) => new Promise(decided => {
  let isYes = false;
  const yes = element('button', { type: 'button', className: 'principal', textContent: action, onclick: () => { isYes = true; dialog.close(); } });
  const no = element('button', { type: 'button', textContent: say('Annuler', 'Cancel'), onclick: () => dialog.close(), autofocus: true });
  dialog.replaceChildren(element('h2', { id: 'fiche-titre', textContent: title }), element('p', { textContent: text }), element('p', { className: 'actions' }, yes, no));
  dialog.addEventListener('close', () => decided(isYes), { once: true });
  dialog.showModal();
  no.focus();
});

/** @returns the words given, or nothing. */
export const asked = (title, text, label, action) => new Promise(decided => {
  let answer = '';
  const field = element('input', { id: 'reponse', required: true, maxLength: 1000, autocomplete: 'off' });
  const yes = element('button', { type: 'submit', className: 'principal', textContent: action });
  const no = element('button', { type: 'button', textContent: say('Annuler', 'Cancel'), onclick: () => dialog.close() });
  const form = element('form', {}, element('p', { className: 'champ' }, Object.assign(element('label', { textContent: label }), { htmlFor: 'reponse' }), field), element('p', { className: 'actions' }, yes, no));
  form.addEventListener('submit', event => { event.preventDefault(); answer = field.value.trim(); dialog.close(); });
  dialog.replaceChildren(element('h2', { id: 'fiche-titre', textContent: title }), element('p', { textContent: text }), form);
  dialog.addEventListener('close', () => decided(answer), { once: true });
  dialog.showModal();
  field.focus();
});

/** On a narrow screen each row becomes a card, whose cells say their column themselves. */
export const table = (label, columns, rows) => {
  for (const cells of rows.map(line => [...line.children])) cells.forEach((cell, i) => { cell.dataset.colonne = columns[i]; });
  const head = element('thead', {}, element('tr', {}, ...columns.map(name => element('th', { scope: 'col', textContent: name }))));
  const scroller = element('div', { className: 'tableau', tabIndex: 0, role: 'region' }, element('table', {}, head, element('tbody', {}, ...rows)));
  scroller.setAttribute('aria-label', label);
  return scroller;
};

export const row = (first, ...cells) => element('tr', {}, element('th', { scope: 'row' }, first), ...cells.map(cell => element('td', {}, ...[cell].flat())));

export const action = (text, about, act, className = '') => {
  const button = element('button', { type: 'button', className, textContent: text, onclick: act });
  button.setAttribute('aria-label', about);
  return button;
};

export const moment = date => new Date(date).toLocaleString(say('fr-FR', 'en-GB'), { dateStyle: 'short', timeStyle: 'short' });
