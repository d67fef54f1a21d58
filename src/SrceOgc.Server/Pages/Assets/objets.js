'use strict';
// The map of the pages of OGC API: the features of the page, or the layer as the WMS draws it.
(() => {
  const place = document.getElementById('carte');
  if (!place || typeof ol === 'undefined') return;
  place.hidden = false;
  const map = new ol.Map({ target: place, view: new ol.View({ projection: 'EPSG:3857', center: [260000, 6350000], zoom: 8, maxZoom: 20 }) });

  const showLayer = () => {
    const box = place.dataset.bbox.split(',').map(Number);
    map.addLayer(new ol.layer.Image({ source: new ol.source.ImageWMS({ url: place.dataset.wms, params: { LAYERS: place.dataset.layer, STYLES: '', VERSION: '1.3.0' }, ratio: 1 }) }));
    map.getView().fit(ol.proj.transformExtent(box, 'EPSG:4326', 'EPSG:3857'), { padding: [20, 20, 20, 20] });
  };

  const showFeatures = collection => {
    const features = new ol.format.GeoJSON().readFeatures(collection, { dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' });
    const source = new ol.source.Vector({ features });
    map.addLayer(new ol.layer.Vector({ source }));
    if (!ol.extent.isEmpty(source.getExtent())) map.getView().fit(source.getExtent(), { padding: [20, 20, 20, 20], maxZoom: 16 });
    map.on('singleclick', event => {
      const found = map.getFeaturesAtPixel(event.pixel, { hitTolerance: 4 })[0];
      if (found) location.href = `${place.dataset.collection}/items/${found.getId()}?f=html`;
    });
  };

  if (place.dataset.objets) {
    const address = new URL(place.dataset.objets, location.href);
    address.searchParams.delete('crs');
    fetch(address).then(answer => answer.json()).then(showFeatures).catch(() => { place.hidden = true; });
  } else {
    showLayer();
  }
})();
