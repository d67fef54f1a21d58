// Web clients as npm gives them, in Chromium and in Node, against a running server. Usage: node web-clients.mjs ADDRESS
// Layers are those of the tests' own GeoPackage: communes (nine squares of Lambert-93), seuils_ROE (points), Corridors_ecologiques.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { parseStringPromise } from 'xml2js';
import { openBrowser } from './pages.mjs';
import { OgcApiEndpoint, WfsEndpoint, WmsEndpoint } from '@camptocamp/ogc-client';

const [address] = process.argv.slice(2);
const folder = fileURLToPath(new URL('.', import.meta.url));
const check = (condition, text) => { if (!condition) throw new Error(text); };

const { inPage, tell } = await openBrowser(chromium, folder, address);

const clients = {
  // MapStore and viewers like it turn capabilities into JSON, prefixes and all.
  async 'MapStore look-up'() {
    for (const version of ['1.0.0', '1.1.0', '2.0.0']) {
      const text = await (await fetch(`${address}/wfs?service=WFS&version=${version}&request=GetCapabilities`)).text();
      const json = await parseStringPromise(text, { explicitArray: false });
      const found = json['wfs:WFS_Capabilities'].FeatureTypeList.FeatureType;
      const commune = found.find(type => type.Name === 'srce:communes');
      check(commune?.Title, `${version}: no layer`);
      check(version === '1.0.0' || commune['ows:WGS84BoundingBox'], `${version}: no box`);
    }
    const schema = await (await fetch(`${address}/wfs?service=WFS&version=1.1.0&request=DescribeFeatureType&typeName=srce:communes&outputFormat=application/json`)).json();
    check(schema.featureTypes[0].properties.some(property => property.localType === 'string'), 'no properties');
  },

  async 'ogc-client'() {
    const wms = await new WmsEndpoint(`${address}/wms`).isReady();
    check(wms.getLayers().length > 0 && wms.getLayerByName('communes').title === 'Communes', 'WMS: no layers');
    const image = await fetch(wms.getMapUrl(['communes'], { widthPx: 100, heightPx: 100, crs: 'EPSG:2154', extent: [600000, 6800000, 630000, 6830000], outputFormat: 'image/png' }));
    check(image.headers.get('content-type') === 'image/png', 'WMS: no map');
    const wfs = await new WfsEndpoint(`${address}/wfs`).isReady();
    check(wfs.getFeatureTypes().some(type => type.name.endsWith('communes')), 'WFS: no types');
    const full = await wfs.getFeatureTypeFull('srce:communes');
    check(Object.keys(full.properties).includes('nom') && full.objectCount === 9, 'WFS: no properties');
    check(wfs.supportsJson('srce:communes'), 'WFS: no JSON');
    const features = await (await fetch(wfs.getFeatureUrl('srce:communes', { asJson: true, outputCrs: 'EPSG:4326', extent: [601000, 6801000, 602000, 6802000], extentCrs: 'EPSG:2154' }))).json();
    check(features.features.length === 1, `WFS: ${features.features.length} features`);
    const api = new OgcApiEndpoint(`${address}/ogc`);
    const collection = await api.getCollectionInfo('communes');
    check(Object.keys(collection.bulkDownloadLinks).length >= 3, 'OGC API: no downloads');
    check((await api.getCollectionItems('communes', 5)).length === 5, 'OGC API: no items');
  },

  Leaflet: () => inPage('Leaflet', ['leaflet/dist/leaflet.css', 'leaflet/dist/leaflet.js'], async address => {
    const map = L.map('carte', { fadeAnimation: false }).setView([48.42, 1.84], 10);
    const load = options => new Promise((resolve, reject) => {
      const layer = L.tileLayer.wms(`${address}/wms`, { layers: 'communes', format: 'image/png', transparent: true, ...options });
      layer.on('load', () => setTimeout(() => { map.removeLayer(layer); resolve(); })).on('tileerror', () => reject(new Error(`tile error with ${JSON.stringify(options)}`)));
      layer.addTo(map);
    });
    for (const options of [{}, { version: '1.3.0' }, { version: '1.3.0', crs: L.CRS.EPSG4326 }, { crs: L.CRS.EPSG4326 }, { uppercase: true }, { tileSize: 512 }, { format: 'image/jpeg', transparent: false },
      { layers: 'srce:communes', cql_filter: "insee='02005'" }, { layers: 'communes,seuils_ROE' }, { detectRetina: true }])
      await load(options);
    const bounds = L.latLngBounds([48.28, 1.66], [48.3, 1.68]);
    const answer = await (await fetch(`${address}/wfs?service=WFS&version=1.1.0&request=GetFeature&typeName=srce:communes&outputFormat=application/json&srsName=EPSG:4326&bbox=${bounds.toBBoxString()}`)).json();
    const features = L.geoJSON(answer).addTo(map).getLayers();
    if (features.length !== 1 || Math.abs(features[0].getBounds().getCenter().lat - 48.33) > 0.1) throw new Error(`${features.length} features by the box of the map`);
  }),

  OpenLayers: () => inPage('OpenLayers', ['proj4/dist/proj4.js', 'ol/dist/ol.js'], async address => {
    proj4.defs('EPSG:2154', '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs');
    ol.proj.proj4.register(proj4);
    const extent = [600000, 6800000, 630000, 6830000];
    const drawn = async (source, projection) => {
      const map = new ol.Map({
        target: 'carte', layers: [source instanceof ol.source.ImageWMS ? new ol.layer.Image({ source }) : new ol.layer.Tile({ source })],
        view: new ol.View({ projection, center: ol.extent.getCenter(ol.proj.transformExtent(extent, 'EPSG:2154', projection)), resolution: projection === 'EPSG:4326' ? 0.001 : 100 }),
      });
      await new Promise((resolve, reject) => {
        source.on(['tileloaderror', 'imageloaderror'], () => reject(new Error(`not loaded in ${projection}`)));
        map.once('rendercomplete', resolve);
      });
      map.setTarget(null);
    };
    for (const projection of ['EPSG:3857', 'EPSG:4326', 'EPSG:2154'])
      for (const version of ['1.3.0', '1.1.1']) {
        await drawn(new ol.source.TileWMS({ url: `${address}/wms`, params: { LAYERS: 'communes', VERSION: version }, projection }), projection);
        await drawn(new ol.source.ImageWMS({ url: `${address}/wms`, params: { LAYERS: 'communes', VERSION: version }, projection, serverType: 'qgis', ratio: 1 }), projection);
      }

    // What lies where: every format and version puts commune 5 in the same place.
    const place = ol.extent.getCenter(ol.proj.transformExtent([610000, 6810000, 620000, 6820000], 'EPSG:2154', 'EPSG:4326'));
    const near = (features, what) => {
      const found = ol.extent.getCenter(features[0].getGeometry().getExtent());
      if (features.length !== 1 || Math.hypot(found[0] - place[0], found[1] - place[1]) > 0.01) throw new Error(`${what}: ${features.length} features, at ${found}`);
    };
    const formats = [
      ['1.1.0', 'text/xml; subtype=gml/3.1.1', new ol.format.GML3()],
      ['1.1.0', '', new ol.format.WFS({ version: '1.1.0' })], ['2.0.0', '', new ol.format.WFS({ version: '2.0.0' })],
      ['2.0.0', 'application/json', new ol.format.GeoJSON()], ['2.0.0', 'kml', new ol.format.KML()],
    ];
    for (const [version, format, reader] of formats)
      for (const system of ['EPSG:4326', 'urn:ogc:def:crs:EPSG::4326']) {
        const text = await (await fetch(`${address}/wfs?SERVICE=WFS&VERSION=${version}&REQUEST=GetFeature&TYPENAME=communes&TYPENAMES=communes&SRSNAME=${system}&OUTPUTFORMAT=${encodeURIComponent(format)}&CQL_FILTER=insee='02005'`)).text();
        near(reader.readFeatures(text), `${version} ${format} ${system}`);
      }

    const { bbox, and, like } = ol.format.filter;
    for (const version of ['1.1.0', '2.0.0']) {
      const query = new ol.format.WFS({ version }).writeGetFeature({
        srsName: 'EPSG:2154', featureNS: 'urn:srceogc:donnees', featurePrefix: 'srce', featureTypes: ['communes'], outputFormat: 'application/json',
        filter: and(like('nom', 'Commune*'), bbox('geom', [611000, 6811000, 612000, 6812000], 'EPSG:2154')),
      });
      const answer = await (await fetch(`${address}/wfs`, { method: 'POST', body: new XMLSerializer().serializeToString(query) })).json();
      if (answer.features.length !== 1) throw new Error(`posted filter ${version}: ${answer.features.length} features`);
    }

    const capabilities = new ol.format.WMSCapabilities().read(await (await fetch(`${address}/wms?SERVICE=WMS&REQUEST=GetCapabilities`)).text());
    const group = capabilities.Capability.Layer.Layer.find(layer => layer.Name);
    if (!group.queryable || !group.Style[0].LegendURL[0].OnlineResource) throw new Error('the group is not queryable, or has no legend');
    for (const format of ['text/xml', 'application/vnd.ogc.gml', 'application/vnd.ogc.gml/3.1.1']) {
      const source = new ol.source.TileWMS({ url: `${address}/wms`, params: { LAYERS: 'communes' } });
      const url = source.getFeatureInfoUrl(ol.proj.transform([615000, 6815000], 'EPSG:2154', 'EPSG:3857'), 100, 'EPSG:3857', { INFO_FORMAT: format });
      const text = await (await fetch(url)).text();
      if (new ol.format.WMSGetFeatureInfo().readFeatures(text).length !== 1) throw new Error(`feature info as ${format}: ${text.slice(0, 500)}`);
    }
  }),

  MapLibre: () => inPage('MapLibre', ['maplibre-gl/dist/maplibre-gl.css', 'maplibre-gl/dist/maplibre-gl.mjs'], async address => {
    const map = new maplibregl.Map({
      container: 'carte', center: [1.84, 48.42], zoom: 9, style: {
        version: 8, layers: [{ id: 'images', type: 'raster', source: 'images' }, { id: 'anciennes', type: 'raster', source: 'anciennes' }, { id: 'objets', type: 'fill', source: 'objets' }], sources: {
          images: { type: 'raster', tileSize: 256, tiles: [`${address}/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=communes&STYLES=&CRS=EPSG:3857&BBOX={bbox-epsg-3857}&WIDTH=256&HEIGHT=256&FORMAT=image/png&TRANSPARENT=true`] },
          anciennes: { type: 'raster', tileSize: 512, tiles: [`${address}/wms?service=WMS&version=1.1.1&request=GetMap&layers=seuils_ROE&styles=&srs=EPSG:3857&bbox={bbox-epsg-3857}&width=512&height=512&format=image/png&transparent=true`] },
          objets: { type: 'geojson', data: `${address}/ogc/collections/communes/items?limit=100`, promoteId: 'insee' },
        },
      },
    });
    await new Promise((resolve, reject) => { map.once('idle', resolve); map.on('error', event => reject(event.error ?? new Error('map error'))); });
    const features = map.querySourceFeatures('objets');
    if (!features.some(feature => feature.id === '02005')) throw new Error(`${features.length} features`);
  }),
};

await tell(clients);
