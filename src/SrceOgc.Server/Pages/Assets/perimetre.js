// One's own perimeter: a file that is dropped on the map or chosen, kept by the service for a month.
import { announce, ask, base, say } from './carte.js';

/** @returns the territory that the service made of the file. */
const send = async file => {
  const answer = await fetch(`${base}/api/v1/perimetres?nom=${encodeURIComponent(file.name.replace(/\.[^.]*$/, ''))}`,
    { method: 'POST', body: file, headers: { 'Accept-Language': document.documentElement.lang } });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.detail ?? told.title);
  return told;
};

/** @param show what is done with the territory: its record, its GeoJSON geometry. */
export const acceptPerimeters = (area, input, show) => {
  const receive = async file => {
    announce(say(`Envoi de « ${file.name} »…`, `Sending ${file.name}…`));
    const { code, remarque } = await send(file);
    const place = await ask(`/api/v1/territoires/perimetre/${code}`);
    show(place);
    announce(`${place.nom} : ${say('périmètre reçu, gardé 30 jours', 'perimeter received, kept for 30 days')}. ${remarque ?? ''}`);
  };
  const tell = error => {
    announce(error.message);
    const box = document.getElementById('territoire');
    box.textContent = error.message;
    box.hidden = false;
  };
  area.addEventListener('dragover', event => {
    if (![...event.dataTransfer.types].includes('Files')) return;
    event.preventDefault();
    area.classList.add('accueille');
  });
  area.addEventListener('dragleave', () => area.classList.remove('accueille'));
  area.addEventListener('drop', event => {
    area.classList.remove('accueille');
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    receive(file).catch(tell);
  });
  input.addEventListener('change', () => {
    if (input.files[0]) receive(input.files[0]).catch(tell).finally(() => { input.value = ''; });
  });
};
