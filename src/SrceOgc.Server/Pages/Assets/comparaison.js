// What changed from one version to another: a table of the layers, the features, and a map.
import { element, number } from './carte.js';
import { download, read } from './acces.js';
import { preview } from './apercu.js';
import { action, row, table } from './dialogue.js';

const KINDS = ['ajouts', 'retraits', 'modifications'];

const signed = (value, unit, digits) => (Math.abs(value) < 10 ** -digits / 2 ? '=' : `${value > 0 ? '+' : '−'}${number(Math.abs(value), digits)} ${unit}`);

const measured = (layer, name, per, unit) =>
  layer.de?.[name] === undefined || layer.a?.[name] === undefined ? '' : signed((layer.a[name] - layer.de[name]) / per, unit, 2);

const remarks = layer => [
  layer.etat === 'comparée' ? '' : `couche ${layer.etat}`,
  ...layer.champs.map(field => `champ ${field.nom} : ${field.changement}`),
  layer.autreSysteme ? 'autre système de coordonnées' : '',
  layer.renumerotes ? `${number(layer.renumerotes)} objets identiques, renumérotés` : '',
  layer.tropDeDifferences ? 'trop de différences pour être énumérées' : '',
].filter(Boolean).join(' ; ');

const said = value => (value === null ? '(vide)' : `${value}`);

const featureRows = layer => [
  ...layer.objetsAjoutes.map(id => row(`${id}`, 'ajouté', '', '', '')),
  ...layer.objetsRetires.map(id => row(`${id}`, 'retiré', '', '', '')),
  ...layer.objetsModifies.flatMap(feature => {
    const id = feature.idAvant ? `${feature.idAvant} → ${feature.id}` : `${feature.id}`;
    return [...(feature.geometrie ? [row(id, 'géométrie modifiée', '', '', '')] : []), ...feature.champs.map(field => row(id, 'modifié', field.nom, said(field.avant), said(field.apres)))];
  }),
];

const details = (layer, address) => {
  const files = KINDS.filter(kind => layer[kind] > 0).map(kind => action(`${kind} (GeoJSON)`, `Télécharger les ${kind} de ${layer.titre}`,
    () => download(`${address}&format=geojson&couche=${encodeURIComponent(layer.nom)}&quoi=${kind}`, `${layer.nom}_${kind}.geojson`)));
  return element('details', { className: 'differences' }, element('summary', { textContent: `${layer.titre} : ${KINDS.filter(kind => layer[kind]).map(kind => `${number(layer[kind])} ${kind}`).join(', ')}` }),
    element('p', { className: 'actions' }, ...files),
    table(layer.titre, ['Objet', 'Changement', 'Champ', 'Avant', 'Après'], featureRows(layer)));
};

/** Fills a place with the comparison of two versions of a dataset. */
export const compare = async (place, dataset, from, to) => {
  const address = `/api/v1/jeux/${dataset}/comparer?de=${from}&a=${to}`;
  const found = await read(address);
  const differing = found.couches.filter(layer => KINDS.some(kind => layer[kind] > 0));
  const rows = found.couches.map(layer => row(layer.titre, ...KINDS.map(kind => (layer[kind] === undefined ? '?' : number(layer[kind]))), measured(layer, 'surfaceM2', 10000, 'ha'), measured(layer, 'longueurM', 1000, 'km'), remarks(layer)));
  const map = element('div', { className: 'apercu' });
  place.replaceChildren(
    element('h3', { textContent: `De la version ${from} à la version ${to}`, tabIndex: -1 }),
    element('p', { textContent: differing.length ? (differing.length > 1 ? `${differing.length} couches diffèrent.` : '1 couche diffère.') : 'Les objets sont les mêmes.' }),
    table('Couches comparées', ['Couche', 'Ajouts', 'Retraits', 'Modifications', 'Surface', 'Longueur', 'Remarques'], rows),
    ...differing.filter(layer => layer.etat === 'comparée').map(layer => details(layer, address)),
    element('p', {}, 'Carte des différences dans QGIS (WMS) : ', element('code', { textContent: found.wms })), map);
  place.querySelector('h3').focus();
  const compared = differing.filter(layer => layer.etat === 'comparée');
  const spatial = compared.filter(layer => layer.a.surfaceM2 !== undefined).map(layer => layer.nom);
  if (compared.length) await preview(map, `${dataset}-${from}..${to}`, spatial.length ? { name: `${dataset}-${to}`, layers: spatial } : null);
};
