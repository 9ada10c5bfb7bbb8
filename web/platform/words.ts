export type Words = { readonly [key: string]: string | Words };

/** Makes one tree of the modules' word files: `web/sales/words.id.json` becomes the branch `sales`. */
export function mergeWords(files: Readonly<Record<string, Words>>): Words {
  return Object.fromEntries(Object.entries(files).map(([path, words]) => [moduleOf(path), words]));
}

function moduleOf(path: string): string {
  const folder = path.split('/').at(-2);
  return folder === undefined || folder === '.' ? 'platform' : folder;
}
