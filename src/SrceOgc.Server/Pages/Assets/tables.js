// The names of a GeoPackage's tables, read in the browser from its schema (SQLite file format, 1.5 and 2.1), to propose the dataset they belong to.

const MOST_PAGES = 2000;
const LEAF = 13, INTERIOR = 5;

/** A variable-length integer and where it ends. */
const varint = (bytes, at) => {
  let value = 0;
  for (let i = 0; i < 9; i++) {
    value = value * 128 + (bytes[at + i] & 127);
    if (bytes[at + i] < 128) return [value, at + i + 1];
  }
  return [value, at + 9];
};

const textLength = type => (type >= 13 && type % 2 === 1 ? (type - 13) / 2 : 0);

/** "table" and its name, of one row of sqlite_schema: they come before all that may overflow. */
const rowOf = (page, at) => {
  let [, next] = varint(page, at);
  [, next] = varint(page, next);
  const start = next;
  const [headerLength, first] = varint(page, start);
  const [kind, second] = varint(page, first);
  const [name] = varint(page, second);
  const text = (from, length) => new TextDecoder().decode(page.subarray(from, from + length));
  const body = start + headerLength;
  return { kind: text(body, textLength(kind)), name: text(body + textLength(kind), textLength(name)) };
};

const isOurs = name => !/^(gpkg_|rtree_|sqlite_|layer_styles|qgis_projects)/i.test(name);

/** The tables of a GeoPackage; none of any other file. */
export const tablesOf = async file => {
  const head = new DataView(await file.slice(0, 100).arrayBuffer());
  if (head.byteLength < 100 || new TextDecoder().decode(head.buffer.slice(0, 15)) !== 'SQLite format 3') return [];
  const size = head.getUint16(16) === 1 ? 65536 : head.getUint16(16);
  const names = [];
  const waiting = [1];
  for (let seen = 0; waiting.length && seen < MOST_PAGES; seen++) {
    const number = waiting.pop();
    const page = new Uint8Array(await file.slice((number - 1) * size, number * size).arrayBuffer());
    const view = new DataView(page.buffer);
    const start = number === 1 ? 100 : 0;
    const kind = page[start];
    const cells = Array.from({ length: view.getUint16(start + 3) }, (_, i) => view.getUint16(start + (kind === INTERIOR ? 12 : 8) + 2 * i));
    if (kind === LEAF) names.push(...cells.map(at => rowOf(page, at)).filter(row => row.kind === 'table' && isOurs(row.name)).map(row => row.name));
    else if (kind === INTERIOR) waiting.push(view.getUint32(start + 8), ...cells.map(at => view.getUint32(at)));
  }
  return names;
};
