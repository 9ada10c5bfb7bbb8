import { parseArgs } from 'node:util';
import { commandLine, inCity, type Verb } from './errand.ts';
import * as publication from './publication/public.ts';

export const publicationVerbs: Readonly<Record<string, Verb>> = {
  publish: {
    usage: '[--city 64.71]',
    about: 'tulis ulang halaman publik dari catatan, bila pemeriksaan malam menemukan perbedaan',
    run: async (config, args) => {
      const { values } = parseArgs({ args: [...args], options: { city: { type: 'string' } } });
      return await inCity(config, values.city, async (tx, day) => {
        const count = await publication.republish(tx, commandLine, day);
        return [`Halaman publik ${count} koperasi ditulis ulang.`];
      });
    },
  },
};
