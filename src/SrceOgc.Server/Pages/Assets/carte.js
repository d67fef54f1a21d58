'use strict';
// The map of the first page: layers come from the catalogue, images from the server's own WMS.
(() => {
  const french = document.body.dataset.language !== 'en';
  const say = (fr, en) => (french ? fr : en);
  proj4.defs('EPSG:2154', '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs');
  ol.proj.proj4.register(proj4);
  const base = new URL('.', location.href).href.replace(/\/$/, '');
  const announce = text => { document.getElementById('annonce').textContent = text; };
  const layers = new Map();
  const shownThemes = ['verte', 'bleue'];

  const map = new ol.Map({
    target: 'carte',
    view: new ol.View({ projection: 'EPSG:3857', center: [260000, 6350000], zoom: 8, maxZoom: 20 }),
    controls: ol.control.defaults.defaults({
      zoomOptions: { zoomInTipLabel: say('Zoom avant', 'Zoom in'), zoomOutTipLabel: say('Zoom arrière', 'Zoom out') },
    }).extend([new ol.control.ScaleLine()]),
  });

  const coordinates = document.createElement('div');
  coordinates.className = 'coordonnees';
  document.getElementById('carte').append(coordinates);
  map.on('pointermove', event => {
    const [x, y] = ol.proj.transform(event.coordinate, 'EPSG:3857', 'EPSG:2154');
    const [lon, lat] = ol.proj.toLonLat(event.coordinate);
    const number = (value, digits) => value.toLocaleString(french ? 'fr-FR' : 'en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    coordinates.textContent = `Lambert-93 : ${number(x, 0)} ${number(y, 0)} · WGS 84 : ${number(lat, 5)}, ${number(lon, 5)}`;
  });

  const tileLayer = item => new ol.layer.Tile({
    source: new ol.source.TileWMS({ url: `${base}/wms`, params: { LAYERS: item.nom, STYLES: '', TILED: true, VERSION: '1.3.0', V: item.version }, attributions: item.source || undefined }),
    visible: false,
  });

  const legendAddress = item => `${base}/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&FORMAT=image/png&SLD_VERSION=1.1.0&LAYER=${encodeURIComponent(item.nom)}`;

  const show = (name, visible) => {
    const entry = layers.get(name);
    entry.layer.setVisible(visible);
    entry.element.classList.toggle('visible', visible);
    const image = entry.element.querySelector('img');
    if (visible && image && !image.src) image.src = image.dataset.src;
    share();
  };

  const share = () => {
    const view = map.getView();
    const [lon, lat] = ol.proj.toLonLat(view.getCenter());
    const visible = [...layers.values()].filter(e => e.layer.getVisible()).map(e => e.item.nom);
    history.replaceState(null, '', `#${view.getZoom().toFixed(2)}/${lat.toFixed(5)}/${lon.toFixed(5)}/${visible.join(',')}`);
  };

  const restore = () => {
    const parts = decodeURIComponent(location.hash.slice(1)).split('/');
    if (parts.length < 4 || parts.slice(0, 3).some(p => !isFinite(Number(p)))) return null;
    map.getView().setZoom(Number(parts[0]));
    map.getView().setCenter(ol.proj.fromLonLat([Number(parts[2]), Number(parts[1])]));
    return new Set(parts[3].split(','));
  };

  const tools = item => {
    const box = document.createElement('div');
    box.className = 'outils';
    const opacity = document.createElement('label');
    const range = Object.assign(document.createElement('input'), { type: 'range', min: 0, max: 100, value: 100 });
    range.addEventListener('input', () => layers.get(item.nom).layer.setOpacity(range.value / 100));
    opacity.append(say('Opacité ', 'Opacity '), range);
    const legend = Object.assign(document.createElement('img'), { alt: say(`Légende de « ${item.titre} »`, `Legend of ${item.titre}`) });
    legend.dataset.src = legendAddress(item);
    box.append(opacity, legend);
    return box;
  };

  const popup = Object.assign(document.createElement('div'), { className: 'bulle', hidden: true });
  const overlay = new ol.Overlay({ element: popup, autoPan: { animation: { duration: 200 } } });
  map.addOverlay(overlay);
  const closePopup = () => { popup.hidden = true; overlay.setPosition(undefined); };
  document.addEventListener('keydown', event => { if (event.key === 'Escape') closePopup(); });

  const featureTable = feature => {
    const table = document.createElement('table');
    for (const [key, value] of Object.entries(feature.properties)) {
      if (value === null || value === '') continue;
      const row = table.insertRow();
      row.append(Object.assign(document.createElement('th'), { textContent: key, scope: 'row' }));
      row.insertCell().textContent = String(value);
    }
    return table;
  };

  const askFeatures = async event => {
    const resolution = map.getView().getResolution();
    const found = await Promise.all([...layers.values()].filter(e => e.layer.getVisible()).map(async e => {
      const address = e.layer.getSource().getFeatureInfoUrl(event.coordinate, resolution, 'EPSG:3857', { INFO_FORMAT: 'application/geo+json', FEATURE_COUNT: 5 });
      const answer = await fetch(address);
      return { item: e.item, features: answer.ok ? (await answer.json()).features || [] : [] };
    }));
    const close = Object.assign(document.createElement('button'), { type: 'button', textContent: say('Fermer', 'Close') });
    close.addEventListener('click', closePopup);
    popup.replaceChildren(close);
    for (const { item, features } of found.filter(f => f.features.length)) {
      popup.append(Object.assign(document.createElement('strong'), { textContent: item.titre }));
      for (const feature of features) popup.append(featureTable(feature));
    }
    popup.hidden = popup.children.length === 1;
    overlay.setPosition(popup.hidden ? undefined : event.coordinate);
    announce(popup.hidden ? say('Aucun objet ici', 'Nothing here') : popup.textContent);
  };
  map.on('singleclick', event => { askFeatures(event).catch(() => announce(say('Le serveur ne répond pas', 'The server does not answer'))); });

  const start = catalogue => {
    const wanted = restore();
    let extent = ol.extent.createEmpty();
    const spatial = catalogue.couches.filter(item => item.emprise);
    for (const item of [...spatial].reverse()) {
      const element = document.querySelector(`[data-layer="${CSS.escape(item.nom)}"]`);
      const layer = tileLayer(item);
      layers.set(item.nom, { item, layer, element });
      map.addLayer(layer);
      element.append(tools(item));
      const box = element.querySelector('input[type=checkbox]');
      box.addEventListener('change', () => show(item.nom, box.checked));
      extent = ol.extent.extend(extent, ol.proj.transformExtent(item.emprise, 'EPSG:4326', 'EPSG:3857'));
      box.checked = wanted ? wanted.has(item.nom) : shownThemes.includes(item.trame);
    }
    if (!wanted && !ol.extent.isEmpty(extent)) map.getView().fit(extent, { padding: [20, 20, 20, 20] });
    for (const entry of layers.values())
      if (entry.element.querySelector('input').checked) show(entry.item.nom, true);
    map.on('moveend', share);
  };

  for (const button of document.querySelectorAll('[data-copy]'))
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      announce(say('Adresse copiée', 'Address copied'));
    });

  fetch(`${base}/api/v1/couches`).then(answer => answer.json()).then(start)
    .catch(() => announce(say('La liste des couches ne répond pas', 'The list of layers does not answer')));
})();
