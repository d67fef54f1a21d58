// A theme's map alone, for the frame of somebody else's page.
import { ServiceMap, announce, ask, element, legendAddress, say } from './carte.js';

const map = new ServiceMap('carte');

ask(`/api/v1/couches?trame=${encodeURIComponent(document.body.dataset.theme)}`).then(({ couches }) => {
  const spatial = couches.filter(item => item.emprise);
  const lists = document.getElementById('legendes');
  for (const item of [...spatial].reverse()) map.add(item);
  for (const item of spatial) {
    const box = element('input', { type: 'checkbox', checked: true, onchange: event => map.show(item.nom, event.target.checked) });
    lists.append(element('label', {}, box, ` ${item.titre}`), element('img', { src: legendAddress(item), alt: say(`Légende de « ${item.titre} »`, `Legend of ${item.titre}`), loading: 'lazy' }));
    map.show(item.nom, true);
  }
  map.fit(spatial.map(item => item.emprise));
  document.body.dataset.ready = 'true';
}).catch(error => announce(error.message));
