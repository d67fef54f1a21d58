// The stewards' API, asked with the token of this tab. It is kept until the tab closes, and goes nowhere but to this server.
import { base, element, say } from './carte.js';

const KEPT = 'srceogc-jeton';

export const token = {
  get value() { return sessionStorage.getItem(KEPT) ?? ''; },
  set value(text) { if (text) sessionStorage.setItem(KEPT, text); else sessionStorage.removeItem(KEPT); },
};

export const headers = () => ({ Authorization: `Bearer ${token.value}`, 'Accept-Language': say('fr', 'en') });

const reason = (status, text) => {
  if (status === 401) return say('Ce jeton est inconnu, révoqué ou expiré.', 'This token is unknown, revoked or expired.');
  try {
    const problem = JSON.parse(text);
    return problem.detail ?? problem.title ?? say(`Le serveur répond ${status}.`, `The server answers ${status}.`);
  } catch {
    return say(`Le serveur répond ${status}.`, `The server answers ${status}.`);
  }
};

/** A fault with the status of the answer it came from. */
const fault = (status, text) => Object.assign(new Error(reason(status, text)), { status });

/** Without "credentials", as the browser would else ask for a password of its own. */
export const call = async (path, options = {}) => {
  const answer = await fetch(base + path, { credentials: 'omit', ...options, headers: { ...headers(), ...options.headers } });
  if (!answer.ok) throw fault(answer.status, await answer.text());
  return answer;
};

export const read = async path => (await call(path)).json();

export const post = async (path, fields = {}, extra = {}) => {
  const answer = await call(path, { method: 'POST', body: new URLSearchParams(fields), headers: extra });
  return answer.status === 204 ? null : answer.json();
};

/** A link could not carry the token: the file is fetched, then handed over. */
export const download = async (address, name) => {
  const blob = await (await call(address)).blob();
  const link = element('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

/** Sends a file, telling how far it has come; a refused delivery is an answer, with its report, not a fault. */
export const send = (path, file, ifMatch, tell) => new Promise((done, failed) => {
  const request = new XMLHttpRequest();
  request.open('PUT', base + path);
  for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
  if (ifMatch) request.setRequestHeader('If-Match', ifMatch);
  request.upload.onprogress = event => { if (event.lengthComputable) tell(event.loaded / event.total); };
  request.onerror = () => failed(new Error(say('La liaison avec le serveur est coupée.', 'The connection to the server is broken.')));
  request.onload = () => {
    if ([200, 422, 507].includes(request.status)) done(JSON.parse(request.responseText));
    else failed(fault(request.status, request.responseText));
  };
  request.send(file);
});
