// The sheet of a layer: what it is, how to take it into QGIS, into a file, into another page.
import { ask, base, element, number, say } from './carte.js';

const DOWNLOADS = { gpkg: say('GeoPackage, avec son style', 'GeoPackage, styled'), geojson: 'GeoJSON', csv: 'CSV', 'csv-bom': say('CSV pour tableur', 'CSV for spreadsheets'), xlsx: 'Excel', 'shape-zip': 'Shapefile', kml: 'KML', fgb: 'FlatGeobuf' };

const copyable = (id, text, isBlock = false) => {
  const code = element(isBlock ? 'pre' : 'code', { id, textContent: text });
  if (isBlock) code.tabIndex = 0;
  const button = element('button', { type: 'button', textContent: say('Copier', 'Copy') });
  button.dataset.copy = id;
  return [code, button];
};

const facts = sheet => {
  const rows = [
    [say('Trame', 'Network'), sheet.titreTrame],
    [say('Jeu et version', 'Dataset and version'), `${sheet.version} (${new Date(sheet.publiee).toLocaleDateString(document.documentElement.lang)})`],
    [say('Objets', 'Features'), number(sheet.objets)],
    [say('Système', 'Reference system'), sheet.systeme],
    [say('Source', 'Source'), sheet.source],
    [say('Licence', 'Licence'), sheet.licence ?? sheet.limites],
    [say('Échelle de validité', 'Valid up to'), sheet.echelleValidite && `1/${number(sheet.echelleValidite)}`],
  ];
  return element('dl', {}, ...rows.filter(row => row[1]).flatMap(([name, value]) => [element('dt', { textContent: name }), element('dd', { textContent: value })]));
};

const example = sheet => `<link rel="stylesheet" href="${base}/actifs/ol.css">
<script src="${base}/actifs/ol.js"></script>
<div id="carte"></div>
<script>
  new ol.Map({ target: 'carte', view: new ol.View({ center: ol.proj.fromLonLat([${((sheet.emprise[0] + sheet.emprise[2]) / 2).toFixed(4)}, ${((sheet.emprise[1] + sheet.emprise[3]) / 2).toFixed(4)}]), zoom: 10 }),
    layers: [new ol.layer.Tile({ source: new ol.source.TileWMS({
      url: '${sheet.adresses.wms}', params: { LAYERS: '${sheet.nom}', TILED: true } }) })] });
</script>`;

const section = (title, ...children) => element('section', {}, element('h3', { textContent: title }), ...children);

const links = pairs => element('ul', { className: 'liens' }, ...pairs.map(([text, href, isDownload]) => element('li', {}, element('a', { className: 'bouton', href, textContent: text, download: isDownload ? '' : undefined }))));

const qgis = sheet => section(say('Dans QGIS', 'In QGIS'),
  links([
    [say('Ajouter dans QGIS (.qlr)', 'Add to QGIS (.qlr)'), `${base}/qgis/couches/${sheet.nom}.qlr`, true],
    ...(sheet.emprise ? [[say("L'image seulement (.qlr)", 'As a picture only (.qlr)'), `${base}/qgis/couches/${sheet.nom}.qlr?mode=wms`, true]] : []),
    [say('Le style (.qml)', 'The style (.qml)'), `${base}/styles/${sheet.nom}/default.qml`, true],
  ]),
  element('p', { textContent: say('Glissez le fichier .qlr dans la fenêtre de QGIS.', 'Drop the .qlr file onto the QGIS window.') }),
  element('dl', {}, element('dt', { textContent: 'WFS' }), element('dd', {}, ...copyable('fiche-wfs', sheet.adresses.wfs)),
    ...(sheet.adresses.wms ? [element('dt', { textContent: 'WMS' }), element('dd', {}, ...copyable('fiche-wms', sheet.adresses.wms))] : []),
    element('dt', { textContent: say('Couche', 'Layer') }), element('dd', {}, ...copyable('fiche-nom', sheet.nom))));

/** A version stays at its address when its producer has pinned it; who cites it must know. */
const citing = sheet => {
  if (!sheet.citation) return null;
  const advice = element('p', {});
  const [, dataset, version] = /^(.*)-(\d+)$/.exec(sheet.version) ?? [];
  ask(`/api/v1/jeux/${dataset}`).then(({ jeu }) => {
    const isPinned = jeu.versions.some(known => `${known.version}` === version && known.epinglee);
    advice.textContent = isPinned ? say('Cette version est épinglée : elle reste à cette adresse.', 'This version is pinned: it stays at this address.')
      : say('Cette version n’est pas épinglée : elle peut être retirée quand d’autres la suivent. Demandez à son producteur de l’épingler.', 'This version is not pinned: it may go once others follow it. Ask its producer to pin it.');
  }).catch(() => {});
  return section(say('Citer cette version', 'Cite this version'), element('p', {}, ...copyable('fiche-citation', sheet.citation.phrase)), advice,
    links([[say('La page de cette version', 'The page of this version'), sheet.citation.adresse]]));
};

const embedding = sheet => section(say('Dans votre page', 'In your page'),
  element('p', {}, ...copyable('fiche-cadre', `<iframe src="${base}/carte/${sheet.trame}" title="${sheet.titreTrame}" width="800" height="600"></iframe>`, true)),
  element('p', {}, ...copyable('fiche-exemple', example(sheet), true)));

export const openSheet = async name => {
  const sheet = await ask(`/api/v1/couches/${encodeURIComponent(name)}`);
  const dialog = document.getElementById('fiche');
  const close = element('button', { type: 'button', className: 'fermer', textContent: say('Fermer', 'Close'), onclick: () => dialog.close() });
  const downloads = sheet.telechargements.filter(file => DOWNLOADS[file.format]).map(file => [DOWNLOADS[file.format], file.adresse, true]);
  dialog.replaceChildren(...[close, element('h2', { id: 'fiche-titre', textContent: sheet.titre }), element('p', { textContent: sheet.resume }), facts(sheet), qgis(sheet),
    section(say('Télécharger', 'Download'), links(downloads)), citing(sheet), sheet.emprise && embedding(sheet)].filter(Boolean));
  dialog.showModal();
  dialog.scrollTop = 0;
};
