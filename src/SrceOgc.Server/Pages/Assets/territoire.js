// What can be asked of a territory and of a point: figures, a package to take away, what is there.
import { ask, base, element, number, say } from './carte.js';

const kilometres = metres => (metres < 1000 ? `${number(metres)} m` : `${number(metres / 1000, 1)} km`);

/** Links to a territory's figures, plate and package. */
export const territoryLinks = ({ type, code, nom }) => {
  const address = `${type}/${encodeURIComponent(code)}`;
  const link = (path, title) => element('a', { className: 'bouton', href: `${base}/${path}`, textContent: title, ariaLabel: `${title} – ${nom}` });
  return element('span', { className: 'boutons' },
    link(`api/v1/territoires/${address}/indicateurs?f=html`, say('Indicateurs', 'Indicators')), ' ', link(`fiches/${address}.pdf`, say('Fiche PDF', 'PDF plate')), ' ',
    link(`emporter/${address}`, say('Emporter', 'Take away')));
};

const foundItem = item => element('li', {},
  element('strong', { textContent: item.titre }),
  [item.nom && ` : ${item.nom}`, item.distanceM && ` – ${say('à', 'at')} ${kilometres(item.distanceM)}`].filter(Boolean).join(''),
  ...Object.entries(item.details).map(([title, value]) => element('small', { textContent: `${title} : ${value}` })),
  element('small', { textContent: `${item.version}, ${new Date(item.publiee).toLocaleDateString(document.documentElement.lang)}${item.echelleValidite ? `, 1/${number(item.echelleValidite)}` : ''}` }));

const list = (title, items, none) =>
  [element('h3', { textContent: title }), items.length ? element('ul', {}, ...items) : element('p', { textContent: none })];

/** What is there at a longitude and latitude, as elements. */
export const whatIsHere = async (lon, lat) => {
  const found = await ask(`/ici?x=${lon.toFixed(6)}&y=${lat.toFixed(6)}&crs=CRS:84&f=json`);
  return element('div', { className: 'ici' },
    ...list(say('Territoires', 'Territories'),
      found.territoires.map(item => element('li', {}, `${item.titre} : `, element('strong', { textContent: item.nom }), ` (${item.code}) `, territoryLinks(item))),
      say('Aucun territoire publié ici.', 'No published territory here.')),
    ...list(say('Ici', 'Here'), found.presents.map(foundItem), say('Aucun élément des trames ni des zonages.', 'Nothing of the networks and zonings.')),
    ...list(say('Au plus près', 'Nearest'), found.proches.map(foundItem), say('Rien à moins de 5 km.', 'Nothing within 5 km.')));
};
