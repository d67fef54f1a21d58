// Keeps the page of a job up to date until it is over.
const state = document.getElementById('etat');
const bar = document.getElementById('avancement');
const address = location.pathname;

const show = job => {
  bar.value = job.part;
  const text = `${job.enMots}${job.rang > 0 ? ` (${job.rang})` : ''}${job.etape ? ` – ${job.etape}` : ''}`;
  // Said again only when it changed: readers hear it.
  if (state.querySelector('strong').textContent !== text)
    state.replaceChildren(state.firstChild, Object.assign(document.createElement('strong'), { textContent: text }));
};

const look = async () => {
  try {
    const answer = await fetch(`${address}?f=json`, { cache: 'no-store' });
    const job = answer.ok ? await answer.json() : { termine: true };
    if (job.termine) {
      location.reload();
      return;
    }
    show(job);
  } catch {
    // The network is away for a moment; the next look tells.
  }
  setTimeout(look, 1500);
};

document.getElementById('annuler').addEventListener('click', async event => {
  event.target.disabled = true;
  await fetch(address, { method: 'DELETE' });
});
setTimeout(look, 700);
