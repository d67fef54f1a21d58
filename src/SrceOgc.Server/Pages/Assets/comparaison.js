// What changed from one version to another: a table of the layers, the features, and a map.
import { element, number, say } from './carte.js';
import { download, read } from './acces.js';
import { preview } from './apercu.js';
import { action, row, table } from './dialogue.js';

const KINDS = ['ajouts', 'retraits', 'modifications'];
const CHANGES = { 'ajouté': 'added', 'retiré': 'removed' };
const kindName = kind => say(kind, { ajouts: 'added', retraits: 'removed', modifications: 'changed' }[kind]);

const signed = (value, unit, digits) => (Math.abs(value) < 10 ** -digits / 2 ? '=' : `${value > 0 ? '+' : '−'}${number(Math.abs(value), digits)} ${unit}`);

const measured = (layer, name, per, unit) =>
  layer.de?.[name] === undefined || layer.a?.[name] === undefined ? '' : signed((layer.a[name] - layer.de[name]) / per, unit, 2);

const remarks = layer => [
  layer.etat === 'comparée' ? '' : say(`couche ${layer.etat}`, `layer ${layer.etat === 'ajoutée' ? 'added' : 'removed'}`),
  ...layer.champs.map(field => say(`champ ${field.nom} : ${field.changement}`, `field ${field.nom}: ${CHANGES[field.changement] ?? field.changement}`)),
  layer.autreSysteme ? say('autre système de coordonnées', 'another reference system') : '',
  layer.renumerotes ? say(`${number(layer.renumerotes)} objets identiques, renumérotés`, `${number(layer.renumerotes)} features the same, with other numbers`) : '',
  layer.tropDeDifferences ? say('trop de différences pour être énumérées', 'too many differences to be listed') : '',
].filter(Boolean).join(' ; ');

const said = value => (value === null ? say('(vide)', '(empty)') : `${value}`);

const featureRows = layer => [
  ...layer.objetsAjoutes.map(id => row(`${id}`, say('ajouté', 'added'), '', '', '')),
  ...layer.objetsRetires.map(id => row(`${id}`, say('retiré', 'removed'), '', '', '')),
  ...layer.objetsModifies.flatMap(feature => {
    const id = feature.idAvant ? `${feature.idAvant} → ${feature.id}` : `${feature.id}`;
    return [...(feature.geometrie ? [row(id, say('géométrie modifiée', 'geometry changed'), '', '', '')] : []), ...feature.champs.map(field => row(id, say('modifié', 'changed'), field.nom, said(field.avant), said(field.apres)))];
  }),
];

const details = (layer, address) => {
  const files = KINDS.filter(kind => layer[kind] > 0).map(kind => action(`${kindName(kind)} (GeoJSON)`, say(`Télécharger les ${kind} de ${layer.titre}`, `Download what is ${kindName(kind)} of ${layer.titre}`),
    () => download(`${address}&format=geojson&couche=${encodeURIComponent(layer.nom)}&quoi=${kind}`, `${layer.nom}_${kind}.geojson`)));
  return element('details', { className: 'differences' }, element('summary', { textContent: `${layer.titre} : ${KINDS.filter(kind => layer[kind]).map(kind => `${number(layer[kind])} ${kindName(kind)}`).join(', ')}` }),
    element('p', { className: 'actions' }, ...files),
    table(layer.titre, say(['Objet', 'Changement', 'Champ', 'Avant', 'Après'], ['Feature', 'Change', 'Field', 'Before', 'After']), featureRows(layer)));
};

/** Fills a place with the comparison of two versions of a dataset. */
export const compare = async (place, dataset, from, to) => {
  const address = `/api/v1/jeux/${dataset}/comparer?de=${from}&a=${to}`;
  const found = await read(address);
  const differing = found.couches.filter(layer => KINDS.some(kind => layer[kind] > 0));
  const rows = found.couches.map(layer => row(layer.titre, ...KINDS.map(kind => (layer[kind] === undefined ? '?' : number(layer[kind]))), measured(layer, 'surfaceM2', 10000, 'ha'), measured(layer, 'longueurM', 1000, 'km'), remarks(layer)));
  const map = element('div', { className: 'apercu' });
  place.replaceChildren(
    element('h3', { textContent: say(`De la version ${from} à la version ${to}`, `From version ${from} to version ${to}`), tabIndex: -1 }),
    element('p', { textContent: differing.length ? say(differing.length > 1 ? `${differing.length} couches diffèrent.` : '1 couche diffère.', `${differing.length} ${differing.length > 1 ? 'layers differ' : 'layer differs'}.`) : say('Les objets sont les mêmes.', 'The features are the same.') }),
    table(say('Couches comparées', 'Compared layers'), say(['Couche', 'Ajouts', 'Retraits', 'Modifications', 'Surface', 'Longueur', 'Remarques'], ['Layer', 'Added', 'Removed', 'Changed', 'Area', 'Length', 'Remarks']), rows),
    ...differing.filter(layer => layer.etat === 'comparée').map(layer => details(layer, address)),
    element('p', {}, say('Carte des différences dans QGIS (WMS) : ', 'Map of the differences in QGIS (WMS): '), element('code', { textContent: found.wms })), map);
  place.querySelector('h3').focus();
  const compared = differing.filter(layer => layer.etat === 'comparée');
  const spatial = compared.filter(layer => layer.a.surfaceM2 !== undefined).map(layer => layer.nom);
  if (compared.length) await preview(map, `${dataset}-${from}..${to}`, spatial.length ? { name: `${dataset}-${to}`, layers: spatial } : null);
};
