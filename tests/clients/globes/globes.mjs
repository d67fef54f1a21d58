// Web clients whose packages are large, as npm gives them, in Chromium against a running server: Cesium, iTowns, the ArcGIS Maps SDK. Usage: node globes.mjs ADDRESS [CLIENT]
// Layers are those of the tests' own GeoPackage: communes (nine squares of Lambert-93), seuils_ROE (points).
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { openBrowser } from '../pages.mjs';

const [address, only] = process.argv.slice(2);
const folder = fileURLToPath(new URL('.', import.meta.url));
const { inPage, tell } = await openBrowser(chromium, folder, address);
// WebGL by software warns that reading pixels is slow.
const isForgiven = trouble => /GPU stall|WebGL/.test(trouble);

const clients = {
  Cesium: () => inPage('Cesium', ['cesium/Build/Cesium/Cesium.js'], async address => {
    const place = Cesium.Cartographic.fromDegrees(1.84, 48.42);
    const provider = options => new Cesium.WebMapServiceImageryProvider({ url: `${address}/wms`, layers: 'communes', ...options });
    const seen = async (what, source) => {
      const tile = source.tilingScheme.positionToTileXY(place, 10);
      const image = await source.requestImage(tile.x, tile.y, 10);
      if (image.width !== 256) throw new Error(`${what}: a picture ${image.width} wide`);
      const picked = await source.pickFeatures(tile.x, tile.y, 10, place.longitude, place.latitude);
      const told = (picked ?? []).map(feature => `${feature.name} ${feature.description}`).join(' ');
      if (!told.includes('02005')) throw new Error(`${what}: picked ${picked?.length} features, ${told.slice(0, 300)}`);
    };
    const json = { getFeatureInfoFormats: [new Cesium.GetFeatureInfoFormat('json')] };
    await seen('1.1.1', provider(json));
    await seen('1.1.1 in 3857', provider({ ...json, tilingScheme: new Cesium.WebMercatorTilingScheme(), srs: 'EPSG:3857' }));
    await seen('1.3.0', provider({ ...json, parameters: { version: '1.3.0' }, crs: 'EPSG:4326' }));
    await seen('1.3.0 in 3857', provider({ ...json, parameters: { version: '1.3.0' }, tilingScheme: new Cesium.WebMercatorTilingScheme(), crs: 'EPSG:3857' }));
    for (const format of ['html', 'text', 'xml'])
      await seen(`picked as ${format}`, provider({ getFeatureInfoFormats: [new Cesium.GetFeatureInfoFormat(format)] }));
    const objects = await Cesium.GeoJsonDataSource.load(`${address}/ogc/collections/communes/items?limit=100&f=json`);
    if (objects.entities.values.length !== 9) throw new Error(`GeoJSON: ${objects.entities.values.length} features`);
    const kml = await Cesium.KmlDataSource.load(`${address}/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes&OUTPUTFORMAT=kml`);
    if (!kml.entities.values.some(entity => entity.polygon)) throw new Error(`KML: ${kml.entities.values.length} entities`);
  }, { before: () => { window.CESIUM_BASE_URL = '/cesium/Build/Cesium/'; }, isForgiven }),

  iTowns: () => inPage('iTowns', ['itowns/dist/itowns.umd.js'], async address => {
    itowns.CRS.defs('EPSG:2154', '+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs');
    const extent = new itowns.Extent('EPSG:2154', 600000, 630000, 6800000, 6830000);
    const view = new itowns.PlanarView(document.getElementById('carte'), extent, { placement: { heading: 0, range: 30000, tilt: 80 } });
    for (const [version, format] of [['1.3.0', 'image/png'], ['1.1.1', 'image/jpeg']]) {
      const source = new itowns.WMSSource({ url: `${address}/wms`, name: 'communes', version, crs: 'EPSG:2154', extent, format, style: '' });
      await view.addLayer(new itowns.ColorLayer(`images ${version}`, { source }));
    }
    for (const [crs, box] of [['EPSG:2154', extent], ['EPSG:4326', new itowns.Extent('EPSG:4326', 1.4, 2.3, 48.1, 48.8)]]) {
      const source = new itowns.WFSSource({ url: `${address}/wfs`, version: '2.0.0', typeName: 'communes', crs, extent: box, format: 'application/json', zoom: { min: 0, max: 10 } });
      const layer = new itowns.FeatureGeometryLayer(`objets ${crs}`, { source, style: new itowns.Style({ fill: { color: 'red' } }) });
      await view.addLayer(layer);
      const collection = await source.loadData(box, layer);
      const count = collection?.features?.reduce((sum, feature) => sum + feature.geometries.length, 0);
      if (count !== 9) throw new Error(`WFS in ${crs}: ${count} features, ${Object.keys(collection ?? {})}`);
    }
    await new Promise((resolve, reject) => {
      view.addEventListener(itowns.VIEW_EVENTS.LAYERS_INITIALIZED, resolve);
      setTimeout(() => reject(new Error('never initialised')), 60_000);
      view.notifyChange();
    });
  }, { isForgiven }),

  'ArcGIS Maps SDK': () => inPage('ArcGIS Maps SDK', [], async address => {
    const part = async name => (await import(`/@arcgis/core/${name}.js`)).default;
    const config = await part('config');
    config.assetsPath = `${location.origin}/@arcgis/core/assets`;
    const [WmsLayer, WfsLayer, OgcLayer, Extent] = await Promise.all(['layers/WMSLayer', 'layers/WFSLayer', 'layers/OGCFeatureLayer', 'geometry/Extent'].map(part));
    const told = what => error => { throw new Error(`${what}: ${error.name} ${error.message} ${JSON.stringify(error.details ?? {})}`); };
    const wms = new WmsLayer({ url: `${address}/wms` });
    await wms.load().catch(told('WMS'));
    const communes = wms.allSublayers.find(layer => layer.name === 'communes');
    if (!communes?.legendUrl || !communes.queryable) throw new Error('WMS: communes have no legend or cannot be queried');
    if (!wms.allSublayers.some(layer => layer.sublayers?.length > 0 && layer.name && layer.queryable)) throw new Error('WMS: no group can be queried');
    const image = await wms.fetchImage(new Extent({ xmin: 170000, ymin: 6140000, xmax: 250000, ymax: 6220000, spatialReference: { wkid: 3857 } }), 200, 200).catch(told('WMS map'));
    if ((image.width ?? image.naturalWidth) !== 200) throw new Error(`WMS: a picture ${image.width} wide`);
    const wfs = new WfsLayer({ url: `${address}/wfs`, name: 'communes' });
    await wfs.load().catch(told('WFS'));
    if (!wfs.fields.some(field => field.name === 'insee')) throw new Error('WFS: no fields');
    const found = await wfs.queryFeatures({ where: "insee = '02005'", outFields: ['*'], returnGeometry: true }).catch(told('WFS query'));
    if (found.features.length !== 1) throw new Error(`WFS: ${found.features.length} features`);
    const api = new OgcLayer({ url: `${address}/ogc`, collectionId: 'communes' });
    await api.load().catch(told('OGC API'));
    const items = await api.queryFeatures({ outFields: ['*'], returnGeometry: true }).catch(told('OGC API query'));
    if (items.features.length !== 9) throw new Error(`OGC API: ${items.features.length} features`);
  }, { before: `document.head.append(Object.assign(document.createElement('script'), { type: 'importmap', textContent: ${JSON.stringify(importMap())} }))`, isForgiven }),
};

/** The file that a package's conditions give a browser. */
function entryOf(exports) {
  if (typeof exports !== 'object' || exports === null) return exports;
  return ['module', 'browser', 'import', 'default'].map(condition => entryOf(exports[condition])).find(Boolean);
}

/** The SDK names other packages as a bundler would find them. */
function importMap() {
  const lock = JSON.parse(readFileSync(new URL('package-lock.json', import.meta.url)));
  const imports = {};
  for (const path of Object.keys(lock.packages).filter(path => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path))) {
    const name = path.slice('node_modules/'.length);
    const { module, main, exports } = JSON.parse(readFileSync(new URL(`${path}/package.json`, import.meta.url)));
    const named = [entryOf(exports?.['.'] ?? exports), module, main, 'index.js'].find(value => typeof value === 'string');
    imports[name] = `/${name}/${named.replace(/^\.\//, '')}`;
    imports[`${name}/`] = `/${name}/`;
  }
  return JSON.stringify({ imports });
}

await tell(Object.fromEntries(Object.entries(clients).filter(([name]) => !only || name === only)));
