// The map that the first page and the embedded pages share: layers are pictures of the server's own WMS.
const french = document.documentElement.lang !== 'en';

export const say = (fr, en) => (french ? fr : en);

/** The service's address, wherever a proxy put it: scripts lie in its folder "actifs". */
export const base = new URL('..', import.meta.url).href.replace(/\/$/, '');

export const announce = text => { document.getElementById('annonce').textContent = text; };

export const number = (value, digits = 0) =>
  value.toLocaleString(french ? 'fr-FR' : 'en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/** @returns JSON of the service's own API, or an error in words. */
export const ask = async path => {
  const answer = await fetch(base + path, { headers: { 'Accept-Language': french ? 'fr' : 'en' } });
  if (!answer.ok) throw new Error(say('Le service ne répond pas', 'The service does not answer'));
  return answer.json();
};

export const legendAddress = item =>
  `${base}/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&FORMAT=image/png&SLD_VERSION=1.1.0&LAYER=${encodeURIComponent(item.nom)}&LANGUAGE=${say('fre', 'eng')}`;

/** Few large pictures rather than many small ones. */
const TILE = 512;

const METRES_PER_PIXEL = 0.0254 / 96;

/** A map with its layers: shown or not, transparent or not, asked what lies under a click. */
export class ServiceMap {
  constructor(target) {
    proj4.defs('EPSG:2154', '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs');
    ol.proj.proj4.register(proj4);
    this.entries = new Map();
    this.map = new ol.Map({
      target,
      view: new ol.View({ projection: 'EPSG:3857', center: [260000, 6350000], zoom: 8, maxZoom: 20 }),
      controls: ol.control.defaults.defaults({
        zoomOptions: { zoomInTipLabel: say('Zoom avant', 'Zoom in'), zoomOutTipLabel: say('Zoom arrière', 'Zoom out') },
        attributionOptions: { tipLabel: say('Sources', 'Sources') },
      }).extend([new ol.control.ScaleLine()]),
    });
    this.source = new ol.source.TileWMS({ url: `${base}/wms`, params: { LAYERS: '', STYLES: '', TILED: true, VERSION: '1.3.0', FORMAT: 'image/png; mode=8bit' }, serverType: 'qgis', tileGrid: ol.tilegrid.createXYZ({ tileSize: TILE, maxZoom: 20 }) });
    this.picture = new ol.layer.Tile({ source: this.source, visible: false });
    this.map.addLayer(this.picture);
    this.#showCoordinates(target);
    this.#answerClicks();
    this.map.on('moveend', () => this.#warnOfScale());
  }

  /** Below those added after it. */
  add(item) { this.entries.set(item.nom, { item, isShown: false, opacity: 1 }); }

  show(name, visible) {
    this.entries.get(name).isShown = visible;
    this.#compose();
    this.#warnOfScale();
  }

  fade(name, opacity) {
    this.entries.get(name).opacity = opacity;
    this.#compose();
  }

  /** All that is shown is one picture a tile, asked for once everything of this turn is known. */
  #compose() {
    if (this.isComposing) return;
    this.isComposing = true;
    queueMicrotask(() => {
      this.isComposing = false;
      const shown = [...this.entries.values()].filter(entry => entry.isShown);
      this.picture.setVisible(shown.length > 0);
      if (!shown.length) return;
      const isFaded = shown.some(entry => entry.opacity < 1);
      this.source.setAttributions([...new Set(shown.map(entry => entry.item.source).filter(Boolean))]);
      this.source.updateParams({
        LAYERS: shown.map(entry => entry.item.nom).join(','),
        OPACITIES: isFaded ? shown.map(entry => Math.round(entry.opacity * 255)).join(',') : undefined,
        V: shown.map(entry => `${entry.item.version}-${entry.item.style}`).reduce((sum, text) => [...text].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 4294967291, sum), 7).toString(36),
      });
    });
  }

  get shown() { return [...this.entries.values()].filter(entry => entry.isShown).map(entry => entry.item); }

  /** With "keepsValidity" no closer than the outlines shown can be relied on. */
  fit(boxes, keepsValidity = false) {
    const extent = boxes.reduce((all, box) => ol.extent.extend(all, ol.proj.transformExtent(box, 'EPSG:4326', 'EPSG:3857')), ol.extent.createEmpty());
    if (ol.extent.isEmpty(extent)) return;
    this.map.getView().fit(extent, { padding: [20, 20, 20, 20], maxZoom: 17 });
    const closest = Math.max(0, ...this.shown.map(item => item.echelleValidite ?? 0));
    if (keepsValidity && this.scale < closest) this.map.getView().setResolution(this.map.getView().getResolution() * closest / this.scale);
  }

  /** The outline of a GeoJSON geometry in longitude and latitude, above everything; null for none. */
  outline(geometry) {
    if (this.outlined) this.map.removeLayer(this.outlined);
    this.outlined = null;
    if (!geometry) return;
    const features = new ol.format.GeoJSON({ featureProjection: 'EPSG:3857' }).readFeatures(geometry);
    const stroke = (color, width, lineDash) => new ol.style.Style({ stroke: new ol.style.Stroke({ color, width, lineDash }) });
    this.outlined = new ol.layer.Vector({ source: new ol.source.Vector({ features }), style: [stroke('#fff', 5), stroke('#b3005e', 2.5, [8, 5])], zIndex: 10 });
    this.map.addLayer(this.outlined);
  }

  /** Zoom, latitude, longitude: what a shared address keeps. */
  get place() {
    const [lon, lat] = ol.proj.toLonLat(this.map.getView().getCenter());
    return [this.map.getView().getZoom().toFixed(2), lat.toFixed(5), lon.toFixed(5)];
  }

  set place([zoom, lat, lon]) {
    this.map.getView().setZoom(zoom);
    this.map.getView().setCenter(ol.proj.fromLonLat([lon, lat]));
  }

  /** On the ground, not on the stretched sphere of the web's projection. */
  get scale() {
    const view = this.map.getView();
    return ol.proj.getPointResolution('EPSG:3857', view.getResolution(), view.getCenter()) / METRES_PER_PIXEL;
  }

  #warnOfScale() {
    const beyond = this.shown.filter(item => item.echelleValidite && this.scale < item.echelleValidite * 0.99);
    const notice = document.getElementById('validite');
    notice.hidden = beyond.length === 0;
    if (notice.hidden) return;
    const scale = number(Math.max(...beyond.map(item => item.echelleValidite)));
    notice.textContent = say(`Échelle dépassée : au-delà du 1/${scale}, le tracé de « ${beyond[0].titre} » n'est plus sûr.`, `Beyond 1:${scale} the outlines of "${beyond[0].titre}" can no longer be relied on.`);
  }

  #showCoordinates(target) {
    const box = element('div', { className: 'coordonnees' });
    document.getElementById(target).append(box);
    this.map.on('pointermove', event => {
      const [x, y] = ol.proj.transform(event.coordinate, 'EPSG:3857', 'EPSG:2154');
      const [lon, lat] = ol.proj.toLonLat(event.coordinate);
      box.textContent = `Lambert-93 : ${number(x)} ${number(y)} · WGS 84 : ${number(lat, 5)}, ${number(lon, 5)}`;
    });
  }

  #answerClicks() {
    const popup = element('div', { className: 'bulle', hidden: true, tabIndex: -1 });
    const overlay = new ol.Overlay({ element: popup, autoPan: { animation: { duration: 200 } } });
    this.map.addOverlay(overlay);
    this.overlay = overlay;
    const close = () => { popup.hidden = true; overlay.setPosition(undefined); };
    document.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
    const tell = coordinate => this.#under(coordinate).then(found => {
      const button = element('button', { type: 'button', textContent: say('Fermer', 'Close'), onclick: () => { close(); this.map.getTargetElement().focus(); } });
      const question = element('button', { type: 'button', className: 'question', textContent: say('Que trouve-t-on ici ?', 'What is there here?') });
      question.addEventListener('click', () => this.#tellAll(coordinate, question).catch(error => announce(error.message)));
      const nothing = found.length ? [] : [element('p', { textContent: say('Aucun objet des couches affichées.', 'Nothing of the layers shown.') })];
      popup.replaceChildren(button, ...nothing, ...found.flatMap(({ item, features }) => [element('strong', { textContent: item.titre }), ...features]), question);
      popup.hidden = false;
      document.getElementById('territoire')?.setAttribute('hidden', '');
      overlay.setPosition(coordinate);
      announce(found.length ? popup.textContent : say('Aucun objet ici', 'Nothing here'));
    }).catch(error => announce(error.message));
    this.map.on('singleclick', event => tell(event.coordinate));
    // By keyboard: what is at the centre, and the answer has the focus.
    this.map.getTargetElement().addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.target !== this.map.getTargetElement()) return;
      event.preventDefault();
      tell(this.map.getView().getCenter()).then(() => popup.focus());
    });
  }

  /** Of all layers, shown or not; the module comes when it is first needed. */
  async #tellAll(coordinate, question) {
    const { whatIsHere } = await import('./territoire.js');
    question.disabled = true;
    const answer = await whatIsHere(...ol.proj.toLonLat(coordinate)).finally(() => { question.disabled = false; });
    question.replaceWith(answer);
    this.overlay.panIntoView({ animation: { duration: 200 }, margin: 10 });
    answer.parentElement.focus();
    announce(answer.textContent);
  }

  async #under(coordinate) {
    const resolution = this.map.getView().getResolution();
    const answers = await Promise.all(this.shown.map(async item => {
      const address = this.source.getFeatureInfoUrl(coordinate, resolution, 'EPSG:3857', { LAYERS: item.nom, QUERY_LAYERS: item.nom, OPACITIES: undefined, INFO_FORMAT: 'application/geo+json', FEATURE_COUNT: 5 });
      const answer = await fetch(address);
      const features = answer.ok ? (await answer.json()).features || [] : [];
      const titles = features.length ? await fieldTitles(item.nom) : null;
      return { item, features: features.map(feature => featureTable(feature, titles)) };
    }));
    return answers.filter(answer => answer.features.length).reverse();
  }
}

const knownTitles = new Map();

/** What the steward called each field. */
const fieldTitles = async name => {
  if (!knownTitles.has(name)) knownTitles.set(name, new Map((await ask(`/api/v1/couches/${encodeURIComponent(name)}`)).champs.map(field => [field.nom, field.titre])));
  return knownTitles.get(name);
};

const featureTable = (feature, titles) => {
  const table = element('table');
  for (const [key, value] of Object.entries(feature.properties)) {
    if (value === null || value === '') continue;
    const row = table.insertRow();
    row.append(element('th', { textContent: titles.get(key) ?? key, scope: 'row' }));
    row.insertCell().append(/^https?:\/\/\S+$/.test(value) ? element('a', { href: value, textContent: value, target: '_blank', rel: 'noopener noreferrer' }) : String(value));
  }
  return table;
};
