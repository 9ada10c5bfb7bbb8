export type Words = { readonly [key: string]: string | Words };

/** Makes one tree of the modules' word files: `web/sales/words.id.json` becomes the branch `sales`. */
export function mergeWords(files: Readonly<Record<string, Words>>): Words {
  return Object.fromEntries(Object.entries(files).map(([path, words]) => [moduleOf(path), words]));
}

function moduleOf(path: string): string {
  const folder = path.split('/').at(-2);
  return folder === undefined || folder === '.' ? 'platform' : folder;
}

/** Puts values into the holes of a sentence: `{{waiting}} belum terkirim`. For an entry that does without the library. */
export function fill(sentence: string, values: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => (name in values ? String(values[name]) : hole));
}
