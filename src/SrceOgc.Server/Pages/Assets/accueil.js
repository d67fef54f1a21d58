// The first page: the tree drives the map, the search finds layers and communes, a sheet tells how to use a layer.
import { ServiceMap, announce, ask, base, element, legendAddress, number, say } from './carte.js';
import { openSheet } from './fiche.js';
import { acceptPerimeters } from './perimetre.js';
import { territoryLinks } from './territoire.js';

const map = new ServiceMap('carte');

const rowOf = name => document.querySelector(`[data-layer="${CSS.escape(name)}"]`);

const toggle = (name, visible) => {
  const row = rowOf(name);
  row.querySelector('input[type=checkbox]').checked = visible;
  row.classList.toggle('visible', visible);
  const legend = row.querySelector('img');
  if (visible && !legend.src) legend.src = legend.dataset.src;
  map.show(name, visible);
  share();
};

const tools = item => {
  const range = element('input', { type: 'range', min: 0, max: 100, value: 100, oninput: event => map.fade(item.nom, event.target.value / 100) });
  const legend = element('img', { alt: say(`Légende de « ${item.titre} »`, `Legend of ${item.titre}`) });
  legend.dataset.src = legendAddress(item);
  return element('div', { className: 'outils' }, element('label', {}, say('Opacité ', 'Opacity '), range), legend);
};

const share = () => {
  history.replaceState(null, '', `#${map.place.join('/')}/${map.shown.map(item => encodeURIComponent(item.nom)).join(',')}`);
};

/** What a shared address asks for, or null. */
const shared = () => {
  const parts = location.hash.slice(1).split('/');
  if (parts.length < 4 || parts.slice(0, 3).some(part => part === '' || !isFinite(Number(part)))) return null;
  return { place: parts.slice(0, 3).map(Number), names: new Set(parts[3].split(',').map(decodeURIComponent)) };
};

const start = ({ couches }) => {
  for (const item of couches) {
    const row = rowOf(item.nom);
    row.querySelector('[data-sheet]').addEventListener('click', () => openSheet(item.nom).catch(error => announce(error.message)));
  }
  const spatial = couches.filter(item => item.emprise);
  for (const item of [...spatial].reverse()) {
    map.add(item);
    rowOf(item.nom).append(tools(item));
    rowOf(item.nom).querySelector('input').addEventListener('change', event => toggle(item.nom, event.target.checked));
  }
  const asked = shared();
  if (asked) map.place = asked.place;
  else map.fit((spatial.some(item => item.visibleAuDepart) ? spatial.filter(item => item.visibleAuDepart) : spatial).map(item => item.emprise));
  for (const item of spatial)
    if (asked ? asked.names.has(item.nom) : item.visibleAuDepart) toggle(item.nom, true);
  map.map.on('moveend', share);
  document.body.dataset.ready = 'true';
  if (location.search) ask('/api/v1/territoires').then(({ types }) => goWhereAsked(types.map(known => known.type))).catch(error => announce(error.message));
};

const found = document.getElementById('trouves');
const words = document.getElementById('mots');

const offer = (text, detail, act) => {
  const button = element('button', { type: 'button', onclick: () => { found.hidden = true; act(); } }, text, element('small', { textContent: ` ${detail}` }));
  found.append(element('li', {}, button));
};

/** The chosen territory's name and links, over the map. */
const choose = place => {
  const box = document.getElementById('territoire');
  const close = element('button', { type: 'button', textContent: say('Fermer', 'Close'), onclick: () => { box.hidden = true; map.outline(null); } });
  box.replaceChildren(element('strong', { textContent: place.type === 'perimetre' ? place.nom : `${place.nom} (${place.code})` }), ' ', territoryLinks(place), ' ', close);
  box.hidden = false;
};

/** Goes to a territory, outlines it, and comes no closer than what is shown is good for. */
const goTo = async place => {
  map.fit([place.emprise], true);
  choose(place);
  announce(place.nom);
  const { geometrie } = await ask(`/api/v1/territoires/${place.type}/${encodeURIComponent(place.code)}?geometrie=1`);
  map.outline(geometrie);
};

/** ?commune=60057, ?epci=200067999…: an address that another page, or a letter, may give. */
const goWhereAsked = async types => {
  for (const [type, code] of new URLSearchParams(location.search)) {
    if (!types.includes(type)) continue;
    await goTo(await ask(`/api/v1/territoires/${type}/${encodeURIComponent(code)}`));
    return;
  }
};

const search = async () => {
  const text = words.value.trim();
  if (text.length < 2) { found.hidden = true; return; }
  const query = encodeURIComponent(text);
  const [places, layers] = await Promise.all([ask(`/api/v1/territoires?q=${query}&limite=6`), ask(`/api/v1/couches?q=${query}&limite=6`)]);
  if (words.value.trim() !== text) return;
  found.replaceChildren();
  for (const place of places.territoires) offer(place.nom, `${place.titre} ${place.code}`, () => goTo(place).catch(error => announce(error.message)));
  for (const item of layers.couches)
    offer(item.titre, item.titreTrame, () => { if (item.emprise) { toggle(item.nom, true); } openSheet(item.nom); });
  found.hidden = found.children.length === 0;
  announce(found.hidden ? say('Rien ne correspond', 'Nothing found') : say(`${found.children.length} résultats`, `${found.children.length} results`));
};

acceptPerimeters(document.querySelector('.plan'), document.getElementById('perimetre'), place => {
  map.outline(place.geometrie);
  map.fit([place.emprise]);
  choose(place);
});

let pause;
words.addEventListener('input', () => { clearTimeout(pause); pause = setTimeout(() => search().catch(error => announce(error.message)), 200); });
document.getElementById('recherche').addEventListener('submit', async event => {
  event.preventDefault();
  await search().catch(error => announce(error.message));
  found.querySelector('button')?.click();
});
document.addEventListener('keydown', event => { if (event.key === 'Escape') found.hidden = true; });

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  announce(say('Copié', 'Copied'));
  const label = button.textContent;
  button.textContent = say('Copié', 'Copied');
  setTimeout(() => { button.textContent = label; }, 1500);
});

document.getElementById('partager').addEventListener('click', async event => {
  share();
  await navigator.clipboard.writeText(location.href);
  announce(say('Le lien vers cette vue est copié', 'The link to this view is copied'));
  event.target.textContent = say('Lien copié', 'Link copied');
});

document.getElementById('imprimer').addEventListener('click', async () => {
  const legends = map.shown.map(item => element('figure', {}, element('figcaption', { textContent: item.titre + (item.source ? ` – ${item.source}` : '') }), element('img', { src: legendAddress(item), alt: '' })));
  const date = new Date().toLocaleDateString(document.documentElement.lang);
  document.getElementById('impression').replaceChildren(element('p', { textContent: say(`Échelle 1/${number(map.scale)} environ · ${date} · Pour information`, `Scale about 1:${number(map.scale)} · ${date} · For information`) }), ...legends);
  await Promise.all([...document.querySelectorAll('#impression img')].map(image => image.decode().catch(() => {})));
  window.print();
});

ask('/api/v1/couches').then(start).catch(error => announce(error.message));
