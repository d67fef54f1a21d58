// The map of a version, a draft or the differences of two: pictures of its WMS, fetched with the token.
import { base, element, say } from './carte.js';
import { headers, read } from './acces.js';

const picture = (image, address) => {
  fetch(address, { headers: headers(), credentials: 'omit' })
    .then(answer => (answer.ok ? answer.blob() : Promise.reject(new Error(`${answer.status}`))))
    .then(blob => {
      const drawn = image.getImage();
      const url = URL.createObjectURL(blob);
      drawn.addEventListener('load', () => URL.revokeObjectURL(url), { once: true });
      drawn.src = url;
    })
    .catch(() => { image.getImage().src = 'data:,'; });
};

const extentOf = collections => collections.reduce((all, item) => {
  const box = item.extent?.spatial?.bbox?.[0];
  return box ? ol.extent.extend(all, ol.proj.transformExtent(box, 'EPSG:4326', 'EPSG:3857')) : all;
}, ol.extent.createEmpty());

const pictures = (name, layers, opacity = 1) => {
  const source = new ol.source.ImageWMS({ url: `${base}/versions/${name}/wms`, params: { LAYERS: layers, STYLES: '', VERSION: '1.3.0' }, ratio: 1, imageLoadFunction: picture });
  return new ol.layer.Image({ source, opacity });
};

/**
 * Fills a place with the map and its list of layers; says so when there is nothing to draw. Below them, faint, lie layers of
 * another version when it is given: { name, layers }.
 */
export const preview = async (place, name, below) => {
  const { collections } = await read(`/versions/${name}/ogc/collections?f=json`);
  const drawn = collections.filter(item => item.extent?.spatial);
  if (drawn.length === 0) {
    place.replaceChildren(element('p', { textContent: say('Il n’y a rien à dessiner.', 'There is nothing to draw.') }));
    return;
  }
  const target = element('div', { className: 'carte', tabIndex: 0, role: 'application' });
  target.setAttribute('aria-label', say(`Carte de ${name}`, `Map of ${name}`));
  const chosen = new Set(drawn.map(item => item.id));
  const names = () => drawn.filter(item => chosen.has(item.id)).map(item => item.id).reverse().join(',');
  const layer = pictures(name, names());
  const source = layer.getSource();
  source.on('imageloadend', () => { place.dataset.drawn = 'true'; });
  const switches = drawn.map(item => {
    const box = element('input', { type: 'checkbox', checked: true, onchange: () => {
      if (box.checked) chosen.add(item.id); else chosen.delete(item.id);
      layer.setVisible(chosen.size > 0);
      if (chosen.size) source.updateParams({ LAYERS: names() });
    } });
    return element('label', {}, box, ` ${item.title ?? item.id}`, element('small', { textContent: item.id }));
  });
  place.replaceChildren(element('fieldset', { className: 'couches' }, element('legend', { textContent: say('Couches', 'Layers') }), ...switches), target);
  const map = new ol.Map({ target, layers: below ? [pictures(below.name, below.layers.join(','), 0.35), layer] : [layer], view: new ol.View({ projection: 'EPSG:3857', center: [260000, 6350000], zoom: 8, maxZoom: 20 }), controls: ol.control.defaults.defaults({ zoomOptions: { zoomInTipLabel: say('Zoom avant', 'Zoom in'), zoomOutTipLabel: say('Zoom arrière', 'Zoom out') }, attribution: false }).extend([new ol.control.ScaleLine()]) });
  map.getView().fit(extentOf(drawn), { padding: [20, 20, 20, 20], maxZoom: 16 });
};
